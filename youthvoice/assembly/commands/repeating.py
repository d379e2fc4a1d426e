"""A vote that settled nothing is held again: the same question, answered in the same way, by the same rules."""

import secrets

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.minuting import VoteAudit, changed
from youthvoice.assembly.models import DayVote, DayVoteOption
from youthvoice.assembly.queries.votes import hold_vote
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.verdicts import UNSETTLED
from youthvoice.assembly.rules.years import YearState
from youthvoice.core import audit
from youthvoice.core.errors import Conflict

SAME = (
    "year_id", "item_id", "motion_id", "amendment_id", "question", "way", "seats", "max_choices", "budget", "is_named", "majority",
    "tie_rule", "quorum_percent",
)  # fmt: skip
"""What a vote that is held again has of the one before."""


def vote_again(session: Session, year_id: int, vote_id: int, *, actor_id: int) -> bool:
    """Plan the next vote on what was tied, or had too few voters; False where that is planned or was held already.

    Raises NotFound, Conflict where it was decided, its words are hidden, or the day is over.
    """
    year = hold_year(session, year_id)
    vote = hold_vote(session, year_id, vote_id)
    if year.state is not YearState.live:
        raise Conflict(gettext("Dagen er ikke i gang."))
    if vote.verdict not in UNSETTLED:
        raise Conflict(gettext("Den er afgjort, eller den er ikke talt endnu."))
    if vote.hidden_at is not None:
        raise Conflict(gettext("En moderator har skjult spørgsmålet."))
    following = select(DayVote.id).where(DayVote.again_of_id == vote.id, DayVote.cancelled_at.is_(None))
    if session.scalar(following) is not None:
        return False
    made = repeated(session, vote, actor_id)
    audit.record(session, actor_id, "day.vote_again", ("assembly_year", year.id), VoteAudit(made.id))
    changed(session, year)
    return True


def repeated(session: Session, vote: DayVote, actor_id: int) -> DayVote:
    """The next vote after one whose options are loaded, planned. The year is held; a unique index keeps it the only one."""
    made = DayVote(
        form_key=secrets.token_hex(16), written_by_id=actor_id, **{name: getattr(vote, name) for name in SAME}
    )
    made.again_of_id, made.attempt = vote.id, vote.attempt + 1
    made.options = [DayVoteOption(number=one.number, title=one.title, cost=one.cost) for one in vote.options]
    session.add(made)
    session.flush()
    return made
