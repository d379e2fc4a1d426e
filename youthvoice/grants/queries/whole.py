"""All that the page of one application shows, in two queries beside the answer's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    cast,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from youthvoice.accounts.models import School
from youthvoice.grants.models import (
    AccountReport,
    Application,
    ApplicationEvent,
    ApplicationFile,
    BudgetLine,
    GrantBalance,
    SpentLine,
)
from youthvoice.grants.queries.awards import AwardRow, select_award
from youthvoice.grants.rules.applications import FileKind, LineKind
from youthvoice.grants.rules.timeline import Step

SHOWN_FILES = (FileKind.picture, FileKind.quote, FileKind.result)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an application stands: its decision, its money, its accounts, and the name of its school."""

    award: AwardRow | None
    balance: GrantBalance | None
    report: AccountReport | None
    school: str

    @property
    def stamp(self) -> tuple[object, ...]:
        """What a cached page of it was made from, beside the application."""
        row, complaint = self.award, self.award.complaint if self.award else None
        return (
            row.case.version if row else 0,
            row.award.id if row and row.award else 0,
            (complaint.id, complaint.settled_at, complaint.hidden_at) if complaint else None,
            self.balance.last_number if self.balance else 0,
            (self.report.id, self.report.version) if self.report else None,
            self.school,
        )


@dataclass(frozen=True, slots=True)
class Parts:
    """What belongs to an application. Rows are copies: changing them changes nothing."""

    lines: list[BudgetLine] = field(default_factory=list)
    events: list[ApplicationEvent] = field(default_factory=list)
    files: list[ApplicationFile] = field(default_factory=list)
    sums: list[tuple[int | None, int]] = field(default_factory=list)
    """What was spent on each line of the budget (None: on none); øre."""

    def of_kind(self, kind: FileKind) -> list[ApplicationFile]:
        """Files of that kind."""
        return [file for file in self.files if file.kind is kind]

    @property
    def stamp(self) -> list[int]:
        """What a cached page was made from, beside the application: pictures come and go without it."""
        return [file.id for file in self.files]


def standing_of(session: Session, application: Application) -> Standing:
    """One query."""
    query = (
        select_award(application.id)
        .add_columns(GrantBalance, AccountReport, School.name)
        .outerjoin(GrantBalance, GrantBalance.application_id == Application.id)
        .outerjoin(AccountReport, AccountReport.application_id == Application.id)
        .outerjoin(School, School.id == Application.school_id)
    )
    *decided, balance, report, school = session.execute(query).one()
    row = AwardRow(*decided) if decided[0] is not None else None
    return Standing(row, balance, report, school or "")


def parts_of_page(session: Session, application_id: int) -> Parts:
    """Budget, timeline, files and sums of the accounts: one query."""
    parts = Parts()
    rows = session.execute(union_all(*_selects(application_id))).all()
    for what, row_id, number, kind, words, amount, at, day in sorted(rows, key=lambda row: (row[2], row[1])):
        if what == "event":
            event = ApplicationEvent(application_id=application_id, kind=Step(kind), at=at, amount=amount, day=day)
            parts.events.append(event)
        elif what == "line":
            line = BudgetLine(id=row_id, number=number, kind=LineKind(kind), name=words, amount=amount)
            parts.lines.append(line)
        elif what == "file":
            parts.files.append(_file(application_id, row_id, kind, words, at))
        else:
            parts.sums.append((number or None, amount))
    return parts


def _file(application_id: int, row_id: int, kind: str, words: str, at: Any) -> ApplicationFile:
    content_type, _, alt_text = words.partition(" ")
    return ApplicationFile(
        id=row_id, application_id=application_id, kind=FileKind(kind), content_type=content_type, alt_text=alt_text,
        created_at=at,
    )  # fmt: skip


def _selects(application_id: int) -> Iterator[Select[*tuple[Any, ...]]]:
    """Columns: what, id, number, kind, words, øre, moment, day. The first gives them their types."""
    event, line, file, spent = ApplicationEvent, BudgetLine, ApplicationFile, SpentLine
    yield select(
        literal("event").label("what"), event.id, event.id.label("number"), _text(event.kind), literal("").label("words"),
        event.amount, event.at, event.day,
    ).where(event.application_id == application_id)  # fmt: skip
    yield select(
        literal("line"), line.id, line.number, _text(line.kind), line.name, line.amount, null(), null()
    ).where(line.application_id == application_id)  # fmt: skip
    words = file.content_type + " " + file.alt_text
    shown = file.application_id == application_id, file.hidden_at.is_(None), file.kind.in_(SHOWN_FILES)
    yield select(
        literal("file"), file.id, file.id, _text(file.kind), words, null(), file.created_at, null()
    ).where(*shown)  # fmt: skip
    # PostgreSQL's sums are numerics, and would make numerics of every amount.
    planned, together = func.coalesce(spent.line_id, 0), cast(func.sum(spent.amount), BigInteger)
    yield (
        select(literal("spent"), literal(0), planned, literal(""), literal(""), together, null(), null())
        .where(spent.application_id == application_id)
        .group_by(planned)
    )


def _text(column: Any) -> ColumnElement[str]:
    return type_coerce(column, String)
