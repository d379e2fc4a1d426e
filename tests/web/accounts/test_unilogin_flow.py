"""The way to Unilogin and back: good once, in one browser, for a while; and what happens where the other site fails."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
import requests
import time_machine
from flask import g
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.oidc.processes import Elsewhere, come_back, sign_in_elsewhere, way_back, way_there
from tests.web.accounts.helpers import who_is_signed_in
from tests.web.accounts.unilogin import PUPIL, START, text_of
from tests.web.forms import form_fields
from youthvoice.accounts.flows import KEPT_FOR, MINUTES
from youthvoice.accounts.models import Person, SignInFlow
from youthvoice.accounts.oidc import published
from youthvoice.core.clock import now


def journey(client: Any) -> tuple[str, str]:
    """The path one is sent back to, and the secret that the browser got on the way."""
    path = way_back(way_there(client.post(START)))
    return path, client.get_cookie("sign_in_flow").value


def come_back_with(client: Any, path: str, secret: str) -> Any:
    """As a browser that kept the secret longer than it was told to."""
    client.set_cookie("sign_in_flow", secret, domain="localhost", secure=True)
    return come_back(client, path)


def assert_begin_again(answer: Any) -> None:
    assert answer.status_code == 422
    assert "for lang tid" in text_of(answer)


def test_the_request_carries_pkce_state_and_nonce(client: Any, session: Session, elsewhere: Elsewhere) -> None:
    address = way_there(client.post(START))
    asked = dict(re.findall(r"[?&]([a-z_]+)=([^&]*)", address))
    assert asked["code_challenge_method"] == "S256"
    assert asked["response_type"] == "code"
    assert asked["redirect_uri"].endswith("log-ind%2Fretur%2Funilogin")
    assert len(asked["state"]) > 40
    stored = session.scalars(select(SignInFlow)).one()
    assert asked["nonce"] == stored.nonce
    assert asked["state"] not in (stored.state_hash, stored.browser_hash)
    assert stored.verifier not in address


def test_a_flow_is_good_once(client: Any, pupil: Person) -> None:
    path, secret = journey(client)
    assert come_back(client, path).status_code == 303
    client.post("/log-ud")
    assert_begin_again(come_back_with(client, path, secret))
    assert who_is_signed_in(client) is None


def test_a_refusal_uses_the_flow_up_too(client: Any, pupil: Person) -> None:
    path, secret = journey(client)
    assert "Du blev ikke logget ind" in text_of(come_back(client, path, error="access_denied"))
    assert_begin_again(come_back_with(client, path, secret))
    assert who_is_signed_in(client) is None


def test_a_code_that_was_used_is_no_use_in_another_flow(client: Any, app: Any, pupil: Person) -> None:
    first = way_back(way_there(client.post(START)))
    come_back(client, first)
    code = re.search(r"code=([^&]*)", first)
    assert code
    other = app.test_client()
    second = way_back(way_there(other.post(START)))
    assert come_back(other, second, code=code[1]).status_code == 422
    assert who_is_signed_in(other) is None


def test_a_code_of_somebody_else_is_no_use(client: Any, app: Any, pupil: Person) -> None:
    """The thief's own flow, the victim's code: PKCE and nonce belong to the victim's."""
    code = re.search(r"code=([^&]*)", way_back(way_there(client.post(START))))
    assert code
    thief = app.test_client()
    assert come_back(thief, way_back(way_there(thief.post(START))), code=code[1]).status_code == 422
    assert who_is_signed_in(thief) is None


def test_another_browser_cannot_finish_a_flow(client: Any, app: Any, session: Session, pupil: Person) -> None:
    path = way_back(way_there(client.post(START)))
    for other in (app.test_client(), app.test_client()):
        assert come_back(other, path).status_code == 422
        assert who_is_signed_in(other) is None
        other.post(START)
    # Nor is the flow used up by those who try.
    assert come_back(client, path).status_code == 303


@pytest.mark.parametrize("state", ["", "da.", "da.x", "en.\x00", "x" * 100_000, "'; DROP TABLE persons; --"])
def test_a_made_up_state_is_no_flow(client: Any, pupil: Person, state: str) -> None:
    path = way_back(way_there(client.post(START)))
    assert come_back(client, path, state=state).status_code == 422


def test_a_flow_belongs_to_one_site(client: Any, pupil: Person) -> None:
    path = way_back(way_there(client.post(START)))
    assert_begin_again(come_back(client, path.replace("/retur/unilogin", "/retur/directory")))


def test_a_flow_grows_old_and_is_removed(client: Any, session: Session, pupil: Person) -> None:
    path, secret = journey(client)
    with time_machine.travel(now() + timedelta(minutes=MINUTES, seconds=1)):
        assert_begin_again(come_back_with(client, path, secret))
    with time_machine.travel(now() + KEPT_FOR + timedelta(seconds=1)):
        client.post(START)
    session.expire_all()
    assert len(session.scalars(select(SignInFlow)).all()) == 1


def test_reading_the_page_one_comes_back_to_signs_nobody_in(client: Any, session: Session, pupil: Person) -> None:
    path = way_back(way_there(client.post(START)))
    page = client.get(path)
    assert page.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.headers
    assert who_is_signed_in(client) is None
    session.expire_all()
    assert session.scalars(select(SignInFlow)).one().used_at is None


def test_the_cookie_comes_with_the_press_and_goes_with_the_answer(client: Any, pupil: Person) -> None:
    assert "Set-Cookie" not in client.get("/log-ind").headers
    there = client.post(START)
    cookie = there.headers["Set-Cookie"]
    assert all(part in cookie for part in ("sign_in_flow=", "HttpOnly", "Secure", "SameSite=Lax", "Max-Age=900"))
    come_back(client, way_back(way_there(there)))
    assert client.get_cookie("sign_in_flow") is None


def test_whoever_says_no_over_there_can_go_on_here(client: Any, elsewhere: Elsewhere) -> None:
    elsewhere.behave(at_authorize="deny")
    answer = sign_in_elsewhere(client, "unilogin", {"next": "/forslag/skriv"})
    assert answer.status_code == 422
    assert "Du blev ikke logget ind" in text_of(answer)
    assert form_fields(text_of(answer), "/log-ind")["next"] == "/forslag/skriv"


@pytest.mark.parametrize("told", ["down", "text"])
def test_a_site_that_is_down_loses_nothing(client: Any, pupil: Person, elsewhere: Elsewhere, told: str) -> None:
    elsewhere.behave(claims=PUPIL, at_token=told)
    answer = sign_in_elsewhere(client, "unilogin", {"next": "/forslag/skriv"})
    assert answer.status_code == 502
    assert "svarer ikke lige nu" in text_of(answer)
    assert form_fields(text_of(answer), "/log-ind")["next"] == "/forslag/skriv"


def test_a_site_that_cannot_be_reached_is_a_kind_page(client: Any, elsewhere: Elsewhere, set_up: Any, app: Any) -> None:
    unilogin = app.extensions["youthvoice"].settings.oidc_unilogin
    set_up(oidc_unilogin=type(unilogin)(**{**vars(unilogin), "issuer": "http://127.0.0.1:9"}))
    answer = client.post(START, data={"next": "/forslag/skriv"})
    assert answer.status_code == 502
    assert form_fields(text_of(answer), "/log-ind")["next"] == "/forslag/skriv"


@pytest.mark.parametrize("issuer", ["https://evil.example", 7, ["http://127.0.0.1"]])
def test_a_document_that_speaks_for_another_is_not_believed(client: Any, elsewhere: Elsewhere, issuer: Any) -> None:
    elsewhere.behave(issuer=issuer)
    assert client.post(START).status_code == 502


def test_no_transaction_is_open_while_another_server_is_asked(
    client: Any, pupil: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite it would stop everybody who writes, for as long as the other server takes."""
    asked: dict[str, bool] = {}
    send = requests.Session.send

    def watched(self: Any, request: Any, **options: Any) -> Any:
        if "db_session" in g:
            asked[request.path_url] = g.db_session.in_transaction()
        return send(self, request, **options)

    published.forget()
    monkeypatch.setattr(requests.Session, "send", watched)
    path = way_back(way_there(client.post(START)))
    published.forget()
    assert come_back(client, path).status_code == 303
    assert asked == dict.fromkeys(("/.well-known/openid-configuration", "/token", "/jwks"), False)


def test_a_slow_site_is_waited_for(client: Any, pupil: Person, elsewhere: Elsewhere) -> None:
    elsewhere.behave(claims=PUPIL, at_token="slow")
    started = time.monotonic()
    assert sign_in_elsewhere(client, "unilogin").status_code == 303
    assert time.monotonic() - started >= 2


def test_a_form_that_was_kept_comes_through(client: Any, session: Session, pupil: Person) -> None:
    kept = client.post("/forslag/skriv", data={"title": "En skatebane ved søen"})
    assert kept.status_code == 401
    fields = form_fields(text_of(kept), "/log-ind")
    ways = client.post("/log-ind", data={"kept": fields["kept"], "ways": "all"})
    answer = sign_in_elsewhere(client, "unilogin", form_fields(text_of(ways), START))
    assert answer.status_code == 200
    assert "En skatebane ved søen" in text_of(answer)
    assert who_is_signed_in(client) == pupil.get_id()


def test_only_a_kept_form_of_ours_is_stored(client: Any, session: Session, elsewhere: Elsewhere) -> None:
    client.post(START, data={"kept": "x" * 50_000, "next": "/" + "x" * 5000})
    stored = session.scalars(select(SignInFlow)).one()
    assert (stored.kept, stored.next) == ("", "")


def test_another_site_cannot_begin_or_finish(client: Any, pupil: Person) -> None:
    assert client.post(START, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post(START, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    path = way_back(way_there(client.post(START)))
    form = form_fields(text_of(client.get(path)), "/log-ind/retur/unilogin")
    answer = client.post("/log-ind/retur/unilogin", data=form, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_the_language_is_kept_on_the_way(client: Any, pupil: Person) -> None:
    path = way_back(way_there(client.post("/en/log-ind/videre/unilogin")))
    assert path.startswith("/log-ind/retur/")
    assert client.get(path).location.startswith("/en/log-ind/retur/unilogin?")
    answer = come_back(client, path)
    assert (answer.status_code, answer.location) == (303, "/en/min-side")


def test_steps_without_a_page_begin_again(client: Any, elsewhere: Elsewhere) -> None:
    for path in (START, "/log-ind/retur/unilogin", "/log-ind/noegle"):
        assert client.get(path).location == "/log-ind"
    assert client.get("/log-ind/retur/somewhere").status_code == 404
