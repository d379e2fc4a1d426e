"""A proposal's statuses, edits and likeness."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.proposals.rules import (
    COUNCIL_STATUSES,
    FINAL_STATUSES,
    MAX_COAUTHORS,
    MAX_SEARCH_TERMS,
    OPEN_STATUSES,
    PUBLIC_STATUSES,
    SIMILAR_FROM,
    TRANSITIONS,
    ProposalStatus,
    StopState,
    allowed,
    excerpt,
    holder_of,
    keeps_history,
    may_ask_municipality,
    may_edit,
    may_edit_freely,
    may_invite,
    may_withdraw,
    search_terms,
    similarity,
    status_for_outcome,
)
from youthvoice.responses.rules import CaseState, Outcome, outcome_allowed

ANSWERS = "yes partly no passed_on"
POSSIBLE = {
    "draft": "awaiting in_council",
    "in_council": "awaiting council_no withdrawn",
    "council_no": "awaiting in_council withdrawn",
    "awaiting": f"in_progress needs_more {ANSWERS} withdrawn",
    "in_progress": f"in_progress needs_more {ANSWERS} withdrawn",
    "needs_more": f"awaiting in_progress needs_more {ANSWERS} withdrawn",
    "yes": f"awaiting in_progress {ANSWERS} withdrawn",
    "partly": f"awaiting in_progress {ANSWERS} withdrawn",
    "no": f"awaiting in_progress {ANSWERS} withdrawn",
    "passed_on": f"awaiting in_progress needs_more {ANSWERS} withdrawn",
    "withdrawn": "",
}


@pytest.mark.parametrize(("before", "after"), list(product(ProposalStatus, repeat=2)))
def test_every_pair_of_statuses(before: ProposalStatus, after: ProposalStatus) -> None:
    assert allowed(before, after) is (after.value in POSSIBLE[before.value].split())


def test_every_status_is_in_the_table_and_in_its_groups() -> None:
    assert set(TRANSITIONS) == set(ProposalStatus)
    assert OPEN_STATUSES | FINAL_STATUSES | COUNCIL_STATUSES == PUBLIC_STATUSES
    assert not OPEN_STATUSES & FINAL_STATUSES
    assert set(ProposalStatus) - PUBLIC_STATUSES == {ProposalStatus.draft, ProposalStatus.withdrawn}


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_status(outcome: Outcome) -> None:
    assert status_for_outcome(outcome.value).value == outcome.value


def test_an_unknown_outcome_is_an_error() -> None:
    with pytest.raises(ValueError, match="draft"):
        status_for_outcome("draft")


@pytest.mark.parametrize(("outcome", "state"), list(product(Outcome, CaseState)))
def test_what_a_case_allows_its_proposal_allows(outcome: Outcome, state: CaseState) -> None:
    statuses = {
        CaseState.awaiting_receipt: {ProposalStatus.awaiting},
        CaseState.awaiting_answer: {ProposalStatus.awaiting},
        CaseState.in_progress: {ProposalStatus.in_progress},
        CaseState.needs_more: {ProposalStatus.needs_more},
        CaseState.passed_on: {ProposalStatus.passed_on},
        CaseState.answered: FINAL_STATUSES - {ProposalStatus.passed_on},
    }[state]
    for status in statuses:
        assert allowed(status, status_for_outcome(outcome.value)) is outcome_allowed(state, outcome)


@pytest.mark.parametrize(
    ("editable", "withdrawable", "status"),
    [
        (True, False, ProposalStatus.draft),
        (True, True, ProposalStatus.awaiting),
        (True, True, ProposalStatus.in_progress),
        (True, True, ProposalStatus.needs_more),
        (False, True, ProposalStatus.yes),
        (False, True, ProposalStatus.partly),
        (False, True, ProposalStatus.no),
        (False, True, ProposalStatus.passed_on),
        (False, False, ProposalStatus.withdrawn),
    ],
)
def test_edit_and_withdraw(editable: bool, withdrawable: bool, status: ProposalStatus) -> None:
    assert may_edit(status) is editable
    assert may_withdraw(status) is withdrawable


@pytest.mark.parametrize(
    ("kept", "status", "support"),
    [
        (False, ProposalStatus.draft, 0),
        (False, ProposalStatus.draft, 3),
        (False, ProposalStatus.awaiting, 0),
        (True, ProposalStatus.awaiting, 1),
        (True, ProposalStatus.needs_more, 50),
    ],
)
def test_history_is_kept_from_the_first_support(kept: bool, status: ProposalStatus, support: int) -> None:
    assert keeps_history(status, support) is kept
    assert may_edit_freely(support) is (support == 0)


@pytest.mark.parametrize(("room", "count"), [(True, 0), (True, MAX_COAUTHORS - 1), (False, MAX_COAUTHORS)])
def test_there_is_room_for_five_coauthors(room: bool, count: int) -> None:
    assert may_invite(count) is room


@pytest.mark.parametrize(
    ("expected", "text", "limit"),
    [
        ("", "", 10),
        ("Kort", "Kort", 4),
        ("to linjer", " to\n\n linjer ", 140),
        ("En…", "En skatebane", 5),
        ("En skatebane…", "En skatebane til os", 14),
        ("En skatebane…", "En skatebane til os", 13),
        ("En…", "En skatebane til os", 12),
        ("Skate…", "Skatebanebanebane", 6),
        ("Ja…", "Ja, nu skal vi", 6),
    ],
)
def test_excerpt(expected: str, text: str, limit: int) -> None:
    assert excerpt(text, limit) == expected


def test_an_excerpt_needs_room() -> None:
    with pytest.raises(ValueError, match="limit"):
        excerpt("tekst", 1)


@given(st.text(max_size=400), st.integers(2, 200))
def test_an_excerpt_fits_and_begins_the_text(text: str, limit: int) -> None:
    found = excerpt(text, limit)
    assert len(found) <= limit
    assert " ".join(text.split()).startswith(found.removesuffix("…"))


@pytest.mark.parametrize(
    ("alike", "one", "other"),
    [
        (True, "En skatebane midt i byen", "Skatebane i byen"),
        (True, "Rene toiletter, der kan låses", "Vi vil have rene toiletter på skolen"),
        (True, "Natbus fra Lyngby Station", "En bus om natten fra Lyngby"),
        (True, "Åbne haller for alle", "Åben hal for alle unge"),
        (True, "Lys på stien", "LYS PÅ STIEN!"),
        (False, "Åbne haller for alle", "Grønnere mad i kantinen"),
        (False, "Gratis bind på skolen", "Klare regler for AI i opgaver"),
        (False, "Vi vil have det", "Vi vil have det"),
    ],
)
def test_similarity(alike: bool, one: str, other: str) -> None:
    assert (similarity(one, other) >= SIMILAR_FROM) is alike


def test_the_same_words_are_wholly_similar() -> None:
    assert similarity("Bane i byen", "byen, bane") == 1.0


@given(st.text(max_size=80), st.text(max_size=80))
def test_similarity_is_a_share_and_has_no_direction(one: str, other: str) -> None:
    assert 0.0 <= similarity(one, other) == similarity(other, one) <= 1.0


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        ([], ""),
        ([], "Vi vil have det til os"),
        (["skatebane", "byen"], "En skatebane i byen, og skatebanen til 2027"),
        (["natbus", "fest"], "Natbus efter fest"),
    ],
)
def test_search_terms(terms: list[str], text: str) -> None:
    assert search_terms(text) == terms


@given(st.text(max_size=300))
def test_search_terms_are_few_and_longest_first(text: str) -> None:
    lengths = [len(term) for term in search_terms(text)]
    assert len(lengths) <= MAX_SEARCH_TERMS
    assert lengths == sorted(lengths, reverse=True)


YES, NO, LATER = DecisionOutcome.adopted, DecisionOutcome.rejected, DecisionOutcome.postponed


@pytest.mark.parametrize(
    ("stops", "holder"),
    [
        ([], None),
        ([(1, None, False)], 1),
        ([(1, LATER, False)], 1),
        ([(1, NO, False)], None),
        ([(1, YES, False)], 1),
        ([(1, YES, True), (2, None, False)], 2),
        ([(1, YES, True), (2, NO, False)], None),
        ([(1, NO, False), (2, None, False)], 2),
        ([(1, None, False), (2, None, False)], 1),
        ([(1, None, False), (2, YES, False)], 2),
        ([(1, YES, False), (2, YES, False)], 2),
        ([(1, YES, False), (2, NO, False)], 1),
    ],
)
def test_whoever_has_the_next_move_holds_it(
    stops: list[tuple[int, DecisionOutcome | None, bool]], holder: int | None
) -> None:
    assert holder_of(StopState(*stop) for stop in stops) == holder


def test_what_left_the_agenda_is_held_by_nobody() -> None:
    assert holder_of([StopState(1, None, is_carried=False, is_gone=True)]) is None


def test_the_municipality_is_asked_past_councils_alone() -> None:
    assert {status for status in ProposalStatus if may_ask_municipality(status)} == COUNCIL_STATUSES
