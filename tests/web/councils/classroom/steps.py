"""What a teacher does in a class meeting, and how a class is found in any step of one."""

from types import SimpleNamespace
from typing import Any

import html5lib
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.classroom import ClassIdeaFactory, ClassMeetingFactory, TabletMeetingFactory
from tests.web.forms import submit
from youthvoice.councils.models import ClassIdea, ClassMeeting, Meeting
from youthvoice.councils.rules.meetings import ClassPhase

HARDEST = 15
"""LIX of what children of six read."""
WORDS_OF_A_SENTENCE = 3


def start(room: SimpleNamespace, **fields: Any) -> str:
    """Begin a meeting; the address of its screen."""
    sent = submit(
        room.client, f"/raad/{room.school_class.id}/klassemoede", {"topic": "yard", "children": "22", **fields}
    )
    assert sent.status_code == 303, sent.text
    return str(sent.headers["Location"])


def meeting_of(session: Session, room: SimpleNamespace) -> ClassMeeting:
    session.expire_all()
    query = select(ClassMeeting).join(Meeting).where(Meeting.body_id == room.school_class.id)
    return session.scalars(query).one()


def held(session: Session, room: SimpleNamespace, **fields: Any) -> tuple[ClassMeeting, str]:
    """A class meeting of the room in any state, and its address."""
    factory = TabletMeetingFactory if fields.pop("tablets", False) else ClassMeetingFactory
    found = factory(meeting__body=room.school_class, **fields)
    session.commit()
    return found, f"/klassemoede/{found.meeting_id}"


def press(room: SimpleNamespace, board: str, what: str, data: dict[str, str] | None = None, **kwargs: Any) -> Any:
    """Press a button of the screen (the token of any of its forms will do)."""
    page = room.client.get(board).text
    token = page.split('name="csrf_token" ')[1].split('value="')[1].split('"')[0]
    return room.client.post(f"{board}/{what}", data={"csrf_token": token, **(data or {})}, **kwargs)


def counting(session: Session, room: SimpleNamespace, *hands: int, **fields: Any) -> tuple[list[ClassIdea], str]:
    found, board = held(session, room, phase=ClassPhase.hands, **fields)
    ideas = [ClassIdeaFactory(class_meeting=found, hands=count) for count in hands]
    session.commit()
    return ideas, board


def read(page: str) -> str:
    """The sentences that stand in the page's main part; words alone (below a picture) make no text easier, and names
    (links to councils) none harder."""
    main = next(html5lib.parse(page, namespaceHTMLElements=False).iter("main"))
    for element in [e for e in main.iter() if "visually-hidden" in (e.get("class") or "") or e.get("href")]:
        element.text = ""
    return "\n".join(text.strip() for text in main.itertext() if len(text.split()) >= WORDS_OF_A_SENTENCE)
