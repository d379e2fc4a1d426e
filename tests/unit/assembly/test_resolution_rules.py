"""Where a resolution stands, for every state of its case, and how those of a year are counted."""

from datetime import date

import pytest

from tests.factories.resolutions import outcome_of
from youthvoice.assembly.rules.resolutions import Fate, Hands, Progress, fate_of, hands_of, promise_of, tally
from youthvoice.responses.rules import CaseState, Outcome
from youthvoice.responses.rules.follow_up import PromiseState

TODAY, YESTERDAY, TOMORROW = date(2027, 5, 4), date(2027, 5, 3), date(2027, 5, 5)


def progress(state: CaseState | None, due_on: date | None = TOMORROW, outcome: Outcome | None = None) -> Progress:
    """A resolution whose case stands so."""
    return Progress(state, is_closed=False, due_on=due_on, outcome=outcome)


@pytest.mark.parametrize("state", [CaseState.awaiting_receipt, CaseState.awaiting_answer, CaseState.in_progress])
def test_what_is_owed_is_late_from_the_day_after(state: CaseState) -> None:
    found = [fate_of(progress(state, day), TODAY) for day in (TOMORROW, TODAY, YESTERDAY)]
    assert found == [Fate.waiting, Fate.waiting, Fate.overdue]


@pytest.mark.parametrize("outcome", [Outcome.yes, Outcome.partly, Outcome.no])
def test_an_answer_is_told_by_its_outcome(outcome: Outcome) -> None:
    assert fate_of(progress(CaseState.answered, YESTERDAY, outcome), TODAY).value == outcome.value


def test_others_keep_the_municipality_waiting() -> None:
    assert fate_of(progress(CaseState.needs_more, YESTERDAY), TODAY) is Fate.needs_more
    assert fate_of(progress(CaseState.passed_on, YESTERDAY, Outcome.passed_on), TODAY) is Fate.passed_on
    assert fate_of(progress(None, None), TODAY) is Fate.waiting


def test_a_clearer_answer_that_is_owed_waits_anew() -> None:
    assert fate_of(progress(CaseState.awaiting_answer, TOMORROW, Outcome.no), TODAY) is Fate.waiting


def test_what_was_taken_back_is_dropped_unless_it_was_answered() -> None:
    gone = Progress(CaseState.awaiting_answer, is_closed=True, due_on=YESTERDAY, outcome=None)
    answered = Progress(CaseState.answered, is_closed=True, due_on=YESTERDAY, outcome=Outcome.yes)
    assert [fate_of(one, TODAY) for one in (gone, answered)] == [Fate.dropped, Fate.yes]


def test_a_promise_is_late_by_the_calendar() -> None:
    under_way = Progress(CaseState.answered, False, None, Outcome.yes, PromiseState.under_way, YESTERDAY)
    assert promise_of(under_way, TODAY) is PromiseState.late
    assert promise_of(progress(CaseState.answered), TODAY) is None


def test_each_stands_once_in_the_count() -> None:
    kept = Progress(CaseState.answered, False, None, Outcome.yes, PromiseState.kept)
    broken = Progress(CaseState.answered, False, None, Outcome.partly, PromiseState.broken)
    late = progress(CaseState.awaiting_answer, YESTERDAY)
    found = tally([kept, broken, late, progress(CaseState.needs_more)], TODAY)
    assert (found.total, found.answered, found.overdue, found.kept, found.broken) == (4, 2, 1, 1, 1)
    assert sum(found.fates.values()) == 4
    assert tally([], TODAY).total == 0


def test_hands_are_read_from_the_stored_outcome() -> None:
    assert hands_of(outcome_of(12, 3, 2)) == Hands(12, 3, 2)
    assert hands_of(outcome_of(0, 0)) == Hands(0, 0, 0)
    assert hands_of(None) is None
    assert hands_of({"method": "plurality"}) is None
