"""What the browser's world needs of drafts: one that a colleague is to look at, and a phrase."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import today
from youthvoice.responses.commands.drafts import save_draft
from youthvoice.responses.commands.phrases import add_phrase
from youthvoice.responses.commands.reviews import ask_review, write_note
from youthvoice.responses.models import Case
from youthvoice.responses.rules import AnswerFacts, Outcome, ReasonCode

PHRASE = "Det koster mere, end der er penge til i år. Vi tager det op igen, når vi laver budgettet for [år]."
DRAFT = AnswerFacts(
    outcome=Outcome.no,
    reason=ReasonCode.budget,
    reason_detail="200.000 kr.",
    explanation="Tak for jeres forslag. Vi har set på det sammen med skolerne. Det koster omkring 200.000 kr., og de "
    "penge har vi ikke i år. Derfor siger vi nej nu.",
    next_step="Vi tager det op igen, når vi laver det næste budget. I er velkomne til at være med.",
    contact_name="Karim Haddad",
    contact_title="Ungekonsulent",
    contact_unit="Center for Unge",
)


def furnish_answers(session: Session, case: Case, administrator: Person) -> None:
    """A draft by somebody of the unit (or whoever runs the platform), and a look that a colleague was asked for."""
    members = select(Person).where(Person.unit_id == case.unit_id, Person.role == Role.official).order_by(Person.id)
    colleagues = list(session.scalars(members))
    facts = replace(DRAFT, reason_on=today() + timedelta(days=200))
    draft = save_draft(session, case, administrator, facts, 0)
    assert draft is not None
    ask_review(session, case, administrator, draft, colleagues[0])
    write_note(
        session,
        case,
        administrator,
        draft,
        "Er tallet rigtigt?",
        "f" * 31 + "1",
        approves=None,
        seen_version=draft.version,
    )
    add_phrase(session, administrator, "Pengene rækker ikke", PHRASE, "f" * 31 + "2")
