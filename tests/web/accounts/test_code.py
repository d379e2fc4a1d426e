"""Signing in by a mailed code: what it proves, how often, for how long, and what it gives away."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.web.accounts.helpers import (
    ask_for_code,
    code_form,
    mailed_code,
    mails_to,
    sign_in_by_code,
    who_is_signed_in,
    wrong,
)
from youthvoice.accounts.models import Person, SignInCode
from youthvoice.accounts.rules import CODE_TRIES, CODES_PER_HOUR

START = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
KNOWN = "mia@example.test"


@pytest.fixture
def person(session: Session) -> Person:
    made = PersonFactory(email=KNOWN)
    session.commit()
    return made


def post_code(client: Any, form: dict[str, str], code: str) -> Any:
    return client.post("/log-ind/kode", data={**form, "code": code})


def test_the_right_code_signs_in(client: Any, session: Session, person: Person) -> None:
    answer = sign_in_by_code(client, session, KNOWN)
    assert answer.status_code == 303
    assert answer.location == "/min-side"
    assert who_is_signed_in(client) == person.get_id()


def test_the_address_may_be_written_in_any_case(client: Any, session: Session, person: Person) -> None:
    form = code_form(ask_for_code(client, "  MIA@Example.TEST "))
    assert post_code(client, form, mailed_code(session, KNOWN)).status_code == 303


@pytest.mark.parametrize("shape", ["{0}{1}", "{0} {1}", " {0}-{1} "])
def test_the_code_may_be_typed_with_blanks(client: Any, session: Session, person: Person, shape: str) -> None:
    form = code_form(ask_for_code(client, KNOWN))
    code = mailed_code(session, KNOWN)
    assert post_code(client, form, shape.format(code[:3], code[3:])).status_code == 303


def test_the_code_field_asks_for_a_one_time_code(client: Any, person: Person) -> None:
    page = ask_for_code(client, KNOWN).get_data(as_text=True)
    field = re.search(r"<input[^>]*name=\"code\"[^>]*>", page)
    assert field
    assert 'autocomplete="one-time-code"' in field[0]
    assert 'inputmode="numeric"' in field[0]


def test_only_a_keyed_hash_is_stored(client: Any, session: Session, person: Person) -> None:
    ask_for_code(client, KNOWN)
    stored = session.scalars(select(SignInCode)).one()
    assert re.fullmatch("[0-9a-f]{64}", stored.code_hash)
    assert mailed_code(session, KNOWN) not in stored.code_hash


def test_the_code_is_in_no_subject(client: Any, session: Session, person: Person) -> None:
    ask_for_code(client, KNOWN)
    page = client.get("/udbakke").get_data(as_text=True)
    code = mailed_code(session, KNOWN)
    assert f"{code[:3]} {code[3:]}" in page
    assert "Din kode til YouthVoice</h2>" in page


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567", "١٢٣٤٥٦", "' OR 1=1 --", "\x00"])
def test_what_is_no_code_is_refused_and_costs_no_try(client: Any, session: Session, person: Person, typed: str) -> None:
    form = code_form(ask_for_code(client, KNOWN))
    answer = post_code(client, form, typed)
    assert answer.status_code == 422
    assert "seks tal" in answer.get_data(as_text=True)
    assert session.scalars(select(SignInCode)).one().tries == 0


def test_after_five_wrong_tries_the_right_code_is_worthless(client: Any, session: Session, person: Person) -> None:
    form = code_form(ask_for_code(client, KNOWN))
    code = mailed_code(session, KNOWN)
    for _ in range(CODE_TRIES - 1):
        answer = post_code(client, form, wrong(code))
        assert answer.status_code == 422
        assert "passer ikke" in answer.get_data(as_text=True)
    assert "for mange gange" in post_code(client, form, wrong(code)).get_data(as_text=True)
    answer = post_code(client, form, code)
    assert answer.status_code == 422
    assert "for mange gange" in answer.get_data(as_text=True)
    assert who_is_signed_in(client) is None
    session.expire_all()
    assert session.scalars(select(SignInCode)).one().tries == CODE_TRIES


def test_the_last_try_may_be_the_right_one(client: Any, session: Session, person: Person) -> None:
    form = code_form(ask_for_code(client, KNOWN))
    code = mailed_code(session, KNOWN)
    for _ in range(CODE_TRIES - 1):
        post_code(client, form, wrong(code))
    assert post_code(client, form, code).status_code == 303


@pytest.mark.parametrize(("seconds", "status"), [(599, 303), (600, 422), (86_000, 422)])
def test_a_code_lives_ten_minutes(client: Any, session: Session, person: Person, seconds: int, status: int) -> None:
    with time_machine.travel(START, tick=False):
        form = code_form(ask_for_code(client, KNOWN))
        code = mailed_code(session, KNOWN)
    with time_machine.travel(START + timedelta(seconds=seconds), tick=False):
        answer = post_code(client, form, code)
    assert answer.status_code == status
    if status == 422:
        assert "for gammel" in answer.get_data(as_text=True)
        assert "Send en ny kode" in answer.get_data(as_text=True)


def test_a_code_works_once(client: Any, session: Session, person: Person, app: Any) -> None:
    form = code_form(ask_for_code(client, KNOWN))
    code = mailed_code(session, KNOWN)
    assert post_code(client, form, code).status_code == 303
    other = app.test_client()
    answer = post_code(other, form, code)
    assert answer.status_code == 422
    assert "virker kun én gang" in answer.get_data(as_text=True)
    assert who_is_signed_in(other) is None


def test_a_code_is_good_only_with_its_own_challenge(client: Any, session: Session, person: Person) -> None:
    first = code_form(ask_for_code(client, KNOWN))
    code = mailed_code(session, KNOWN)
    ask_for_code(client, "other@example.test")
    second = code_form(ask_for_code(client, "other@example.test"))
    assert post_code(client, {**second, "email": KNOWN}, code).status_code == 422
    assert post_code(client, first, code).status_code == 303


@pytest.mark.parametrize("challenge", ["", "x", "A" * 43, "A" * 5000, "\x00" * 43, "'; DROP TABLE persons; --"])
def test_a_made_up_challenge_is_an_old_code(client: Any, session: Session, challenge: str) -> None:
    answer = client.post("/log-ind/kode", data={"challenge": challenge, "code": "123456", "email": KNOWN})
    assert answer.status_code == 422
    assert "for gammel" in answer.get_data(as_text=True)


def test_the_address_in_the_code_form_proves_nothing(client: Any, session: Session, person: Person) -> None:
    form = code_form(ask_for_code(client, "thief@example.test"))
    answer = post_code(client, {**form, "email": KNOWN}, mailed_code(session, "thief@example.test"))
    assert answer.status_code == 200
    assert "Velkommen" in answer.get_data(as_text=True)
    assert who_is_signed_in(client) is None


def without_challenge(page: Any) -> str:
    return re.sub(r'name="challenge" type="hidden" value="[^"]*"', "", page.get_data(as_text=True))


def test_known_unknown_and_limited_addresses_look_the_same(
    client: Any, session: Session, person: Person, count_queries: Any
) -> None:
    pages, works = [], []
    for email in (KNOWN, "who@example.test"):
        with count_queries() as seen:
            page = ask_for_code(client, email)
        works.append([re.sub(r"\s+", " ", one)[:60] for one in seen])
        pages.append((page.status_code, without_challenge(page).replace(email, "x"), sorted(dict(page.headers))))
    for _ in range(CODES_PER_HOUR):
        page = ask_for_code(client, KNOWN)
    assert mails_to(session, KNOWN) == CODES_PER_HOUR
    pages.append((page.status_code, without_challenge(page).replace(KNOWN, "x"), sorted(dict(page.headers))))
    assert pages[0] == pages[1] == pages[2]
    assert works[0] == works[1]


def test_at_most_five_codes_an_hour_are_mailed(client: Any, session: Session, person: Person) -> None:
    with time_machine.travel(START, tick=False) as clock:
        for _ in range(CODES_PER_HOUR + 3):
            assert ask_for_code(client, KNOWN).status_code == 200
        assert mails_to(session, KNOWN) == CODES_PER_HOUR
        clock.shift(timedelta(minutes=59))
        ask_for_code(client, KNOWN)
        assert mails_to(session, KNOWN) == CODES_PER_HOUR
        clock.shift(timedelta(minutes=2))
        assert sign_in_by_code(client, session, KNOWN).status_code == 303
        assert mails_to(session, KNOWN) == CODES_PER_HOUR + 1


def test_over_the_limit_no_code_is_right_and_it_does_not_show(client: Any, session: Session, person: Person) -> None:
    for _ in range(CODES_PER_HOUR):
        ask_for_code(client, KNOWN)
    form = code_form(ask_for_code(client, KNOWN))
    answer = post_code(client, form, mailed_code(session, KNOWN))
    assert answer.status_code == 422
    assert "passer ikke" in answer.get_data(as_text=True)


def test_the_limit_of_one_address_is_not_anothers(client: Any, session: Session, person: Person) -> None:
    for _ in range(CODES_PER_HOUR + 1):
        ask_for_code(client, "many@example.test")
    assert sign_in_by_code(client, session, KNOWN).status_code == 303


def test_old_codes_are_removed(client: Any, session: Session, person: Person) -> None:
    with time_machine.travel(START, tick=False) as clock:
        ask_for_code(client, KNOWN)
        clock.shift(timedelta(days=1, seconds=1))
        ask_for_code(client, "who@example.test")
    assert session.scalars(select(SignInCode.email)).all() == ["who@example.test"]


def test_a_visitor_who_hurries_is_told_to_wait_and_loses_nothing(client: Any, session: Session) -> None:
    for _ in range(100):
        assert client.post("/log-ind", data={"email": ""}, check=False).status_code == 422
    answer = client.post("/log-ind", data={"email": KNOWN, "next": "/forslag/7", "kept": "gemt"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 429
    assert "Vent ti minutter" in page
    assert all(value in page for value in (KNOWN, "/forslag/7", "gemt"))
    assert session.scalar(select(func.count()).select_from(SignInCode)) == 0


@pytest.mark.parametrize(
    "email",
    ["", "mia", "mia@", "@x.dk", "a b@x.dk", "a@x", "a@x.dk\r\nBcc: b@x.dk", "<b>@x.dk", "a@x.dk\x00", "a" * 400],
)
def test_what_is_no_address_is_refused_with_words(client: Any, session: Session, email: str) -> None:
    answer = ask_for_code(client, email)
    if answer.status_code == 422:
        assert "Der er noget, du skal rette" in answer.get_data(as_text=True)
        assert session.scalar(select(func.count()).select_from(SignInCode)) == 0
    else:
        # Control characters at the ends are taken off like blanks; the address that is left is a clean one.
        assert session.scalars(select(SignInCode.email)).one().isprintable()


def test_a_closed_account_cannot_sign_in(client: Any, session: Session) -> None:
    OfficialFactory(email="gone@example.test", closed_at=START)
    session.commit()
    answer = sign_in_by_code(client, session, "gone@example.test")
    assert answer.status_code == 403
    assert "Kontoen er lukket" in answer.get_data(as_text=True)
    assert who_is_signed_in(client) is None


def test_the_mail_is_in_the_visitors_language_for_known_and_unknown_alike(client: Any, session: Session) -> None:
    PersonFactory(email=KNOWN, locale="da")
    session.commit()
    page = client.post("/en/log-ind", data={"email": KNOWN})
    assert 'lang="en"' in page.get_data(as_text=True)
    client.post("/en/log-ind", data={"email": "who@example.test"})
    from youthvoice.core.mail import OutboxMessage

    bodies = {re.sub(r"\d{3} \d{3}", "", m.body_text) for m in session.scalars(select(OutboxMessage))}
    assert len(bodies) == 1


def test_the_english_sign_in_is_remembered_for_mails(client: Any, session: Session, person: Person) -> None:
    form = code_form(client.post("/en/log-ind", data={"email": KNOWN, "next": "/forslag"}))
    answer = client.post("/en/log-ind/kode", data={**form, "code": mailed_code(session, KNOWN)})
    assert answer.location == "/en/forslag"
    session.refresh(person)
    assert person.locale == "en"


@pytest.mark.parametrize("path", ["/log-ind/kode", "/log-ind/velkommen"])
def test_a_step_without_its_form_begins_again(client: Any, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.location) == (302, "/log-ind")


@pytest.mark.parametrize("path", ["/log-ind", "/log-ind/kode", "/log-ind/velkommen", "/log-ind/persona", "/log-ud"])
@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_forms_of_other_sites_are_refused(client: Any, session: Session, path: str, headers: dict[str, str]) -> None:
    assert client.post(path, data={"email": KNOWN}, headers=headers).status_code == 403
    assert session.scalar(select(func.count()).select_from(SignInCode)) == 0
