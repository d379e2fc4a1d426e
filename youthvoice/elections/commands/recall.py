"""Recall: those who elected a member vote on whether the seat ends. It takes more than half, and many must vote."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.councils.commands.seats import end_seat
from youthvoice.councils.models import Seat
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.queries.seats import lock_body
from youthvoice.councils.rules.seats import SeatEnd, SeatRole, is_held
from youthvoice.elections.events import RecallAsked
from youthvoice.elections.labels import REASON_TEXT
from youthvoice.elections.models import Recall
from youthvoice.elections.queries.elections import find_recall_by_key
from youthvoice.elections.queries.following import find_open_recall
from youthvoice.elections.rules.planning import REASON_MIN, RECALL_NOTICE_DAYS
from youthvoice.elections.rules.recall import is_carried
from youthvoice.voting.commands.planning import ContestFacts, OptionFacts, plan_contest
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import outcome_of
from youthvoice.voting.rules.methods import NO, YES, Method, TieRule

OWNER = "recall"


@dataclass(frozen=True, kw_only=True)
class RecallFacts:
    """Why, when, and what it takes: ``needed_percent`` of yes and no together, and that share of the roll must vote."""

    reason: str
    opens_at: datetime
    closes_at: datetime
    needed_percent: int
    quorum_percent: int
    notice_days: int


@dataclass(frozen=True)
class RecallAudit:
    """Audit: which seat, and how it went."""

    seat_id: int
    state: str


def ask_recall(session: Session, seat: Seat, facts: RecallFacts, form_key: str, *, actor_id: int) -> Recall:
    """Let those who elected a member vote on the seat. Sent twice, it is asked once; one vote on a seat at a time.

    Raises RuleBroken (reason, opens_at, closes_at), and Conflict where nobody holds the seat or a vote goes on already.
    """
    lock_body(session, seat.body_id)
    there = find_recall_by_key(session, form_key)
    if there is not None:
        return there
    _check_seat(session, seat)
    if len(facts.reason.strip()) < REASON_MIN:
        raise RuleBroken({"reason": [REASON_TEXT]})
    recall = Recall(
        form_key=form_key,
        seat_id=seat.id,
        needed_percent=facts.needed_percent,
        reason=facts.reason.strip(),
        state="open",
        asked_by_id=actor_id,
        created_at=now(),
    )
    session.add(recall)
    session.flush()
    contest = plan_contest(session, _contest(session, seat, facts), f"f{recall.id:031x}", actor_id=actor_id)
    recall.contest_id = contest.id
    session.flush()
    _record(session, actor_id, "election.ask_recall", recall)
    publish(session, RecallAsked(recall.id))
    return recall


def _check_seat(session: Session, seat: Seat) -> None:
    """A member's seat that is held, and that nobody votes on already."""
    session.refresh(seat, ["ended_on"])
    is_gone = not is_held(seat.starts_on, seat.ends_on, seat.ended_on, today())
    if is_gone or seat.role is not SeatRole.member or find_open_recall(session, seat.id) is not None:
        raise Conflict


def settle_recall(session: Session, recall: Recall, contest: Contest) -> None:
    """The votes are counted: the seat ends today, or stays."""
    outcome = outcome_of(contest)
    if outcome is None or recall.state != "open":
        return
    totals = outcome.rounds[-1].totals if outcome.rounds else {}
    yes, no = int(totals.get(YES, 0)), int(totals.get(NO, 0))
    enough = contest.taken_part * 100 >= contest.roll_size * contest.quorum_percent
    recall.state = "carried" if enough and is_carried(yes, no, recall.needed_percent) else "not_carried"
    session.flush()
    if recall.state == "carried":
        end_seat(session, recall.seat, SeatEnd.recalled, actor_id=None)
    _record(session, None, "election.settle_recall", recall)


def cancel_recall(session: Session, recall: Recall) -> None:
    """The vote was called off: the seat stays."""
    if recall.state == "open":
        recall.state = "cancelled"
        session.flush()
        _record(session, None, "election.settle_recall", recall)


def _contest(session: Session, seat: Seat, facts: RecallFacts) -> ContestFacts:
    body = get_body(session, seat.body_id)
    speaks_for = get_body(session, seat.from_body_id).name if seat.from_body_id is not None else body.name
    question = gettext(
        "Det handler om pladsen, som %(name)s har. Der skal være mindst %(percent)d procent ja, før den slutter.\n\n"
        "Derfor bliver I spurgt: %(reason)s",
        name=seat.person.display_name, percent=facts.needed_percent, reason=facts.reason.strip(),
    )  # fmt: skip
    # In the order of the ballot's numbers: yes, no, abstain.
    answers = gettext("Ja, pladsen skal slutte"), gettext("Nej"), gettext("Jeg undlader")
    return ContestFacts(
        owner_kind=OWNER,
        owner_title=body.name,
        owner_url=f"/raad/{body.id}",
        title=gettext("Skal en plads for %(name)s slutte?", name=speaks_for)[:160],
        question=question,
        method=Method.yes_no,
        options=[OptionFacts(title=title) for title in answers],
        opens_at=facts.opens_at,
        closes_at=facts.closes_at,
        tie_rule=TieRule.run_off,
        quorum_percent=facts.quorum_percent,
        notice_days=max(facts.notice_days, RECALL_NOTICE_DAYS),
        # Somebody's seat is at stake: it is for those who gave it.
        is_public=False,
    )


def _record(session: Session, actor_id: int | None, action: str, recall: Recall) -> None:
    audit.record(session, actor_id, action, ("seat", recall.seat_id), RecallAudit(recall.seat_id, recall.state))
