"""What the browser's world needs of what follows a yes: a letter that waits, one that is said yes to, and payments in every state."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.grants import Town, key
from tests.factories.grants_after import asked, letter_of, planned, running, with_account, with_letter, yesterday
from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.grants.commands.batches import send_batch
from youthvoice.grants.commands.changes import ChangeFacts, ask_change, settle_change
from youthvoice.grants.commands.letters import adult_token
from youthvoice.grants.commands.milestones import add_milestone, tick_milestone
from youthvoice.grants.commands.paid import mark_paid
from youthvoice.grants.commands.payments import cancel_payment
from youthvoice.grants.models import Application, ChangeRequest, Pool
from youthvoice.grants.rules.paying import ChangeKind, PaymentWay

LETTER, RUNNING = "Brætspil på biblioteket", "Fodbold under lamperne"


def furnish_after(session: Session, pool: Pool, people: Mapping[str, Person]) -> None:
    """``other`` leads both groups."""
    lead, helper, treasurer = people["other"], people["official"], people["treasurer"]
    place = Town(pool, pool.body, [helper], helper, treasurer, people["admin"])
    with_letter(session, place, lead=lead, title=LETTER)
    application = with_account(session, running(session, place, lead=lead, title=RUNNING))
    paid, sent = (planned(session, place, application, kroner) for kroner in (1_250, 800))
    mark_paid(session, pool, {paid.id: yesterday()}, by_id=treasurer.id)
    send_batch(session, pool, [sent.id], key(), by_id=treasurer.id)
    for kroner in (700, 450):
        planned(session, place, application, kroner, PaymentWay.transfer)
    asked(session, application, 375)
    refused = asked(session, application, 90)
    cancel_payment(session, refused, "Regningen er til en anden. Se efter, og send den igen.", by_id=helper.id)
    _ask(session, application, lead, helper)


def _ask(session: Session, application: Application, lead: Person, helper: Person) -> None:
    steps = ("Book banen", 3), ("Hæng plakater op på skolen", 10), ("Køb saft og frugt", 30)
    for title, days in steps:
        row = add_milestone(session, application, title, today() + timedelta(days=days), key(), by_id=lead.id)
    tick_milestone(session, application, row.id, is_done=True, by_id=lead.id)
    speaker = ChangeFacts(ChangeKind.budget, "Må vi bruge 300 kr. på en højttaler i stedet for plakater?")
    first = ask_change(session, application, speaker, key(), by_id=lead.id)
    reply = "I kan låne en af os. Så har I pengene til noget andet."
    settle_change(session, first, agrees=False, reply=reply, by_id=helper.id)
    words = "Banen er optaget den aften. Vi vil flytte det en uge."
    later = ChangeFacts(ChangeKind.dates, words, today() + timedelta(days=47))
    ask_change(session, application, later, key(), by_id=lead.id)


def after_values(session: Session, found: Mapping[str, int]) -> dict[str, object]:
    """Parts of addresses."""
    waiting, first_change = session.get_one(Application, found[LETTER]), select(func.min(ChangeRequest.id))
    return {
        "grant_letter": found[LETTER],
        "grant_running": found[RUNNING],
        "grant_change": session.scalars(first_change.where(ChangeRequest.application_id == found[RUNNING])).one(),
        "grant_adult": adult_token(letter_of(session, waiting)),
    }
