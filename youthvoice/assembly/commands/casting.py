"""A vote by name. What is acknowledged is counted, and nothing is after the vote was closed.

The row of the vote is held in common (``FOR SHARE``): any number cast at once, and whoever closes it waits for them and counts
after (``hold_vote``). A delegate's row was made when the vote opened and is filled in place, so a retry is the same vote.
"""

from flask_babel import lazy_gettext
from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from youthvoice.assembly.models import DayVote, NamedBallot
from youthvoice.assembly.rules.day import VoteState
from youthvoice.assembly.rules.paper import named_paper, problem_of
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, Forbidden, NotFound, RuleBroken
from youthvoice.core.keyset import MAX_ID
from youthvoice.voting.labels import BALLOT_PROBLEM_TEXTS, BLANK_REFUSED
from youthvoice.voting.rules.ballots import BLANK, Ballot, write_ballot


class VoteClosed(Conflict):
    """Nobody can vote any more, and this ballot was not in."""

    def __init__(self) -> None:
        super().__init__(lazy_gettext("Afstemningen lukkede, før din stemme nåede frem."))


class NotOnRoll(Forbidden):
    """The person was not in the hall when the vote opened."""

    def __init__(self) -> None:
        super().__init__(lazy_gettext("Du kan ikke stemme her. Du var ikke meldt til, da afstemningen åbnede."))


def cast_named(session: Session, year_id: int, vote_id: int, person_id: int, ballot: Ballot) -> None:
    """Write down how a delegate votes; a later ballot takes the place of an earlier one, and the same one again is that one.

    Raises NotFound, NotOnRoll, VoteClosed (also before it opens), RuleBroken (ballot).
    """
    vote = _held_in_common(session, year_id, vote_id)
    stored = session.execute(
        select(NamedBallot.ballot).where(NamedBallot.vote_id == vote.id, NamedBallot.person_id == person_id)
    ).one_or_none()
    if stored is None:
        raise NotOnRoll
    written = write_ballot(ballot)
    if vote.state is not VoteState.open:
        # The answer to a ballot that was in may have been lost on its way: sent again, it is told the same.
        if stored.ballot == written:
            return
        raise VoteClosed
    _check(vote, ballot)
    mine = NamedBallot.vote_id == vote.id, NamedBallot.person_id == person_id
    values = {"ballot": written, "cast_at": now()}
    session.execute(update(NamedBallot).where(*mine).values(**values), execution_options={"synchronize_session": False})


def _held_in_common(session: Session, year_id: int, vote_id: int) -> DayVote:
    query = select(DayVote).where(DayVote.id == vote_id, DayVote.year_id == year_id, DayVote.is_named)
    held = query.with_for_update(read=True, of=DayVote).options(joinedload(DayVote.options))
    found = session.scalars(held.execution_options(populate_existing=True)) if vote_id <= MAX_ID else None
    vote = found.unique().one_or_none() if found is not None else None
    if vote is None:
        raise NotFound
    return vote


def _check(vote: DayVote, ballot: Ballot) -> None:
    paper = named_paper(vote.way, vote.seats, vote.max_choices, (option.number for option in vote.options))
    if ballot == BLANK and not paper.allows_blank:
        raise RuleBroken({"ballot": [BLANK_REFUSED]})
    problem = problem_of(paper, ballot)
    if problem is not None:
        raise RuleBroken({"ballot": [BALLOT_PROBLEM_TEXTS[problem]]})
