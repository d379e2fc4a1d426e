"""What the browser's world needs of meetings: one that is being held, with people, words and a proposal to decide about."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, time_told
from youthvoice.councils.commands.agenda import add_item
from youthvoice.councils.commands.attendance import note_attendance
from youthvoice.councils.commands.meetings import MeetingFacts, open_meeting, plan_meeting
from youthvoice.councils.commands.minutes import write_minutes
from youthvoice.councils.commands.subjects import Subject, place_item, place_subject
from youthvoice.councils.models import AgendaItem, Body, Meeting
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.meetings import ItemKind, MeetingState, Presence

TITLE, OWN, OWED = "Om skolegården", "Flere bænke", "En skatebane ved hallen"


def furnish_meetings(session: Session, chair: Person) -> None:
    """A meeting of the youth council that its chair has begun."""
    body = get_body(session, _council(session).id)
    starts = now() - timedelta(minutes=10)
    facts = MeetingFacts(starts_at=starts, ends_at=starts + timedelta(hours=2), place="Rådhuset, sal 1", title=TITLE)
    # Planned when it began: ten minutes after midnight that was yesterday.
    with time_told(starts):
        meeting = plan_meeting(session, body, facts, "d7" * 16, actor_id=chair.id)
    open_meeting(session, meeting, actor_id=chair.id)
    note_attendance(session, meeting, chair.id, Presence.present)
    own = add_item(session, meeting, chair, OWN, "Vi mangler et sted at sidde.", "d8" * 16, runs_it=True)
    write_minutes(session, own, chair, "Vi var enige om, at der mangler bænke.", 0)
    add_item(session, meeting, chair, "Ny maling", "Væggene er grå.", "d9" * 16, runs_it=True)
    subject = Subject(
        item_kind=ItemKind.case, kind="plain", id=1, title=OWED, text="Vi vil gerne stå på skateboard.", path="/forslag",
        brought_by="Blå Ræv", brought_by_id=None, is_owed_reasons=True,
    )  # fmt: skip
    place_item(session, place_subject(session, body, subject, "da" * 16), meeting)


def meeting_values(session: Session) -> dict[str, Any]:
    """Ids of the council, its meetings and items."""
    council = _council(session)
    query = select(Meeting.id).where(Meeting.body_id == council.id).order_by(Meeting.starts_at)
    items = select(AgendaItem.id, AgendaItem.title).where(AgendaItem.body_id == council.id)
    ids = {title: item_id for item_id, title in session.execute(items)}
    return {
        "council": council.id,
        "meeting_coming": session.scalars(query.where(Meeting.state == MeetingState.called)).first(),
        "meeting_open": session.scalars(query.where(Meeting.title == TITLE)).one(),
        "meeting_held": session.scalars(query.where(Meeting.state == MeetingState.approved)).first(),
        "item_own": ids[OWN],
        "item_bare": ids["Ny maling"],
        "item_owed": ids[OWED],
    }


def _council(session: Session) -> Body:
    query = select(Body).where(Body.kind == BodyKind.youth_council, Body.name == "Ungerådet")
    return session.scalars(query).one()
