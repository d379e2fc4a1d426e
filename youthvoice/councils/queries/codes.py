"""Sheets of slips, and the codes on them. Who used one is told to nobody: it is not stored."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import COPENHAGEN, local_date, now
from youthvoice.core.codes import normalise_code
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.models import Body, ClassCode, CodeSheet
from youthvoice.councils.rules.codes import hash_code, is_code, is_usable

SHOWN_SHEETS = 20
JOINED = "council.join"
SENT_AGAIN = timedelta(hours=1)
"""How long a form that let somebody in leads to the same account when it is sent again."""


def expires_after(day: date) -> datetime:
    """The moment at which that day is over in Denmark."""
    return datetime.combine(day + timedelta(days=1), time(), COPENHAGEN)


def last_day(sheet: CodeSheet) -> date:
    """The last day on which a slip of the sheet can be used."""
    return local_date(sheet.expires_at - timedelta(seconds=1))


@dataclass(frozen=True)
class SheetRow:
    """A sheet, and how many of its slips were used."""

    sheet: CodeSheet
    used: int
    is_usable: bool

    @property
    def last_day(self) -> date:
        """The last day on which its slips can be used."""
        return last_day(self.sheet)


def sheets_of(session: Session, body: Body) -> list[SheetRow]:
    """The newest sheets of a body: one query."""
    used = select(ClassCode.sheet_id, func.count().label("used")).where(ClassCode.used_at.is_not(None))
    counts = used.group_by(ClassCode.sheet_id).subquery()
    query = select(CodeSheet, func.coalesce(counts.c.used, 0)).outerjoin(counts, counts.c.sheet_id == CodeSheet.id)
    query = query.where(CodeSheet.body_id == body.id).order_by(CodeSheet.id.desc()).limit(SHOWN_SHEETS)
    return [
        SheetRow(sheet, used, is_usable(sheet.expires_at, sheet.revoked_at, body.closed_at, now()))
        for sheet, used in session.execute(query)
    ]


def get_sheet(session: Session, body_id: int, sheet_id: int) -> CodeSheet:
    """The sheet of that body. Raises NotFound."""
    query = select(CodeSheet).where(CodeSheet.id == sheet_id, CodeSheet.body_id == body_id)
    sheet = session.scalar(query) if sheet_id <= MAX_ID else None
    if sheet is None:
        raise NotFound
    return sheet


def codes_of(session: Session, sheet_id: int) -> list[ClassCode]:
    """The slips of a sheet in their order."""
    return list(session.scalars(select(ClassCode).where(ClassCode.sheet_id == sheet_id).order_by(ClassCode.number)))


def find_code(session: Session, secret_key: str, typed: str) -> ClassCode | None:
    """The slip whose code that is, with its sheet and body, used and old ones too; one query, whatever was typed."""
    code = normalise_code(typed)
    wanted = hash_code(secret_key, code if is_code(code) else "")
    query = select(ClassCode).join(ClassCode.sheet).join(CodeSheet.body).where(ClassCode.code_hash == wanted)
    whole = contains_eager(ClassCode.sheet).contains_eager(CodeSheet.body)
    return session.scalar(query.options(whole.options(joinedload(Body.school), joinedload(Body.parent))))


def is_open(code: ClassCode) -> bool:
    """Whether the slip still lets somebody in."""
    sheet = code.sheet
    return code.used_at is None and is_usable(sheet.expires_at, sheet.revoked_at, sheet.body.closed_at, now())


def joined_by_form(session: Session, body_id: int, form_key: str) -> int | None:
    """The person that this very form, sent before, has let into the body; None where it has not."""
    query = select(AuditEntry.actor_id, AuditEntry.data).where(
        AuditEntry.subject_kind == "body",
        AuditEntry.subject_id == body_id,
        AuditEntry.action == JOINED,
        AuditEntry.at > now() - SENT_AGAIN,
    )
    rows = session.execute(query.order_by(AuditEntry.id.desc()).limit(100))
    return next((actor_id for actor_id, data in rows if data.get("form_key") == form_key), None)
