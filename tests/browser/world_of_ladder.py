"""What the browser's world needs of the ladder: a proposal that a council of Blå Ræv's has said yes to."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.councils.commands.attendance import note_attendance
from youthvoice.councils.commands.bodies import BodyFacts, create_body
from youthvoice.councils.commands.decisions import record_decision
from youthvoice.councils.commands.meetings import MeetingFacts, open_meeting, plan_meeting
from youthvoice.councils.commands.seats import SeatFacts, give_seat
from youthvoice.councils.models import AgendaItem, Body, Meeting
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.queries.meetings import get_meeting
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.decisions import DecisionFacts, DecisionOutcome, Votes
from youthvoice.councils.rules.meetings import Presence
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.proposals.commands.drafts import save_draft_by_key
from youthvoice.proposals.commands.ladder import send_to_council
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.detail import get_proposal
from youthvoice.proposals.rules import Topic

ADOPTED = "En tennisbane, alle må bruge"
WORDS = "Der er to tennisbaner i byen. De er kun for klubben. Vi vil gerne have en, som alle må bruge."


def furnish_ladder(session: Session, author: Person, chair: Person) -> None:
    """The author sends it to a council, whose chair writes down that they said yes."""
    body = _council(session, chair)
    meeting = _meeting(session, body, chair)
    proposal = save_draft_by_key(session, author, "e" * 32, {"title": ADOPTED, "what": WORDS, "topic": Topic.leisure})
    assert proposal is not None
    send_to_council(session, author, get_proposal(session, proposal.id), get_body(session, body.id))
    open_meeting(session, get_meeting(session, meeting.id), actor_id=chair.id)
    note_attendance(session, get_meeting(session, meeting.id), chair.id, Presence.present)
    item = session.scalars(select(AgendaItem).where(AgendaItem.subject_id == proposal.id)).one()
    text = "Vi vil gerne have en bane for alle."
    facts = DecisionFacts(outcome=DecisionOutcome.adopted, text=text, votes=Votes(1, 0, 0))
    record_decision(session, item, get_meeting(session, meeting.id), chair, facts, "f" * 32)


def adopted(session: Session) -> Proposal:
    """The proposal."""
    return session.scalars(select(Proposal).where(Proposal.title == ADOPTED)).one()


def _council(session: Session, chair: Person) -> Body:
    facts = BodyFacts(kind=BodyKind.youth_council, name="Ungerådet for idræt", meets="Hver anden måned")
    body = create_body(session, facts, "1" * 32, actor_id=None)
    for role in (SeatRole.member, SeatRole.chair):
        give_seat(session, get_body(session, body.id), chair, SeatFacts(role=role, starts_on=today()), actor_id=None)
    return body


def _meeting(session: Session, body: Body, chair: Person) -> Meeting:
    starts = now() + timedelta(days=30)
    facts = MeetingFacts(starts_at=starts, ends_at=starts + timedelta(hours=1), place="Hallen", link="", call_text="")
    return plan_meeting(session, get_body(session, body.id), facts, "2" * 32, actor_id=chair.id)
