"""Accounts on their way: what was spent with its receipts, what was learned, pictures of the result."""

from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.grants import KR, Town, key
from tests.factories.grants_after import lead_of, planned, running, yesterday
from tests.factories.grants_decided import LEARNED, accepted, decided, entered
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.core.files import clean_file
from youthvoice.grants.commands.accounts import send_accounts
from youthvoice.grants.commands.paid import mark_paid
from youthvoice.grants.models import AccountReport, Application, ApplicationFile, BudgetLine, Payment, SpentLine
from youthvoice.grants.queries.accounts import find_report
from youthvoice.grants.rules.applications import FileKind, LineKind
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.paying import ReportState

PLACE, MAKER = 0x8825, 0x010F


def photograph(colour: str = "teal") -> bytes:
    """A JPEG as a telephone makes it: with where it was taken, and by which camera."""
    exif = Image.Exif()
    exif[MAKER] = "Emmas telefon"
    exif.get_ifd(PLACE)[1] = "N"
    target = BytesIO()
    Image.new("RGB", (640, 480), colour).save(target, "JPEG", exif=exif)
    return target.getvalue()


def paid(session: Session, application: Application, by: Person, amount: int, granted: int | None = None) -> None:
    """A sent application is granted (all that was asked for, or so many øre), accepted, and ``amount`` øre of it paid."""
    decided(session, application, granted or application.asked, by)
    accepted(session, application)
    if amount:
        entered(session, application, EntryKind.pay, amount, by)


def bought(session: Session, application: Application, amount: int, number: int | None = 1, **more: Any) -> SpentLine:
    """``amount`` øre spent on the line of that number (None: on none), explained instead of shown."""
    here = BudgetLine.application_id == application.id, BudgetLine.number == number
    line_id = session.scalars(select(BudgetLine.id).where(*here)).one() if number is not None else None
    values = {"name": "Leje af hal", "kind": LineKind.rent, "without_receipt": "Den blev væk på vejen hjem."}
    spent = SpentLine(
        form_key=key(),
        application_id=application.id,
        line_id=line_id,
        amount=amount,
        created_at=now(),
        **(values | more),
    )
    session.add(spent)
    session.flush()
    return spent


def told(session: Session, application: Application, **more: Any) -> AccountReport:
    """What the group learned, in a draft."""
    values = {"learned": LEARNED, "participants": 40, "shows_in_gallery": True, "state": ReportState.draft}
    report = AccountReport(application_id=application.id, pool_id=application.pool_id, **(values | more))
    session.add(report)
    session.flush()
    return report


def shown_file(
    session: Session, application: Application, kind: FileKind, spent: SpentLine | None = None, colour: str = "teal"
) -> ApplicationFile:
    """A picture of the result, or a receipt of a line."""
    clean = clean_file(photograph(colour), 10_000_000)
    row = ApplicationFile(
        form_key=key(), application_id=application.id, spent_id=spent.id if spent else None, kind=kind,
        content_type=clean.content_type, alt_text="Et langt bord med mad" if kind is FileKind.result else "",
        size_bytes=len(clean.data), by_id=application.lead_id, created_at=now(), data=clean.data, thumb=clean.thumb,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def version_of(session: Session, application: Application) -> int:
    """The version of its report."""
    report = find_report(session, application.id)
    assert report is not None
    return report.version


ALL = 8_000 * KR
"""What ``sent`` asks for."""


def accounted(session: Session, place: Town, paid: int, spent: int) -> tuple[Application, Payment]:
    """6,000 kr. are granted, ``paid`` kroner of them paid and ``spent`` used, and the accounts are sent."""
    application = running(session, place)
    payment = planned(session, place, application, paid)
    mark_paid(session, place.pool, {payment.id: yesterday()}, by_id=place.treasurer.id)
    bought(session, application, spent * KR)
    told(session, application)
    send_accounts(session, lead_of(session, application), application)
    return application, payment
