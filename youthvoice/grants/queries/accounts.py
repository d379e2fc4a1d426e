"""The accounts of one grant: the report, what was spent, the receipts, and how the money stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.grants.models import AccountReport, ApplicationFile, BudgetLine, GrantBalance, Payment, SpentLine
from youthvoice.grants.queries.applications import lines_of
from youthvoice.grants.rules.accounts import Reckoning, Spent
from youthvoice.grants.rules.applications import FileKind
from youthvoice.grants.rules.paying import WAITING_PAYMENTS


@dataclass(frozen=True)
class Books:
    """All that the accounts of one grant hold. ``report`` is None until something is written."""

    report: AccountReport | None
    budget: Sequence[BudgetLine]
    spent: Sequence[SpentLine]
    files: Sequence[ApplicationFile]
    money: Reckoning
    waiting: int
    """Øre that are on their way to the group."""

    @property
    def receipts(self) -> dict[int, list[ApplicationFile]]:
        """The receipts of each line, by its id."""
        found: dict[int, list[ApplicationFile]] = {}
        for file in self.files:
            if file.kind is FileKind.receipt and file.spent_id is not None:
                found.setdefault(file.spent_id, []).append(file)
        return found

    @property
    def pictures(self) -> list[ApplicationFile]:
        """Pictures of what came of it."""
        return [file for file in self.files if file.kind is FileKind.result]

    @property
    def shown(self) -> list[Spent]:
        """The lines as the rules look at them."""
        return [
            Spent(line.line_id, line.amount, line.id in self.receipts or bool(line.without_receipt))
            for line in self.spent
        ]


def books_of(session: Session, application_id: int) -> Books:
    """Three queries, however many lines there are. Raises NotFound where there is no money."""
    rows = _heads(session, application_id)
    report, balance, waiting = rows[0][:3]
    spent = spent_of(session, application_id)
    paid = balance.all_granted - balance.granted
    return Books(
        report=report,
        budget=lines_of(session, application_id),
        spent=spent,
        files=[row[3] for row in rows if row[3] is not None],
        money=Reckoning(balance.granted, paid, sum(line.amount for line in spent)),
        waiting=int(waiting),
    )


def _heads(session: Session, application_id: int) -> Sequence[Any]:
    """The report, the money, how much of it is on its way, and a file; as often as there are files, and once without any."""
    on_its_way = select(func.coalesce(func.sum(Payment.amount), 0)).where(
        Payment.application_id == application_id, Payment.state.in_(WAITING_PAYMENTS)
    )
    kinds = ApplicationFile.kind.in_((FileKind.receipt, FileKind.result)), ApplicationFile.hidden_at.is_(None)
    query = select(AccountReport, GrantBalance, on_its_way.scalar_subquery(), ApplicationFile)
    query = query.select_from(GrantBalance)
    query = query.outerjoin(AccountReport, AccountReport.application_id == GrantBalance.application_id)
    query = query.outerjoin(ApplicationFile, and_(ApplicationFile.application_id == application_id, *kinds))
    query = query.where(GrantBalance.application_id == application_id).order_by(ApplicationFile.id)
    rows = session.execute(query.execution_options(populate_existing=True)).all()
    if not rows:
        raise NotFound
    return rows


def find_report(session: Session, application_id: int) -> AccountReport | None:
    """The report as it stands now; None where nothing was written yet."""
    query = select(AccountReport).where(AccountReport.application_id == application_id)
    return session.scalar(query.execution_options(populate_existing=True))


def spent_of(session: Session, application_id: int) -> Sequence[SpentLine]:
    """What was spent, the first entered first."""
    query = select(SpentLine).where(SpentLine.application_id == application_id)
    return session.scalars(query.order_by(SpentLine.id)).all()


def get_spent(session: Session, application_id: int, spent_id: int) -> SpentLine:
    """One line of that application. Raises NotFound."""
    here = SpentLine.application_id == application_id, SpentLine.id == spent_id
    found = session.scalar(select(SpentLine).where(*here)) if spent_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def get_file(session: Session, application_id: int, file_id: int, *kinds: FileKind) -> ApplicationFile:
    """A file of that application and of one of those kinds, without its bytes. Raises NotFound."""
    here = ApplicationFile.application_id == application_id, ApplicationFile.id == file_id
    query = select(ApplicationFile).where(*here, ApplicationFile.kind.in_(kinds))
    found = session.scalar(query) if max(application_id, file_id) <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def receipts_on(session: Session, spent: SpentLine) -> Sequence[ApplicationFile]:
    """The receipts of one line, without their bytes."""
    query = select(ApplicationFile).where(ApplicationFile.spent_id == spent.id, ApplicationFile.hidden_at.is_(None))
    return session.scalars(query.order_by(ApplicationFile.id)).all()
