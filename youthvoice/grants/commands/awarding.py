"""Writing a decision about money: one transaction for the answer, the award, the money, the status and the minutes.

Locks: the case, the application, the pool's balance (by the ledger), the council. Sent twice, it is decided once.
"""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.events import publish
from youthvoice.core.textcheck import find_cpr
from youthvoice.core.translating import speaking
from youthvoice.grants.commands.holding import hold_with_case
from youthvoice.grants.commands.ledger import Movement, held_amount, move
from youthvoice.grants.commands.minutes import LANGUAGE, document_of, write_down
from youthvoice.grants.commands.status import count_award, put_status
from youthvoice.grants.events import Awarded
from youthvoice.grants.labels.awarding import problem_text
from youthvoice.grants.models import Application, Award, Motion
from youthvoice.grants.queries.awards import (
    adult_for,
    award_by_key,
    current_award,
    find_complaint,
    number_of_awards,
)
from youthvoice.grants.queries.motions import last_motion
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.awarding import (
    KIND,
    AwardFacts,
    AwardProblem,
    decided_amount,
    may_be_awarded,
    missing_parts,
    relevant,
)
from youthvoice.grants.rules.deciding import AwardOutcome, award_outcome
from youthvoice.grants.rules.ledger import Account, EntryKind
from youthvoice.grants.rules.timeline import Step
from youthvoice.responses.checks import answer_problems
from youthvoice.responses.commands import give_answer
from youthvoice.responses.commands.whose import assign
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.rules import AnswerFacts

Problems = dict[str, list[object]]
STEPS: dict[AwardOutcome, Step] = {
    AwardOutcome.granted: Step.granted,
    AwardOutcome.reduced: Step.reduced,
    AwardOutcome.rejected: Step.rejected,
}
TWICE = frozenset({"uq_awards_motion_id", "uq_awards_current", "uq_awards_application_id_number", "uq_awards_form_key"})


@dataclass(frozen=True)
class AwardAudit:
    """What the log keeps of a decision; øre."""

    award_id: int
    outcome: str
    amount: int


@dataclass(frozen=True)
class Ground:
    """What a decision stands on: who is asked for an answer, and what the council voted; øre."""

    case: Case
    application: Application
    motion: Motion
    amount: int
    outcome: AwardOutcome
    before: Award | None
    """The no that it takes the place of, after a complaint."""


def give_award(
    session: Session,
    application: Application,
    motion: Motion,
    person: Person,
    facts: AwardFacts,
    form_key: str,
    *,
    seen_version: int | None = None,
) -> Award:
    """Write what the council decided by ``motion``: the money moves, the group is answered, the minutes say so.

    ``seen_version`` is the version of the application that the writer had in front of them. Raises RuleBroken with words for
    each field, and Conflict where it was decided, withdrawn, changed or voted on anew meanwhile.
    """
    case = hold(session, application)
    stored = award_by_key(session, application.id, form_key)
    if stored is not None:
        return stored
    if seen_version is not None and seen_version != application.version:
        raise Conflict
    ground = ground_of(session, case, application, motion)
    return _decide(session, ground, person, relevant(facts, ground.outcome), form_key)


def _decide(session: Session, ground: Ground, person: Person, facts: AwardFacts, form_key: str) -> Award:
    problems = award_problems(session, ground.case, ground.outcome, facts)
    if problems:
        raise RuleBroken(problems)
    if ground.amount:
        _give_to_adult(session, ground, person)
    answer = give_answer(session, ground.case, person, facts.answer, form_key, owner=KIND)
    award = _store(session, ground, answer, facts, person)
    _move_money(session, ground, award, person)
    _move_status(session, ground, award)
    write_down(session, ground.application, award, ground.motion, person)
    _tell(session, ground, award, person)
    return award


def hold(session: Session, application: Application) -> Case:
    """Hold the case and then the application, both read anew. Raises Conflict where nobody is owed an answer."""
    hold_with_case(session, application)
    if application.case_id is None:
        raise Conflict
    case = session.get_one(Case, application.case_id, populate_existing=True)
    if case.closed_at is not None:
        raise Conflict
    return case


def ground_of(session: Session, case: Case, application: Application, motion: Motion) -> Ground:
    """What there is to decide by that motion. Raises Conflict where it is not the last, still open, or decides nothing."""
    last, before = last_motion(session, application.id), current_award(session, application.id)
    if last is None or last.id != motion.id or (before is not None and before.motion_id == motion.id):
        raise Conflict
    amount = decided_amount(last.state, last.amount)
    if amount is None:
        raise Conflict
    outcome = award_outcome(application.asked, amount)
    was_complained_about = before is not None and find_complaint(session, before.id) is not None
    if not may_be_awarded(application.status, outcome, was_complained_about=was_complained_about):
        raise Conflict
    return Ground(case, application, last, amount, outcome, before)


def award_problems(session: Session, case: Case, outcome: AwardOutcome, facts: AwardFacts) -> Problems:
    """Everything that keeps the decision from being stored: form field -> words. Empty where it is whole."""
    problems: Problems = {name: [problem_text(name, found)] for name, found in missing_parts(facts, outcome)}
    for name in ("better", "complaint"):
        if find_cpr(getattr(facts, name)):
            problems[name] = [gettext("Der står et CPR-nummer. Slet det.")]
    answered = answer_problems(session, case, facts.answer)
    if facts.answer.expected_on is None and "expected_on" in answered:
        problems["expected_on"] = [problem_text("expected_on", AwardProblem.missing)]
    return answered | problems


def _give_to_adult(session: Session, ground: Ground, person: Person) -> None:
    """A yes is a promise of the municipality: an adult of the unit that pays is asked whether it was kept."""
    if ground.case.assignee_id is None:
        adult = adult_for(session, ground.application.pool_id, ground.case.unit_id)
        if adult is not None:
            assign(session, ground.case, person, adult)


def _store(session: Session, ground: Ground, answer: Answer, facts: AwardFacts, person: Person) -> Award:
    application, motion = ground.application, ground.motion
    award = Award(
        form_key=answer.form_key,
        application_id=application.id,
        number=number_of_awards(session, application.id) + 1,
        motion_id=motion.id,
        outcome=ground.outcome,
        asked=application.asked,
        amount=ground.amount,
        conditions=motion.conditions if ground.amount else "",
        rule=facts.rule.strip(),
        better=facts.better.strip(),
        complaint=facts.complaint.strip(),
        answer_id=answer.id,
        answer_outcome=answer.outcome,
        by_id=person.id,
        at=answer.created_at,
    )
    try:
        with session.begin_nested():
            if ground.before is not None:
                ground.before.replaced_at = award.at
                session.flush()
            session.add(award)
    except IntegrityError as error:
        raise _refusal(error) from error
    return award


def _refusal(error: IntegrityError) -> Exception:
    """The database's no, in words beside the field."""
    name = violated_constraint(error, Base.metadata) or ""
    if name in TWICE:
        return Conflict()
    if name != "ck_awards_rule_and_way_on_needed":
        return error
    return RuleBroken({"better": [problem_text("better", AwardProblem.too_short)]})


def _move_money(session: Session, ground: Ground, award: Award, person: Person) -> None:
    """What was held is granted; of a no nothing stays held."""
    application, motion = ground.application, ground.motion
    kind, amount, key = EntryKind.grant, ground.amount, f"grant:award:{award.id}"
    if not amount:
        amount = held_amount(session, application.id, Account.reserved)
        kind, key = EntryKind.release, f"release:motion:{motion.id}"
    if not amount:
        return
    with speaking(LANGUAGE):
        why = gettext("Ansøgning %(number)d er afgjort", number=application.number or 0)
    movement = Movement(
        kind=kind,
        amount=amount,
        why=str(why),
        document=document_of(session, application, motion),
        key=key,
        application_id=application.id,
    )
    move(session, application.pool_id, movement, by_id=person.id)


def _move_status(session: Session, ground: Ground, award: Award) -> None:
    is_yes = bool(ground.amount)
    status = ApplicationStatus.granted if is_yes else ApplicationStatus.rejected
    amount = award.amount if is_yes else None
    put_status(session, ground.application, status, STEPS[award.outcome], award.at, amount=amount)
    if is_yes:
        count_award(session, ground.application, award.amount)


def _tell(session: Session, ground: Ground, award: Award, person: Person) -> None:
    application = ground.application
    data = AwardAudit(award.id, award.outcome.value, award.amount)
    audit.record(session, person.id, "grant.award", ("application", application.id), data, at=award.at)
    publish(
        session,
        Awarded(
            award_id=award.id,
            application_id=application.id,
            pool_id=application.pool_id,
            outcome=award.outcome,
            amount=award.amount,
            answer_id=award.answer_id,
            is_change=ground.before is not None,
            by_id=person.id,
        ),
    )


def reword(
    session: Session,
    application: Application,
    person: Person,
    facts: AnswerFacts,
    form_key: str,
    *,
    seen_version: int | None = None,
) -> Answer:
    """Say it more clearly: new words for the same decision, of the same amount. Sent twice, it is said once.

    ``seen_version`` is the version of the case. Raises RuleBroken with words for each field, and Conflict where nothing is
    decided, or it was said anew meanwhile.
    """
    case = hold(session, application)
    award = current_award(session, application.id)
    if award is None:
        raise Conflict
    same = AwardFacts(answer=facts)
    worded = relevant(same, award.outcome).answer
    answer = give_answer(session, case, person, worded, form_key, owner=KIND, seen_version=seen_version)
    flag_modified(application, "status")
    session.flush()
    return answer
