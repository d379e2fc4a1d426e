"""A contest opens: the roll is frozen, and from now on papers are given."""

from datetime import datetime

from sqlalchemy import func, insert, literal, select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.voting.commands.counting import finish
from youthvoice.voting.commands.planning import ContestAudit
from youthvoice.voting.commands.storage import make_room
from youthvoice.voting.events import ContestOpened
from youthvoice.voting.labels import CONTEST_PROBLEM_TEXTS, PROBLEM_FIELDS
from youthvoice.voting.models import Contest, ContestKey, RollEntry
from youthvoice.voting.owners import owner_of
from youthvoice.voting.queries.contests import count_roll, hold_contest
from youthvoice.voting.rules.contest import FEWEST_OPTIONS, SEATED, ContestProblem, State


def open_contest(session: Session, secret_key: str, contest: Contest, *, actor_id: int | None) -> None:
    """Freeze the roll and let people vote; seats that nobody contests are filled without a vote where it is set so.

    Opened twice, it is opened once. Raises Conflict for one that is over or cancelled, RuleBroken (options, opens_at) where
    there is nothing to choose or nobody to choose it.
    """
    contest = hold_contest(session, contest.id)
    if contest.state is State.open:
        return
    if contest.state is not State.planned:
        raise Conflict
    if is_uncontested(contest):
        finish(session, contest, actor_id=actor_id)
        return
    if (len(contest.options) < FEWEST_OPTIONS and contest.method not in SEATED) or not contest.options:
        raise _broken(ContestProblem.too_few_options)
    moment = now()
    _freeze_roll(session, contest)
    _make_key(session, secret_key, contest)
    make_room(session, contest.id)
    _begin(contest, moment)
    audit.record(session, actor_id, "contest.open", ("contest", contest.id), ContestAudit(contest.method.value))
    session.flush()
    publish(session, ContestOpened(contest.id))


def is_uncontested(contest: Contest) -> bool:
    """Tell whether nobody has to vote: no more candidates than seats, and the rules say that they are then elected."""
    return contest.fills_uncontested and contest.method in SEATED and 0 < len(contest.options) <= contest.seats


def _freeze_roll(session: Session, contest: Contest) -> None:
    voters = owner_of(contest).voters(session, contest).subquery()
    rows = select(literal(contest.id), voters.c[0], literal(value=False)).order_by(voters.c[0])
    columns = [RollEntry.contest_id, RollEntry.person_id, RollEntry.took_part]
    session.execute(insert(RollEntry).from_select(columns, rows))
    contest.roll_size = count_roll(session, contest)
    if contest.roll_size == 0 and not contest.takes_strangers:
        raise _broken(ContestProblem.nobody_on_the_roll)


def _make_key(session: Session, secret_key: str, contest: Contest) -> None:
    from youthvoice.voting.crypto.blind import generate_key, public_key
    from youthvoice.voting.crypto.keys import encrypt_key

    private = generate_key()
    contest.public_key = public_key(private)
    session.add(ContestKey(contest_id=contest.id, private_key=encrypt_key(secret_key, contest.key, private)))


def _begin(contest: Contest, moment: datetime) -> None:
    contest.opened_at = contest.shaken_at = moment
    contest.version += 1


def _broken(problem: ContestProblem) -> RuleBroken:
    return RuleBroken({PROBLEM_FIELDS[problem]: [CONTEST_PROBLEM_TEXTS[problem]]})


def planned_roll(session: Session, contest: Contest) -> int:
    """How many would stand on the roll if it were frozen now."""
    voters = owner_of(contest).voters(session, contest).subquery()
    return session.scalar(select(func.count()).select_from(voters)) or 0
