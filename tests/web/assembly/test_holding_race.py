"""Bytinget counts while a council's page or a moderator changes what it counts: nobody waits for each other for ever."""

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.assembly import LiveYearFactory
from tests.factories.base import bind_factories
from tests.factories.resolutions import VoteFactory
from tests.races import at_once, doing, in_database
from tests.web.assembly.carried import carried_to, motion_of
from tests.web.proposals.ladder import make_school
from tests.web.proposals.writing import route
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands import ladder
from youthvoice.assembly.commands.resolving import vote_counted
from youthvoice.assembly.events import VoteCounted
from youthvoice.assembly.models import AssemblyYear, Motion, Resolution
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.core.events import publish
from youthvoice.councils.commands.decisions import record_decision
from youthvoice.councils.commands.meetings import open_meeting
from youthvoice.councils.models import AgendaItem, Meeting
from youthvoice.councils.rules.decisions import DecisionFacts, DecisionOutcome
from youthvoice.moderation.events import ContentHidden
from youthvoice.moderation.targets import hide_target
from youthvoice.responses.rules import ReasonCode

TIMES = 3
NO = DecisionFacts(
    outcome=DecisionOutcome.rejected,
    text="Bytinget sagde nej.",
    reason=ReasonCode.safety,
    explanation=(
        "Vi talte længe om banen. De fleste skoler var bange for, at de små kommer til skade, når de store skater. "
        "Derfor stemte vi nej i dag."
    ),
    next_step="Find et sted, hvor der er god plads, og kom igen næste år.",
    contact_name="Blå Ugle",
    contact_title="Forperson",
    contact_unit="Bytinget",
)


def furnish(session: Session) -> tuple[int, list[tuple[int, int]], list[tuple[int, int]]]:
    """(who writes, (proposal, item) of what the day said no to, (proposal, vote) of what it says yes to)."""
    bind_factories(session)
    route()
    year, at = LiveYearFactory(body__quorum_percent=0), make_school(session)
    meeting = session.get_one(Meeting, year.meeting_id)
    open_meeting(session, meeting, actor_id=year.created_by_id)
    lost, won = [], []
    for number in range(2 * TIMES):
        proposal = carried_to(session, year, at, title=f"En skatebane ved skole {number}")
        motion = motion_of(session, year, proposal, number=number + 1)
        if number < TIMES:
            VoteFactory(motion=motion, hands=(5, 30, 1))
            lost.append((proposal.id, ladder.item_on_the_day(session, year, proposal).id))
        else:
            won.append((proposal.id, VoteFactory(motion=motion).id))
    return PersonFactory().id, lost, won


def write_no(session: Session, person_id: int, item_id: int) -> None:
    """Write the reasons on the meeting's own page, which holds the body."""
    item, person = session.get_one(AgendaItem, item_id), session.get_one(Person, person_id)
    meeting = session.get_one(Meeting, item.meeting_id)
    facts = replace(NO, explanation=f"{NO.explanation} Det var punkt {item_id}.")
    record_decision(session, item, meeting, person, facts, f"{item_id:032x}", is_counted=True)


def count(session: Session, vote_id: int) -> None:
    """What the day does when it has counted."""
    year_id = session.scalars(select(AssemblyYear.id)).one()
    vote_counted(session, VoteCounted(vote_id, year_id))


def hide(session: Session, proposal_id: int) -> None:
    """A moderator takes it away."""
    hide_target(session, "proposal", proposal_id)
    publish(session, ContentHidden("proposal", proposal_id, 1, "", "", "", 1, ()))


def told(session: Session) -> tuple[int, int]:
    """How many motions were said no to, and how many resolutions there are."""
    rejected = select(func.count()).select_from(Motion).where(Motion.state == MotionState.rejected)
    return session.scalar(rejected) or 0, session.scalar(select(func.count()).select_from(Resolution)) or 0


def test_reasons_on_the_meetings_page_and_counting_hold_in_one_order(own_url: str) -> None:
    person_id, lost, won = in_database(own_url, furnish)
    arguments: list[Any] = [(own_url, write_no, (person_id, item_id)) for _proposal, item_id in lost]
    arguments += [(own_url, count, (vote_id,)) for _proposal, vote_id in won]
    assert at_once(doing, arguments) == ["done"] * 2 * TIMES
    assert in_database(own_url, told) == (TIMES, TIMES)


def test_a_moderator_who_hides_and_counting_hold_in_one_order(own_url: str) -> None:
    _person_id, _lost, won = in_database(own_url, furnish)
    arguments: list[Any] = [(own_url, hide, (proposal_id,)) for proposal_id, _vote in won]
    arguments += [(own_url, count, (vote_id,)) for _proposal, vote_id in won]
    assert at_once(doing, arguments) == ["done"] * 2 * TIMES
    hidden = select(func.count()).select_from(Motion).where(Motion.hidden_at.is_not(None))
    assert in_database(own_url, lambda s: s.scalar(hidden)) == TIMES
    assert in_database(own_url, told) == (0, TIMES)
