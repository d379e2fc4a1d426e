"""Signing in with Unilogin: who gets in, who is welcomed, who is told what to do instead; and what is not believed."""

import json
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

from tests.factories.accounts import PersonFactory, SchoolFactory, TeacherFactory
from tests.oidc.processes import Elsewhere, come_back, sign_in_elsewhere, way_back, way_there
from tests.web.accounts.helpers import welcome_form, who_is_signed_in
from tests.web.forms import form_fields, submit
from youthvoice.accounts.flows import KEPT_FOR, MINUTES
from youthvoice.accounts.identities import link_identity
from youthvoice.accounts.models import Identity, Person, SignInFlow
from youthvoice.accounts.oidc import published
from youthvoice.core.clock import now

PUPIL = {"uniid": "1000013b36", "aktoer_gruppe": "Elev", "loa": "2"}
TEACHER = {"uniid": "henr276q", "aktoer_gruppe": "Medarbejder", "loa": "3"}
START = "/log-ind/videre/unilogin"


@pytest.fixture
def pupil(session: Session, elsewhere: Elsewhere) -> Person:
    """Known by Unilogin alone, without an address."""
    elsewhere.behave(claims=PUPIL)
    return known(session, PersonFactory(email=None, school=SchoolFactory(name="Virum Skole")), PUPIL)


def known(session: Session, person: Person, claims: dict[str, str]) -> Person:
    link_identity(session, person, "unilogin", claims["uniid"])
    session.commit()
    return person


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


def text_of(answer: Any) -> str:
    found: str = answer.get_data(as_text=True)
    return found


def test_a_known_pupil_is_signed_in(client: Any, session: Session, pupil: Person) -> None:
    answer = sign_in_elsewhere(client, "unilogin", {"next": "/forslag/skriv"})
    assert (answer.status_code, answer.location) == (303, "/forslag/skriv")
    assert who_is_signed_in(client) == pupil.get_id()
    session.expire_all()
    assert session.scalars(select(Identity)).one().last_used_at is not None


def test_nothing_of_it_shows_where_it_is_not_set_up(client: Any, session: Session) -> None:
    assert "Unilogin" not in text_of(client.get("/log-ind"))
    answer = client.post(START, data={"next": "/forslag/skriv"})
    assert answer.status_code == 422
    assert form_fields(text_of(answer), "/log-ind")["next"] == "/forslag/skriv"


def test_the_school_stands_first_on_the_page(client: Any, elsewhere: Elsewhere) -> None:
    page = text_of(client.get("/log-ind?next=/forslag/skriv"))
    order = [page.index(text) for text in ("Log ind med Unilogin", "Log ind som ansat", 'name="email"', "fingeraftryk")]
    assert order == sorted(order)
    assert form_fields(page, START)["next"] == "/forslag/skriv"


def test_a_new_pupil_chooses_a_name_and_needs_no_address(client: Any, session: Session, elsewhere: Elsewhere) -> None:
    elsewhere.behave(claims=PUPIL)
    school = SchoolFactory(name="Virum Skole")
    session.commit()
    page = sign_in_elsewhere(client, "unilogin", {"next": "/forslag/skriv"})
    assert "Velkommen!" in text_of(page)
    typed = {"display_name": "Blå Ræv", "birth_year": str(now().year - 14), "school_id": str(school.id)}
    refused = client.post("/log-ind/velkommen", data={**welcome_form(page), **typed, "birth_year": ""})
    assert refused.status_code == 422
    answer = client.post("/log-ind/velkommen", data={**welcome_form(refused), **typed})
    assert (answer.status_code, answer.location) == (303, "/forslag/skriv")
    made = session.scalars(select(Person)).one()
    assert (made.email, made.school_id, made.role.value) == (None, school.id, "young_person")
    assert session.scalars(select(Identity)).one().person_id == made.id
    client.post("/log-ud")
    sign_in_elsewhere(client, "unilogin")
    assert who_is_signed_in(client) == made.get_id()


def test_the_welcome_sent_twice_makes_one_account(client: Any, session: Session, elsewhere: Elsewhere) -> None:
    elsewhere.behave(claims=PUPIL)
    form = welcome_form(sign_in_elsewhere(client, "unilogin"))
    typed = {**form, "display_name": "Blå Ræv", "birth_year": str(now().year - 14), "school_id": ""}
    assert [client.post("/log-ind/velkommen", data=typed).status_code for _ in range(2)] == [303, 303]
    assert len(session.scalars(select(Person)).all()) == 1
    with time_machine.travel(now() + timedelta(minutes=5)):
        late = client.post("/log-ind/velkommen", data=typed)
    assert late.status_code == 422
    assert "allerede en konto" in text_of(late)


@pytest.mark.parametrize("group", ["Medarbejder", "Ekstern", "Kontaktperson", ["Elev", "Medarbejder"], None, 7])
def test_an_adult_who_is_unknown_is_told_whom_to_ask(client: Any, elsewhere: Elsewhere, group: Any) -> None:
    elsewhere.behave(claims={**TEACHER, "aktoer_gruppe": group})
    answer = sign_in_elsewhere(client, "unilogin", {"next": "/forslag"})
    assert answer.status_code == 403
    assert "Spørg skolens administrator" in text_of(answer)
    assert form_fields(text_of(answer), START)["next"] == "/forslag"


@pytest.mark.parametrize(
    ("loa", "status"),
    [
        ("3", 303),
        (3, 303),
        ("4", 303),
        ("Substantial", 303),
        ("ToFaktor", 303),
        ("https://data.gov.dk/concept/core/nsis/loa/High", 303),
        ("2", 403),
        ("Low", 403),
        ("EnFaktor", 403),
        (["3", "2"], 403),
        ("", 403),
        (None, 403),
        ({"loa": 3}, 403),
        ("³", 403),
    ],
)
def test_an_adult_needs_two_factors(client: Any, session: Session, elsewhere: Elsewhere, loa: Any, status: int) -> None:
    known(session, TeacherFactory(), TEACHER)
    elsewhere.behave(claims={**TEACHER, "loa": loa})
    assert sign_in_elsewhere(client, "unilogin").status_code == status


def test_whoever_changes_school_keeps_the_account(client: Any, session: Session, pupil: Person) -> None:
    sign_in_elsewhere(client, "unilogin")
    school = SchoolFactory(name="Lundtofte Skole")
    session.commit()
    submit(client, "/min-side/profil", {"school_id": str(school.id)})
    client.post("/log-ud")
    sign_in_elsewhere(client, "unilogin")
    assert who_is_signed_in(client) == pupil.get_id()
    session.refresh(pupil)
    assert pupil.school_id == school.id


def test_a_closed_account_forgets_the_identity(client: Any, session: Session, pupil: Person) -> None:
    sign_in_elsewhere(client, "unilogin")
    assert "unilogin" in text_of(client.get("/min-side/data.json"))
    submit(client, "/min-side/luk-konto", {})
    assert session.scalars(select(Identity)).all() == []
    assert "Velkommen!" in text_of(sign_in_elsewhere(client, "unilogin"))


@pytest.mark.parametrize(
    "told",
    [
        {"token": {"nonce": "another"}},
        {"token": {"nonce": None}},
        {"token": {"iss": "https://evil.example"}},
        {"token": {"iss": None}},
        {"token": {"aud": "another-client"}},
        {"token": {"aud": ["another-client", "third"]}},
        {"token": {"aud": ["youthvoice", "another-client"]}},
        {"token": {"aud": ["youthvoice", "another-client"], "azp": "another-client"}},
        {"token": {"aud": ["another-client", "third"], "azp": "youthvoice"}},
        {"token": {"azp": "another-client"}},
        {"token": {"exp": 1_000_000_000}},
        {"token": {"exp": None}},
        {"token": {"exp": "tomorrow"}},
        {"token": {"iat": None}},
        {"token": {"iat": 32_000_000_000}},
        {"token": {"nbf": 32_000_000_000}},
        {"token": {"sub": None}},
        {"token": {"uniid": None}},
        {"token": {"uniid": ["1000013b36"]}},
        {"token": {"uniid": "x" * 256}},
        {"sign": "none"},
        {"sign": "hs256"},
        {"sign": "other_key"},
        {"at_token": "refuse"},
        {"at_token": "no_id_token"},
    ],
    ids=lambda told: json.dumps(told)[:60],
)
def test_a_token_that_proves_nothing_is_refused(
    client: Any, session: Session, pupil: Person, elsewhere: Elsewhere, told: dict[str, Any]
) -> None:
    elsewhere.behave(claims=PUPIL, **told)
    answer = sign_in_elsewhere(client, "unilogin", {"next": "/forslag"})
    assert answer.status_code == 422
    assert "kunne ikke tjekke dit login" in text_of(answer)
    assert form_fields(text_of(answer), START)["next"] == "/forslag"
    assert who_is_signed_in(client) is None


def test_several_audiences_are_fine_when_we_are_the_authorized_party(
    client: Any, pupil: Person, elsewhere: Elsewhere
) -> None:
    elsewhere.behave(claims=PUPIL, token={"aud": ["youthvoice", "other"], "azp": "youthvoice"})
    assert sign_in_elsewhere(client, "unilogin").status_code == 303


def test_a_new_key_is_fetched_once(client: Any, app: Any, pupil: Person, elsewhere: Elsewhere) -> None:
    sign_in_elsewhere(client, "unilogin")
    elsewhere.behave(claims=PUPIL, sign="new_key")
    assert sign_in_elsewhere(app.test_client(), "unilogin").status_code == 303
    assert elsewhere.seen().count("/jwks") == 1
    elsewhere.behave(claims=PUPIL)
    assert sign_in_elsewhere(app.test_client(), "unilogin").status_code == 303
    # All that is published is remembered by now.
    assert elsewhere.seen() == ["/authorize", "/token"]


def test_what_is_remembered_grows_old(client: Any, pupil: Person, elsewhere: Elsewhere) -> None:
    client.post(START)
    elsewhere.behave()
    with time_machine.travel(now() + timedelta(minutes=61)):
        client.post(START)
    assert elsewhere.seen() == ["/.well-known/openid-configuration"]


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


def test_unilogin_is_added_to_an_account_that_is_signed_in(
    client: Any, session: Session, sign_in: Any, elsewhere: Elsewhere
) -> None:
    elsewhere.behave(claims=PUPIL)
    person = PersonFactory()
    sign_in(person)
    page = text_of(client.get("/min-side/profil"))
    link = "/min-side/profil/log-ind/unilogin"
    there = client.post(link, data=form_fields(page, link))
    answer = come_back(client, way_back(way_there(there)))
    assert (answer.status_code, answer.location) == (303, "/min-side/profil")
    assert session.scalars(select(Identity)).one().person_id == person.id
    assert "Er slået til" in text_of(client.get("/min-side/profil"))
    client.post("/log-ud")
    sign_in_elsewhere(client, "unilogin")
    assert who_is_signed_in(client) == person.get_id()


@pytest.mark.parametrize(
    ("claims", "words"),
    [(TEACHER, "Det ene er for elever"), (PUPIL, "hører til en anden konto")],
    ids=["an adult's", "taken"],
)
def test_an_identity_that_does_not_fit_is_not_added(
    client: Any, session: Session, sign_in: Any, elsewhere: Elsewhere, claims: dict[str, str], words: str
) -> None:
    elsewhere.behave(claims=claims)
    known(session, PersonFactory(), PUPIL)
    person = PersonFactory()
    sign_in(person)
    link = "/min-side/profil/log-ind/unilogin"
    there = client.post(link, data=form_fields(text_of(client.get("/min-side/profil")), link))
    answer = come_back(client, way_back(way_there(there)))
    assert answer.status_code == 403
    assert words in text_of(answer)
    assert [one.person_id for one in session.scalars(select(Identity))] != [person.id]


def test_an_adult_adds_unilogin_only_with_two_factors(
    client: Any, session: Session, sign_in: Any, elsewhere: Elsewhere
) -> None:
    sign_in(TeacherFactory())
    link = "/min-side/profil/log-ind/unilogin"
    for loa, status in (("2", 403), ("3", 303)):
        elsewhere.behave(claims={**TEACHER, "loa": loa})
        there = client.post(link, data=form_fields(text_of(client.get("/min-side/profil")), link))
        assert come_back(client, way_back(way_there(there))).status_code == status


def test_whoever_signs_out_on_the_way_gets_nothing_added(
    client: Any, session: Session, sign_in: Any, elsewhere: Elsewhere
) -> None:
    elsewhere.behave(claims=PUPIL)
    sign_in(PersonFactory())
    link = "/min-side/profil/log-ind/unilogin"
    there = client.post(link, data=form_fields(text_of(client.get("/min-side/profil")), link))
    client.post("/log-ud")
    assert come_back(client, way_back(way_there(there))).status_code == 422
    assert session.scalars(select(Identity)).all() == []
    assert who_is_signed_in(client) is None


def test_whoever_is_somebody_else_by_then_gets_nothing_added(
    client: Any, session: Session, sign_in: Any, elsewhere: Elsewhere
) -> None:
    elsewhere.behave(claims=PUPIL)
    sign_in(PersonFactory())
    link = "/min-side/profil/log-ind/unilogin"
    there = client.post(link, data=form_fields(text_of(client.get("/min-side/profil")), link))
    sign_in(PersonFactory())
    answer = come_back(client, way_back(way_there(there)))
    assert answer.status_code == 422
    assert "Du er logget ud" in text_of(answer)
    assert session.scalars(select(Identity)).all() == []


def test_an_address_to_add_needs_a_token(client: Any, sign_in: Any, elsewhere: Elsewhere) -> None:
    sign_in(PersonFactory())
    assert client.post("/min-side/profil/log-ind/unilogin").status_code == 400
