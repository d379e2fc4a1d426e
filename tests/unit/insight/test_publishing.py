"""No small number is shown, and none follows from what is shown."""

from collections.abc import Hashable
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from youthvoice.insight.rules import COUNTS, FEW, FEWEST, PARTS, Base, Group, Tally, published, to_hide
from youthvoice.insight.rules.measures import Measure, kind_of

# A unit's cases, each with the persons behind it; few of both, so that small numbers are many.
CASES = st.lists(st.frozensets(st.integers(0, 30), min_size=1, max_size=2), max_size=9)
UNITS = st.dictionaries(st.integers(1, 8), CASES, min_size=1, max_size=7)


def group_of(cases: list[frozenset[int]]) -> Group:
    group = Group()
    for persons in cases:
        group.add(persons)
    return group


def sizes(units: dict[int, list[frozenset[int]]]) -> tuple[dict[int, Group], Group]:
    return {unit: group_of(cases) for unit, cases in units.items()}, group_of(list(chain(*units.values())))


@given(UNITS)
def test_a_small_number_is_never_shown(units: dict[int, list[frozenset[int]]]) -> None:
    groups, whole = sizes(units)
    hidden, hides_whole = to_hide(groups, whole)
    for unit, cases in units.items():
        if cases and (len(cases) < FEWEST or len(set().union(*cases)) < FEWEST):
            assert unit in hidden
        if not cases:
            assert unit not in hidden
    everybody: set[Hashable] = set().union(*chain(*units.values()))
    if any(units.values()) and len(everybody) < FEWEST:
        assert hides_whole


@given(UNITS)
def test_a_hidden_number_cannot_be_found_by_subtraction(units: dict[int, list[frozenset[int]]]) -> None:
    groups, whole = sizes(units)
    hidden, hides_whole = to_hide(groups, whole)
    if hides_whole or not hidden:
        return
    # What anyone can find: all together, less those that are shown.
    left = whole.count - sum(group.count for unit, group in groups.items() if unit not in hidden)
    assert left == sum(groups[unit].count for unit in hidden)
    assert left >= FEWEST
    # A hidden unit has at least one, and so has each of the others: more than one number fits every one of them.
    most = left - (len(hidden) - 1)
    assert len(hidden) > 1
    assert most > 1
    people = set().union(*(persons for unit in hidden for persons in units[unit]))
    assert len(people) >= FEWEST


@given(UNITS)
def test_no_more_is_hidden_than_it_takes(units: dict[int, list[frozenset[int]]]) -> None:
    groups, whole = sizes(units)
    hidden, hides_whole = to_hide(groups, whole)
    few = {unit for unit, group in groups.items() if group.is_few}
    if not few:
        assert not hidden
    assert len(hidden - few) <= max(2, FEWEST)
    if not any(group.count for group in groups.values()):
        assert not hides_whole


def test_one_small_unit_takes_the_next_smallest_with_it() -> None:
    units = {n: [frozenset({100 * n + k}) for k in range(size)] for n, size in enumerate((3, 20, 7, 0, 9), 1)}
    groups, whole = sizes(units)
    assert to_hide(groups, whole) == (frozenset({1, 3}), False)


def test_everything_that_rests_on_a_hidden_group_is_kept_back() -> None:
    small, large, nothing = Tally(), Tally(), Tally()
    for n in range(3):
        small.groups[Base.answered].add([n])
        small.days[n] += 1
    for n in range(20):
        large.groups[Base.answered].add([100 + n])
        large.days[n] += 1
    whole = Tally()
    for n in range(23):
        whole.groups[Base.answered].add([n])
    whole.days = small.days + large.days
    shown = published({1: small, 2: large, 3: nothing, None: whole})
    of_answers = {"answered", "median_days", *(measure.value for measure in PARTS[Base.answered])}
    assert {name for name, figure in shown[1].items() if figure == FEW} == of_answers
    # The only other one that could give it away.
    assert {name for name, figure in shown[2].items() if figure == FEW} == of_answers
    assert FEW not in shown[3].values()
    assert (shown[3]["answered"], shown[3]["median_days"], shown[3]["yes"]) == (0, None, None)
    assert shown[None]["answered"] == 23


def test_every_measure_is_published_once() -> None:
    shown = published({1: Tally(), None: Tally()})
    assert set(shown[1]) == {measure.value for measure in Measure}
    assert {kind_of(measure).value for measure in COUNTS} == {"amount"}
