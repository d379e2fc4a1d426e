"""The parts of an application as texts: nothing that was typed is lost, and two who write at once never overwrite each other."""

from hypothesis import given
from hypothesis import strategies as st

from youthvoice.grants.rules.applications import Breach, LineKind
from youthvoice.grants.rules.parts import (
    HALF,
    PART_OF,
    PARTS,
    STEP_OF,
    STEPS,
    TEXTS,
    TypedLine,
    day_in,
    is_half,
    mark,
    merge,
    number_in,
    read_lines,
    read_marks,
    write_lines,
    write_marks,
)

NAMES = st.sampled_from(sorted(STEP_OF))
WORDS = st.text(max_size=8)
PAGES = st.dictionaries(NAMES, WORDS, max_size=6)
LINES = st.lists(
    st.builds(
        TypedLine,
        st.sampled_from([kind.value for kind in LineKind]),
        st.text(max_size=12),
        st.one_of(st.just(""), st.integers(0, 10**7).map(str), st.text(min_size=1, max_size=8).map(lambda t: HALF + t)),
    ),
    max_size=12,
)


def marks(page: dict[str, str]) -> dict[str, str]:
    return {name: mark(text) for name, text in page.items()}


def test_every_part_has_a_step_and_every_breach_a_part() -> None:
    assert tuple(PARTS) == STEPS
    assert set(PART_OF) == set(Breach)
    assert set(TEXTS) < set(STEP_OF)


@given(LINES)
def test_rows_come_back_as_they_were_typed(lines: list[TypedLine]) -> None:
    assert list(read_lines(write_lines(lines))) == [line for line in lines if not line.is_blank]


@given(LINES)
def test_a_budget_is_half_as_long_as_one_row_is(lines: list[TypedLine]) -> None:
    rows = [line for line in lines if not line.is_blank]
    assert is_half("lines", write_lines(lines)) == any(not line.is_whole for line in rows)


@given(PAGES)
def test_marks_come_back(page: dict[str, str]) -> None:
    assert read_marks(write_marks(page)) == marks(page)


@given(st.text())
def test_any_text_can_stand_for_marks(text: str) -> None:
    assert all(name and found for name, found in read_marks(text).items())


@given(PAGES, PAGES)
def test_whoever_saw_what_stands_writes_it_all(there: dict[str, str], typed: dict[str, str]) -> None:
    page = {name: there.get(name, "") for name in STEP_OF}
    merged = merge(marks(page), typed, there)
    assert not merged.clashes
    assert {**page, **merged.stored} == {**page, **typed}


@given(PAGES, PAGES, PAGES)
def test_two_who_write_lose_nothing(base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]) -> None:
    """Each changed part is stored, stands already, or is told of as a clash; what only the other changed stays."""
    page = {name: base.get(name, "") for name in STEP_OF}
    typed, there = {**page, **mine}, {**page, **theirs}
    merged = merge(marks(page), typed, there)
    after = {**there, **merged.stored}
    for name in STEP_OF:
        if name in merged.clashes:
            assert typed[name] != there[name]
            assert page[name] not in (typed[name], there[name])
            assert after[name] == there[name]
        else:
            assert after[name] == (there[name] if typed[name] == page[name] else typed[name])


@given(PAGES, PAGES)
def test_saving_the_same_words_again_changes_nothing(there: dict[str, str], seen: dict[str, str]) -> None:
    merged = merge(marks(seen), there, there)
    assert (merged.stored, merged.clashes) == ({}, ())


@given(PAGES)
def test_a_page_without_marks_writes_only_where_nothing_stands(there: dict[str, str]) -> None:
    merged = merge({}, dict.fromkeys(STEP_OF, "nyt"), there)
    assert set(merged.stored) == {name for name in STEP_OF if there.get(name, "") == ""}
    assert set(merged.clashes) == {name for name, text in there.items() if text not in ("", "nyt")}


def test_numbers_and_days() -> None:
    assert [number_in(text, 100) for text in ("", "0", "100", "101", "-1", "?12", "١", "9" * 400)] == [
        None,
        0,
        100,
        None,
        None,
        None,
        None,
        None,
    ]
    assert day_in("2027-02-29") is None
    assert str(day_in("2028-02-29")) == "2028-02-29"


def test_what_is_half() -> None:
    assert is_half("begins_on", "?i maj")
    assert not is_half("begins_on", "2027-05-01")
    assert is_half("title", "x" * 81)
    assert not is_half("title", "?" + "x" * 79)
