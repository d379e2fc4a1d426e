"""What the tests of asking share: an official, a draft that lacks nothing, and a hearing that waits for its summary."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory
from tests.factories.consultations import ConsultationFactory, QuestionFactory
from youthvoice.accounts.models import Person
from youthvoice.consultations.models import Consultation
from youthvoice.core.clock import now, today

SUMMARY = {
    "heard": "Vi hørte, at I helst vil have en bane, og at der skal være lys om aftenen.",
    "changed": "Vi flyttede stien og satte flere lamper op.",
    "unchanged_why": "Vi laver ikke en svømmehal, fordi pengene kun rækker til en bane.",
}
REASON = "Pengene til parken er brugt til noget andet."


def official() -> Person:
    """Somebody who works in a unit."""
    found: Person = OfficialFactory()
    return found


def draft(asker: Person, *, questions: int = 1, **changes: Any) -> Consultation:
    """A draft that can be published: it opens in three days."""
    opens = now() + timedelta(days=3)
    found: Consultation = ConsultationFactory(**{"asked_by": asker, "opens_at": opens, "published_at": None, **changes})
    for number in range(1, questions + 1):
        QuestionFactory(consultation_id=found.id, number=number, words=f"Hvad vil I lave {number}?")
    return found


def closed(asker: Person, *, days_ago: int = 1, **changes: Any) -> Consultation:
    """It closed some days ago; the summary is owed."""
    opens = now() - timedelta(days=15 + days_ago)
    found: Consultation = ConsultationFactory(**{"asked_by": asker, "opens_at": opens, **changes})
    return found


def typed(**changes: object) -> dict[str, object]:
    """What an official types into the form of a new hearing."""
    day = today()
    return {
        "title": "Hvordan skal parken være?",
        "about": "Vi laver en ny park ved søen, og vi bruger jeres svar til planen.",
        "open_text": "I kan være med til at vælge, hvad der skal være i parken.",
        "fixed_text": "Parken ligger ved søen og må koste to millioner kroner.",
        "fixed_why": "Kommunalbestyrelsen har købt grunden og afsat pengene.",
        "decider": "Kommunalbestyrelsen",
        "opens_on": (day + timedelta(days=2)).isoformat(),
        "closes_on": (day + timedelta(days=16)).isoformat(),
        "decision_on": (day + timedelta(days=40)).isoformat(),
        "audience": "everyone",
    } | changes


def again(session: Session, found: Consultation) -> Consultation:
    """As it stands in the database now."""
    session.expire_all()
    return session.get_one(Consultation, found.id)
