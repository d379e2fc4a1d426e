"""What a council that leaves tells the next one."""

from hashlib import blake2b

from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.errors import Conflict
from youthvoice.councils.commands.touch import touch_body
from youthvoice.councils.models import Body
from youthvoice.councils.queries.seats import lock_body


def handover_version(body: Body) -> str:
    """Names the text that stands now; the body's own version rises with much else."""
    return blake2b(body.handover.encode(), digest_size=12).hexdigest()


def write_handover(session: Session, body: Body, text: str, *, seen: str, actor_id: int | None) -> None:
    """Change the text. Raises Conflict where somebody else has changed it since ``seen``."""
    lock_body(session, body.id)
    session.refresh(body, ["handover"])
    if text == body.handover:
        return
    if seen != handover_version(body):
        raise Conflict
    body.handover = text
    touch_body(session, body)
    audit.record(session, actor_id, "council.handover", ("body", body.id))
