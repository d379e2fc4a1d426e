"""Settings are typed and validated; a wrong start says everything that is wrong, at once."""

from datetime import date

import pytest

from youthvoice.app import create_app
from youthvoice.settings import GroupRole, SettingsError, load_settings

SECRET = {"YOUTHVOICE_SECRET_KEY": "x" * 32}


def test_the_defaults_need_only_a_secret() -> None:
    settings = load_settings(SECRET)
    assert settings.database_url.startswith("sqlite:///")
    assert (settings.answer_days, settings.receipt_school_days, settings.demo) == (30, 5, False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("YOUTHVOICE_SECRET_KEY", "short"),
        ("DATABASE_URL", "mysql://x"),
        ("MAIL_URL", "http://mail"),
        ("MAIL_URL", "smtp:"),
        ("YOUTHVOICE_BASE_URL", "ftp://x"),
        ("YOUTHVOICE_DEMO", "maybe"),
        ("YOUTHVOICE_ANSWER_DAYS", "0"),
        ("YOUTHVOICE_ANSWER_DAYS", "thirty"),
        ("YOUTHVOICE_ANSWER_DAYS", "３０"),
        ("YOUTHVOICE_DEFAULT_LOCALE", "sv"),
        ("YOUTHVOICE_SCHOOL_HOLIDAYS", "2026-12-21/2026-12-01"),
        ("YOUTHVOICE_SCHOOL_HOLIDAYS", "jul"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings({**SECRET, name: value})


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({"YOUTHVOICE_ANSWER_DAYS": "x", "MAIL_URL": "x"})
    assert all(name in str(caught.value) for name in ("SECRET_KEY", "ANSWER_DAYS", "MAIL_URL"))


def test_values_are_read() -> None:
    settings = load_settings(
        {
            **SECRET,
            "DATABASE_URL": "postgresql://u@h/d",
            "YOUTHVOICE_BASE_URL": "https://ung.example/",
            "YOUTHVOICE_SCHOOL_HOLIDAYS": "2026-12-21/2027-01-03, 2027-02-15",
            "YOUTHVOICE_COOKIE_SECURE": "no",
        }
    )
    assert settings.database_url == "postgresql+psycopg://u@h/d"
    assert settings.base_url == "https://ung.example"
    assert settings.school_holidays == (
        (date(2026, 12, 21), date(2027, 1, 3)),
        (date(2027, 2, 15), date(2027, 2, 15)),
    )
    assert not settings.cookie_secure


UNILOGIN = {
    "YOUTHVOICE_OIDC_UNILOGIN_ISSUER": "https://broker.unilogin.example/auth/realms/broker",
    "YOUTHVOICE_OIDC_UNILOGIN_CLIENT_ID": "youthvoice",
    "YOUTHVOICE_OIDC_UNILOGIN_CLIENT_SECRET": "secret",
}
DIRECTORY = {
    "YOUTHVOICE_OIDC_DIRECTORY_ISSUER": "https://login.kommune.example",
    "YOUTHVOICE_OIDC_DIRECTORY_CLIENT_ID": "youthvoice",
    "YOUTHVOICE_OIDC_DIRECTORY_CLIENT_SECRET": "secret",
    "YOUTHVOICE_OIDC_DIRECTORY_ROLES": '[{"group": "CN=Ung,OU=IT", "role": "official", "unit": "Ung"}]',
}


def test_nobody_signs_in_elsewhere_unless_it_is_set_up() -> None:
    settings = load_settings(SECRET)
    assert (settings.oidc_unilogin, settings.oidc_directory) == (None, None)


def test_sites_to_sign_in_on_are_read() -> None:
    settings = load_settings({**SECRET, **UNILOGIN, **DIRECTORY, "YOUTHVOICE_OIDC_UNILOGIN_MIN_LOA": "2"})
    assert settings.oidc_unilogin is not None
    assert settings.oidc_directory is not None
    assert (settings.oidc_unilogin.client_id, settings.oidc_unilogin.min_loa) == ("youthvoice", 2)
    assert settings.oidc_directory.roles == (GroupRole(group="CN=Ung,OU=IT", role="official", unit="Ung"),)
    assert settings.oidc_directory.trust_email is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("YOUTHVOICE_OIDC_UNILOGIN_ISSUER", ""),
        ("YOUTHVOICE_OIDC_UNILOGIN_ISSUER", "http://broker.unilogin.example"),
        ("YOUTHVOICE_OIDC_UNILOGIN_ISSUER", "broker.unilogin.example"),
        ("YOUTHVOICE_OIDC_UNILOGIN_CLIENT_ID", " "),
        ("YOUTHVOICE_OIDC_UNILOGIN_CLIENT_SECRET", ""),
        ("YOUTHVOICE_OIDC_UNILOGIN_MIN_LOA", "5"),
        ("YOUTHVOICE_OIDC_DIRECTORY_ISSUER", ""),
        ("YOUTHVOICE_OIDC_DIRECTORY_ROLES", ""),
        ("YOUTHVOICE_OIDC_DIRECTORY_ROLES", "[]"),
        ("YOUTHVOICE_OIDC_DIRECTORY_ROLES", "{}"),
        ("YOUTHVOICE_OIDC_DIRECTORY_ROLES", "7"),
        ("YOUTHVOICE_OIDC_DIRECTORY_ROLES", "ung=official"),
        ("YOUTHVOICE_OIDC_DIRECTORY_ROLES", '[{"group": "ung"}]'),
        ("YOUTHVOICE_OIDC_DIRECTORY_ROLES", '[{"group": "ung", "role": 7}]'),
        ("YOUTHVOICE_OIDC_DIRECTORY_ROLES", '[{"group": "ung", "role": "official", "school": "x"}]'),
        ("YOUTHVOICE_OIDC_DIRECTORY_TRUST_EMAIL", "perhaps"),
    ],
)
def test_a_site_that_is_half_set_up_stops_the_start(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings({**SECRET, **UNILOGIN, **DIRECTORY, name: value})


def test_a_role_for_the_young_cannot_be_given_by_a_directory() -> None:
    roles = '[{"group": "elever", "role": "young_person"}, {"group": "x", "role": "king"}]'
    settings = load_settings({**SECRET, **DIRECTORY, "YOUTHVOICE_OIDC_DIRECTORY_ROLES": roles})
    with pytest.raises(SettingsError, match=r"DIRECTORY_ROLES: king, young_person"):
        create_app(settings)
