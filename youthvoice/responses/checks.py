"""What keeps an answer from being stored, in words beside the fields; also where it is the database that says no."""

from flask_babel import lazy_gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.core.clock import today
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.textcheck import find_cpr
from youthvoice.responses import rules
from youthvoice.responses.labels import LazyText, problem_text
from youthvoice.responses.models import Case
from youthvoice.responses.queries import used_in_another_case
from youthvoice.responses.queries.phrases import holds_phrase
from youthvoice.responses.rules import AnswerFacts, Known, Problem

PUBLIC_TEXTS = (
    "reason_detail",
    "explanation",
    "next_step",
    "asked_for",
    "contact_name",
    "contact_title",
    "contact_unit",
)
LONGEST = {
    "reason_detail": rules.MAX_DETAIL,
    "explanation": rules.MAX_EXPLANATION,
    "next_step": rules.MAX_NEXT_STEP,
    "asked_for": rules.MAX_ASKED_FOR,
    "contact_name": rules.MAX_CONTACT,
    "contact_title": rules.MAX_CONTACT,
    "contact_unit": rules.MAX_CONTACT,
}
# What each constraint protects in a table that owes reasons (duty.py), as (field of AnswerFacts, problem).
REASONS_OWED: dict[str, tuple[str, Problem]] = {
    "reason_needed": ("reason", Problem.missing),
    "explanation_needed": ("explanation", Problem.too_short),
    "explanation_has_words": ("explanation", Problem.not_real_words),
    "explanation_not_filler": ("explanation", Problem.not_real_words),
    "next_step_needed": ("next_step", Problem.missing),
    "contact_needed": ("contact_name", Problem.missing),
}
# The same by the whole name of each constraint of the table of answers.
CONSTRAINTS: dict[str, tuple[str, Problem]] = {
    **{f"ck_answers_{name}": part for name, part in REASONS_OWED.items()},
    "ck_answers_asked_for_needed": ("asked_for", Problem.missing),
    "ck_answers_expected_on_needed": ("expected_on", Problem.missing),
    "ck_answers_promise_has_a_day": ("expected_on", Problem.missing),
    "ck_answers_reason_tells_which": ("reason_detail", Problem.missing),
    "ck_answers_reason_tells_when": ("reason_on", Problem.missing),
    "ck_answers_passed_on_to_whom": ("reason", Problem.other_reason),
    "hand_uq_answers_explanation": ("explanation", Problem.used_before),
}
TWICE = frozenset({"uq_answers_case_id_form_key", "uq_answers_case_id_number", "uq_answers_current"})


def answer_problems(session: Session, case: Case, facts: AnswerFacts) -> dict[str, list[object]]:
    """Everything that keeps the answer from being stored: form field -> words. Empty where it is whole."""
    missing = rules.missing_parts(facts, today(), _known(session, case, facts))
    problems: dict[str, list[object]] = {
        field: [problem_text(field, problem, facts.outcome, facts.reason)] for field, problem in missing
    }
    return problems | text_problems(facts)


def text_problems(facts: AnswerFacts) -> dict[str, list[object]]:
    """What must not even be kept in a draft: form field -> words."""
    found = {field: _text_problem(field, getattr(facts, field)) for field in PUBLIC_TEXTS}
    return {field: [text] for field, text in found.items() if text is not None}


def _known(session: Session, case: Case, facts: AnswerFacts) -> Known:
    return Known(
        used_before=used_in_another_case(session, case.id, facts.explanation),
        unchanged_phrase=holds_phrase(session, case.unit_id, facts.explanation),
        due_on=case.answer_due_on,
    )


def _text_problem(field: str, value: str) -> LazyText | None:
    cpr = find_cpr(value)
    if cpr:
        return lazy_gettext("Der står et CPR-nummer: %(number)s. Slet det. Alle kan læse svaret.", number=cpr[0].text)
    if len(value) > LONGEST[field]:
        return lazy_gettext(
            "Skriv højst %(high)d tegn. Du har skrevet %(length)d.", high=LONGEST[field], length=len(value)
        )
    return None


def refusal(error: IntegrityError, facts: AnswerFacts) -> Exception:
    """The database's no, in words beside the field; its no to a second answer at the same time is a conflict."""
    name = violated_constraint(error, Base.metadata) or ""
    if name in TWICE:
        return Conflict()
    if name not in CONSTRAINTS:
        return error
    field, problem = CONSTRAINTS[name]
    return RuleBroken({field: [problem_text(field, problem, facts.outcome, facts.reason)]})
