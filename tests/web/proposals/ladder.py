"""What the tests of the ladder share: a school with a class, an elevråd and Det Fælles Elevråd, and what bodies decide."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, SchoolFactory, TeacherFactory
from tests.factories.councils import (
    BodyFactory,
    ClassFactory,
    CoordinatorSeatFactory,
    DecisionFactory,
    MeetingFactory,
    SeatFactory,
    StudentCouncilFactory,
)
from tests.factories.proposals import DraftFactory
from tests.web.proposals.writing import again
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.core.events import publish
from youthvoice.councils.events import DecisionMade
from youthvoice.councils.models import AgendaItem, Body, Decision, Meeting
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.proposals.commands.ladder import send_to_council
from youthvoice.proposals.models import Proposal, ProposalEvent, ProposalStop
from youthvoice.proposals.queries.detail import get_proposal
from youthvoice.proposals.rules import EventKind
from youthvoice.responses.rules import ReasonCode

WHY_NOT = (
    "Tak for dit forslag. Vi sagde nej, fordi skolen fik nye bænke i foråret. "
    "Der er plads til alle, og vi vil hellere bruge pengene på grønne planter."
)
STATEMENT = "Vi har talt med alle klasser. De mangler et sted at sidde."


@dataclass
class School:
    """The bodies, from the class to Det Fælles Elevråd, and the people that tests need."""

    school_class: Body
    council: Body
    joint: Body
    pupil: Person
    """Goes to the school, and has no seat."""
    chair: Person
    teacher: Person
    """Helps the elevråd."""
    other_chair: Person
    """Runs Det Fælles Elevråd."""


def make_school(session: Session) -> School:
    """A school with its ladder."""
    school = SchoolFactory(name="Virum Skole")
    joint = BodyFactory(kind=BodyKind.joint_student_council, name="Det Fælles Elevråd")
    council = StudentCouncilFactory(name="Elevrådet på Virum Skole", school=school, parent=joint)
    below = ClassFactory(name="7.B", parent=council)
    chair, teacher, other = PersonFactory(school=school), TeacherFactory(display_name="Anne Holm"), PersonFactory()
    for body, person in ((council, chair), (joint, other)):
        SeatFactory(body=body, person=person)
        SeatFactory(body=body, person=person, role=SeatRole.chair)
    CoordinatorSeatFactory(body=council, person=teacher)
    pupil = PersonFactory(school=school, display_name="Grøn Odder")
    session.flush()
    return School(below, council, joint, pupil, chair, teacher, other)


def sent(session: Session, at: School, **changes: Any) -> Proposal:
    """A proposal that the pupil sent to the elevråd."""
    draft = DraftFactory(author=at.pupil, school_id=at.council.school_id, **changes)
    assert send_to_council(session, at.pupil, fresh(session, draft.id), body_of(session, at.council))
    return fresh(session, draft.id)


def fresh(session: Session, proposal_id: int) -> Proposal:
    """The proposal as a view gets it."""
    session.flush()
    session.expire_all()
    return get_proposal(session, proposal_id)


def body_of(session: Session, body: Body) -> Body:
    """The body as a view gets it."""
    return get_body(session, body.id)


def stop_of(session: Session, proposal: Proposal, body: Body) -> ProposalStop:
    """A proposal's step at a body."""
    query = select(ProposalStop).where(ProposalStop.proposal_id == proposal.id, ProposalStop.body_id == body.id)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def meeting_of(session: Session, item: AgendaItem) -> Meeting:
    """The meeting that has the item; one is held where it waits."""
    if item.meeting_id is None:
        item.meeting_id = MeetingFactory(body=get_body(session, item.body_id)).id
        session.flush()
    return session.get_one(Meeting, item.meeting_id)


def decide(session: Session, proposal: Proposal, body: Body, outcome: DecisionOutcome, **changes: Any) -> Decision:
    """A body decides about it, as the room of councils stores and tells it."""
    item = session.get_one(AgendaItem, stop_of(session, proposal, body).item_id)
    meeting = meeting_of(session, item)
    earlier = session.scalars(select(Decision).where(Decision.item_id == item.id)).all()
    for one in earlier:
        one.replaced_at = now()
    session.flush()
    votes = {"adopted": (12, 1, 0), "rejected": (2, 9, 1), "postponed": (None, None, None)}[outcome.value]
    reasons = {
        "reason_code": ReasonCode.already_exists, "explanation": WHY_NOT, "contact_name": "Rød Ræv",
        "next_step": "Kom til vores møde i maj, så ser vi på det igen.", "contact_title": "Forperson",
        "contact_unit": body.name,
    }  # fmt: skip
    facts = reasons if outcome is DecisionOutcome.rejected else {}
    decision = DecisionFactory(
        item=item, is_owed_reasons=item.is_owed_reasons, body_id=body.id, meeting_id=meeting.id, outcome=outcome,
        number=len(earlier) + 1, votes_for=votes[0], votes_against=votes[1], votes_abstaining=votes[2],
        **{**facts, **changes},
    )  # fmt: skip
    made = DecisionMade(
        decision.id, item.id, body.id, meeting.id, "proposal", proposal.id, outcome, bool(earlier), decision.recorded_at
    )
    publish(session, made)
    return decision


def kinds(session: Session, proposal: Proposal) -> list[EventKind]:
    """The proposal's timeline, by kind."""
    query = select(ProposalEvent.kind).where(ProposalEvent.proposal_id == proposal.id).order_by(ProposalEvent.id)
    return list(session.scalars(query))


def status_of(session: Session, proposal: Proposal) -> str:
    """The status as it is stored."""
    return again(session, proposal.id).status.value
