"""Casting while signed in, without scripts: one each, whatever is tapped, sent again or opened elsewhere."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, PersonFactory
from tests.factories.voting import SECRET, opened_contest, planned_contest
from tests.web.forms import form_fields
from tests.web.voting.steps import RECEIPT, cast, fields_for, paper_fields, path_of, review
from youthvoice.accounts.models import SignInFlow
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now, time_told
from youthvoice.voting.commands.casting import give_paper
from youthvoice.voting.crypto.receipts import read_receipt
from youthvoice.voting.models import BallotPaper, GivenPaper
from youthvoice.voting.rules.contest import PaperKind
from youthvoice.voting.rules.methods import Method


def counts(session: Session) -> tuple[int, int]:
    """(papers given, ballots in the box)."""
    given, cast_ones = (session.scalar(select(func.count()).select_from(table)) for table in (GivenPaper, BallotPaper))
    return given or 0, cast_ones or 0


def receipt_in(answer: Any) -> str:
    return re.search(RECEIPT, answer.get_data(as_text=True))[1]


def test_the_receipt_stands_in_the_answer_and_in_no_address(session: Session, sign_in: Any) -> None:
    browser = sign_in(PersonFactory())
    answer = cast(browser, opened_contest(session), "1")
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert read_receipt(receipt_in(answer)) == receipt_in(answer)
    assert counts(session) == (1, 1)


def test_a_double_tap_is_one_vote_with_one_receipt(session: Session, sign_in: Any) -> None:
    browser = sign_in(PersonFactory())
    contest = opened_contest(session)
    fields = fields_for(review(browser, contest, "1").get_data(as_text=True), "cast")
    first, second = (browser.post(path_of(contest), data=fields) for _ in range(2))
    assert receipt_in(first) == receipt_in(second)
    assert counts(session) == (1, 1)


def test_the_same_paper_with_another_choice_changes_the_vote(session: Session, sign_in: Any) -> None:
    browser = sign_in(PersonFactory())
    contest = opened_contest(session)
    fields = fields_for(review(browser, contest, "1").get_data(as_text=True), "cast")
    browser.post(path_of(contest), data=fields)
    browser.post(path_of(contest), data=fields | {"ballot": "2"})
    assert session.scalars(select(BallotPaper.ballot)).all() == ["2"]


def test_two_devices_give_one_vote_and_a_kind_page(session: Session, sign_in: Any) -> None:
    browser = sign_in(PersonFactory())
    contest = opened_contest(session)
    pages = [review(browser, contest, choice).get_data(as_text=True) for choice in ("1", "2")]
    first, second = (browser.post(path_of(contest), data=fields_for(page, "cast")) for page in pages)
    page = second.get_data(as_text=True)
    assert (first.status_code, second.status_code) == (200, 409)
    assert "<h1>Du har fået din stemmeseddel</h1>" in page
    assert 'role="alert"' not in page
    assert session.scalars(select(BallotPaper.ballot)).all() == ["1"]


def test_whoever_has_voted_is_told_so(session: Session, sign_in: Any) -> None:
    browser = sign_in(PersonFactory())
    contest = opened_contest(session)
    cast(browser, contest, "1")
    assert "<h1>Du har stemt</h1>" in browser.get(path_of(contest)).get_data(as_text=True)
    assert "Du har stemt. Tak!" in browser.get(f"/afstemninger/{contest.id}").get_data(as_text=True)


def test_a_hand_in_class_was_the_vote(session: Session, sign_in: Any) -> None:
    person = PersonFactory()
    contest = opened_contest(session)
    give_paper(session, contest.id, person.id, PaperKind.hands)
    page = sign_in(person).get(path_of(contest)).get_data(as_text=True)
    assert "din hånd er talt med" in page


def test_a_paper_on_a_phone_can_still_be_used(session: Session, sign_in: Any) -> None:
    person = PersonFactory()
    contest = opened_contest(session)
    give_paper(session, contest.id, person.id, PaperKind.phone)
    browser = sign_in(person)
    assert browser.get(path_of(contest)).status_code == 200
    assert "på en telefon" in browser.get(f"/afstemninger/{contest.id}").get_data(as_text=True)
    assert cast(browser, contest, "1").status_code == 409
    assert counts(session) == (1, 0)


def test_nobody_else_votes(session: Session, sign_in: Any, client: Any) -> None:
    PersonFactory.create()
    contest = opened_contest(session)
    assert "/log-ind?next=" in client.get(path_of(contest)).headers["Location"]
    browser = sign_in(AdministratorFactory())
    assert browser.get(path_of(contest)).status_code == 403
    token = form_fields(browser.get("/min-side").get_data(as_text=True))["csrf_token"]
    answer = browser.post(path_of(contest), data={"csrf_token": token, "step": "cast", "ballot": "1"})
    assert answer.status_code == 403
    assert counts(session) == (0, 0)


def test_before_and_after_there_is_no_paper(session: Session, sign_in: Any) -> None:
    person = PersonFactory()
    planned, opened = planned_contest(session, opens_at=now() + timedelta(hours=1)), opened_contest(session)
    browser = sign_in(person)
    assert browser.get(path_of(planned)).headers["Location"].endswith(f"/afstemninger/{planned.id}")
    fields = fields_for(review(browser, opened, "1").get_data(as_text=True), "cast")
    with time_told(now() + timedelta(days=8)):
        assert browser.get(path_of(opened)).status_code == 303
        answer = browser.post(path_of(opened), data=fields)
    assert answer.status_code == 409
    assert "Der er lukket for stemmer" in answer.get_data(as_text=True)
    assert counts(session) == (0, 0)


@pytest.mark.parametrize("step", ["review", "cast", "change", ""])
def test_whoever_was_signed_out_begins_anew_and_nothing_is_kept(
    session: Session, sign_in: Any, step: str, app: Flask
) -> None:
    browser = sign_in(PersonFactory())
    contest = opened_contest(session, Method.stv, titles=("Ida", "Bo", "Ea"), seats=2)
    fields = {**paper_fields(browser, contest), "ballot": "3 1 2", "choice": "3:1", "step": step}
    browser.delete_cookie("session", domain="localhost")
    answer = browser.post(path_of(contest), data=fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 401
    assert f"/log-ind?next=/afstemninger/{contest.id}/stem" in page.replace("%2F", "/")
    for secret in ("3 1 2", fields["paper"], 'name="kept"'):
        assert secret not in page
    assert "Set-Cookie" not in answer.headers
    assert session.scalar(select(func.count()).select_from(SignInFlow)) == 0


def test_a_page_that_is_too_old_keeps_no_ballot_either(session: Session, sign_in: Any) -> None:
    browser = sign_in(PersonFactory())
    contest = opened_contest(session)
    fields = fields_for(review(browser, contest, "1").get_data(as_text=True), "cast")
    answer = browser.post(path_of(contest), data=fields | {"csrf_token": "old"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "Din stemme er ikke afgivet endnu" in page
    assert fields["paper"] not in page
    assert counts(session) == (0, 0)


def test_nothing_but_the_paper_and_the_ballot_is_written(session: Session, sign_in: Any) -> None:
    browser = sign_in(PersonFactory())
    contest = opened_contest(session)
    before = session.scalar(select(func.count()).select_from(AuditEntry))
    looked_over = review(browser, contest, "1")
    answer = browser.post(path_of(contest), data=fields_for(looked_over.get_data(as_text=True), "cast"))
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == before
    with browser.session_transaction() as cookie:
        assert "_flashes" not in cookie
    assert not answer.headers.getlist("Set-Cookie")


def test_no_line_of_the_log_joins_person_and_paper(
    session: Session, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[logging.LogRecord] = []
    handler = logging.Handler()
    monkeypatch.setattr(handler, "emit", lines.append)
    log = logging.getLogger("youthvoice")
    monkeypatch.setattr(log, "handlers", [handler])
    person, level = PersonFactory(display_name="Nattergal"), log.level
    browser, contest = sign_in(person), opened_contest(session)
    log.setLevel(logging.INFO)
    try:
        answer = cast(browser, contest, "1")
    finally:
        log.setLevel(level)
    told = [(getattr(line, "data", {}), line.getMessage()) for line in lines]
    assert {"method": "POST", "endpoint": "voting.vote_step", "status": 200} in [
        {name: value for name, value in data.items() if name != "ms"} for data, _message in told
    ]
    assert not any(words in str(told) for words in (receipt_in(answer), "Nattergal", "afstemninger/", "127.0.0.1"))


def test_looking_casting_and_reading_cost_few_queries(session: Session, sign_in: Any, count_queries: Any) -> None:
    browser = sign_in(PersonFactory())
    contest = opened_contest(session)
    page = review(browser, contest, "1").get_data(as_text=True)
    with count_queries() as looking:
        browser.get(path_of(contest))
    with count_queries() as reviewing:
        review_again = browser.post(path_of(contest), data=fields_for(page, "change"))
    with count_queries() as casting:
        browser.post(path_of(contest), data=fields_for(page, "cast"))
    assert review_again.status_code == 200
    assert len(looking) <= 5
    assert len(reviewing) <= 5
    assert len(casting) <= 9


def test_the_command_takes_what_the_page_made(session: Session, sign_in: Any) -> None:
    """The same secret by hand gives the same receipt as the page showed."""
    from youthvoice.voting.commands.casting import give_and_cast
    from youthvoice.voting.forms.ballots import read_secret

    person = PersonFactory()
    browser = sign_in(person)
    contest = opened_contest(session)
    fields = fields_for(review(browser, contest, "1").get_data(as_text=True), "cast")
    shown = receipt_in(browser.post(path_of(contest), data=fields))
    secret = read_secret(fields["paper"])
    assert secret is not None
    assert give_and_cast(session, SECRET, contest, person, secret, (1,)).receipt == shown
