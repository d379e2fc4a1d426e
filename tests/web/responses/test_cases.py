"""A case from its opening to its close, and the words that tell how it stands."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, UnitFactory
from tests.factories.responses import CaseFactory
from tests.web.responses.facts import asks_for_more, in_progress, whole_no
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.events import subscribe
from youthvoice.responses import commands, queries
from youthvoice.responses.commands import cases
from youthvoice.responses.events import AnswerGiven, CaseOpened, ReceiptConfirmed
from youthvoice.responses.rules import CaseState, Outcome

heard: list[object] = []


def note(_session: Session, event: object) -> None:
    """Listens for the tests; subscribing again is harmless."""
    heard.append(event)


@pytest.fixture(autouse=True)
def _listen() -> None:
    heard.clear()
    for event in (CaseOpened, ReceiptConfirmed, AnswerGiven):
        subscribe(event, note)


def opened(session: Session, at: datetime) -> Any:
    return commands.open_case(
        session,
        subject_kind="plain",
        subject_id=7,
        title="Bane",
        path="/forslag/7",
        question="En bane?",
        asked_by="Ræven",
        unit_id=UnitFactory().id,
        opened_at=at,
    )


@pytest.mark.parametrize(
    ("at", "receipt", "answer"),
    [
        pytest.param(datetime(2027, 2, 1, 12, tzinfo=UTC), date(2027, 2, 8), date(2027, 3, 3), id="an ordinary Monday"),
        pytest.param(datetime(2027, 2, 25, 12, tzinfo=UTC), date(2027, 3, 4), date(2027, 3, 30), id="over Easter"),
        pytest.param(
            datetime(2027, 2, 1, 23, 30, tzinfo=UTC), date(2027, 2, 9), date(2027, 3, 4), id="past midnight in Denmark"
        ),
    ],
)
def test_a_case_has_its_two_dates(session: Session, at: datetime, receipt: date, answer: date) -> None:
    case = opened(session, at)
    assert (case.receipt_due_on, case.answer_due_on, case.state) == (receipt, answer, CaseState.awaiting_receipt)
    assert heard == [CaseOpened(case.id, "plain", 7)]


def test_a_long_holiday_never_puts_the_receipt_after_the_answer(
    session: Session, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Summer:
        school_holidays, receipt_school_days, answer_days = ((date(2027, 6, 26), date(2027, 8, 22)),), 5, 30

    monkeypatch.setattr(cases, "settings", lambda: Summer)
    case = opened(session, datetime(2027, 6, 25, 12, tzinfo=UTC))
    assert case.receipt_due_on == case.answer_due_on == date(2027, 7, 26)


def test_a_receipt_is_told_once(session: Session, case: Any, official: Any) -> None:
    commands.confirm_receipt(session, case, official)
    commands.confirm_receipt(session, case, OfficialFactory(unit=official.unit))
    assert case.receipt_by_id == official.id
    (event,) = heard
    assert isinstance(event, ReceiptConfirmed)
    assert event.official_label == official.byline
    with pytest.raises(Conflict):
        commands.confirm_receipt(session, CaseFactory(subject_kind="plain", closed_at=now()), official)


def test_answers_are_told_with_their_number(session: Session, case: Any, official: Any) -> None:
    for number, outcome in enumerate((Outcome.no, Outcome.partly), 1):
        answer = commands.give_answer(session, case, official, whole_no(outcome=outcome), f"{number:032x}")
        event = heard[-1]
        assert isinstance(event, AnswerGiven)
        assert (event.answer_id, event.number, event.is_change, event.outcome) == (
            answer.id,
            number,
            number > 1,
            outcome,
        )
    assert [answer.number for answer in queries.answers_of(session, case.id)] == [2, 1]
    current = queries.current_answer(session, case.id)
    assert current
    assert current.number == 2


def test_the_log_holds_who_and_what_but_no_words(session: Session, case: Any, official: Any) -> None:
    commands.give_answer(session, case, official, whole_no(), "0" * 32)
    session.flush()
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "response.answer")).one()
    assert (entry.actor_id, entry.subject_kind, entry.subject_id) == (official.id, "case", case.id)
    assert set(entry.data) == {"answer_id", "number", "outcome", "reason"}


def test_more_can_be_asked_for_until_there_is_an_answer(session: Session, case: Any, official: Any) -> None:
    before = case.answer_due_on
    commands.give_answer(session, case, official, asks_for_more(), "0" * 32)
    commands.resume_case(session, case.id, "En bane ved stationen?")
    assert (case.state, case.question) == (CaseState.awaiting_answer, "En bane ved stationen?")
    assert case.answer_due_on == before
    commands.give_answer(session, case, official, whole_no(), "1" * 32)
    with pytest.raises(RuleBroken) as refused:
        commands.give_answer(session, case, official, asks_for_more(), "2" * 32)
    assert "outcome" in refused.value.problems


def test_a_reopened_case_is_owed_again(session: Session, case: Any, official: Any) -> None:
    commands.give_answer(session, case, official, whole_no(), "0" * 32)
    commands.resume_case(session, case.id, "Tænk jer om igen.")
    assert (case.state, case.answered_at) == (CaseState.awaiting_answer, None)
    assert [
        row.id for row in queries.inbox_page(session, queries.Asked(official.id, official.unit_id), None).items
    ] == [case.id]


def test_nothing_to_resume_is_a_conflict(session: Session, case: Any) -> None:
    case.closed_at = now()
    session.flush()
    with pytest.raises(Conflict):
        commands.resume_case(session, case.id, "Hallo?")
    with pytest.raises(NotFound):
        commands.resume_case(session, 999_999, "Hallo?")


def test_close_and_rename(session: Session, case: Any, official: Any) -> None:
    commands.rename_case(session, case.id, "Ny titel", "Nye ord")
    assert (case.title, case.question) == ("Ny titel", "Nye ord")
    commands.close_case(session, case.id)
    first = case.closed_at
    commands.close_case(session, case.id)
    assert case.closed_at == first
    with pytest.raises(Conflict):
        commands.give_answer(session, case, official, whole_no(), "0" * 32)


def test_an_answer_to_words_that_have_changed_is_a_conflict(session: Session, case: Any, official: Any) -> None:
    seen = case.version
    commands.rename_case(session, case.id, case.title, "Helt andre ord")
    with pytest.raises(Conflict):
        commands.give_answer(session, case, official, whole_no(), "0" * 32, seen_version=seen)


def test_the_version_rises_with_every_answer(session: Session, case: Any, official: Any) -> None:
    for number in range(3):
        before = case.version
        commands.give_answer(session, case, official, in_progress(), f"{number:032x}")
        assert case.version > before


def test_what_was_typed_for_another_outcome_is_left_out(session: Session, case: Any, official: Any) -> None:
    facts = whole_no(asked_for="Hvor skal den ligge henne?", expected_on=today() + timedelta(days=3))
    answer = commands.give_answer(session, case, official, facts, "0" * 32)
    assert (answer.asked_for, answer.expected_on) == ("", None)
    yes = commands.give_answer(session, case, official, whole_no(outcome=Outcome.yes), "1" * 32)
    assert yes.reason_code is None


def test_due_dates_follow_the_danish_day(session: Session, official: Any) -> None:
    CaseFactory(
        unit=official.unit, subject_kind="plain", answer_due_on=date(2027, 3, 3), receipt_due_on=date(2027, 2, 8)
    )
    with time_machine.travel(datetime(2027, 3, 3, 23, 30, tzinfo=UTC)):
        assert queries.count_late(session, official.unit_id) == 1
    with time_machine.travel(datetime(2027, 3, 3, 22, 30, tzinfo=UTC)):
        assert queries.count_late(session, official.unit_id) == 0
