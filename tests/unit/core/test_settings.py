"""Settings are typed and validated; a wrong start says everything that is wrong, at once."""

from datetime import date

import pytest

from youthvoice.settings import SettingsError, load_settings

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
