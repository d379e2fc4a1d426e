"""The rules of drafts: times, looks of colleagues, ages, and the words of the question."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from youthvoice.core.clock import COPENHAGEN
from youthvoice.responses.desk import MOST_WORDS, question_words
from youthvoice.responses.rules import AnswerFacts, Outcome
from youthvoice.responses.rules.drafts import (
    LONGEST_WAIT,
    AgeBand,
    PlanProblem,
    ReviewState,
    age_bands,
    is_blank,
    local_moment,
    plan_problem,
    review_state,
)

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "problem"),
    [
        (None, PlanProblem.missing),
        (NOW - timedelta(days=1), PlanProblem.in_past),
        (NOW, PlanProblem.in_past),
        (NOW + timedelta(seconds=1), None),
        (NOW + LONGEST_WAIT, None),
        (NOW + LONGEST_WAIT + timedelta(seconds=1), PlanProblem.too_far),
    ],
)
def test_when_an_answer_can_be_sent(moment: datetime | None, problem: PlanProblem | None) -> None:
    assert plan_problem(moment, NOW) is problem


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (date(2027, 1, 4), time(8), datetime(2027, 1, 4, 7, tzinfo=UTC)),
        (date(2027, 7, 5), time(8), datetime(2027, 7, 5, 6, tzinfo=UTC)),
        # The night that leaves 02:30 out: half past three on the wall.
        (date(2027, 3, 28), time(2, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        # The night that has 02:30 twice: the first of them.
        (date(2027, 10, 31), time(2, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        (None, time(8), None),
        (date(2027, 1, 4), None, None),
    ],
)
def test_a_danish_clock_tells_one_moment(day: date | None, clock: time | None, utc: datetime | None) -> None:
    assert local_moment(day, clock, COPENHAGEN) == utc


@pytest.mark.parametrize(
    ("is_asked", "is_approved", "verdict", "state"),
    [
        (False, False, None, ReviewState.none),
        (True, False, None, ReviewState.waiting),
        (True, False, False, ReviewState.waiting),
        (True, True, True, ReviewState.approved),
        (False, False, False, ReviewState.returned),
        (False, False, True, ReviewState.outdated),
    ],
)
def test_what_a_colleagues_look_is_worth(
    is_asked: bool, is_approved: bool, verdict: bool | None, state: ReviewState
) -> None:
    assert review_state(is_asked=is_asked, is_approved=is_approved, last_verdict=verdict) is state


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (2015, AgeBand.child),
        (2014, AgeBand.younger),
        (2013, AgeBand.younger),
        (2012, AgeBand.older),
        (2010, AgeBand.older),
        (2009, AgeBand.grown),
        (None, AgeBand.unknown),
    ],
)
def test_an_age_is_told_as_a_band(born: int | None, band: AgeBand) -> None:
    assert age_bands([born], 2027) == [band]


def test_bands_stand_once_each_the_youngest_first() -> None:
    assert age_bands([2010, 2014, 2013, 2011, None], 2027) == [AgeBand.younger, AgeBand.older, AgeBand.unknown]


def test_a_signature_alone_is_no_draft() -> None:
    signed = AnswerFacts(outcome=None, contact_name="Line Holm", contact_title="Konsulent", explanation=" \n")
    assert is_blank(signed)
    for change in ({"explanation": "Hej"}, {"outcome": Outcome.no}, {"expected_on": date(2027, 1, 1)}):
        assert not is_blank(replace(signed, **change))


def test_the_words_of_the_question_are_looked_for_in_the_answer() -> None:
    question = "Vi vil gerne have en skatebane ved stationen, for der er kun baner i Vejle. Skatebanen skal have lys."
    found = {
        word.text: word.is_used for word in question_words(question, "Skatebaner er dyre. Stationens plads er lille.")
    }
    assert found == {"skatebane": True, "stationen": True, "baner": True, "vejle": False}
    assert not any(word.is_used for word in question_words(question, ""))
    assert question_words("", "Skatebaner") == []
    many = " ".join(f"ord{chr(97 + n)}{chr(97 + m)}" for n in range(9) for m in range(9))
    assert len(question_words(many, "")) == MOST_WORDS
