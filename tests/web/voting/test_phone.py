"""Voting by a phone that blinds its paper: what its two addresses take, refuse, and never learn."""

import base64
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import AdministratorFactory, PersonFactory
from tests.factories.voting import opened_contest
from tests.unit.voting.crypto.client import blind, finalize
from tests.web.voting.steps import review
from youthvoice.accounts.models import Person
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.crypto.blind import new_prefix, verify
from youthvoice.voting.crypto.papers import new_secret, token_of, voter_mark
from youthvoice.voting.crypto.receipts import receipt
from youthvoice.voting.models import BallotPaper, Contest, GivenPaper
from youthvoice.voting.rules.contest import PaperKind


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def octets(written: str) -> bytes:
    return base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))


class Phone:
    """What ballot.js does, in Python."""

    def __init__(self, app: Flask, contest: Contest) -> None:
        self.contest, self.key = contest, contest.public_key or b""
        self.secret, self.prefix = new_secret(), new_prefix()
        self.token = token_of(contest.key, self.secret)
        self.blinded = blind(self.key, self.prefix + self.token)
        self.signature = b""
        # It knows no cookie.
        self.nobody = app.test_client()

    def get_paper(self, browser: Any, csrf: str) -> Any:
        answer = browser.post(
            f"/afstemninger/{self.contest.id}/seddel",
            json={"blinded": text(self.blinded.message)},
            headers={"X-CSRFToken": csrf},
        )
        if answer.status_code == 200:
            self.signature = finalize(self.key, octets(answer.get_json()["signature"]), self.blinded.inverse)
        return answer

    def cast(self, ballot: str = "1", **changes: Any) -> Any:
        sent = {
            "contest": self.contest.key,
            "secret": text(self.secret),
            "prefix": text(self.prefix),
            "signature": text(self.signature),
            "ballot": ballot,
        }
        return self.nobody.post("/stemmeboks", json=sent | changes)


def csrf_of(browser: Any) -> str:
    page = browser.get("/min-side").get_data(as_text=True)
    return str(page.split('name="csrf-token" content="')[1].split('"')[0])


@pytest.fixture
def voter(sign_in: Any) -> tuple[Person, Any]:
    person = PersonFactory()
    return person, sign_in(person)


@pytest.fixture
def contest(session: Session, voter: Any) -> Contest:
    found = opened_contest(session, titles=("Bænk", "Bold"))
    session.commit()
    return found


@pytest.fixture
def phone(app: Flask, contest: Contest, voter: Any) -> Phone:
    """A phone with a signed paper."""
    made = Phone(app, contest)
    assert made.get_paper(voter[1], csrf_of(voter[1])).status_code == 200
    return made


def counts(session: Session) -> tuple[int, int]:
    given, there = (session.scalar(select(func.count()).select_from(table)) for table in (GivenPaper, BallotPaper))
    return given or 0, there or 0


def test_a_paper_is_signed_and_lies_in_the_box(session: Session, phone: Phone, voter: Any) -> None:
    assert verify(phone.key, phone.prefix, phone.token, phone.signature)
    answer = phone.cast("2")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.get_json() == {"receipt": receipt(phone.token)}
    assert session.scalars(select(BallotPaper.ballot)).all() == ["2"]
    given = session.scalars(select(GivenPaper)).one()
    assert (given.person_id, given.kind) == (voter[0].id, PaperKind.phone)


def test_the_box_sets_no_cookie_and_does_not_ask_who_sends_one(phone: Phone, voter: Any, count_queries: Any) -> None:
    answer = phone.cast()
    assert not answer.headers.getlist("Set-Cookie")
    assert answer.headers["Cache-Control"] == "no-store"
    # Even where a browser sends its cookie along, nobody is looked up by it.
    phone.nobody = voter[1]
    with count_queries() as seen:
        again = phone.cast()
    assert again.status_code == 200
    assert not again.headers.getlist("Set-Cookie")
    assert not any("persons" in statement for statement in seen)


def test_the_paper_asked_again_is_the_same_and_cast_again_replaces_its_ballot(
    session: Session, phone: Phone, voter: Any
) -> None:
    first = phone.signature
    assert phone.get_paper(voter[1], csrf_of(voter[1])).status_code == 200
    assert phone.signature == first
    receipts = {phone.cast(ballot).get_json()["receipt"] for ballot in ("1", "1", "2")}
    assert len(receipts) == 1
    assert session.scalars(select(BallotPaper.ballot)).all() == ["2"]


def test_a_second_phone_gets_no_paper_and_kind_words(
    app: Flask, session: Session, phone: Phone, voter: Any, contest: Contest
) -> None:
    answer = Phone(app, contest).get_paper(voter[1], csrf_of(voter[1]))
    assert answer.status_code == 409
    assert "brug den telefon, du begyndte på" in answer.get_json()["message"]
    assert counts(session)[0] == 1


@pytest.mark.parametrize(
    "sent", [{}, {"blinded": ""}, {"blinded": "AAAA"}, {"blinded": "é"}, {"blinded": 7}, [], "x", None]
)
def test_what_is_no_blinded_paper_is_refused_and_no_paper_is_given(
    session: Session, voter: Any, contest: Contest, sent: Any
) -> None:
    path, csrf = f"/afstemninger/{contest.id}/seddel", csrf_of(voter[1])
    answer = voter[1].post(path, json=sent, headers={"X-CSRFToken": csrf})
    assert answer.status_code == 403
    assert answer.get_json()["message"]
    assert counts(session) == (0, 0)


def test_a_paper_is_for_those_on_the_roll_alone(app: Flask, contest: Contest, sign_in: Any, client: Any) -> None:
    browser = sign_in(AdministratorFactory())
    answer = Phone(app, contest).get_paper(browser, csrf_of(browser))
    assert answer.status_code == 403
    assert "valglisten" in answer.get_json()["message"]


def test_without_a_sign_in_the_script_goes_the_plain_way(app: Flask, contest: Contest) -> None:
    answer = Phone(app, contest).get_paper(app.test_client(), "none")
    assert answer.status_code in (400, 401)


WRONG: list[dict[str, Any]] = [
    {"secret": "AAAA"},
    {"secret": text(bytes(32))},
    {"prefix": text(bytes(32))},
    {"prefix": ""},
    {"signature": text(bytes(256))},
    {"signature": ""},
    {"signature": "!"},
    {"contest": "0" * 32},
    {"contest": "\x00"},
    {"contest": 7},
    {"ballot": None},
    {"secret": None, "ballot": ["1"]},
]


@pytest.mark.parametrize("changes", WRONG, ids=str)
def test_a_paper_that_was_not_signed_is_refused(session: Session, phone: Phone, changes: dict[str, Any]) -> None:
    answer = phone.cast(**changes)
    assert answer.status_code == 403
    assert answer.get_json()["message"]
    assert counts(session) == (1, 0)


@pytest.mark.parametrize("ballot", ["9", "1 2", "x", "1  2", "01"])
def test_a_ballot_that_does_not_fit_is_refused(session: Session, phone: Phone, ballot: str) -> None:
    answer = phone.cast(ballot)
    assert answer.status_code == 422
    assert answer.get_json()["message"]
    assert counts(session) == (1, 0)


def test_after_the_end_the_box_is_shut(session: Session, phone: Phone, contest: Contest, voter: Any) -> None:
    seal_contest(session, contest, actor_id=None)
    session.commit()
    for answer in (phone.cast(), phone.get_paper(voter[1], csrf_of(voter[1]))):
        assert answer.status_code == 409
        assert "Der kan ikke stemmes lige nu" in answer.get_json()["message"]


def test_another_site_cannot_use_the_box(phone: Phone) -> None:
    answer = phone.nobody.post("/stemmeboks", json={}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_a_school_behind_one_address_is_not_stopped_and_nothing_right_is_counted(app: Flask, phone: Phone) -> None:
    for _ in range(250):
        assert phone.cast().status_code == 200
    assert [phone.cast(secret="AAAA").status_code for _ in range(241)][-1] == 429


def test_the_words_are_in_the_language_of_the_page(phone: Phone) -> None:
    assert phone.nobody.post("/en/stemmeboks", json={}).status_code == 403


def test_the_page_tells_the_script_what_it_needs(voter: Any, contest: Contest) -> None:
    page = review(voter[1], contest, "1").get_data(as_text=True)
    mark = voter_mark(SECRET, contest.key, voter[0].id)
    for attribute in (
        f'data-contest="{contest.key}"',
        f'data-paper-url="/afstemninger/{contest.id}/seddel"',
        'data-box-url="/stemmeboks"',
        f'data-public-key="{base64.b64encode(contest.public_key or b"").decode()}"',
        f'data-voter="{mark}"',
        'data-closes="',
        "<template data-cast-done>",
    ):
        assert attribute in page


def test_casting_costs_few_queries(phone: Phone, count_queries: Any) -> None:
    with count_queries() as seen:
        phone.cast()
    assert len(seen) <= 3
