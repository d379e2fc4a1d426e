"""A decision about money: what it stands on, what it moves, and that a no or a smaller grant cannot be without reasons."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.awarding import BETTER, COMPLAINT, RULE, award_facts, awarded, voted
from tests.factories.grants import KR, Town, key, town
from youthvoice.core.clock import today
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken, violated_constraint
from youthvoice.grants.commands.awarding import give_award
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.status import put_status
from youthvoice.grants.models import Application, GrantBalance, LedgerEntry
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.awarding import KIND, decided_amount
from youthvoice.grants.rules.deciding import AwardOutcome, MotionState
from youthvoice.grants.rules.timeline import Step
from youthvoice.responses.commands import give_answer
from youthvoice.responses.models import Answer, Case, Promise
from youthvoice.responses.rules import Outcome

COLUMNS = (
    "form_key", "application_id", "number", "motion_id", "outcome", "asked", "amount", "conditions", "rule", "better",
    "complaint", "answer_id", "answer_outcome", "by_id", "at",
)  # fmt: skip


@pytest.fixture
def place(session: Session) -> Town:
    return town(session, 20_000 * KR)


@pytest.mark.parametrize(
    ("state", "amount", "decides"),
    [
        (MotionState.carried, 500, 500),
        (MotionState.carried, 0, 0),
        (MotionState.lost, 500, 0),
        (MotionState.lost, 0, None),
        (MotionState.no_quorum, 500, None),
        (MotionState.dropped, 500, None),
        (MotionState.open, 500, None),
    ],
)
def test_what_a_motion_decides(state: MotionState, amount: int, decides: int | None) -> None:
    assert decided_amount(state, amount) == decides


def test_all_of_it_is_granted(session: Session, place: Town, application: Application) -> None:
    award = awarded(session, place, application, 8_000 * KR)
    assert (award.outcome, award.amount, award.rule) == (AwardOutcome.granted, 8_000 * KR, "")
    answer = session.get_one(Answer, award.answer_id)
    assert (answer.outcome, answer.reason_code) == (Outcome.yes, None)
    assert (application.status, application.listed_at is not None) == (ApplicationStatus.granted, True)
    grant = session.get_one(GrantBalance, application.id, populate_existing=True)
    assert (grant.reserved, grant.granted) == (0, 8_000 * KR)
    assert balance_of(session, place.pool.id).allocation == 12_000 * KR


def test_a_smaller_grant_keeps_its_reasons(session: Session, place: Town, application: Application) -> None:
    award = awarded(session, place, application, 5_000 * KR)
    assert (award.outcome, award.rule, award.better, award.complaint) == (AwardOutcome.reduced, RULE, BETTER, COMPLAINT)
    assert session.get_one(Answer, award.answer_id).outcome is Outcome.partly


@pytest.mark.parametrize(("amount", "state"), [(0, MotionState.carried), (8_000 * KR, MotionState.lost)])
def test_a_no_frees_the_money(
    session: Session, place: Town, application: Application, amount: int, state: MotionState
) -> None:
    motion = voted(session, place.chair, application, amount, state)
    award = give_award(session, application, motion, place.chair, award_facts(), key())
    assert (award.outcome, award.amount) == (AwardOutcome.rejected, 0)
    assert (application.status, application.listed_at) == (ApplicationStatus.rejected, None)
    assert balance_of(session, place.pool.id).allocation == 20_000 * KR


def test_a_yes_is_a_promise_of_an_adult(session: Session, place: Town, application: Application) -> None:
    awarded(session, place, application, 8_000 * KR)
    promise = session.scalars(select(Promise).where(Promise.case_id == application.case_id)).one()
    assert promise.owner_id == place.coordinator.id
    assert promise.promised_for == today() + timedelta(days=30)


def test_sent_twice_it_is_decided_once(session: Session, place: Town, application: Application) -> None:
    motion, form_key = voted(session, place.chair, application, 8_000 * KR), key()
    facts = award_facts()
    awards = {give_award(session, application, motion, place.chair, facts, form_key).id for _ in range(2)}
    assert len(awards) == 1
    kinds = session.scalars(select(LedgerEntry.kind).where(LedgerEntry.application_id == application.id)).all()
    assert [kind.value for kind in kinds] == ["reserve", "grant"]
    with pytest.raises(Conflict):
        give_award(session, application, motion, place.chair, award_facts(), key())


MISSING: tuple[tuple[dict[str, Any], str], ...] = (
    ({"rule": ""}, "rule"),
    ({"better": ""}, "better"),
    ({"better": "Skriv noget."}, "better"),
    ({"better": "bla bla bla bla bla bla bla bla"}, "better"),
    ({"better": "Skriv til mig, mit nummer er 010203-1234, så ses vi."}, "better"),
    ({"complaint": ""}, "complaint"),
    ({"complaint": "x" * 1001}, "complaint"),
    ({"explanation": "Nej."}, "explanation"),
    ({"reason": None}, "reason"),
    ({"next_step": ""}, "next_step"),
    ({"contact_name": ""}, "contact_name"),
)


@pytest.mark.parametrize(("change", "field"), MISSING)
@pytest.mark.parametrize("amount", [0, 5_000 * KR])
def test_a_no_and_a_smaller_grant_owe_everything(
    session: Session, place: Town, application: Application, amount: int, change: dict[str, Any], field: str
) -> None:
    motion = voted(session, place.chair, application, amount)
    with pytest.raises(RuleBroken) as refused:
        give_award(session, application, motion, place.chair, award_facts(**change), key())
    assert set(refused.value.problems) == {field}
    assert application.status is ApplicationStatus.submitted


def test_everything_that_is_missing_is_told_at_once(session: Session, place: Town, application: Application) -> None:
    motion = voted(session, place.chair, application, 5_000 * KR)
    facts = award_facts(rule="", better="", complaint="", explanation="", expected_on=None, contact_title="")
    with pytest.raises(RuleBroken) as refused:
        give_award(session, application, motion, place.chair, facts, key())
    assert set(refused.value.problems) == {
        "rule", "better", "complaint", "explanation", "expected_on", "contact_title",
    }  # fmt: skip


@pytest.mark.parametrize("state", [MotionState.open, MotionState.no_quorum, MotionState.dropped])
def test_nothing_is_decided_without_a_vote(
    session: Session, place: Town, application: Application, state: MotionState
) -> None:
    more = {} if state is not MotionState.no_quorum else {"in_favour": 1, "against": 0, "abstain": 0, "entitled": 4}
    motion = voted(session, place.chair, application, 5_000 * KR, state, **more)
    with pytest.raises(Conflict):
        give_award(session, application, motion, place.chair, award_facts(), key())


def test_a_lost_no_decides_nothing(session: Session, place: Town, application: Application) -> None:
    motion = voted(session, place.chair, application, 0, MotionState.lost)
    with pytest.raises(Conflict):
        give_award(session, application, motion, place.chair, award_facts(), key())


def test_an_older_motion_decides_nothing(session: Session, place: Town, application: Application) -> None:
    older = voted(session, place.chair, application, 8_000 * KR, MotionState.lost)
    voted(session, place.chair, application, 5_000 * KR)
    with pytest.raises(Conflict):
        give_award(session, application, older, place.chair, award_facts(), key())


def test_what_was_withdrawn_or_changed_meanwhile_is_not_decided(
    session: Session, place: Town, application: Application
) -> None:
    motion = voted(session, place.chair, application, 8_000 * KR)
    with pytest.raises(Conflict):
        give_award(session, application, motion, place.chair, award_facts(), key(), seen_version=99)
    put_status(session, application, ApplicationStatus.withdrawn, Step.withdrawn, application.created_at)
    with pytest.raises(Conflict):
        give_award(session, application, motion, place.chair, award_facts(), key())


def row_of(session: Session, place: Town, application: Application, **changes: Any) -> dict[str, Any]:
    """A whole row of a no, and changes to it."""
    motion = voted(session, place.chair, application, 0)
    case = session.get_one(Case, application.case_id)
    outcome = changes.pop("answered", Outcome.no)
    facts = award_facts(outcome=outcome).answer
    answer = give_answer(session, case, place.chair, facts, key(), owner=KIND)
    values = {
        "form_key": key(), "application_id": application.id, "number": 1, "motion_id": motion.id, "outcome": "rejected",
        "asked": 8_000 * KR, "amount": 0, "conditions": "", "rule": RULE, "better": BETTER, "complaint": COMPLAINT,
        "answer_id": answer.id, "answer_outcome": outcome.value, "by_id": place.chair.id, "at": answer.created_at,
    }  # fmt: skip
    return values | changes


INSERT = text(f"INSERT INTO awards ({', '.join(COLUMNS)}) VALUES (:{', :'.join(COLUMNS)})")
REDUCED = {"answered": Outcome.partly, "outcome": "reduced", "amount": 100}
BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"answer_outcome": "yes"}, "ck_awards_rests_on_an_answer"),
    ({"outcome": "granted", "amount": 8_000 * KR}, "ck_awards_rests_on_an_answer"),
    ({"answered": Outcome.yes, "answer_outcome": "no"}, ""),
    ({"answer_id": 9_999_999}, ""),
    ({"rule": ""}, "ck_awards_rule_and_way_on_needed"),
    ({"better": "  Søg.             "}, "ck_awards_rule_and_way_on_needed"),
    ({"complaint": ""}, "ck_awards_rule_and_way_on_needed"),
    ({**REDUCED, "rule": ""}, "ck_awards_rule_and_way_on_needed"),
    ({**REDUCED, "better": ""}, "ck_awards_rule_and_way_on_needed"),
    ({**REDUCED, "amount": 8_000 * KR}, "ck_awards_reduced_is_less"),
    ({"amount": 100}, "ck_awards_amount_of_the_outcome"),
)


@pytest.mark.parametrize(("changes", "constraint"), BAD)
def test_the_database_refuses_a_no_without_reasons(
    session: Session, place: Town, application: Application, changes: dict[str, Any], constraint: str
) -> None:
    row = row_of(session, place, application, **changes)
    with pytest.raises(IntegrityError) as refused, session.begin_nested():
        session.execute(INSERT, row)
    if constraint:
        assert violated_constraint(refused.value, Base.metadata) == constraint


@pytest.mark.parametrize("changes", [{}, REDUCED])
def test_the_same_row_is_stored_where_it_is_whole(
    session: Session, place: Town, application: Application, changes: dict[str, Any]
) -> None:
    """The positive control of the refusals above; and nobody changes it afterwards."""
    session.execute(INSERT, row_of(session, place, application, **changes))
    with pytest.raises(Exception, match="never rewritten"), session.begin_nested():
        session.execute(text("UPDATE awards SET rule = 'En anden regel'"))


def test_the_inbox_cannot_answer_it(session: Session, place: Town, application: Application) -> None:
    case = session.get_one(Case, application.case_id)
    with pytest.raises(Forbidden):
        give_answer(session, case, place.coordinator, award_facts().answer, key())
