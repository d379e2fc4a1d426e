"""Secrets of one application: what is written beside it, and what follows a yes."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.grants import KR, Town, key
from tests.web.grants.leaks.words import account_of, ends_with, secret
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.core.files import CleanFile
from youthvoice.grants.commands.bank import put_account
from youthvoice.grants.commands.changes import ChangeFacts, ask_change, settle_change
from youthvoice.grants.commands.milestones import add_milestone
from youthvoice.grants.commands.notes import NoteFacts, write_note
from youthvoice.grants.commands.paid import mark_paid
from youthvoice.grants.commands.payments import PaymentFacts, approve_payment, ask_payment, cancel_payment
from youthvoice.grants.commands.weighing import View, give_view
from youthvoice.grants.models import (
    AccountReport,
    Application,
    ApplicationFile,
    BankDetails,
    Payment,
    SpentLine,
)
from youthvoice.grants.rules.applications import ApplicationStatus, Field, FileKind, LineKind
from youthvoice.grants.rules.deciding import Choice
from youthvoice.grants.rules.paying import ChangeKind, PaymentWay, ReportState

NOTED = frozenset({ApplicationStatus.draft, ApplicationStatus.submitted})


def give(session: Session, people: dict[str, Person], application: Application, status: str) -> None:
    """Notes, pictures and quotes; and a view, once it is sent."""
    note = NoteFacts(field=Field.budget, words=secret("note", status))
    first = write_note(session, people["lead"], application, note, key())
    reply = NoteFacts(field=Field.budget, words=secret("noteback", status), parent_id=first.id)
    if status != "draft":
        write_note(session, people["coordinator"], application, reply, key())
        view = View(leans=Choice.in_favour, marks={}, words=secret("view", status))
        give_view(session, application, people["voter"], view)
    for kind in (FileKind.picture, FileKind.quote):
        _file(session, application, kind, status)


def give_late(session: Session, place: Town, people: dict[str, Person], application: Application, status: str) -> None:
    """An account, payments (one paid, one refused, one waiting), changes and a plan."""
    lead, coordinator = people["lead"].id, people["coordinator"].id
    put_account(session, SECRET, application, "7321", account_of(status), by_id=lead)
    here = update(BankDetails).where(BankDetails.application_id == application.id)
    session.execute(here.values(ends_with=ends_with(status)))
    payments = [_asked(session, application, status, lead) for _ in range(3)]
    cancel_payment(session, payments[1], f"{secret('reason', status)} kan ikke læses.", by_id=coordinator)
    approve_payment(session, payments[0], by_id=coordinator)
    mark_paid(session, place.pool, {payments[0].id: today() - timedelta(days=1)}, by_id=people["treasurer"].id)
    if status != "paid":
        cancel_payment(session, payments[2], f"{secret('reason', status)} kan ikke læses.", by_id=coordinator)
    else:
        approve_payment(session, payments[2], by_id=coordinator)
    facts = ChangeFacts(ChangeKind.content, f"{secret('change', status)} i stedet for før.")
    change = ask_change(session, application, facts, key(), by_id=lead)
    reply = f"{secret('changeback', status)}: det er for farligt."
    settle_change(session, change, agrees=False, reply=reply, by_id=coordinator)
    add_milestone(session, application, secret("step", status), today(), key(), by_id=lead)


def tell_accounts(
    session: Session, people: dict[str, Person], application: Application, status: str, *, shows: bool
) -> None:
    """A line with its receipt, a picture of the result, and what was learned, as a draft."""
    spent = SpentLine(
        form_key=key(), application_id=application.id, line_id=None, kind=LineKind.other, name=secret("spent", status),
        amount=900 * KR, created_at=now(), without_receipt=secret("noreceipt", status),
    )  # fmt: skip
    session.add(spent)
    session.flush()
    _file(session, application, FileKind.receipt, status, spent.id)
    _file(session, application, FileKind.result, status)
    learned = f"{secret('learned', status)} og at det tager tid at finde et sted til så mange."
    session.add(
        AccountReport(
            application_id=application.id, pool_id=application.pool_id, state=ReportState.draft, learned=learned,
            went_well=secret("well", status), participants=40, shows_in_gallery=shows,
        )
    )  # fmt: skip
    session.flush()


def _asked(session: Session, application: Application, status: str, lead: int) -> Payment:
    invoice = CleanFile("image", "image/webp", secret("invoice", status).encode(), secret("invoice", status).encode())
    facts = PaymentFacts(
        way=PaymentWay.invoice, amount=1_000 * KR, due_on=today() + timedelta(days=9), payee=secret("payee", status),
        reference=secret("reference", status), invoice=invoice,
    )  # fmt: skip
    return ask_payment(session, application, facts, key(), by_id=lead)


def _file(session: Session, application: Application, kind: FileKind, status: str, spent_id: int | None = None) -> None:
    data = secret(kind.value, status).encode()
    session.add(
        ApplicationFile(
            form_key=key(), application_id=application.id, spent_id=spent_id, kind=kind, content_type="image/webp",
            alt_text=secret(f"{kind.value}alt", status), size_bytes=len(data), by_id=application.lead_id,
            created_at=now(), data=data, thumb=data,
        )
    )  # fmt: skip
    session.flush()
