"""A contest closes: the box is emptied into two lists that nothing joins, and the key that signs papers is gone."""

import base64

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.core.events import publish
from youthvoice.voting.commands.planning import ContestAudit, forget_key
from youthvoice.voting.commands.storage import drop_room, hold_box, is_postgres
from youthvoice.voting.commands.turnout import count_turnout
from youthvoice.voting.events import ContestSealed
from youthvoice.voting.models import BallotPaper, Contest, GivenPaper, RollEntry, SealedBox
from youthvoice.voting.queries.contests import hold_contest
from youthvoice.voting.rules.contest import State


def seal_contest(session: Session, contest: Contest, *, actor_id: int | None) -> None:
    """Let nobody vote any more, and empty the box. Twice is once. On SQLite the worker then scrubs the file.

    Raises Conflict where nobody could vote at all.
    """
    contest = hold_contest(session, contest.id)
    if contest.state in (State.sealed, State.counted):
        return
    if contest.state is not State.open:
        raise Conflict
    hold_box(session)
    count_turnout(session, contest)
    _empty_box(session, contest.id)
    _keep_who_took_part(session, contest.id)
    drop_room(session, contest.id)
    forget_key(session, contest.id)
    contest.sealed_at = now()
    contest.scrubbed_at = contest.sealed_at if is_postgres(session) else None
    contest.closes_at = min(contest.closes_at, contest.sealed_at)
    contest.version += 1
    session.flush()
    audit.record(session, actor_id, "contest.seal", ("contest", contest.id), ContestAudit(contest.method.value))
    publish(session, ContestSealed(contest.id))


def _empty_box(session: Session, contest_id: int) -> None:
    """Two lists, each sorted by what it holds: how they were sorted before is forgotten."""
    mine = BallotPaper.contest_id == contest_id
    grouped = session.execute(select(BallotPaper.ballot, func.count()).where(mine).group_by(BallotPaper.ballot)).all()
    papers = select(BallotPaper.token, BallotPaper.prefix, BallotPaper.signature).where(mine)
    tokens = sorted([_text(part) for part in row] for row in session.execute(papers))
    ballots = sorted([ballot, count] for ballot, count in grouped)
    session.add(SealedBox(contest_id=contest_id, ballots=ballots, tokens=tokens))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _keep_who_took_part(session: Session, contest_id: int) -> None:
    """Every row of the roll is written, in the roll's order: those who took part must not lie in the order of voting."""
    given = select(GivenPaper.person_id).where(GivenPaper.contest_id == contest_id)
    query = update(RollEntry).where(RollEntry.contest_id == contest_id).values(took_part=RollEntry.person_id.in_(given))
    session.execute(query, execution_options={"synchronize_session": False})
