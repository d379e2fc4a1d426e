"""A file of payments comes back from the finance system: every line is compared with what was sent, and all of it is paid or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import BinaryIO

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core.clock import today
from youthvoice.core.i18n import format_day, format_money
from youthvoice.core.money import NoMoney, parse_money
from youthvoice.core.sheets.encoding import UnreadableFileError
from youthvoice.core.sheets.reading import Row, rows
from youthvoice.grants.commands.batches import payee_of
from youthvoice.grants.commands.paid import mark_paid
from youthvoice.grants.models import Application, BankDetails, Payment, Pool
from youthvoice.grants.rules.paying import PaymentState, PaymentWay
from youthvoice.grants.rules.payment_sheet import MOST_ROWS, READ, Column, payment_id_of, same_account, same_text

DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%y")


@dataclass(frozen=True)
class LineProblem:
    """What is wrong with one line of the file; ``line`` is counted from 1, 0 for the file as a whole."""

    line: int
    words: str


@dataclass
class ReadBack:
    """What a file says. With problems, nothing of it was done."""

    days: dict[int, date] = field(default_factory=dict)
    """The day each payment (by id) was paid."""
    unpaid: int = 0
    """Lines without a day: not paid yet."""
    again: int = 0
    """Lines that were read before."""
    problems: list[LineProblem] = field(default_factory=list)


@dataclass(frozen=True)
class Sent:
    """A payment as it was written into a file."""

    payment: Payment
    payee: str
    ends_with: str


def read_back(session: Session, pool: Pool, file: BinaryIO, *, by_id: int) -> ReadBack:
    """Read the file, and where every line fits, mark what has a day as paid."""
    found = compare(session, pool, file)
    if not found.problems and found.days:
        mark_paid(session, pool, found.days, by_id=by_id)
    return found


def compare(session: Session, pool: Pool, file: BinaryIO) -> ReadBack:
    """What the file says, line by line; nothing is changed."""
    found = ReadBack()
    try:
        lines = _lines(file)
    except UnreadableFileError as error:
        found.problems.append(LineProblem(0, str(error)))
        return found
    sent = _sent(session, pool, (cells.get(Column.voucher, "") for _line, cells in lines))
    seen: dict[int, int] = {}
    for line, cells in lines:
        words = _read(found, line, cells, sent, seen)
        if words:
            found.problems.append(LineProblem(line, words))
    if not lines:
        found.problems.append(LineProblem(0, gettext("Der er ingen linjer i filen.")))
    return found


def _lines(file: BinaryIO) -> list[tuple[int, dict[Column, str]]]:
    """(line, cells by column) of the file. Raises UnreadableFileError, also where a column is missing."""
    read = rows(file)
    columns = _columns(next(read))
    lines: list[tuple[int, dict[Column, str]]] = []
    for row in read:
        if len(lines) >= MOST_ROWS:
            raise UnreadableFileError(gettext("Filen har for mange linjer. Del den i flere."))
        lines.append((row.line, {one: row.cells[at] for one, at in columns.items() if at < len(row.cells)}))
    return lines


def _columns(headings: Row) -> dict[Column, int]:
    named = [cell.casefold() for cell in headings.cells]
    columns = {one: named.index(one.value) for one in Column if one.value in named}
    missing = [one.value for one in READ if one not in columns]
    if missing:
        words = gettext("Der mangler en kolonne i filen: %(names)s.", names=", ".join(missing))
        raise UnreadableFileError(words)
    return columns


def _sent(session: Session, pool: Pool, vouchers: Iterable[str]) -> Mapping[int, Sent]:
    """What those names stand for in this pool, by payment id; one query."""
    ids = {one for voucher in vouchers if (one := payment_id_of(voucher)) is not None}
    query = select(Payment, Application, BankDetails.ends_with).join(
        Application, Application.id == Payment.application_id
    )
    query = query.outerjoin(BankDetails, BankDetails.application_id == Payment.application_id)
    rows_found = session.execute(query.where(Payment.pool_id == pool.id, Payment.id.in_(ids)))
    return {
        payment.id: Sent(payment, payee_of(payment, application), ends_with or "")
        for payment, application, ends_with in rows_found
    }


def _read(
    found: ReadBack, line: int, cells: Mapping[Column, str], sent: Mapping[int, Sent], seen: dict[int, int]
) -> str:
    """Take a line in; the words of what is wrong with it, or none."""
    voucher = cells.get(Column.voucher, "")
    ours = sent.get(payment_id_of(voucher) or 0)
    if ours is None:
        return gettext("Vi kender ikke bilag «%(voucher)s» i denne pulje.", voucher=voucher)
    before = seen.setdefault(ours.payment.id, line)
    if before != line:
        return gettext("Bilag %(voucher)s står også i linje %(line)d.", voucher=voucher, line=before)
    changed = _changed(ours, cells)
    if changed:
        return changed
    typed = cells.get(Column.paid, "")
    if not typed:
        found.unpaid += 1
        return ""
    day = _day(typed)
    if day is None:
        return gettext("«%(typed)s» er ikke en dato. Skriv den som 31-12-2027.", typed=typed)
    return _paid(found, ours.payment, day)


def _paid(found: ReadBack, payment: Payment, day: date) -> str:
    if day > today():
        return gettext("Datoen %(day)s er ikke kommet endnu.", day=format_day(day, year=True))
    if payment.state is PaymentState.paid and payment.paid_on == day:
        found.again += 1
        return ""
    if payment.state is PaymentState.paid and payment.paid_on is not None:
        return gettext("Den er betalt før: %(day)s.", day=format_day(payment.paid_on, year=True))
    if payment.state is not PaymentState.sent:
        return gettext("Den er taget ud af filen igen, og skal ikke betales.")
    found.days[payment.id] = day
    return ""


def _changed(ours: Sent, cells: Mapping[Column, str]) -> str:
    payment = ours.payment
    if _oere(cells.get(Column.amount, "")) != payment.amount:
        return gettext("Beløbet er ændret. Vi sendte %(amount)s med.", amount=format_money(payment.amount))
    payee = cells.get(Column.payee, "")
    if payee and not same_text(ours.payee, payee):
        return gettext("Modtageren er ændret. Det skal være %(payee)s.", payee=ours.payee)
    account = cells.get(Column.account, "")
    if account and payment.way is PaymentWay.transfer and ours.ends_with and not same_account(ours.ends_with, account):
        return gettext("Kontonummeret er ændret.")
    return ""


def _oere(typed: str) -> int | None:
    try:
        return parse_money(typed, "da")
    except NoMoney:
        return None


def _day(typed: str) -> date | None:
    for shape in DAYS:
        try:
            return datetime.strptime(typed, shape).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def shown(problems: Sequence[LineProblem], most: int = 20) -> tuple[Sequence[LineProblem], int]:
    """The first problems, and how many more there are."""
    return problems[:most], max(0, len(problems) - most)
