"""Accounts as pages show them: lines beside what was spent, what is missing, and the panel for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from youthvoice.core.charts import BarChart, Drawing, Series, Unit, draw
from youthvoice.grants.account_targets import is_shown
from youthvoice.grants.labels.accounts import MISSING_TEXTS, OTHER_LINE
from youthvoice.grants.models import AccountReport, Application, ApplicationFile, BudgetLine, SpentLine
from youthvoice.grants.queries.accounts import Books
from youthvoice.grants.rules.accounts import Spent, compared, missing
from youthvoice.grants.rules.paying import Compared


@dataclass(frozen=True)
class Bought:
    """One thing that was bought, with its receipts."""

    spent: SpentLine
    receipts: list[ApplicationFile]

    @property
    def is_shown(self) -> bool:
        """There is a receipt, or a word about why not."""
        return bool(self.receipts or self.spent.without_receipt)


@dataclass(frozen=True)
class Part:
    """A line of the budget (``line_id`` None: what was not planned) with what was bought of it; øre."""

    line_id: int | None
    name: str
    planned: int
    bought: list[Bought]

    @property
    def spent(self) -> int:
        """All of it."""
        return sum(one.spent.amount for one in self.bought)

    @property
    def difference(self) -> int:
        """Above zero: cheaper than planned."""
        return self.planned - self.spent


def parts_of(books: Books) -> list[Part]:
    """The lines of the budget in their order, and last what was not planned, where there is any."""
    receipts = books.receipts
    bought: dict[int | None, list[Bought]] = {}
    for spent in books.spent:
        bought.setdefault(spent.line_id, []).append(Bought(spent, receipts.get(spent.id, [])))
    parts = [Part(line.id, line.name, line.amount, bought.get(line.id, [])) for line in books.budget]
    return [*parts, Part(None, str(OTHER_LINE), 0, bought[None])] if None in bought else parts


def missing_words(books: Books) -> list[str]:
    """What is missing before the accounts can be sent."""
    report = books.report
    learned, participants = (report.learned, report.participants) if report is not None else ("", None)
    return [str(MISSING_TEXTS[one]) for one in missing(learned, participants, books.shown)]


def drawing_of(budget: Sequence[BudgetLine], spent: Sequence[Spent]) -> Drawing:
    """A bar for what was planned and one for what was spent, line by line; names of what was bought are not in it."""
    rows = compared([(line.id, line.name, line.amount) for line in budget], spent, str(OTHER_LINE))
    return _draw(rows)


@dataclass(frozen=True)
class PublicAccounts:
    """What everybody may know of the accounts of a closed grant: never what was bought, and never a receipt.

    Words and pictures are empty where the group did not say yes to showing them, or a moderator has hidden them.
    """

    report_id: int
    version: int
    is_told: bool
    learned: str
    went_well: str
    pictures: Sequence[ApplicationFile]
    drawing: Drawing


def told_accounts(
    application: Application,
    budget: Sequence[BudgetLine],
    report: AccountReport,
    sums: Sequence[tuple[int | None, int]],
    pictures: Sequence[ApplicationFile],
) -> PublicAccounts:
    """The panel of a closed application's page: no query. ``sums``: what was spent on each line of the budget.

    A page's stamp needs the report's id and version, beside the application's version.
    """
    spent = [Spent(line_id, amount, has_receipt=True) for line_id, amount in sums]
    is_told = is_shown(report, application)
    return PublicAccounts(
        report_id=report.id,
        version=report.version,
        is_told=is_told,
        learned=report.learned if is_told else "",
        went_well=report.went_well if is_told else "",
        pictures=pictures if is_told else (),
        drawing=drawing_of(budget, spent),
    )


def _draw(rows: Sequence[Compared]) -> Drawing:
    chart = BarChart(
        id="accounts-lines",
        title=gettext("Planlagt og brugt"),
        description=gettext("For hver linje: hvad gruppen havde planlagt, og hvad den brugte."),
        row_heading=gettext("Linje"),
        rows=tuple(row.name for row in rows),
        series=(
            Series(gettext("Planlagt"), tuple(row.planned for row in rows), Unit.MONEY),
            Series(gettext("Brugt"), tuple(row.spent for row in rows), Unit.MONEY),
        ),
    )
    return draw(chart)
