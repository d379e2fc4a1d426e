"""Accounts of the author's: one grant whose accounts are written, with a line, a receipt and a picture; one that has sent them."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.grants import sent
from tests.factories.grants_accounts import ALL, bought, paid, shown_file, told
from youthvoice.accounts.models import Person
from youthvoice.grants.commands.accounts import send_accounts
from youthvoice.grants.models import Pool
from youthvoice.grants.rules.applications import FileKind

WRITTEN = (
    "new_spent",
    "edit_spent",
    "new_receipt",
    "drop_spent",
    "drop_account_file",
    "account_words",
    "account_help",
    "account_pictures",
    "send_the_accounts",
)
JUDGED = ("accounts", "accounts_pdf", "approve_accounts", "return_accounts")


def make_accounts(session: Session, pool: Pool, author: Person, official: Person) -> dict[str, dict[str, Any]]:
    """Values for single addresses."""
    writing, waiting = (sent(session, pool, author) for _ in range(2))
    for application in (writing, waiting):
        paid(session, application, official, ALL)
        told(session, application)
        spent = bought(session, application, ALL)
        if application is writing:
            receipt = shown_file(session, application, FileKind.receipt, spent)
            of_writing = {"application_id": application.id, "spent_id": spent.id, "file_id": receipt.id}
    send_accounts(session, author, waiting)
    own: dict[str, dict[str, Any]] = {f"grants.{name}": of_writing for name in WRITTEN}
    return own | {f"grants.{name}": {"application_id": waiting.id} for name in JUDGED}
