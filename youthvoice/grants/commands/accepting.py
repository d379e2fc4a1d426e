"""Saying yes to a letter, by the lead and by the adult where one is needed; and giving a grant up."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.translating import speaking
from youthvoice.grants.commands.holding import held_application
from youthvoice.grants.commands.ledger import Movement, held_amount, move
from youthvoice.grants.commands.letters import waits_for_adult
from youthvoice.grants.commands.status import count_award, put_status
from youthvoice.grants.events import AdultAnswered, GrantAccepted, GrantGivenUp
from youthvoice.grants.models import Agreement, Application, Payment
from youthvoice.grants.queries.paying import get_agreement, money_of
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.ledger import Account, EntryKind
from youthvoice.grants.rules.paying import REASON_MIN, PaymentState, accounts_due
from youthvoice.grants.rules.timeline import Step


@dataclass(frozen=True)
class YesAudit:
    """To which letter; by the group's lead, or by the adult."""

    agreement_id: int
    by_adult: bool


@dataclass(frozen=True)
class GiveUpAudit:
    """Øre that are free again."""

    amount: int


def adult_answers(session: Session, agreement: Agreement, *, says_yes: bool, reply: str) -> None:
    """The adult says yes, or no with a word. The same answer twice is one.

    Raises RuleBroken where a no has no word, and Conflict where the grant has gone on without it.
    """
    application = held_application(session, agreement.application_id)
    session.refresh(agreement)
    if agreement.adult_accepted_at is not None and says_yes:
        return
    if not waits_for_adult(application, agreement):
        raise Conflict
    if not says_yes and len(reply.strip()) < REASON_MIN:
        raise RuleBroken({"reply": [gettext("Skriv med et par ord, hvorfor du siger nej.")]})
    agreement.adult_accepted_at = now() if says_yes else None
    agreement.adult_refused_at = None if says_yes else now()
    agreement.adult_reply = "" if says_yes else reply.strip()
    session.flush()
    data = YesAudit(agreement.id, by_adult=True)
    deed = "grant.adult_yes" if says_yes else "grant.adult_no"
    audit.record(session, None, deed, ("application", application.id), data)
    publish(session, AdultAnswered(application.id, agreement.id, says_yes))


def accept(session: Session, application: Application, *, by_id: int) -> None:
    """The lead says yes to the letter: money can be paid, and accounts are owed by a day. Twice is once.

    Raises NotFound where there is no letter, and Conflict where the adult has not said yes, or it is too late.
    """
    application = held_application(session, application.id)
    agreement = get_agreement(session, application.id)
    if agreement.accepted_at is not None and application.status is not ApplicationStatus.given_up:
        return  # Accounts may be with the coordinator by now: a yes that comes again does not take them back.
    if waits_for_adult(application, agreement):
        raise Conflict(gettext("Jeres voksne skal sige ja først."))
    moment = now()
    due_on = accounts_due(application.begins_on or today(), application.ends_on, application.pool.accounts_days)
    application.accounts_due_on = due_on
    put_status(session, application, ApplicationStatus.accepted, Step.accepted, moment, day=due_on)
    agreement.accepted_at, agreement.accepted_by_id = moment, by_id
    session.flush()
    data = YesAudit(agreement.id, by_adult=False)
    audit.record(session, by_id, "grant.accept", ("application", application.id), data, at=moment)
    publish(session, GrantAccepted(application.id, application.pool_id, due_on))


def give_up(session: Session, application: Application, *, by_id: int) -> None:
    """They do not do it after all: what was not paid is free again. Twice is once.

    Money that was paid still needs accounts, so that such a grant is given up by sending them. Raises Conflict there,
    where money is on its way in a file, and where there is nothing to give up.
    """
    application = held_application(session, application.id)
    if application.status is ApplicationStatus.given_up:
        return
    _refuse_paid(session, application)
    amount = held_amount(session, application.id, Account.granted)
    _free(session, application, amount, by_id)
    with speaking("da"):
        reason = gettext("Gruppen gav pengene fra sig.")
    for payment in session.scalars(select(Payment).where(Payment.application_id == application.id)):
        if payment.state in (PaymentState.asked, PaymentState.planned):
            payment.state, payment.reason = PaymentState.cancelled, reason
    moment = now()
    put_status(session, application, ApplicationStatus.given_up, Step.given_up, moment, amount=amount or None)
    count_award(session, application, -amount, awards=-1)
    audit.record(session, by_id, "grant.give_up", ("application", application.id), GiveUpAudit(amount), at=moment)
    publish(session, GrantGivenUp(application.id, application.pool_id))


def _refuse_paid(session: Session, application: Application) -> None:
    if money_of(session, application.id).paid:
        text = gettext("I har fået nogle af pengene. Send et regnskab. Dér betaler I resten tilbage.")
        raise Conflict(text)
    on_its_way = Payment.application_id == application.id, Payment.state == PaymentState.sent
    if session.scalar(select(Payment.id).where(*on_its_way).limit(1)) is not None:
        raise Conflict(gettext("Nogle af pengene er på vej. Skriv til den voksne, der hjælper jer."))


def _free(session: Session, application: Application, amount: int, by_id: int) -> None:
    if not amount:
        return
    movement = Movement(
        kind=EntryKind.give_up,
        amount=amount,
        why="Gruppen gav pengene fra sig",
        document=f"Bevillingsbrev {application.pool.year}-{application.number}",
        key=f"give_up:application:{application.id}",
        application_id=application.id,
    )
    move(session, application.pool_id, movement, by_id=by_id)
