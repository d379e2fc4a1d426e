"""What members of the council write about an application, as moderation sees it. Words of a crisis call for a human."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.grants.models import Application, Assessment
from youthvoice.moderation import targets
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target

VIEW = "grant_view"


def register() -> None:
    """Tell moderation how views are found, hidden and shown again."""
    targets.register(VIEW, find_view, hide_view, restore_view)


def tell_of_view(session: Session, view: Assessment, application: Application) -> None:
    """Words of a crisis: every moderator is told at once; nothing is hidden for that."""
    if needs_help(view.words):
        raise_alarm(session, _as_target(view, application))


def find_view(session: Session, view_id: int) -> Target | None:
    """A view, hidden ones too. Only the council reads it, so it is no page that everybody could report."""
    found = (
        session.execute(
            select(Assessment, Application)
            .join(Application, Application.id == Assessment.application_id)
            .where(Assessment.id == view_id)
        ).one_or_none()
        if view_id <= MAX_ID
        else None
    )
    return None if found is None else _as_target(found[0], found[1])


def hide_view(session: Session, view_id: int) -> None:
    """A moderator hides the words; the marks stay. Twice is once. Raises NotFound."""
    _change(session, view_id, hides=True)


def restore_view(session: Session, view_id: int) -> None:
    """A moderator shows the words again. Twice is once. Raises NotFound."""
    _change(session, view_id, hides=False)


def _as_target(view: Assessment, application: Application) -> Target:
    path = f"/puljen/ansoegninger/{application.id}/bord"
    return Target(VIEW, view.id, application.title, path, view.words, view.person_id, is_readable=False)


def _change(session: Session, view_id: int, *, hides: bool) -> None:
    if view_id > MAX_ID or session.get(Assessment, view_id) is None:
        raise NotFound
    is_hidden = Assessment.hidden_at.is_not(None) if hides else Assessment.hidden_at.is_(None)
    change = update(Assessment).where(Assessment.id == view_id, ~is_hidden)
    session.execute(change.values(hidden_at=now() if hides else None))
