"""A grant of the author's after its yes: with a letter, an account, a payment in a file, a change asked for and a plan."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.grants import Town, key
from tests.factories.grants_after import letter_of, planned, running, with_account
from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.grants.commands.batches import send_batch
from youthvoice.grants.commands.changes import ChangeFacts, ask_change
from youthvoice.grants.commands.letters import adult_token
from youthvoice.grants.commands.milestones import add_milestone
from youthvoice.grants.models import Pool
from youthvoice.grants.rules.paying import ChangeKind

OF_IT = (
    "letter", "letter_pdf", "accept", "ask_adult", "give_up", "payments", "new_payment", "payment", "invoice",
    "approve_payment", "cancel_payment", "take_back_payment", "pay_payment", "undo_payment", "bank", "show_bank", "changes",
    "settle_change", "milestones", "tick_milestone", "report_after",
)  # fmt: skip
OF_POOL = ("pool_payments", "send_payments", "payment_file", "read_payments")


def make_after(session: Session, pool: Pool, people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """Values that only these endpoints want."""
    author, helper, treasurer = people["author"], people["council_coordinator"], people["official"]
    place = Town(pool, pool.body, [people["council_chair"]], helper, treasurer, people["administrator"])
    application = with_account(session, running(session, place, lead=author))
    payment = planned(session, place, application, 1_000)
    batch = send_batch(session, pool, [payment.id], key(), by_id=treasurer.id)
    facts = ChangeFacts(ChangeKind.content, "Vi vil gerne holde det udenfor i stedet.")
    change = ask_change(session, application, facts, key(), by_id=author.id)
    step = add_milestone(session, application, "Book hallen", today(), key(), by_id=author.id)
    of_it = {
        "application_id": application.id,
        "number": payment.number,
        "way": "regning",
        "change_id": change.id,
        "milestone_id": step.id,
        "what": "grant_change",
        "row_id": change.id,
    }
    of_pool = {"pool_id": pool.id, "number": batch.number}
    return {
        **{f"grants.{name}": of_it for name in OF_IT},
        **{f"grants.{name}": of_pool for name in OF_POOL},
        "grants.adult": {"token": adult_token(letter_of(session, application))},
    }
