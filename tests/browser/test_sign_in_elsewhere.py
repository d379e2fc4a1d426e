"""Signing in on another site, and with a passkey, in a real browser: there and back, with script and without."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Watch, new_window, served
from tests.browser.steps import enter_code, save_picture, sign_out, sign_up
from tests.browser.world import SKY, Site
from tests.oidc.processes import mock_server
from youthvoice.core.clock import today
from youthvoice.core.web import Services
from youthvoice.settings import DirectorySettings, GroupRole, UniloginSettings

PUPILS = ("mia", "bo", "ida")
LINE = {
    "sub": "line",
    "email": "ny.ansat@kommune.example",
    "email_verified": True,
    "name": "Lone Lind",
    "groups": ["ung-svar"],
}
CLIENT = {"client_id": "youthvoice", "client_secret": "secret"}
CDN = "https://cdn.jsdelivr.net"
Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Another site, in a process of its own."""
    pupils = [{"sub": name, "uniid": f"{name}123", "aktoer_gruppe": "Elev", "loa": "2"} for name in PUPILS]
    with mock_server(*pupils, LINE) as found:
        yield found


@pytest.fixture(scope="module")
def site(furnished: Path, tmp_path_factory: pytest.TempPathFactory, issuer: str) -> Iterator[Site]:
    """A deployment with both kinds of sites, under a name: passkeys are bound to names, not to numbers."""
    path = tmp_path_factory.mktemp("site") / "demo.sqlite"
    with closing(sqlite3.connect(furnished)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
    with served(f"sqlite:///{path}") as running:
        url = running.url.replace("127.0.0.1", "localhost")
        services: Services = running.app.extensions["youthvoice"]
        roles = (GroupRole(group="ung-svar", role="official", unit=_unit(running)),)
        settings = replace(
            services.settings,
            base_url=url,
            oidc_unilogin=UniloginSettings(issuer=issuer, **CLIENT),
            oidc_directory=DirectorySettings(issuer=issuer, roles=roles, **CLIENT),
        )
        running.app.extensions["youthvoice"] = Services(settings, services.database)
        yield Site(url, running.app)


@pytest.fixture
def open_window(browser: Browser, site: Site, issuer: str) -> Iterator[Opener]:
    """``open_window(persona, **context)``; at the end nothing may have gone wrong in it, on either site."""
    watch, contexts = Watch(site.url), []

    def opener(persona: str | None = None, **options: bool) -> Page:
        context = new_window(browser, site, PHONE, persona, **options)
        contexts.append(context)
        # The other site's own style sheet lies on a third; tests ask nobody outside.
        context.route(f"{CDN}/**", lambda route: route.fulfill(body=""))
        watch.over(context)
        return context.new_page()

    yield opener
    for context in contexts:
        context.close()
    theirs = (f"another host: {issuer}", f"another host: {CDN}")
    assert [one for one in watch.complaints if not one.startswith(theirs)] == []


def _unit(site: Site) -> str:
    with site.reading() as session:
        return str(session.connection().exec_driver_sql("SELECT name FROM units ORDER BY id LIMIT 1").scalar_one())


def welcome(page: Page, name: str) -> None:
    """What somebody new is asked."""
    expect(page.get_by_role("heading", name="Velkommen!")).to_be_visible()
    page.get_by_label("Dit navn her").fill(name)
    page.get_by_label("Det år, du er født").select_option(str(today().year - 14))
    page.get_by_role("button", name="Kom i gang").click()
    expect(page.get_by_role("heading", name=f"Hej, {name}")).to_be_visible()


def test_a_pupil_signs_in_with_unilogin_and_comes_back(open_window: Opener) -> None:
    page = open_window()
    page.goto("/log-ind")
    save_picture(page, "sign-in-elsewhere")
    page.get_by_role("button", name="Log ind med Unilogin").click()
    page.get_by_role("button", name="mia", exact=True).click()
    welcome(page, "Gul Gås")
    page.goto("/min-side/profil")
    save_picture(page, "profile-ways-in")
    sign_out(page, "Gul Gås")
    page.goto("/log-ind")
    page.get_by_role("button", name="Log ind med Unilogin").click()
    page.get_by_role("button", name="mia", exact=True).first.click()
    expect(page.get_by_role("heading", name="Hej, Gul Gås")).to_be_visible()


def test_the_same_without_javascript(open_window: Opener) -> None:
    page = open_window(java_script_enabled=False)
    page.goto("/log-ind")
    page.get_by_role("button", name="Log ind med Unilogin").click()
    page.get_by_role("button", name="bo", exact=True).click()
    expect(page.get_by_role("heading", name="Du er næsten logget ind")).to_be_visible()
    save_picture(page, "came-back")
    page.get_by_role("button", name="Fortsæt").click()
    welcome(page, "Brun Bjørn")


def test_whoever_says_no_comes_back_to_the_sign_in(open_window: Opener) -> None:
    page = open_window()
    page.goto("/log-ind")
    page.get_by_role("button", name="Log ind med Unilogin").click()
    page.get_by_role("button", name="Deny").click()
    expect(page.get_by_text("Du blev ikke logget ind")).to_be_visible()
    save_picture(page, "said-no")


def test_an_employee_signs_in_by_the_directory(open_window: Opener) -> None:
    page = open_window()
    page.goto("/log-ind?next=/svar")
    page.get_by_role("button", name="Log ind som ansat").click()
    page.get_by_role("button", name="line", exact=True).click()
    page.wait_for_url("**/svar")
    expect(page.locator("summary").filter(has_text="Lone Lind")).to_be_visible()


def test_unilogin_is_added_on_the_profile(open_window: Opener) -> None:
    page = open_window(SKY)
    page.goto("/min-side/profil")
    page.get_by_role("button", name="Tilføj Unilogin").click()
    page.get_by_role("button", name="ida", exact=True).click()
    expect(page.get_by_text("Nu kan du logge ind med Unilogin.")).to_be_visible()
    sign_out(page, SKY)
    page.goto("/log-ind")
    page.get_by_role("button", name="Log ind med Unilogin").click()
    page.get_by_role("button", name="ida", exact=True).first.click()
    expect(page.get_by_role("heading", name=f"Hej, {SKY}")).to_be_visible()


def test_a_passkey_is_saved_and_signs_in(open_window: Opener) -> None:
    page = open_window()
    _with_finger(page)
    page.goto("/log-ind")
    sign_up(page, "noegle@skole.example", "Sort Svane")
    page.goto("/min-side/profil")
    page.get_by_role("link", name="Tilføj en nøgle").click()
    page.get_by_label("Hvad vil du kalde nøglen?").fill("Min telefon")
    save_picture(page, "passkeys-empty")
    page.get_by_role("button", name="Gem en nøgle").click()
    expect(page.get_by_text("Nøglen er gemt.")).to_be_visible()
    expect(page.get_by_role("list").filter(has_text="Min telefon").last).to_be_visible()
    save_picture(page, "passkeys")
    sign_out(page, "Sort Svane")
    page.goto("/log-ind")
    page.get_by_role("button", name="Log ind med fingeraftryk eller ansigt").click()
    expect(page.get_by_role("heading", name="Hej, Sort Svane")).to_be_visible()
    page.goto("/min-side/noegler")
    page.get_by_role("link", name="Fjern Min telefon").click()
    save_picture(page, "passkey-remove")
    page.get_by_role("button", name="Fjern nøglen").click()
    expect(page.get_by_text("Nøglen er fjernet.")).to_be_visible()
    sign_out(page, "Sort Svane")
    page.goto("/log-ind")
    page.get_by_role("button", name="Log ind med fingeraftryk eller ansigt").click()
    expect(page.get_by_text("Den nøgle kender vi ikke.")).to_be_visible()
    enter_code(page, "noegle@skole.example")
    expect(page.get_by_role("heading", name="Hej, Sort Svane")).to_be_visible()


def test_a_finger_that_does_not_fit_is_said(open_window: Opener) -> None:
    page = open_window()
    _with_finger(page, fits=False)
    page.goto("/log-ind")
    page.get_by_role("button", name="Log ind med fingeraftryk eller ansigt").click()
    expect(page.get_by_text("Det lykkedes ikke.")).to_be_visible()
    save_picture(page, "finger-did-not-fit")


def test_without_script_there_is_no_button_that_does_nothing(open_window: Opener) -> None:
    page = open_window(java_script_enabled=False)
    page.goto("/log-ind")
    expect(page.get_by_role("button", name="Send mig en kode")).to_be_visible()
    expect(page.get_by_role("button", name="fingeraftryk")).to_be_hidden()


def _with_finger(page: Page, *, fits: bool = True) -> None:
    """Chromium's own virtual authenticator: a telephone with a fingerprint reader."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": fits,
                "automaticPresenceSimulation": True,
            }
        },
    )
