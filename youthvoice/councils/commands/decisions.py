"""Recording what a body decided. A no to somebody's proposal cannot be stored without reasons."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.events import publish
from youthvoice.core.textcheck import fingerprint
from youthvoice.councils.commands.agenda import continue_item, drop_continuation
from youthvoice.councils.commands.decision_checks import decision_problems, refusal
from youthvoice.councils.commands.holding import body_of, hold_item, hold_meeting
from youthvoice.councils.commands.touch import touch_body, touch_meeting
from youthvoice.councils.deciders import require_own
from youthvoice.councils.events import DecisionMade, MeetingWanted
from youthvoice.councils.models import AgendaItem, Decision, Meeting
from youthvoice.councils.queries.minutes import current_decision, decision_by_key
from youthvoice.councils.rules.decisions import DecisionFacts, DecisionOutcome
from youthvoice.councils.rules.meetings import ADDABLE, WRITABLE

TWICE = frozenset({"uq_decisions_item_id_form_key", "uq_decisions_item_id_number", "uq_decisions_current"})


@dataclass(frozen=True)
class DecisionAudit:
    """Audit: which wording of the decision, and what it says."""

    decision_id: int
    number: int
    outcome: str


def record_decision(
    session: Session,
    item: AgendaItem,
    meeting: Meeting,
    person: Person,
    facts: DecisionFacts,
    form_key: str,
    *,
    seen_number: int | None = None,
    owner: str = "",
    is_counted: bool = False,
    adds: bool = False,
) -> Decision:
    """Store what was decided; a correction is a new row that replaces the one before. Sent twice, it is stored once.

    ``seen_number`` is that of the decision that the writer had before them (0: none); ``owner`` the room that decides such
    items (deciders.py: Forbidden for others). ``is_counted``: a room above has counted who was there. ``adds``: a no may be
    added to minutes that are approved, where they say nothing of it yet. Raises RuleBroken, and Conflict where minutes are
    closed or somebody was first.
    """
    require_own(item.subject_kind, owner)
    _hold(session, item, meeting)
    stored = decision_by_key(session, item.id, form_key)
    if stored is not None:
        return stored
    previous = current_decision(session, item.id)
    _require_writable(item, meeting, previous, seen_number, adds=adds and facts.outcome is DecisionOutcome.rejected)
    _require_whole(session, item, meeting, facts, is_counted=is_counted)
    return _stored(session, item, meeting, _new_decision(session, item, person, facts, form_key), previous)


def _hold(session: Session, item: AgendaItem, meeting: Meeting) -> None:
    """What rooms above hold before the body, and then the body."""
    publish(session, MeetingWanted(meeting.id, item.subject_kind, item.subject_id))
    hold_meeting(session, meeting)
    hold_item(session, item)


def _stored(
    session: Session, item: AgendaItem, meeting: Meeting, decision: Decision, previous: Decision | None
) -> Decision:
    """Store and tell it."""
    _store(session, decision, previous)
    _tell(session, item, meeting, decision, is_change=previous is not None)
    _carry_over(session, item, decision)
    return decision


def _require_whole(
    session: Session, item: AgendaItem, meeting: Meeting, facts: DecisionFacts, *, is_counted: bool
) -> None:
    problems = decision_problems(session, item, meeting, facts, is_counted=is_counted)
    if problems:
        raise RuleBroken(problems)


def _require_writable(
    item: AgendaItem,
    meeting: Meeting,
    previous: Decision | None,
    seen_number: int | None,
    *,
    adds: bool,
) -> None:
    """Raises Conflict where the minutes are closed, or the writer had another decision before them."""
    states = WRITABLE | ADDABLE if adds and previous is None else WRITABLE
    if item.meeting_id != meeting.id or meeting.state not in states:
        raise Conflict
    if seen_number is not None and seen_number != (previous.number if previous else 0):
        raise Conflict


def _new_decision(session: Session, item: AgendaItem, person: Person, facts: DecisionFacts, form_key: str) -> Decision:
    number = 1 + (session.scalar(select(func.max(Decision.number)).where(Decision.item_id == item.id)) or 0)
    return Decision(
        **_columns(_relevant(facts)),
        form_key=form_key,
        item_id=item.id,
        is_owed_reasons=item.is_owed_reasons,
        body_id=item.body_id,
        meeting_id=item.meeting_id,
        number=number,
        recorded_by_id=person.id,
        recorded_at=now(),
    )


def _store(session: Session, decision: Decision, previous: Decision | None) -> None:
    """The new row, and the one before says that it was replaced. The database's no in words."""
    try:
        with session.begin_nested():
            if previous is not None:
                previous.replaced_at = decision.recorded_at
                session.flush()
            session.add(decision)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) in TWICE:
            raise Conflict from error
        raise refusal(error) from error


def _columns(facts: DecisionFacts) -> dict[str, Any]:
    texts = ("explanation", "next_step", "contact_name", "contact_title", "contact_unit")
    return {
        "outcome": facts.outcome,
        "text": facts.text,
        "votes_for": facts.votes.votes_for,
        "votes_against": facts.votes.against,
        "votes_abstaining": facts.votes.abstaining,
        "reason_code": facts.reason,
        "explanation_key": fingerprint(facts.explanation) if facts.explanation else "",
        **{name: getattr(facts, name) for name in texts},
    }


def _relevant(facts: DecisionFacts) -> DecisionFacts:
    """Without the reasons that were typed before somebody chose another outcome."""
    if facts.outcome is DecisionOutcome.rejected:
        return facts
    return DecisionFacts(outcome=facts.outcome, text=facts.text, votes=facts.votes)


def _carry_over(session: Session, item: AgendaItem, decision: Decision) -> None:
    """What was postponed is taken up again at the next meeting, and nothing else is."""
    if decision.outcome is DecisionOutcome.postponed:
        continue_item(session, item)
    else:
        drop_continuation(session, item)


def _tell(session: Session, item: AgendaItem, meeting: Meeting, decision: Decision, *, is_change: bool) -> None:
    touch_meeting(session, meeting)
    touch_body(session, body_of(session, meeting))
    data = DecisionAudit(decision.id, decision.number, decision.outcome.value)
    audit.record(session, decision.recorded_by_id, "decision.record", ("agenda_item", item.id), data)
    if item.subject_kind is None or item.subject_id is None:
        return
    publish(
        session,
        DecisionMade(
            decision.id,
            item.id,
            item.body_id,
            meeting.id,
            item.subject_kind,
            item.subject_id,
            decision.outcome,
            is_change,
            decision.recorded_at,
        ),
    )
