"""What the tests of writing share."""

from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy import delete
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.factories.accounts import UnitFactory
from youthvoice.accounts.models import Unit
from youthvoice.proposals.models import Proposal, Route
from youthvoice.proposals.rules import Topic

TITLE = "Flere bænke i parken"
WHAT = "Der er kun to bænke i parken. Vi vil gerne have ti, så vi kan sidde sammen."


def route(topic: Topic = Topic.leisure, name: str | None = None) -> Unit:
    """A unit that owes the answers to a topic."""
    unit = UnitFactory(**({"name": name} if name else {}))
    session = UnitFactory._meta.sqlalchemy_session
    session.execute(delete(Route).where(Route.topic == topic, Route.school_id.is_(None)))
    session.add(Route(topic=topic, unit_id=unit.id))
    session.flush()
    return unit


def again(session: Session, proposal_id: int) -> Proposal:
    """The proposal as it is stored now."""
    session.expire_all()
    return session.get_one(Proposal, proposal_id)


def picture() -> tuple[BytesIO, str]:
    """A small picture, as a browser sends one."""
    target = BytesIO()
    Image.new("RGB", (600, 400), "green").save(target, "PNG")
    target.seek(0)
    return target, "Emma Jensen.png"


def text_of(response: Any) -> str:
    """A page's source."""
    return str(response.get_data(as_text=True))


def send_file(client: Any, url: str, fields: dict[str, str], raw: bytes) -> Any:
    """Post a form with a file of any bytes, whole in memory."""
    boundary, body = encode_multipart({**fields, "file": FileStorage(BytesIO(raw), "a.jpg", "file")})
    return client.post(url, data=body, content_type=f"multipart/form-data; boundary={boundary}")
