"""Opened and closed by hand, before the planned time: only where the owner lets those who run it do so."""

from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.voting.commands.counting import count_contest, needs_lot
from youthvoice.voting.commands.opening import open_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.labels import CONTEST_PROBLEM_TEXTS, PROBLEM_FIELDS
from youthvoice.voting.models import Contest
from youthvoice.voting.owners import handy_owner_of
from youthvoice.voting.queries.contests import hold_contest
from youthvoice.voting.rules.contest import SHORTEST, ContestProblem, State
from youthvoice.voting.rules.methods import Method


def may_hurry(session: Session, contest: Contest) -> bool:
    """Tell whether it may be opened and closed before its time."""
    owner = handy_owner_of(contest)
    return owner is not None and owner.may_hurry(session, contest)


def open_now(session: Session, secret_key: str, contest: Contest, *, actor_id: int) -> None:
    """Let people vote from this moment on; closing stays as planned. Twice is once.

    Raises Forbidden where it must wait, Conflict for one that is over, RuleBroken (closes_at, options, opens_at).
    """
    contest = hold_contest(session, contest.id)
    if contest.state is State.open:
        return
    if contest.state is not State.planned:
        raise Conflict
    if not may_hurry(session, contest):
        raise Forbidden
    moment = now()
    if contest.closes_at - moment < SHORTEST:
        problem = ContestProblem.closes_before_it_opens
        raise RuleBroken({PROBLEM_FIELDS[problem]: [CONTEST_PROBLEM_TEXTS[problem]]})
    contest.opens_at = min(contest.opens_at, moment)
    session.flush()
    open_contest(session, secret_key, contest, actor_id=actor_id)


def close_now(session: Session, contest: Contest, *, actor_id: int) -> None:
    """Let nobody vote any more, and count unless a lot must be drawn. Twice is once.

    Equal shares can take seconds, and nobody casts anywhere until this is committed: those are counted after it.

    Raises Forbidden where it must wait for its time, Conflict where nobody could vote yet.
    """
    if contest.state is State.open and not may_hurry(session, contest) and now() < contest.closes_at:
        raise Forbidden
    seal_contest(session, contest, actor_id=actor_id)
    if contest.state is State.sealed and not needs_lot(contest) and contest.method is not Method.equal_shares:
        count_contest(session, contest, actor_id=actor_id)
