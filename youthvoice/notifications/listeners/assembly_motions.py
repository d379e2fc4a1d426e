"""Motions of Bytinget, for those whose idea they are, their committee, and those who lead. Nobody hears of an own deed.

What is voted on in the hall stands in the list alone: the screens there tell it. Of words that a moderator has hidden nobody
hears.
"""

from sqlalchemy import Select, select, union
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.events import AmendmentSent, AmendmentSettled, MotionMoved, MotionSent
from youthvoice.assembly.models import Amendment, AssemblyYear, CommitteeMember, Motion, MotionCredit
from youthvoice.assembly.rules.motions import AmendmentState, MotionOrigin, MotionState
from youthvoice.assembly.rules.years import works_on_motions
from youthvoice.core.events import subscribe
from youthvoice.notifications.commands import News, notify_each, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.listeners.assembly import leaders_of, path_of
from youthvoice.proposals.queries.mine import people_to_tell

TOLD_TO_ALL = frozenset({MotionState.ready, MotionState.withdrawn, MotionState.merged})
"""To those whose idea it is and to the committee alike."""
IN_THE_HALL = frozenset({AmendmentState.adopted, AmendmentState.rejected})


def subscribe_all() -> None:
    """Listen to the motions of Bytinget."""
    subscribe(MotionSent, sent)
    subscribe(MotionMoved, moved)
    subscribe(AmendmentSent, amendment_sent)
    subscribe(AmendmentSettled, amendment_settled)


def sent(session: Session, event: MotionSent) -> None:
    """Those who lead have a motion more; whoever's proposal was carried there hears that it will be voted on."""
    year, motion = session.get_one(AssemblyYear, event.year_id), session.get_one(Motion, event.motion_id)
    key = f"assembly-motion:{motion.id}:sent"
    if motion.origin is MotionOrigin.proposal:
        _tell(session, credited(motion.id), motion, NewsKind.motion_taken_up, key, but=event.by_id)
    path = path_of(year, f"/forslag/{motion.number}")
    news = News(NewsKind.motion_sent, key, path, {"title": motion.title})
    tell(session, _but(leaders_of(year), event.by_id), news)


def moved(session: Session, event: MotionMoved) -> None:
    """Where it stands now. What comes to the day because the day begins is no news, and a yes is told as a resolution."""
    motion, state = session.get_one(Motion, event.motion_id), MotionState(event.state)
    if motion.number is None or motion.hidden_at is not None:
        return
    key = f"assembly-motion:{motion.id}:{motion.version}"
    if state is MotionState.in_committee:
        _tell(session, committee_of(motion), motion, NewsKind.motion_given, key, but=event.by_id)
        _tell(session, credited(motion.id), motion, NewsKind.motion_moved, key, but=event.by_id)
    elif state in TOLD_TO_ALL and works_on_motions(session.get_one(AssemblyYear, event.year_id).moments):
        _tell(session, _around(motion), motion, NewsKind.motion_moved, key, but=event.by_id)
    elif state is MotionState.rejected:
        _tell(session, not_told_by_ladder(session, motion), motion, NewsKind.motion_moved, key)


def amendment_sent(session: Session, event: AmendmentSent) -> None:
    """Somebody asks for other words: those whose idea it is and the committee can speak for or against."""
    amendment, motion = session.get_one(Amendment, event.amendment_id), session.get_one(Motion, event.motion_id)
    if motion.hidden_at is None:
        key, below = f"amendment:{amendment.id}:sent", f"/aendringer/{amendment.number}"
        _tell(session, _around(motion), motion, NewsKind.amendment_sent, key, below, but=amendment.written_by_id)


def amendment_settled(session: Session, event: AmendmentSettled) -> None:
    """What became of it. Taken back: nobody has to do anything. Overtaken: whoever asked for it hears so."""
    amendment, motion = session.get_one(Amendment, event.amendment_id), session.get_one(Motion, event.motion_id)
    state = AmendmentState(event.state)
    if state is AmendmentState.withdrawn or motion.hidden_at is not None or amendment.hidden_at is not None:
        return
    writer = select(Person.id).where(Person.id == amendment.written_by_id)
    people = writer if state is AmendmentState.overtaken else _both(_around(motion), writer)
    data = {"title": motion.title, "state": state.value}
    path = f"{motion_path(session, motion)}/aendringer/{amendment.number}"
    news = News(NewsKind.amendment_settled, f"amendment:{amendment.id}:settled", path, data)
    (notify_each if state in IN_THE_HALL else tell)(session, _but(people, event.by_id), news)


def motion_path(session: Session, motion: Motion) -> str:
    """Where a motion is read; one that became part of another, there."""
    year, number = session.get_one(AssemblyYear, motion.year_id), motion.number
    if motion.merged_into_id is not None:
        number = session.get_one(Motion, motion.merged_into_id).number
    return path_of(year, f"/forslag/{number}")


def credited(motion_id: int) -> Select[int]:
    """Those whose idea it is, as far as they are known."""
    query = select(Person.id).join(MotionCredit, MotionCredit.person_id == Person.id)
    return query.where(MotionCredit.motion_id == motion_id)


def committee_of(motion: Motion) -> Select[int]:
    """Those who work on it."""
    return select(CommitteeMember.person_id).where(CommitteeMember.committee_id == motion.committee_id)


def not_told_by_ladder(session: Session, motion: Motion) -> Select[int]:
    """Those whose idea it is, but the authors whom the ladder has told of Bytinget's decision on their proposal."""
    if motion.proposal_id is None or motion.decision_id is None:
        return credited(motion.id)
    authors = [one.id for one in people_to_tell(session, motion.proposal_id)]
    return credited(motion.id).where(Person.id.not_in(authors))


def _around(motion: Motion) -> Select[int]:
    return _both(credited(motion.id), committee_of(motion))


def _both(first: Select[int], second: Select[int]) -> Select[int]:
    both = union(first, second).subquery()
    return select(both.c[0])


def _but(people: Select[int], person_id: int | None) -> Select[int]:
    if person_id is None:
        return people
    ids = people.subquery()
    return select(ids.c[0]).where(ids.c[0] != person_id)


def _tell(
    session: Session,
    people: Select[int],
    motion: Motion,
    kind: NewsKind,
    key: str,
    below: str = "",
    *,
    but: int | None = None,
) -> None:
    data = {"title": motion.title, "state": motion.state.value}
    tell(session, _but(people, but), News(kind, key, motion_path(session, motion) + below, data))
