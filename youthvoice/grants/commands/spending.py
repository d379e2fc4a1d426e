"""What a group spent, line by line, with receipts. It changes until the accounts are sent, and after they were sent back."""

import hashlib
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.files import CleanFile
from youthvoice.core.textcheck import find_cpr
from youthvoice.grants.commands.files import FileFacts, add_file, remove_file
from youthvoice.grants.commands.holding import hold_with_case
from youthvoice.grants.models import Application, ApplicationFile, BudgetLine, SpentLine
from youthvoice.grants.rules.accounts import MOST_ON_A_LINE, MOST_SPENT, NAME_MAX, NAME_MIN, WITHOUT_MAX, WITHOUT_MIN
from youthvoice.grants.rules.applications import ApplicationStatus, FileKind, LineKind
from youthvoice.grants.rules.ledger import LARGEST_AMOUNT

Problems = dict[str, list[object]]


@dataclass(frozen=True, kw_only=True)
class SpentFacts:
    """One thing that was bought; øre. ``line_id`` None: it was not planned. ``kind`` counts only then."""

    line_id: int | None
    name: str
    amount: int
    spent_on: date | None = None
    kind: LineKind = LineKind.other
    without_receipt: str = ""


@dataclass(frozen=True)
class SpentAudit:
    """Audit: how much, in øre; never what it was, since that can hold a name."""

    amount: int


def add_spent(
    session: Session,
    person: Person,
    application: Application,
    facts: SpentFacts,
    form_key: str,
    receipt: CleanFile | None = None,
) -> SpentLine:
    """Write up one thing, with its receipt where there is one. Sent twice, it stands once.

    Raises RuleBroken (line, name, amount, spent_on, without_receipt, file), and Conflict where accounts cannot be written.
    """
    hold_with_case(session, application)
    stored = session.scalar(select(SpentLine).where(SpentLine.form_key == form_key))
    if stored is not None:
        return _same(stored, application)
    refuse_closed(application)
    line = _budget_line(session, application, facts)
    here = select(func.count()).select_from(SpentLine).where(SpentLine.application_id == application.id)
    if (session.scalar(here) or 0) >= MOST_SPENT:
        raise RuleBroken(
            {"name": [gettext("Der kan højst være %(most)d udgifter. Læg nogle sammen.", most=MOST_SPENT)]}
        )
    spent = SpentLine(form_key=form_key, application_id=application.id, created_at=now(), **_values(facts, line))
    session.add(spent)
    session.flush()
    if receipt is not None:
        add_receipt(session, person, application, spent, receipt, _second(form_key))
    audit.record(session, person.id, "accounts.add_line", ("application", application.id), SpentAudit(spent.amount))
    return spent


def change_spent(
    session: Session, person: Person, application: Application, spent: SpentLine, facts: SpentFacts, seen: int
) -> None:
    """Write it anew. Raises RuleBroken, and Conflict where somebody else changed it or accounts cannot be written."""
    hold_with_case(session, application)
    session.refresh(spent)
    refuse_closed(application)
    if spent.version != seen:
        raise Conflict
    for name, value in _values(facts, _budget_line(session, application, facts)).items():
        setattr(spent, name, value)
    session.flush()
    audit.record(session, person.id, "accounts.change_line", ("application", application.id), SpentAudit(spent.amount))


def remove_spent(session: Session, person: Person, application: Application, spent: SpentLine) -> None:
    """Take it away, with its receipts. Raises Conflict where accounts cannot be written."""
    hold_with_case(session, application)
    refuse_closed(application)
    for file in session.scalars(select(ApplicationFile).where(ApplicationFile.spent_id == spent.id)):
        remove_file(session, person, application, file)
    audit.record(session, person.id, "accounts.remove_line", ("application", application.id), SpentAudit(spent.amount))
    session.delete(spent)
    session.flush()


def add_receipt(
    session: Session, person: Person, application: Application, spent: SpentLine, receipt: CleanFile, form_key: str
) -> ApplicationFile:
    """One more receipt of a line. Sent twice, it is there once. Raises RuleBroken (file) and Conflict."""
    hold_with_case(session, application)
    count = select(func.count()).select_from(ApplicationFile).where(ApplicationFile.spent_id == spent.id)
    stored = session.scalar(select(ApplicationFile.id).where(ApplicationFile.form_key == form_key))
    if spent.application_id != application.id:
        raise Conflict
    if stored is None and (session.scalar(count) or 0) >= MOST_ON_A_LINE:
        raise RuleBroken({"file": [gettext("Der kan højst være %(most)d. Fjern en først.", most=MOST_ON_A_LINE)]})
    facts = FileFacts(kind=FileKind.receipt, clean=receipt, alt_text="", spent_id=spent.id)
    return add_file(session, person, application, facts, form_key)


def refuse_closed(application: Application) -> None:
    """Raises Conflict where the accounts cannot be written: not yet, sent, or approved."""
    if application.status is not ApplicationStatus.accepted:
        raise Conflict(gettext("Regnskabet kan ikke ændres nu."))


def spent_problems(facts: SpentFacts) -> Problems:
    """What keeps a line from being stored, by field."""
    problems: Problems = {}
    if not NAME_MIN <= len(facts.name.strip()) <= NAME_MAX:
        problems["name"] = [gettext("Skriv, hvad I købte.")]
    elif find_cpr(facts.name):
        problems["name"] = [gettext("Der står et CPR-nummer. Slet det.")]
    if not 0 < facts.amount <= LARGEST_AMOUNT:
        problems["amount"] = [gettext("Skriv, hvad det kostede.")]
    if facts.spent_on is not None and facts.spent_on > today():
        problems["spent_on"] = [gettext("Den dag er ikke kommet endnu.")]
    why = facts.without_receipt.strip()
    if why and not WITHOUT_MIN <= len(why) <= WITHOUT_MAX:
        problems["without_receipt"] = [
            gettext("Skriv mellem %(low)d og %(high)d tegn.", low=WITHOUT_MIN, high=WITHOUT_MAX)
        ]
    elif find_cpr(why):
        problems["without_receipt"] = [gettext("Der står et CPR-nummer. Slet det.")]
    return problems


def _budget_line(session: Session, application: Application, facts: SpentFacts) -> BudgetLine | None:
    problems = spent_problems(facts)
    line = session.get(BudgetLine, facts.line_id) if facts.line_id is not None else None
    if facts.line_id is not None and (line is None or line.application_id != application.id):
        problems["line"] = [gettext("Vælg en linje fra listen.")]
    if problems:
        raise RuleBroken(problems)
    return line


def _values(facts: SpentFacts, line: BudgetLine | None) -> dict[str, object]:
    return {
        "line_id": line.id if line is not None else None,
        "kind": line.kind if line is not None else facts.kind,
        "name": facts.name.strip(),
        "amount": facts.amount,
        "spent_on": facts.spent_on,
        "without_receipt": facts.without_receipt.strip(),
    }


def _same(stored: SpentLine, application: Application) -> SpentLine:
    if stored.application_id != application.id:
        raise Conflict
    return stored


def _second(form_key: str) -> str:
    """The key of the receipt that came with a line."""
    return hashlib.blake2b(form_key.encode(), digest_size=16).hexdigest()
