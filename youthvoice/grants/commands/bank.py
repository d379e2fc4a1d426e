"""Account numbers: sealed when they are typed, opened for the pool's treasurer alone, and removed in the end."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import audit, vault
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.grants.commands.holding import held_application
from youthvoice.grants.events import AccountsApproved, GrantGivenUp
from youthvoice.grants.models import Application, BankDetails, Payment
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.bank import BankAccount, BankProblem, bank_digits, bank_problems
from youthvoice.grants.rules.paying import PaymentState, PaymentWay

PURPOSE = "grants.bank"
KEPT_WHILE = frozenset({ApplicationStatus.accepted, ApplicationStatus.accounting})
REMOVED_AT_A_TIME = 200
FIELDS: Mapping[BankProblem, str] = {
    BankProblem.reg: "reg",
    BankProblem.account: "account",
    BankProblem.account_zero: "account",
}


@dataclass(frozen=True)
class LookAudit:
    """Which payment file the numbers went into; None: they were looked at on the page."""

    batch_id: int | None


def put_account(
    session: Session, secret_key: str, application: Application, reg: str, account: str, *, by_id: int
) -> None:
    """Seal what was typed, in place of what was there. Raises RuleBroken (reg, account) and Conflict."""
    application = held_application(session, application.id)
    if application.status is not ApplicationStatus.accepted:
        raise Conflict(gettext("I kan ikke skrive en konto nu."))
    typed = BankAccount(bank_digits(reg), bank_digits(account))
    problems: dict[str, list[object]] = {}
    for problem in bank_problems(typed.reg, typed.account):
        problems[FIELDS[problem]] = [_words(problem)]
    if problems:
        raise RuleBroken(problems)
    if _is_on_its_way(session, application.id):
        raise Conflict(gettext("Penge er på vej til kontoen. Vent, til de er kommet."))
    row = session.get(BankDetails, application.id, with_for_update=True, populate_existing=True)
    if row is None:
        row = BankDetails(application_id=application.id, by_id=by_id, at=now())
        session.add(row)
    row.sealed = vault.seal(secret_key, PURPOSE, typed.packed(), _context(application.id))
    row.ends_with, row.by_id, row.at, row.removed_at = typed.ends_with, by_id, now(), None
    session.flush()
    audit.record(session, by_id, "bank.write", ("application", application.id))


def look_at_account(session: Session, secret_key: str, application_id: int, *, by_id: int) -> BankAccount:
    """Open it for the treasurer; the log keeps who looked. Raises NotFound where there is none."""
    row = session.get(BankDetails, application_id)
    if row is None or row.sealed is None:
        raise NotFound
    audit.record(session, by_id, "bank.look", ("application", application_id), LookAudit(None))
    return _opened(secret_key, application_id, row.sealed)


def accounts_for_file(
    session: Session, secret_key: str, rows: Mapping[int, BankDetails | None], batch_id: int, *, by_id: int
) -> dict[int, BankAccount]:
    """The accounts of several applications, by their ids, for one payment file; those without one are left out."""
    found = {}
    for application_id, row in rows.items():
        if row is not None and row.sealed is not None:
            audit.record(session, by_id, "bank.look", ("application", application_id), LookAudit(batch_id))
            found[application_id] = _opened(secret_key, application_id, row.sealed)
    return found


def remove_account(session: Session, application_id: int) -> None:
    """It is needed no more; a second time changes nothing."""
    row = session.get(BankDetails, application_id)
    if row is None or row.sealed is None:
        return
    row.sealed, row.ends_with, row.removed_at = None, "", now()
    session.flush()
    audit.record(session, None, "bank.remove", ("application", application_id))


def remove_when_over(session: Session, event: AccountsApproved | GrantGivenUp) -> None:
    """Accounts were approved, or the grant was given up."""
    remove_account(session, event.application_id)


def remove_forgotten(session: Session) -> bool:
    """The net below the listeners: whatever is kept without a need is removed. True where there is more."""
    query = select(BankDetails.application_id).join(Application, Application.id == BankDetails.application_id)
    query = query.where(BankDetails.sealed.is_not(None), Application.status.not_in(KEPT_WHILE))
    ids = session.scalars(query.order_by(BankDetails.application_id).limit(REMOVED_AT_A_TIME)).all()
    for application_id in ids:
        remove_account(session, application_id)
    return len(ids) == REMOVED_AT_A_TIME


def _is_on_its_way(session: Session, application_id: int) -> bool:
    sent = Payment.application_id == application_id, Payment.state == PaymentState.sent
    query = select(Payment.id).where(*sent, Payment.way == PaymentWay.transfer).limit(1)
    return session.scalar(query) is not None


def _opened(secret_key: str, application_id: int, sealed: bytes) -> BankAccount:
    """Raises Conflict where it was sealed under another secret key."""
    try:
        return BankAccount.unpacked(vault.unseal(secret_key, PURPOSE, sealed, _context(application_id)))
    except vault.CannotUnseal as error:
        raise Conflict(gettext("Kontonummeret kan ikke læses mere. Bed gruppen om at skrive det igen.")) from error


def _context(application_id: int) -> str:
    return f"application:{application_id}"


def _words(problem: BankProblem) -> str:
    match problem:
        case BankProblem.reg:
            return str(gettext("Reg.nr. er fire tal. Det står i jeres bank-app."))
        case BankProblem.account:
            return str(gettext("Kontonummeret er 6 til 10 tal. Det står i jeres bank-app."))
    return str(gettext("Det er ikke et kontonummer. Se i jeres bank-app."))
