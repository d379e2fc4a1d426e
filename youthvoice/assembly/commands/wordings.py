"""An amendment was adopted that changes what another has changed: which wording stands is chosen before the motion is voted on.

The chair asks the hall and chooses, or lets the hall vote between the two. Until then the text stands as it was, and the motion
waits (``opening_votes``).
"""

import secrets
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.calling_off import call_off
from youthvoice.assembly.commands.day import hold_live
from youthvoice.assembly.commands.minuting import VoteAudit, changed, note
from youthvoice.assembly.commands.motion_state import hold_motion, touch_motion
from youthvoice.assembly.commands.motion_words import add_version, wording
from youthvoice.assembly.models import Amendment, AssemblyYear, DayItem, DayVote, DayVoteOption, Motion
from youthvoice.assembly.models.day import WORDING
from youthvoice.assembly.queries.day import get_item
from youthvoice.assembly.queries.votes import hold_vote
from youthvoice.assembly.rules.day import VoteState
from youthvoice.assembly.rules.motions import Words, Writer
from youthvoice.assembly.rules.wordings import STANDS, TAKES
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.merging import overrule
from youthvoice.elections.rules.polls import Way


@dataclass(frozen=True)
class WordingAudit:
    """Audit: of which amendment, and whether its wording was taken."""

    amendment_id: int
    takes: bool


def choose_wording(
    session: Session, year_id: int, item_id: int, amendment_id: int, *, takes: bool, actor_id: int
) -> bool:
    """The chair has asked the hall: the amendment's wording stands (``takes``), or what stood before it. False where it is chosen.

    Raises NotFound, and Conflict while the hall votes on it, or where its words are hidden.
    """
    year = hold_live(session, year_id)
    item, amendment = get_item(session, year_id, item_id), _amendment(session, year_id, item_id, amendment_id)
    if amendment.waits_since is None:
        return False
    if takes:
        _check_shown(amendment)
    for vote in _votes_on(session, amendment):
        if vote.state is not VoteState.planned:
            raise Conflict(gettext("I er ved at stemme om det. Luk afstemningen, og tæl stemmerne først."))
        call_off(session, year, vote, gettext("Dirigenten valgte, hvad der skal stå."), by_id=actor_id)
    told = _told_of_chair(amendment, takes=takes)
    settle_wording(session, year, item, amendment, told, takes=takes, actor_id=actor_id)
    data = WordingAudit(amendment.id, takes)
    audit.record(session, actor_id, "day.choose_wording", ("assembly_year", year.id), data)
    changed(session, year)
    return True


def plan_wording_vote(session: Session, year_id: int, item_id: int, amendment_id: int, *, actor_id: int) -> bool:
    """Let the hall vote between the two, by the year's way of voting; False where such a vote waits, or it is chosen.

    Raises NotFound, and Conflict where its words are hidden.
    """
    year = hold_live(session, year_id)
    item, amendment = get_item(session, year_id, item_id), _amendment(session, year_id, item_id, amendment_id)
    if amendment.waits_since is None or _votes_on(session, amendment):
        return False
    _check_shown(amendment)
    vote = DayVote(
        form_key=secrets.token_hex(16), year_id=year.id, item_id=item.id, amendment_id=amendment.id, way=Way.one,
        question=gettext("Hvad skal der stå i forslaget?"), is_named=year.is_named, majority=year.majority,
        tie_rule=year.tie_rule, quorum_percent=year.quorum_percent, written_by_id=actor_id,
    )  # fmt: skip
    vote.options = [
        DayVoteOption(number=STANDS, title=gettext("Det, der står nu")),
        DayVoteOption(number=TAKES, title=gettext("Ændring %(number)s", number=amendment.number)),
    ]
    session.add(vote)
    session.flush()
    audit.record(session, actor_id, "day.plan_vote", ("assembly_year", year.id), VoteAudit(vote.id))
    changed(session, year)
    return True


def wording_voted(session: Session, year: AssemblyYear, vote: DayVote, elected: list[int]) -> None:
    """The hall has chosen; the year is held. Where it was chosen meanwhile, nothing happens."""
    amendment = session.get_one(Amendment, vote.amendment_id, populate_existing=True)
    if amendment.waits_since is None or not elected:
        return
    takes = elected[0] == TAKES
    item = get_item(session, year.id, vote.item_id)
    settle_wording(session, year, item, amendment, _told_of_hall(amendment, takes=takes), takes=takes, actor_id=None)


def settle_wording(
    session: Session,
    year: AssemblyYear,
    item: DayItem,
    amendment: Amendment,
    told: str,
    *,
    takes: bool,
    actor_id: int | None,
) -> None:
    """Put the wording into the text. What the amendment changes elsewhere becomes part of it either way. The year is held."""
    motion, moment = hold_motion(session, amendment.motion_id), now()
    before = wording(session, motion.id, amendment.base).text
    mine, theirs = (amendment.text, motion.text) if takes else (motion.text, amendment.text)
    writer = Writer(amendment.written_by_id, amendment.written_by_label)
    words = Words(motion.title, overrule(before, mine, theirs), told)
    is_in_it = words.text != motion.text
    add_version(session, motion, words, writer, moment, amendment_id=amendment.id if is_in_it else None)
    amendment.waits_since = None
    touch_motion(session, motion)
    note(session, year, WORDING, told, item_id=item.id, by_id=actor_id, data={"amendment_id": amendment.id})


def _amendment(session: Session, year_id: int, item_id: int, amendment_id: int) -> Amendment:
    """One of the motion that the item is about. Raises NotFound."""
    query = select(Amendment).join(Motion, Motion.id == Amendment.motion_id)
    query = query.join(DayItem, DayItem.motion_id == Motion.id).where(Amendment.id == amendment_id)
    here = query.where(DayItem.id == item_id, DayItem.year_id == year_id).execution_options(populate_existing=True)
    found = session.scalar(here) if amendment_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def _check_shown(amendment: Amendment) -> None:
    if amendment.hidden_at is not None:
        raise Conflict(gettext("En moderator har skjult ændringen."))


def _votes_on(session: Session, amendment: Amendment) -> list[DayVote]:
    """Votes on the wording that can still decide it, held."""
    query = select(DayVote.id).where(DayVote.amendment_id == amendment.id, DayVote.way == Way.one)
    waiting = query.where(DayVote.cancelled_at.is_(None), DayVote.counted_at.is_(None)).order_by(DayVote.id)
    motion = session.get_one(Motion, amendment.motion_id)
    return [hold_vote(session, motion.year_id, vote_id) for vote_id in session.scalars(waiting).all()]


def _told_of_chair(amendment: Amendment, *, takes: bool) -> str:
    if takes:
        return gettext("To ændringer rettede samme sted. Dirigenten valgte ændring %(n)s.", n=amendment.number)
    return gettext(
        "Ændring %(n)s rettede samme sted som en anden. Dirigenten valgte det, der stod før.", n=amendment.number
    )


def _told_of_hall(amendment: Amendment, *, takes: bool) -> str:
    if takes:
        return gettext("To ændringer rettede samme sted. Salen valgte ændring %(n)s.", n=amendment.number)
    return gettext("Ændring %(n)s rettede samme sted som en anden. Salen valgte det, der stod før.", n=amendment.number)
