"""An election is announced, its days are changed, and it is called off."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import local_date, now, today
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.events import publish
from youthvoice.councils.models import Body
from youthvoice.councils.queries.bodies import children_of
from youthvoice.councils.queries.seats import lock_body
from youthvoice.elections.commands.holding import hold, move, touch, touch_bodies, touch_round
from youthvoice.elections.commands.paper import write_paper
from youthvoice.elections.events import ElectionAnnounced, ElectionCancelled, ElectionMoved
from youthvoice.elections.labels import PLAN_PROBLEM_TEXTS, REASON_TEXT
from youthvoice.elections.models import Election, ElectionRound
from youthvoice.elections.queries.elections import alive_elections, elections_of, find_round_by_key
from youthvoice.elections.queries.roll import has_children
from youthvoice.elections.rules.planning import (
    DEFAULT_NOTICE_DAYS,
    MOST_SEATS,
    PROBLEM_FIELDS,
    REASON_MIN,
    Dates,
    PlanProblem,
    check_dates,
    check_tie_rule,
    check_voting,
)
from youthvoice.elections.rules.roll import roll_source
from youthvoice.elections.rules.states import CHANGEABLE, ElectionState, Purpose
from youthvoice.voting.commands.planning import cancel_contest
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.rules.methods import Method, TieRule


@dataclass(frozen=True, kw_only=True)
class RoundFacts:
    """What is announced. ``seats`` and ``substitutes`` are for each election of the round."""

    title: str
    dates: Dates
    seats: int
    substitutes: int = 0
    purpose: Purpose = Purpose.term
    constituencies: Sequence[int] = ()
    """Ids of the bodies below that elect their own; none: one election for the whole body."""
    method: Method = Method.stv
    tie_rule: TieRule = TieRule.lot
    notice_days: int = DEFAULT_NOTICE_DAYS
    quorum_percent: int = 0
    allows_blank: bool = True
    fills_uncontested: bool = True
    needs_spread: bool = False
    takes_strangers: bool = False
    approves_pictures: bool = True
    follows_id: int | None = None


OWN = (
    "title", "purpose", "method", "tie_rule", "notice_days", "quorum_percent", "allows_blank", "fills_uncontested",
    "needs_spread", "takes_strangers", "approves_pictures",
)  # fmt: skip


@dataclass(frozen=True)
class RoundAudit:
    """Audit: which kind of election, and how many."""

    kind: str
    size: int


@dataclass(frozen=True)
class CancelAudit:
    """Audit: the body whose election it was."""

    body_id: int


def plan_round(
    session: Session, body: Body, facts: RoundFacts, form_key: str, *, actor_id: int | None
) -> ElectionRound:
    """Announce an election of a body: one for each constituency, or one for all. Sent twice, it is announced once.

    Raises RuleBroken (fields of rules.planning.PROBLEM_FIELDS), and Conflict for a closed body.
    """
    lock_body(session, body.id)
    there = find_round_by_key(session, form_key)
    if there is not None:
        return there
    if body.closed_at is not None:
        raise Conflict
    problem = _problem(session, body, facts)
    if problem is not None:
        raise broken(problem)
    planned = _store(session, body, facts, form_key, actor_id)
    for one in elections_of(session, planned.id):
        touch_bodies(session, one)
    data = RoundAudit(facts.purpose.value, max(1, len(facts.constituencies)))
    audit.record(session, actor_id, "election.plan", ("election_round", planned.id), data)
    publish(session, ElectionAnnounced(planned.id))
    return planned


def _store(session: Session, body: Body, facts: RoundFacts, form_key: str, actor_id: int | None) -> ElectionRound:
    planned = ElectionRound(
        form_key=form_key,
        body_id=body.id,
        created_at=now(),
        created_by_id=actor_id,
        **asdict(facts.dates),
        **{name: getattr(facts, name) for name in OWN},
    )
    try:
        with session.begin_nested():
            session.add(planned)
            session.flush()
            session.add_all(_elections(session, body, facts, planned))
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) == "uq_elections_alive":
            raise broken(PlanProblem.already_planned) from error
        raise
    return planned


def change_dates(
    session: Session, planned: ElectionRound, dates: Dates, *, seen_version: int, actor_id: int | None
) -> None:
    """Move the days of a round in which nobody votes yet; once the paper is drawn, the nomination stays as it was.

    Raises Conflict where somebody changed it since ``seen_version`` or people vote already, and RuleBroken.
    """
    elections = [hold(session, one) for one in elections_of(session, planned.id)]
    session.refresh(planned, ["version"])
    open_ones = [one for one in elections if one.state in CHANGEABLE]
    started = [one for one in elections if one.state in (ElectionState.voting, ElectionState.closed)]
    if planned.version != seen_version or not open_ones or started:
        raise Conflict
    is_drawn = any(one.state is ElectionState.ready for one in open_ones)
    if is_drawn and dates.nomination_closes_at != planned.nomination_closes_at:
        raise Conflict
    problem = _dates_problem(planned, dates, is_run_off=planned.purpose is Purpose.run_off)
    if problem is not None:
        raise broken(problem)
    for name, value in asdict(dates).items():
        setattr(planned, name, value)
    touch_round(session, planned)
    session.refresh(planned)
    for one in open_ones:
        touch(session, one)
        if one.state is ElectionState.ready:
            write_paper(session, one, actor_id=actor_id)
    audit.record(session, actor_id, "election.move", ("election_round", planned.id))
    publish(session, ElectionMoved(planned.id))


def cancel_election(session: Session, election: Election, reason: str, *, actor_id: int | None) -> None:
    """Call it off; ballots that were cast are thrown away uncounted. Twice is once.

    Raises RuleBroken (reason) without one, and Conflict once the box is closed.
    """
    reason = reason.strip()
    if len(reason) < REASON_MIN:
        raise RuleBroken({"reason": [REASON_TEXT]})
    election = hold(session, election)
    if election.state is ElectionState.cancelled:
        return
    if election.contest_id is not None:
        # The room of voting tells us, and the listener does the rest.
        cancel_contest(session, get_contest(session, election.contest_id), reason, actor_id=actor_id)
        return
    mark_cancelled(session, election, reason, actor_id=actor_id)


def mark_cancelled(session: Session, election: Election, reason: str, *, actor_id: int | None) -> None:
    """Write down that it was called off; the election must be held. Raises Conflict where it is over."""
    election.cancel_reason = reason
    move(session, election, ElectionState.cancelled)
    audit.record(session, actor_id, "election.cancel", ("election", election.id), CancelAudit(election.body_id))
    publish(session, ElectionCancelled(election.id))


def broken(problem: PlanProblem) -> RuleBroken:
    """The problem in words, beside its field."""
    return RuleBroken({PROBLEM_FIELDS[problem]: [PLAN_PROBLEM_TEXTS[problem]]})


def _problem(session: Session, body: Body, facts: RoundFacts) -> PlanProblem | None:
    if not 1 <= facts.seats <= MOST_SEATS:
        return PlanProblem.no_seats
    below = {child.id for child in children_of(session, body.id)} if facts.constituencies else set()
    if (body.seats_per_child and not facts.constituencies) or set(facts.constituencies) - below:
        return PlanProblem.nobody_below
    wanted: set[int | None] = set(facts.constituencies) or {None}
    if wanted & {one.from_body_id for one in alive_elections(session, body.id)}:
        return PlanProblem.already_planned
    return check_tie_rule(facts.method, facts.tie_rule) or _first_dates_problem(facts)


def _first_dates_problem(facts: RoundFacts) -> PlanProblem | None:
    if facts.purpose is Purpose.run_off:
        return check_voting(facts.dates, now(), facts.notice_days)
    closes_on = local_date(facts.dates.voting_closes_at)
    return check_dates(
        facts.dates, now(), facts.notice_days, today=today(), closes_on=closes_on, may_begin_before=False
    )


def _dates_problem(planned: ElectionRound, dates: Dates, *, is_run_off: bool) -> PlanProblem | None:
    # A vote that comes sooner than was told is told today.
    is_sooner = dates.voting_opens_at < planned.voting_opens_at
    told_at = now() if is_sooner else planned.created_at
    if is_run_off:
        return check_voting(dates, told_at, planned.notice_days)
    closes_on = local_date(dates.voting_closes_at)
    return check_dates(dates, told_at, planned.notice_days, today=today(), closes_on=closes_on, may_begin_before=True)


def _elections(session: Session, body: Body, facts: RoundFacts, planned: ElectionRound) -> list[Election]:
    has_ages = body.min_age is not None or body.max_age is not None
    source = roll_source(
        has_constituency=bool(facts.constituencies), has_ages=has_ages, has_below=has_children(session, body.id)
    )
    constituencies: Sequence[int | None] = facts.constituencies or [None]
    return [
        Election(
            round_id=planned.id,
            body_id=body.id,
            from_body_id=below_id,
            follows_id=facts.follows_id,
            roll_source=source,
            seats=facts.seats,
            substitutes=facts.substitutes,
            state=ElectionState.planned,
        )
        for below_id in constituencies
    ]
