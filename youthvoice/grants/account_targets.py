"""What a group tells of what it achieved can be reported, hidden and shown again; words of a crisis call for a human."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.grants.models import AccountReport, Application, ApplicationFile
from youthvoice.grants.queries.applications import files_of
from youthvoice.grants.rules.applications import FileKind
from youthvoice.grants.rules.paying import ReportState
from youthvoice.moderation import targets
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target

KIND = "account_report"


def register() -> None:
    """Tell moderation how it is found, hidden and shown again."""
    targets.register(KIND, find_target, hide, restore)


def is_shown(report: AccountReport, application: Application) -> bool:
    """Anyone may read it in the gallery."""
    is_there = report.state is ReportState.approved and report.shows_in_gallery
    return is_there and report.hidden_at is None and application.listed_at is not None


def as_target(report: AccountReport, application: Application, pictures: Sequence[ApplicationFile]) -> Target:
    """The words and what the pictures show, as moderation sees them; the lead answers for them."""
    words = [report.learned, report.went_well, *(file.alt_text for file in pictures)]
    text = "\n\n".join(word for word in words if word)
    path = f"/puljen/ansoegninger/{application.id}"
    readable = is_shown(report, application)
    return Target(KIND, report.id, application.title, path, text, application.lead_id, is_readable=readable)


def find_target(session: Session, report_id: int) -> Target | None:
    """What was told, hidden or not."""
    report = session.get(AccountReport, report_id) if report_id <= MAX_ID else None
    return _target_of(session, report) if report is not None else None


def hide(session: Session, report_id: int) -> None:
    """A moderator takes words and pictures out of the gallery; the amounts stay. Twice is once. Raises NotFound."""
    report = _held(session, report_id)
    report.hidden_at = report.hidden_at or now()
    session.flush()


def restore(session: Session, report_id: int) -> None:
    """A moderator shows them again. Twice is once. Raises NotFound."""
    _held(session, report_id).hidden_at = None
    session.flush()


def tell_of_report(session: Session, report: AccountReport) -> bool:
    """Words of a crisis: every moderator is told at once; nothing is hidden for that. Returns whether there were any."""
    target = _target_of(session, report)
    if not needs_help(target.text):
        return False
    raise_alarm(session, target)
    return True


def _target_of(session: Session, report: AccountReport) -> Target:
    application = session.get_one(Application, report.application_id)
    return as_target(report, application, files_of(session, application.id, FileKind.result))


def _held(session: Session, report_id: int) -> AccountReport:
    held = select(AccountReport).where(AccountReport.id == report_id).with_for_update()
    report = session.scalar(held.execution_options(populate_existing=True)) if report_id <= MAX_ID else None
    if report is None:
        raise NotFound
    return report
