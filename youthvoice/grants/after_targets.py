"""What groups write after a yes, as moderation sees it: changes they ask for, and the steps of their plan. Neither is public."""

from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.grants.models import ChangeRequest, GrantMilestone
from youthvoice.moderation import targets
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target

CHANGE, STEP = "grant_change", "grant_step"
Told = ChangeRequest | GrantMilestone


def register() -> None:
    """Tell moderation how they are found, hidden and shown again."""
    targets.register(CHANGE, find_change, hide_change, restore_change)
    targets.register(STEP, find_step, hide_step, restore_step)


def as_target(row: Told) -> Target:
    """The text, readable by nobody but those concerned."""
    if isinstance(row, ChangeRequest):
        kind, words, path = CHANGE, row.words, "aendringer"
    else:
        kind, words, path = STEP, row.title, "plan"
    address = f"/puljen/ansoegninger/{row.application_id}/{path}"
    return Target(kind, row.id, words[:80], address, words, row.by_id, is_readable=False)


def alarm_of(session: Session, row: Told) -> bool:
    """Words of a crisis: every moderator is told at once, and the writer is shown help; nothing is hidden for that."""
    target = as_target(row)
    if not needs_help(target.text):
        return False
    raise_alarm(session, target)
    return True


def find_change(session: Session, row_id: int) -> Target | None:
    """A change that was asked for."""
    return _find(session, CHANGE, row_id)


def find_step(session: Session, row_id: int) -> Target | None:
    """A step of a plan."""
    return _find(session, STEP, row_id)


def hide_change(session: Session, row_id: int) -> None:
    """Raises NotFound."""
    _change(session, CHANGE, row_id, hides=True)


def restore_change(session: Session, row_id: int) -> None:
    """Raises NotFound."""
    _change(session, CHANGE, row_id, hides=False)


def hide_step(session: Session, row_id: int) -> None:
    """Raises NotFound."""
    _change(session, STEP, row_id, hides=True)


def restore_step(session: Session, row_id: int) -> None:
    """Raises NotFound."""
    _change(session, STEP, row_id, hides=False)


def find_row(session: Session, kind: str, row_id: int) -> Told | None:
    """The change or the step, hidden or not; None where there is no such kind or row."""
    if row_id > MAX_ID:
        return None
    if kind == CHANGE:
        return session.get(ChangeRequest, row_id)
    return session.get(GrantMilestone, row_id) if kind == STEP else None


def _find(session: Session, kind: str, row_id: int) -> Target | None:
    row = find_row(session, kind, row_id)
    return as_target(row) if row is not None else None


def _change(session: Session, kind: str, row_id: int, *, hides: bool) -> None:
    row = find_row(session, kind, row_id)
    if row is None:
        raise NotFound
    if (row.hidden_at is not None) != hides:
        row.hidden_at = now() if hides else None
        session.flush()
