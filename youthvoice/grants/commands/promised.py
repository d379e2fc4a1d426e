"""The promise of a yes is kept with the last krone: those who asked are told, and asked whether it was."""

from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.grants.events import AccountsApproved, PaymentMade, PaymentUndone
from youthvoice.grants.models import Application, GrantBalance, Payment
from youthvoice.responses.commands.plan import ReportFacts, not_done_after_all, report_progress
from youthvoice.responses.models import Case
from youthvoice.responses.queries.promises import find_promise
from youthvoice.responses.rules.follow_up import PromiseState

ALL_PAID = "Alle pengene er betalt."
APPROVED = "Regnskabet er godkendt. Der skal ikke betales mere."
NOT_PAID = "En betaling stod som betalt ved en fejl. Pengene kommer stadig."
"""Kept in Danish, whoever does it."""


def tell_all_paid(session: Session, event: PaymentMade) -> None:
    """Say that it is done, once nothing of the grant is left to pay. The application is held."""
    balance = session.get(GrantBalance, event.application_id, populate_existing=True)
    if balance is not None and not balance.granted:
        # Paid, undone and paid again, it is told again.
        version = session.get_one(Payment, event.payment_id).version
        _tell_done(session, event.application_id, ALL_PAID, f"paid:{event.payment_id}:{version}", event.by_id)


def tell_not_paid(session: Session, event: PaymentUndone) -> None:
    """It is not done after all. Whether it was kept, those who asked have said, where they have; that stays. The case is held."""
    case_id = session.get_one(Application, event.application_id).case_id
    promise = find_promise(session, case_id) if case_id is not None else None
    if promise is None or case_id is None or promise.done_at is None or promise.state is not PromiseState.under_way:
        return
    person, case = session.get_one(Person, event.by_id), session.get_one(Case, case_id)
    not_done_after_all(session, promise, case, person)
    key = f"unpaid:{event.payment_id}:{session.get_one(Payment, event.payment_id).version}"
    report_progress(session, promise, case, person, ReportFacts(NOT_PAID, is_done=False), key)


def tell_approved(session: Session, event: AccountsApproved) -> None:
    """Say that it is done, where the group needed less than it was granted. The application is held."""
    _tell_done(session, event.application_id, APPROVED, f"closed:{event.application_id}", event.by_id)


def _tell_done(session: Session, application_id: int, words: str, key: str, by_id: int) -> None:
    case_id = session.get_one(Application, application_id).case_id
    promise = find_promise(session, case_id) if case_id is not None else None
    if promise is None or case_id is None or promise.done_at is not None or promise.hidden_at is not None:
        return
    person, facts = session.get_one(Person, by_id), ReportFacts(words, is_done=True)
    report_progress(session, promise, session.get_one(Case, case_id), person, facts, key)
