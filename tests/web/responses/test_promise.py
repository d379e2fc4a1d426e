"""The promise: a no cannot be stored without an explanation; database, rule and form each refuse it alone."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from tests.factories.responses import CaseFactory
from tests.web.forms import submit
from tests.web.responses.facts import as_form, asks_for_more, good_explanation, in_progress, whole_no
from youthvoice.core.clock import now, today
from youthvoice.core.db import Base
from youthvoice.core.errors import RuleBroken, violated_constraint
from youthvoice.core.textcheck import fingerprint
from youthvoice.responses import checks, commands
from youthvoice.responses.commands import answers
from youthvoice.responses.models import Answer
from youthvoice.responses.rules import AnswerFacts, Known, Outcome, ReasonCode, missing_parts

COLUMNS = [
    "form_key",
    "case_id",
    "number",
    "outcome",
    "rules_version",
    "reason_code",
    "reason_detail",
    "reason_on",
    "explanation",
    "explanation_key",
    "next_step",
    "asked_for",
    "expected_on",
    "contact_name",
    "contact_title",
    "contact_unit",
    "lix",
    "written_by_id",
    "created_at",
    "replaced_at",
]
INSERT = text(f"INSERT INTO answers ({', '.join(COLUMNS)}) VALUES (:{', :'.join(COLUMNS)})")
REFUSALS = (Outcome.no, Outcome.partly, Outcome.passed_on)
EIGHTY = "Vi siger nej i år, da en bane koster for meget. Spørg mig igen til næste sommer."
SEVENTY_NINE = EIGHTY.replace("mig", "os")


@dataclass(frozen=True)
class Bad:
    """What is wrong, which constraint says so, and the form's field."""

    changes: dict[str, Any]
    constraints: tuple[str, ...]
    field: str


EMPTY = ("ck_answers_explanation_needed", "ck_answers_explanation_has_words")
BAD = {
    "no reason": Bad({"reason": None}, ("ck_answers_reason_needed",), "reason"),
    "79 characters": Bad({"explanation": SEVENTY_NINE}, ("ck_answers_explanation_needed",), "explanation"),
    "no explanation": Bad({"explanation": ""}, EMPTY, "explanation"),
    "blanks": Bad({"explanation": " " * 200}, EMPTY, "explanation"),
    "one long word": Bad({"explanation": "nejnejnejnæ" * 10}, ("ck_answers_explanation_has_words",), "explanation"),
    "lines without words": Bad(
        {"explanation": "." + "\n" * 90 + "."}, ("ck_answers_explanation_has_words",), "explanation"
    ),
    "bla bla": Bad({"explanation": "bla bla " * 20}, ("ck_answers_explanation_not_filler",), "explanation"),
    "aaaa": Bad({"explanation": "aaaaaa " * 20}, ("ck_answers_explanation_not_filler",), "explanation"),
    "one sentence over and over": Bad(
        {"explanation": "nej tak " * 20}, ("ck_answers_explanation_not_filler",), "explanation"
    ),
    "lorem ipsum": Bad(
        {
            "explanation": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt "
            "ut labore et dolore magna aliqua."
        },
        ("ck_answers_explanation_not_filler",),
        "explanation",
    ),
    "no next step": Bad({"next_step": ""}, ("ck_answers_next_step_needed",), "next_step"),
    "blank next step": Bad({"next_step": "            "}, ("ck_answers_next_step_needed",), "next_step"),
    "no-break spaces": Bad({"explanation": "\xa0 " * 100}, ("ck_answers_explanation_has_words",), "explanation"),
    "zero width": Bad(
        {"explanation": "\u200b\u2060 \u200c\ufeff\t " * 40}, ("ck_answers_explanation_has_words",), "explanation"
    ),
    "a next step of tabs": Bad({"next_step": "\t" * 20}, ("ck_answers_next_step_needed",), "next_step"),
    "a next step of no width": Bad({"next_step": "\u200b\xa0" * 20}, ("ck_answers_next_step_needed",), "next_step"),
    "a name of no-break spaces": Bad({"contact_name": "\xa0\xa0\xa0"}, ("ck_answers_contact_needed",), "contact_name"),
    "a title of no width": Bad(
        {"contact_title": "\u200b\u2060\u3000"}, ("ck_answers_contact_needed",), "contact_title"
    ),
    "no name": Bad({"contact_name": " "}, ("ck_answers_contact_needed",), "contact_name"),
    "no title": Bad({"contact_title": ""}, ("ck_answers_contact_needed",), "contact_title"),
    "no unit": Bad({"contact_unit": ""}, ("ck_answers_contact_needed",), "contact_unit"),
}
CASES = [
    pytest.param(replace(whole_no(outcome=outcome), **bad.changes), bad, id=f"{outcome}-{name}")
    for outcome in REFUSALS
    for name, bad in BAD.items()
]
CASES += [
    pytest.param(
        replace(asks_for_more(), asked_for="    "),
        Bad({}, ("ck_answers_asked_for_needed",), "asked_for"),
        id="asks nothing",
    ),
    pytest.param(
        replace(asks_for_more(), asked_for="\xa0\u200b\t\n" * 10),
        Bad({}, ("ck_answers_asked_for_needed",), "asked_for"),
        id="asks what nobody can see",
    ),
    pytest.param(
        replace(in_progress(), expected_on=None),
        Bad({}, ("ck_answers_expected_on_needed",), "expected_on"),
        id="no date",
    ),
]
CASES += [
    pytest.param(
        whole_no(reason=ReasonCode.law_or_rules, reason_detail=" \u200b ", reason_on=None),
        Bad({}, ("ck_answers_reason_tells_which",), "reason_detail"),
        id="which rule",
    ),
    pytest.param(
        whole_no(reason_detail=""), Bad({}, ("ck_answers_reason_tells_which",), "reason_detail"), id="what it costs"
    ),
    pytest.param(
        whole_no(reason_on=None), Bad({}, ("ck_answers_reason_tells_when",), "reason_on"), id="asked for again when"
    ),
    pytest.param(
        whole_no(reason=ReasonCode.not_our_decision, reason_detail="Movia", reason_on=None),
        Bad({}, ("ck_answers_reason_tells_when",), "reason_on"),
        id="sent on when",
    ),
    pytest.param(
        whole_no(outcome=Outcome.passed_on, reason=ReasonCode.safety, reason_detail="", reason_on=None),
        Bad({}, ("ck_answers_passed_on_to_whom",), "reason"),
        id="passed on to nobody",
    ),
    *(
        pytest.param(
            whole_no(outcome=outcome, expected_on=None),
            Bad({}, ("ck_answers_promise_has_a_day",), "expected_on"),
            id=f"{outcome} some day",
        )
        for outcome in (Outcome.partly, Outcome.passed_on)
    ),
    pytest.param(
        whole_no(outcome=Outcome.yes, reason=None, expected_on=None),
        Bad({}, ("ck_answers_promise_has_a_day",), "expected_on"),
        id="yes some day",
    ),
]
GOOD = [
    *(pytest.param(whole_no(outcome=outcome), id=outcome) for outcome in REFUSALS),
    pytest.param(whole_no(outcome=Outcome.yes, reason=None), id="yes"),
    pytest.param(asks_for_more(), id="needs_more"),
    pytest.param(in_progress(), id="in_progress"),
    pytest.param(whole_no(explanation=EIGHTY), id="80 characters"),
]


def insert_raw(session: Session, case: Any, official: Any, facts: AnswerFacts, **changes: Any) -> None:
    """Write the row behind the product's back, as somebody with a database console would."""
    names = ("reason_detail", "explanation", "next_step", "asked_for", "contact_name", "contact_title", "contact_unit")
    values = {
        **{name: getattr(facts, name) for name in names},
        "outcome": str(facts.outcome),
        "rules_version": 2,
        "reason_on": facts.reason_on and facts.reason_on.isoformat(),
        "lix": 20,
        "reason_code": facts.reason and str(facts.reason),
        "expected_on": facts.expected_on and facts.expected_on.isoformat(),
        "form_key": f"{case.id:032x}",
        "case_id": case.id,
        "number": 1,
        "explanation_key": fingerprint(facts.explanation),
        "written_by_id": official.id,
        "created_at": now().isoformat(),
        "replaced_at": None,
        **changes,
    }
    with session.begin_nested():
        session.connection().execute(INSERT, values)


def refusal_of(session: Session, *args: Any, **changes: Any) -> str | None:
    """The name of the constraint that refuses the raw row."""
    with pytest.raises(IntegrityError) as refused:
        insert_raw(session, *args, **changes)
    return violated_constraint(refused.value, Base.metadata)


def count(session: Session) -> int:
    return session.scalar(select(func.count(Answer.id))) or 0


@pytest.mark.parametrize("facts", GOOD)
def test_the_database_takes_a_whole_answer(session: Session, case: Any, official: Any, facts: AnswerFacts) -> None:
    insert_raw(session, case, official, facts)
    assert count(session) == 1


def test_nobody_answers_under_the_rules_of_before(session: Session, case: Any, official: Any) -> None:
    with pytest.raises(DBAPIError, match="under the rules of today"):
        insert_raw(session, case, official, whole_no(reason_detail=""), rules_version=1)
    assert count(session) == 0


@pytest.mark.parametrize("facts", GOOD)
def test_the_rule_and_the_command_take_a_whole_answer(
    session: Session, case: Any, official: Any, facts: AnswerFacts
) -> None:
    assert missing_parts(facts, today(), Known()) == []
    answer = commands.give_answer(session, case, official, facts, "0" * 32)
    assert (answer.number, answer.outcome, answer.explanation) == (1, facts.outcome, facts.explanation)


@pytest.mark.parametrize(("facts", "bad"), CASES)
def test_the_database_alone_refuses(session: Session, case: Any, official: Any, facts: AnswerFacts, bad: Bad) -> None:
    assert refusal_of(session, case, official, facts) in bad.constraints
    assert count(session) == 0


@pytest.mark.parametrize(("facts", "bad"), CASES)
def test_the_rule_alone_refuses(facts: AnswerFacts, bad: Bad) -> None:
    assert [field for field, _ in missing_parts(facts, today(), Known())] == [bad.field]


# Who sends something on is not asked for the reason: the form knows it.
IN_THE_FORM = [one for one in CASES if one.id != f"{Outcome.passed_on}-no reason"]


@pytest.mark.parametrize(("facts", "bad"), IN_THE_FORM)
def test_the_form_says_so_beside_the_field(
    session: Session, sign_in: Any, case: Any, official: Any, facts: AnswerFacts, bad: Bad
) -> None:
    page = submit(sign_in(official), f"/svar/{case.id}", as_form(facts))
    assert page.status_code == 422
    assert f'id="{bad.field}-error"' in page.text
    assert f'href="#{bad.field}' in page.text
    assert count(session) == 0


@pytest.mark.parametrize(("facts", "bad"), CASES)
def test_the_databases_no_becomes_words_beside_a_field(
    session: Session, case: Any, official: Any, facts: AnswerFacts, bad: Bad, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the rule forgotten one day, the form would still say what is wrong."""
    monkeypatch.setattr(answers, "answer_problems", lambda *_args: {})
    with pytest.raises(RuleBroken) as refused:
        commands.give_answer(session, case, official, facts, "1" * 32)
    (field,) = refused.value.problems
    assert field == ("contact_name" if bad.field.startswith("contact") else bad.field)
    assert str(refused.value.problems[field][0])
    assert count(session) == 0
    session.refresh(case)
    assert case.answered_at is None


def test_the_limit_is_where_it_is_said_to_be() -> None:
    assert (len(EIGHTY), len(SEVENTY_NINE)) == (80, 79)


def test_every_constraint_of_the_table_has_its_words() -> None:
    table = Base.metadata.tables["answers"]
    checked = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
    promised = checked - {"ck_answers_answer_outcome", "ck_answers_answer_reason_code"}
    assert promised
    assert promised | {"hand_uq_answers_explanation"} == set(checks.CONSTRAINTS)


@pytest.mark.parametrize("outcome", REFUSALS)
def test_the_database_refuses_a_text_somebody_else_has_had(
    session: Session, case: Any, official: Any, outcome: Outcome
) -> None:
    facts = whole_no(outcome=outcome)
    insert_raw(session, case, official, facts)
    other = CaseFactory(unit=official.unit)
    for explanation in (facts.explanation, f"  {facts.explanation} ", facts.explanation.replace("Tak", "TAK")):
        assert (
            refusal_of(session, other, official, replace(facts, explanation=explanation))
            == "hand_uq_answers_explanation"
        )
    insert_raw(session, other, official, whole_no(outcome=outcome))


def test_the_command_refuses_a_text_somebody_else_has_had_however_dressed(
    session: Session, case: Any, official: Any
) -> None:
    facts = whole_no()
    commands.give_answer(session, case, official, facts, "2" * 32)
    dressed = facts.explanation.upper().replace(" ", "  ").replace(".", " !\n")
    for number, explanation in enumerate((facts.explanation, dressed)):
        other = CaseFactory(unit=official.unit, subject_kind="plain")
        with pytest.raises(RuleBroken) as refused:
            commands.give_answer(session, other, official, replace(facts, explanation=explanation), f"{number:032x}")
        assert "egne ord" in str(refused.value.problems["explanation"][0])


def test_a_text_of_an_answer_long_replaced_is_used_up_too(session: Session, case: Any, official: Any) -> None:
    first = whole_no()
    commands.give_answer(session, case, official, first, "3" * 32)
    commands.give_answer(session, case, official, whole_no(), "4" * 32)
    other = CaseFactory(unit=official.unit, subject_kind="plain")
    with pytest.raises(RuleBroken):
        commands.give_answer(session, other, official, replace(first, next_step="Ring til os på mandag."), "5" * 32)


def test_the_form_tells_kindly_of_a_text_used_before(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    facts = whole_no()
    commands.give_answer(session, case, official, facts, "6" * 32)
    other = CaseFactory(unit=official.unit, subject_kind="plain")
    page = submit(sign_in(official), f"/svar/{other.id}", as_form(facts))
    assert page.status_code == 422
    assert "Hver ung skal have sine egne ord" in page.text


def test_the_same_case_may_keep_its_words(session: Session, case: Any, official: Any) -> None:
    facts = whole_no()
    commands.give_answer(session, case, official, facts, "7" * 32)
    changed = commands.give_answer(
        session, case, official, replace(facts, next_step="Vi ses i stedet den 9. april."), "8" * 32
    )
    assert changed.number == 2


def test_only_one_answer_stands(session: Session, case: Any, official: Any) -> None:
    insert_raw(session, case, official, whole_no())
    again = {"number": 2, "form_key": "9" * 32}
    assert refusal_of(session, case, official, whole_no(), **again) == "uq_answers_current"
    past = (now() - timedelta(days=1)).isoformat()
    assert (
        refusal_of(session, case, official, whole_no(), form_key="9" * 32, replaced_at=past)
        == "uq_answers_case_id_number"
    )
    assert refusal_of(session, case, official, whole_no(), number=2, replaced_at=past) == "uq_answers_case_id_form_key"
    insert_raw(session, case, official, whole_no(explanation=good_explanation()), **again, replaced_at=past)


@pytest.mark.parametrize("outcome", ["maybe", "", "NO"])
def test_the_database_knows_no_other_outcome(session: Session, case: Any, official: Any, outcome: str) -> None:
    assert "outcome" in str(refusal_of(session, case, official, whole_no(), outcome=outcome))
