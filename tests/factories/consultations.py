"""A hearing with its questions, and answers to it."""

import itertools
from datetime import timedelta

import factory

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.base import HouseFactory
from youthvoice.consultations.models import Consultation, ConsultationResponse, Question, QuestionOption
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.states import Audience, Respondent
from youthvoice.core.clock import local_date, now

_keys = itertools.count(1)


def key() -> str:
    """A new key of a form."""
    return f"ac{next(_keys):030x}"


class ConsultationFactory(HouseFactory):
    """Open since yesterday, for two weeks; the decision falls in two months. Its unit is the asker's."""

    class Meta:
        model = Consultation

    form_key = factory.LazyFunction(key)
    asked_by = factory.SubFactory(OfficialFactory)
    unit_id = factory.SelfAttribute("asked_by.unit_id")
    title = factory.Sequence(lambda n: f"Den nye park {n}")
    about = "Vi laver en ny park ved søen. Fortæl os, hvad I vil bruge den til."
    open_text = "I kan være med til at vælge, hvad der skal være i parken."
    fixed_text = "Parken ligger ved søen og må koste to millioner kroner."
    fixed_why = "Kommunalbestyrelsen har købt grunden og afsat pengene."
    decision_on = factory.LazyAttribute(lambda c: local_date(c.closes_at) + timedelta(days=45))
    decider = "Kommunalbestyrelsen"
    audience = Audience.everyone
    opens_at = factory.LazyFunction(lambda: now() - timedelta(days=1))
    closes_at = factory.LazyAttribute(lambda c: c.opens_at + timedelta(days=15))
    summary_due_on = factory.LazyAttribute(lambda c: local_date(c.closes_at) + timedelta(days=21))
    published_at = factory.LazyAttribute(lambda c: c.opens_at - timedelta(days=2))
    created_at = factory.LazyAttribute(lambda c: c.opens_at - timedelta(days=5))


class QuestionFactory(HouseFactory):
    """An open question."""

    class Meta:
        model = Question

    consultation_id = factory.LazyFunction(lambda: ConsultationFactory().id)
    number = factory.Sequence(lambda n: n + 1)
    kind = QuestionKind.text
    words = "Hvad vil I helst lave i parken?"


class QuestionOptionFactory(HouseFactory):
    """Something to choose."""

    class Meta:
        model = QuestionOption

    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Mulighed {n}")


class ConsultationResponseFactory(HouseFactory):
    """An answer alone, without words yet."""

    class Meta:
        model = ConsultationResponse

    form_key = factory.LazyFunction(key)
    consultation_id = factory.LazyFunction(lambda: ConsultationFactory().id)
    kind = Respondent.alone
    person_id = factory.LazyFunction(lambda: PersonFactory().id)
    sent_at = factory.LazyFunction(now)
