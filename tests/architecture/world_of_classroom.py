"""A class of the small world that holds a meeting on the big screen, with tablets."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.classroom import ClassIdeaFactory, TabletMeetingFactory
from tests.factories.councils import OpenMeetingFactory
from youthvoice.councils.models import Body
from youthvoice.councils.rules.meetings import ClassPhase

OF_A_MEETING = (
    "class_board",
    "class_news",
    "class_phase",
    "class_tablets",
    "class_choice",
    "class_choose",
    "class_lot",
    "class_end",
    "add_class_idea",
    "edit_class_idea",
    "hide_class_idea",
    "show_class_idea",
    "class_waiting",
    "class_hands",
)


def make_classroom(
    session: Session, class_id: int
) -> tuple[dict[str, Any], dict[str, dict[str, Any]], dict[str, dict[str, str]]]:
    """Values for addresses, values that only endpoints of a class meeting want, and what some must be sent."""
    meeting = OpenMeetingFactory(body=session.get_one(Body, class_id))
    held = TabletMeetingFactory(meeting=meeting, phase=ClassPhase.hands)
    idea = ClassIdeaFactory(class_meeting=held, hands=5)
    own = {f"councils.{name}": {"meeting_id": meeting.id} for name in OF_A_MEETING}
    own["councils.class_meeting_new"] = {"body_id": class_id}
    own |= {
        f"councils.{name}": {"code": held.join_code} for name in ("tablet", "tablet_news", "tablet_idea", "tablet_hand")
    }
    sent = {"councils.class_phase": {"phase": "ideas"}, "councils.class_choose": {"idea_id": str(idea.id)}}
    return {"idea_id": idea.id, "code": held.join_code}, own, sent
