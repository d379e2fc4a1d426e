"""Grants after their yes: with a letter, said yes to, with an account, and with payments on their way."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.grants import KR, Town, key, sent
from tests.factories.grants_decided import decided
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.core.files import CleanFile
from youthvoice.grants.commands.accepting import accept, adult_answers
from youthvoice.grants.commands.bank import put_account
from youthvoice.grants.commands.letters import make_letter
from youthvoice.grants.commands.payments import PaymentFacts, approve_payment, ask_payment
from youthvoice.grants.events import Awarded
from youthvoice.grants.models import Agreement, Application, Award, Payment
from youthvoice.grants.queries.paying import get_agreement
from youthvoice.grants.rules.paying import PaymentWay

REG, ACCOUNT = "7321", "0948172635"
PICTURE = CleanFile("image", "image/webp", b"a picture", b"small")


def with_letter(session: Session, place: Town, amount: int = 6_000 * KR, **more: object) -> Application:
    """Granted ``amount`` of 8,000 kr., with its letter; the lead can be under 18."""
    application = sent(session, place.pool, **more)
    award = decided(session, application, amount, place.chair, conditions="Husk at rydde op bagefter.")
    told = Awarded(
        award.id, application.id, place.pool.id, award.outcome, amount, award.answer_id, is_change=False,
        by_id=place.chair.id,
    )  # fmt: skip
    make_letter(session, told)
    return application


def letter_of(session: Session, application: Application) -> Agreement:
    """The letter of its award."""
    query = select(Agreement).join(Award, Award.id == Agreement.award_id)
    return session.scalars(query.where(Award.application_id == application.id)).one()


def running(session: Session, place: Town, amount: int = 6_000 * KR, **more: object) -> Application:
    """Both have said yes."""
    application = with_letter(session, place, amount, **more)
    agreement = get_agreement(session, application.id)
    if agreement.needs_adult:
        adult_answers(session, agreement, says_yes=True, reply="")
    accept(session, application, by_id=application.lead_id)
    return application


def with_account(session: Session, application: Application) -> Application:
    """The lead has typed an account."""
    put_account(session, SECRET, application, REG, ACCOUNT, by_id=application.lead_id)
    return application


def asked(session: Session, application: Application, kroner: int, way: PaymentWay = PaymentWay.invoice) -> Payment:
    """A payment that the group has asked for."""
    facts = PaymentFacts(
        way=way,
        amount=kroner * KR,
        due_on=today() + timedelta(days=14),
        payee="Virum Lyd",
        reference="1234",
        invoice=PICTURE,
    )
    return ask_payment(session, application, facts, key(), by_id=application.lead_id)


def planned(
    session: Session, place: Town, application: Application, kroner: int, way: PaymentWay = PaymentWay.invoice
) -> Payment:
    """A payment that the coordinator has approved."""
    payment = asked(session, application, kroner, way)
    approve_payment(session, payment, by_id=place.coordinator.id)
    return payment


def yesterday() -> date:
    """A day on which something can have been paid."""
    return (now() - timedelta(days=1)).date()


def lead_of(session: Session, application: Application) -> Person:
    """Who answers for the group."""
    return session.get_one(Person, application.lead_id)
