"""A vote that is planned or open is called off: by the chair, or because its words are no longer shown to anybody."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.minuting import note
from youthvoice.assembly.models import Amendment, AssemblyYear, DayVote
from youthvoice.assembly.queries.votes import hold_vote
from youthvoice.assembly.rules.day import VoteState
from youthvoice.assembly.rules.verdicts import tells_of_few
from youthvoice.core.clock import now
from youthvoice.voting.commands.planning import cancel_contest
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import get_contest, hold_contest

CAN_STOP = (VoteState.planned, VoteState.open)


def call_off(session: Session, year: AssemblyYear, vote: DayVote, reason: str, *, by_id: int | None) -> None:
    """Stop it; ballots are thrown away uncounted. The year and the vote are held, and it is planned or open."""
    was_open = vote.state is VoteState.open
    vote.cancelled_at = now()
    session.flush()
    if vote.contest_id is not None:
        cancel_contest(session, get_contest(session, vote.contest_id), reason, actor_id=by_id)
    if was_open:
        told = {"vote_id": vote.id}
        note(session, year, "vote_cancelled", vote.question, item_id=vote.item_id, by_id=by_id, data=told)


def call_off_votes_on(session: Session, year: AssemblyYear, motion_id: int, reason: str) -> None:
    """Stop what would be voted on a motion and on its amendments: nobody votes on words that nobody may read. The year is held."""
    query = select(DayVote.id).where(_about(motion_id), DayVote.counted_at.is_(None)).order_by(DayVote.id)
    for vote_id in session.scalars(query).all():
        vote = hold_vote(session, year.id, vote_id)
        if vote.state in CAN_STOP:
            call_off(session, year, vote, reason, by_id=None)


def contests_on(session: Session, motion_id: int) -> list[int]:
    """The contests of secret votes on a motion and its amendments, but of those whose own words are hidden."""
    query = select(DayVote.contest_id).where(_about(motion_id), DayVote.hidden_at.is_(None))
    found = session.scalars(query.where(DayVote.contest_id.is_not(None)).order_by(DayVote.contest_id))
    return [one for one in found if one is not None]


def put_questions(session: Session, contest_ids: Iterable[int], *, is_public: bool) -> None:
    """Let everybody read what was asked in these secret votes, or those on their rolls alone."""
    for contest_id in contest_ids:
        contest = hold_contest(session, contest_id)
        contest.is_public, contest.version = is_public and not counts_few(contest), contest.version + 1
    session.flush()


def counts_few(contest: Contest) -> bool:
    """It is counted, and its numbers are not told: not by the pages of the day, and not by its own page and files."""
    return contest.counted_at is not None and tells_of_few(is_named=False, taken_part=contest.taken_part)


def _about(motion_id: int) -> ColumnElement[bool]:
    amendments = select(Amendment.id).where(Amendment.motion_id == motion_id)
    return or_(DayVote.motion_id == motion_id, DayVote.amendment_id.in_(amendments))
