"""A hearing can be reported, hidden and shown again. Its unit still finds a hidden one."""

from sqlalchemy.orm import Session

from youthvoice.consultations.models import Consultation
from youthvoice.consultations.queries.consultations import find_consultation, hold_consultation
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.moderation import targets
from youthvoice.moderation.targets import Target

KIND = "consultation"


def register() -> None:
    """Tell moderation how it is found, hidden and shown again."""
    targets.register(KIND, find_target, hide, restore)


def find_target(session: Session, consultation_id: int) -> Target | None:
    """The hearing with all that its unit wrote, hidden ones too; a draft is nobody's business."""
    found = find_consultation(session, consultation_id)
    if found is None or found.published_at is None:
        return None
    told = (found.heard, found.changed, found.unchanged_why) if found.finished_at is not None else ()
    words = (found.about, found.open_text, found.fixed_text, found.fixed_why, found.extended_why, found.cancel_reason)
    text = "\n\n".join(part for part in (*words, *told) if part)
    path, is_readable = f"/hoeringer/{found.id}", found.hidden_at is None
    return Target(KIND, found.id, found.title, path, text, found.asked_by_id, is_readable=is_readable)


def hide(session: Session, consultation_id: int) -> None:
    """A moderator takes it out of sight. Twice is once. Raises NotFound."""
    _turn(session, consultation_id, hides=True)


def restore(session: Session, consultation_id: int) -> None:
    """A moderator shows it again. Twice is once. Raises NotFound."""
    _turn(session, consultation_id, hides=False)


def _turn(session: Session, consultation_id: int, *, hides: bool) -> None:
    if find_target(session, consultation_id) is None:
        raise NotFound
    found: Consultation = hold_consultation(session, consultation_id)
    if (found.hidden_at is not None) == hides:
        return
    found.hidden_at = now() if hides else None
    found.version += 1
    session.flush()
