"""The words and shapes that tell how a case stands, and the panel that shows an answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import render_template_string
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory
from tests.factories.responses import AnswerFactory, CaseFactory
from tests.web.responses.facts import asks_for_more
from youthvoice.core.clock import now
from youthvoice.responses.labels import (
    OUTCOME_HEADLINES,
    OUTCOME_HINTS,
    OUTCOME_KINDS,
    OUTCOME_LABELS,
    PROBLEM_TEXTS,
    REASON_LABELS,
    STATE_KINDS,
    STATE_LABELS,
)
from youthvoice.responses.models import Answer
from youthvoice.responses.presenting import answer_view, due_badge, due_line, preview, readability_view
from youthvoice.responses.rules import AnswerFacts, CaseState, Outcome, ReasonCode


@pytest.mark.parametrize(
    ("days", "line"),
    [
        (20, "Kommunen skal svare senest 14. marts"),
        (0, "Kommunen skal svare i dag"),
        (-1, "Kommunen er 1 dag forsinket"),
        (-5, "Kommunen er 5 dage forsinket"),
        (330, "Kommunen skal svare senest 18. januar 2028"),
    ],
)
def test_the_line_on_the_card(session: Session, days: int, line: str) -> None:
    day = date(2027, 2, 22)
    assert due_line(day + timedelta(days=days), True, day) == line
    assert due_line(day + timedelta(days=days), False, day) == ""


@pytest.mark.parametrize(
    ("days", "text", "css"),
    [
        (-3, "3 dage forsinket", "due due--late"),
        (-1, "1 dag forsinket", "due due--late"),
        (0, "I dag", "due due--soon"),
        (1, "I morgen", "due due--soon"),
        (3, "Om 3 dage", "due due--soon"),
        (20, "Om 20 dage", "due"),
    ],
)
def test_the_badge_of_the_inbox(session: Session, days: int, text: str, css: str) -> None:
    badge = due_badge(date(2027, 2, 22) + timedelta(days=days), date(2027, 2, 22))
    assert (badge.text, badge.css) == (text, css)
    assert badge.icon


def test_every_value_has_its_words_and_shape(session: Session) -> None:
    for words in (OUTCOME_LABELS, OUTCOME_HEADLINES, OUTCOME_HINTS, OUTCOME_KINDS):
        assert set(words) == set(Outcome)
    assert set(REASON_LABELS) == set(ReasonCode)
    assert set(STATE_LABELS) == set(STATE_KINDS) == set(CaseState)
    assert all(str(text) for text in PROBLEM_TEXTS.values())
    assert len(set(OUTCOME_KINDS.values())) == len(Outcome)


PANEL = "{% from 'responses/_answer.html' import answer_panel %}{{ answer_panel(answer, older) }}"


def test_the_panel_shows_the_whole_answer_and_the_earlier_ones(session: Session) -> None:
    case = CaseFactory(subject_kind="plain")
    first = AnswerFactory(case=case, replaced_at=now(), next_step="Det gamle <b>skridt</b>.")
    second = AnswerFactory(case=case, number=2, outcome=Outcome.partly, created_at=datetime(2027, 3, 4, 9, tzinfo=UTC))
    text = render_template_string(PANEL, answer=second, older=[first])
    for words in (
        "tint-partly",
        "#status-partly",
        "Kommunen siger delvist ja",
        "Svar fra Line Holm",
        "Ungekonsulent, Center for",
        "Vigtigste grund: Pengene",
        "Ændret 4. marts 2027",
        "Svaret er ændret 1 gang",
        "Det gamle &lt;b&gt;skridt",
        ">LH<",
    ):
        assert words in text, words


def test_the_panel_of_a_promise_and_of_a_question(session: Session) -> None:
    case = CaseFactory(subject_kind="plain")
    promise = Answer(
        case_id=case.id,
        number=1,
        outcome=Outcome.in_progress,
        explanation="",
        next_step="",
        asked_for="",
        contact_name="",
        contact_title="",
        contact_unit="",
        expected_on=date(2027, 5, 3),
        written_by=OfficialFactory(display_name="Bo"),
        created_at=now(),
    )
    assert "Svaret kommer senest 3. maj 2027" in render_template_string(PANEL, answer=promise, older=[])
    shown = preview(asks_for_more())
    assert shown is not None
    assert "Det vil kommunen gerne vide" in render_template_string(PANEL, answer=shown, older=[])
    assert preview(AnswerFacts(outcome=None)) is None


@pytest.mark.parametrize(
    ("name", "initials"), [("Line Holm", "LH"), ("Bo", "B"), ("", ""), ("Anne-Mette von Å. Dahl", "AD"), ("1 2", "")]
)
def test_initials(session: Session, name: str, initials: str) -> None:
    shown = answer_view(
        AnswerFactory(case=CaseFactory(subject_kind="plain"), contact_name=name or "Xx", written_by=OfficialFactory())
    )
    assert type(shown)(**{**shown.__dict__, "person_name": name}).initials == initials


def test_reading_ease_of_the_answers_that_set_the_tone(session: Session) -> None:
    shown = readability_view(
        "Tak for jeres gode forslag. Vi siger nej i år. En bane koster ca. 1,2 mio. kr., og de penge er ikke i "
        "budgettet. "
        "Vi synes stadig, at byen mangler et sted til jer. Kom til vores møde den 4. marts, så tager vi banen med, når "
        "vi laver næste budget."
    )
    assert shown is not None
    assert shown.lix < 25
    assert shown.kind == "yes"
    assert "budgettet" in shown.long_words
