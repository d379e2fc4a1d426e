"""Cases and answers."""

from datetime import timedelta

import factory

from tests.factories.accounts import OfficialFactory, UnitFactory
from tests.factories.base import HouseFactory
from youthvoice.core.clock import now, today
from youthvoice.core.textcheck import fingerprint
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.rules import CaseState, Outcome, ReasonCode

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
    state = CaseState.awaiting_receipt


class AnswerFactory(HouseFactory):
    """A no with everything that a no must have."""

    class Meta:
        model = Answer

    form_key = factory.Sequence(lambda n: f"a{n:031x}")
    case = factory.SubFactory(CaseFactory)
    number = 1
    outcome = Outcome.no
    reason_code = ReasonCode.budget
    explanation = factory.Sequence(lambda n: GOOD_EXPLANATION.format(n=n))
    explanation_key = factory.LazyAttribute(lambda a: fingerprint(a.explanation))
    next_step = "Kom til vores møde den 4. marts, så taler vi om det."
    contact_name = "Line Holm"
    contact_title = "Ungekonsulent"
    contact_unit = "Center for Uddannelse og Pædagogik"
    lix = 20
    written_by = factory.SubFactory(OfficialFactory)
    created_at = factory.LazyFunction(now)
