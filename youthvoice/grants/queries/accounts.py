"""The accounts of one grant: the report, what was spent, the receipts, and how the money stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.grants.models import AccountReport, ApplicationFile, BudgetLine, GrantBalance, Payment, SpentLine
from youthvoice.grants.queries.applications import files_of, lines_of
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
    """Four queries, however many lines there are."""
    spent = spent_of(session, application_id)
    report, balance, waiting = _head(session, application_id)
    paid = balance.all_granted - balance.granted
    return Books(
        report=report,
        budget=lines_of(session, application_id),
        spent=spent,
        files=files_of(session, application_id, FileKind.receipt, FileKind.result),
        money=Reckoning(balance.granted, paid, sum(line.amount for line in spent)),
        waiting=waiting,
    )


def _head(session: Session, application_id: int) -> tuple[AccountReport | None, GrantBalance, int]:
    """The report, the money, and how much of it is on its way. Raises NotFound where there is no money."""
    on_its_way = select(func.coalesce(func.sum(Payment.amount), 0)).where(
        Payment.application_id == application_id, Payment.state.in_(WAITING_PAYMENTS)
    )
    query = select(AccountReport, GrantBalance, on_its_way.scalar_subquery()).select_from(GrantBalance)
    query = query.outerjoin(AccountReport, AccountReport.application_id == GrantBalance.application_id)
    query = query.where(GrantBalance.application_id == application_id)
    row = session.execute(query.execution_options(populate_existing=True)).first()
    if row is None:
        raise NotFound
    return row[0], row[1], int(row[2])


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


def sums_of(session: Session, application_id: int) -> Sequence[tuple[int | None, int]]:
    """What was spent on each line of the budget (None: on none), for everybody: no name of a line, and no receipt."""
    query = select(SpentLine.line_id, func.sum(SpentLine.amount)).where(SpentLine.application_id == application_id)
    return [(line_id, int(amount)) for line_id, amount in session.execute(query.group_by(SpentLine.line_id))]


def receipts_on(session: Session, spent: SpentLine) -> Sequence[ApplicationFile]:
    """The receipts of one line, without their bytes."""
    query = select(ApplicationFile).where(ApplicationFile.spent_id == spent.id, ApplicationFile.hidden_at.is_(None))
    return session.scalars(query.order_by(ApplicationFile.id)).all()
