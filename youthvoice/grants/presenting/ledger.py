"""The ledger in words: entries as a page and a sheet show them, and the balances as a picture."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from youthvoice.core.charts import Drawing, Series, StackedBar, Unit, draw
from youthvoice.core.clock import COPENHAGEN
from youthvoice.core.sheets.writing import Cell, kroner
from youthvoice.core.templating import cached_url_for
from youthvoice.grants.labels.money import ACCOUNT_LABELS, SHOWN
from youthvoice.grants.labels.pools import KIND_ICONS, KIND_LABELS
from youthvoice.grants.models import PoolBalance
from youthvoice.grants.queries.ledger import EntryRow
from youthvoice.grants.rules.ledger import Account


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as it is shown. ``flow`` is (from, to) in words; ``title`` names the application, if it has one."""

    number: int
    kind: str
    icon: str
    amount: int
    flow: tuple[str, str]
    title: str
    application_url: str | None
    why: str
    document: str
    by: str
    at: datetime
    undone_by: int | None
    undoes: int | None


def entry_view(row: EntryRow) -> EntryView:
    """An entry in words. Whoever is conflicted reads that it moved, and nothing of why."""
    entry, application, is_open = row.entry, row.application, not row.is_kept_back
    hidden = gettext("Du er inhabil i den sag")
    return EntryView(
        number=entry.number,
        kind=str(KIND_LABELS[entry.kind]),
        icon=KIND_ICONS[entry.kind],
        amount=entry.amount,
        flow=(str(ACCOUNT_LABELS[entry.from_account]), str(ACCOUNT_LABELS[entry.to_account])),
        title=_title(row) if is_open else hidden,
        application_url=cached_url_for("grants.application", application_id=application.id)
        if application and is_open
        else None,
        why=entry.why if is_open else "",
        document=entry.document if is_open else "",
        by=entry.by.display_name,
        at=entry.at,
        undone_by=row.undone_by,
        undoes=row.undoes,
    )


def sheet_lines(rows: Iterable[EntryRow]) -> Iterator[list[Cell]]:
    """The ledger as a sheet, its headings first."""
    yield [
        gettext("Nummer"), gettext("Tid"), gettext("Slags"), gettext("Fra"), gettext("Til"), gettext("Kroner"),
        gettext("Ansøgning nummer"), gettext("Ansøgning"), gettext("Hvorfor"), gettext("Bilag"), gettext("Hvem"),
        gettext("Fører tilbage nummer"),
    ]  # fmt: skip
    for row in rows:
        view = entry_view(row)
        number = row.application.number if row.application and not row.is_kept_back else None
        yield [
            view.number, view.at.astimezone(COPENHAGEN), view.kind, *view.flow, kroner(view.amount),
            number, view.title, view.why, view.document, view.by, view.undoes,
        ]  # fmt: skip


def balances(balance: PoolBalance) -> Drawing:
    """Where the money of a pool stands, as a picture with its table."""
    chart = StackedBar(
        id="kassebog",
        title=gettext("Her er pengene nu"),
        description=gettext("Puljens penge, delt efter hvor de står i kassebogen."),
        row_heading=gettext("Konto"),
        rows=(gettext("Puljens penge"),),
        series=tuple(_part(account, balance) for account in SHOWN),
        whole=gettext("I alt"),
    )
    return draw(chart)


def check_sum(balance: PoolBalance) -> int:
    """Øre: all accounts together, reckoned here from the figures on the page. It is zero."""
    return sum(int(getattr(balance, account.value)) for account in Account)


def _part(account: Account, balance: PoolBalance) -> Series:
    return Series(str(ACCOUNT_LABELS[account]), (int(getattr(balance, account.value)),), Unit.MONEY)


def _title(row: EntryRow) -> str:
    return row.application.title if row.application else ""
