"""Cases and answers."""

from datetime import date, timedelta

import factory

from tests.factories.accounts import OfficialFactory, UnitFactory
from tests.factories.base import HouseFactory
from youthvoice.core.clock import local_date, now, today
from youthvoice.core.textcheck import fingerprint
from youthvoice.responses.models import Answer, AnswerDraft, Case, Phrase
from youthvoice.responses.queries.phrases import letters_of
from youthvoice.responses.rules import DATED, DETAILED, CaseState, Outcome, ReasonCode

GOOD_EXPLANATION = (
    "Tak for jeres forslag nummer {n}. Vi siger nej i år. En bane koster over en million kroner, og de penge er ikke i "
    "budgettet. Vi tager banen med, når vi laver næste års budget."
)


class CaseFactory(HouseFactory):
    """A case that waits for its receipt, opened today."""

    class Meta:
        model = Case

    subject_kind = "proposal"
    subject_id = factory.Sequence(lambda n: 1_000_000 + n)
    title = factory.Sequence(lambda n: f"Forslag {n}")
    path = factory.LazyAttribute(lambda c: f"/forslag/{c.subject_id}")
    question = "Vi vil gerne have en skatebane midt i byen."
    asked_by = "Ræven"
    unit = factory.SubFactory(UnitFactory)
    opened_at = factory.LazyFunction(now)
    receipt_due_on = factory.LazyFunction(lambda: today() + timedelta(days=7))
    answer_due_on = factory.LazyFunction(lambda: today() + timedelta(days=30))
    clock_from = factory.LazyAttribute(lambda c: local_date(c.opened_at))
    state = CaseState.awaiting_receipt


DATED_OUTCOMES = (Outcome.yes, Outcome.partly, Outcome.passed_on, Outcome.in_progress)


def _day_of(reason: ReasonCode | None) -> date | None:
    if reason not in DATED:
        return None
    return today() if reason is ReasonCode.not_our_decision else today() + timedelta(days=200)


class AnswerFactory(HouseFactory):
    """A no with everything that a no must have."""

    class Meta:
        model = Answer

    form_key = factory.Sequence(lambda n: f"a{n:031x}")
    case = factory.SubFactory(CaseFactory)
    number = 1
    outcome = Outcome.no
    reason_code = ReasonCode.budget
    reason_detail = factory.LazyAttribute(lambda a: "1.200.000 kr." if a.reason_code in DETAILED else "")
    reason_on = factory.LazyAttribute(lambda a: _day_of(a.reason_code))
    expected_on = factory.LazyAttribute(lambda a: today() + timedelta(days=60) if a.outcome in DATED_OUTCOMES else None)
    explanation = factory.Sequence(lambda n: GOOD_EXPLANATION.format(n=n))
    explanation_key = factory.LazyAttribute(lambda a: fingerprint(a.explanation))
    next_step = "Kom til vores møde den 4. marts, så taler vi om det."
    contact_name = "Line Holm"
    contact_title = "Ungekonsulent"
    contact_unit = "Center for Uddannelse og Pædagogik"
    lix = 20
    written_by = factory.SubFactory(OfficialFactory)
    created_at = factory.LazyFunction(now)


class AnswerDraftFactory(HouseFactory):
    """A draft of a no, with everything that a no must have."""

    class Meta:
        model = AnswerDraft

    form_key = factory.Sequence(lambda n: f"d{n:031x}")
    case = factory.SubFactory(CaseFactory)
    outcome = Outcome.no
    reason_code = ReasonCode.budget
    reason_detail = "1.200.000 kr."
    reason_on = factory.LazyFunction(lambda: today() + timedelta(days=200))
    explanation = factory.Sequence(lambda n: GOOD_EXPLANATION.format(n=f"{n} i kladde"))
    next_step = "Kom til vores møde den 4. marts, så taler vi om det."
    contact_name = "Line Holm"
    contact_title = "Ungekonsulent"
    contact_unit = "Center for Uddannelse og Pædagogik"
    written_by = factory.SubFactory(OfficialFactory)
    changed_at = factory.LazyFunction(now)


class PhraseFactory(HouseFactory):
    """A phrase for every unit, by somebody whose id must be told."""

    class Meta:
        model = Phrase

    form_key = factory.Sequence(lambda n: f"e{n:031x}")
    unit_id = None
    name = factory.Sequence(lambda n: f"Formulering {n}")
    words = factory.Sequence(lambda n: f"Det koster mere, end der er penge til i [år]. Det er grund nummer {n}.")
    letters = factory.LazyAttribute(lambda p: letters_of(p.words))
    created_at = factory.LazyFunction(now)
