"""A year whose motions are worked over: versions, an amendment with arguments, a committee, a draft, and one withdrawn."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.assembly import CommitteeMemberFactory, DelegateFactory, key
from tests.factories.base import bind_factories
from tests.web.assembly.motions import TEXT, Hall, amendment_of, hall, motion_in
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.amendments import argue
from youthvoice.assembly.commands.motion_words import change_words
from youthvoice.assembly.models import AssemblyYear, Committee, Motion
from youthvoice.assembly.rules.motions import MotionState, Side, Words, Writer
from youthvoice.core.clock import now

YEAR = 2044
LONG = "Cykelstier til alle skoler, så man kan køre trygt hele vejen hjem om vinteren"


def furnish_motions(session: Session, delegate: Person) -> None:
    """The delegate goes with Egeskolen and is in the committee."""
    bind_factories(session)
    at = hall(session, year=YEAR)
    DelegateFactory(delegation=at.oak, year_id=at.year.id, person=delegate)
    CommitteeMemberFactory(committee_id=at.committee.id, person=delegate)
    _worked_over(session, at)
    motion_in(at, 2, state=MotionState.in_committee, title=LONG)
    motion_in(at, 3, state=MotionState.ready, title="Et sted at være om aftenen")
    gone = {"withdrawn_at": now(), "withdraw_reason": "Vi har skrevet et bedre."}
    motion_in(at, 4, state=MotionState.withdrawn, title="Længere frikvarter", **gone)
    motion_in(at, None, state=MotionState.draft, title="Mere mad i kantinen")
    session.flush()


def _worked_over(session: Session, at: Hall) -> None:
    """Three versions, and an amendment of the second with arguments."""
    motion, writer = motion_in(at, 1, state=MotionState.in_committee), Writer(at.oak_other.id, at.oak.name)
    second = TEXT.replace("tre", "fire")
    change_words(session, motion, at.oak_other, writer, Words(motion.title, second, "Vi vil have flere."), 1)
    asked = amendment_of(session, at, motion, second.replace("fire", "fem"))
    for side, text in ((Side.pro, "Flere træer giver mere skygge."), (Side.con, "Det er for dyrt for kommunen.")):
        argue(session, asked, at.oak_other, writer, side, text, key())
    third = Words(motion.title, f"{second}\n\nKommunen vander dem de første to år.", "Hvem vander?")
    change_words(session, motion, at.oak_other, writer, third, 2)


def motion_values(session: Session) -> dict[str, Any]:
    """Values for the addresses."""
    of_year = select(AssemblyYear.id).where(AssemblyYear.year == YEAR).scalar_subquery()
    drafts = select(Motion.id).where(Motion.year_id == of_year, Motion.state == MotionState.draft)
    return {
        "motion_draft": session.scalars(drafts).one(),
        "committee": session.scalars(select(Committee.id).where(Committee.year_id == of_year)).one(),
    }
