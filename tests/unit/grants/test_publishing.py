"""What is told of counts: no small number, and none that follows from what is told."""

from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.suppressing import FEWEST
from youthvoice.grants.rules.publishing import Counted, told

PAIRS = st.tuples(st.integers(0, 14), st.integers(0, 14))
COUNTS = st.dictionaries(st.sampled_from("abcdefg"), PAIRS, max_size=7).map(
    lambda found: {key: Counted(got + without, got, got * 100_000) for key, (got, without) in found.items()}
)


@given(COUNTS)
def test_no_small_number_is_told(counted: dict[str, Counted]) -> None:
    for key, one in told(counted).items():
        assert one.applications is None or one.applications == counted[key].applications
        assert one.applications == 0 or one.applications is None or one.applications >= FEWEST
        assert one.awards == 0 or one.awards is None or one.awards >= FEWEST
        assert (one.awards is None) == (one.amount is None)
        if one.applications is not None:
            without = counted[key].applications - counted[key].awards
            assert without == 0 or without >= FEWEST


@given(COUNTS)
def test_none_follows_from_the_sum_of_all(counted: dict[str, Counted]) -> None:
    found = told(counted)
    for name in ("applications", "awards"):
        hidden = [key for key, one in found.items() if getattr(one, name) is None]
        if not hidden or len(hidden) == len(counted):
            continue
        left = sum(getattr(counted[key], name) for key in hidden)
        assert len(hidden) > 1
        assert left == 0 or left >= FEWEST


@given(COUNTS)
def test_who_was_refused_is_not_found_by_what_is_public(counted: dict[str, Counted]) -> None:
    """Grants are public one by one, so everybody can take them from the applications that are told."""
    found = told(counted)
    hidden = [key for key, one in found.items() if one.applications is None]
    without = sum(counted[key].applications - counted[key].awards for key in hidden)
    assert len(hidden) in (0, len(counted)) or without == 0 or without >= FEWEST


def test_a_small_topic_takes_the_next_smallest_with_it() -> None:
    counted = {key: Counted(n, n, n * 100) for key, n in {"a": 2, "b": 6, "c": 20}.items()}
    assert {key: one.awards for key, one in told(counted).items()} == {"a": None, "b": None, "c": 20}


def test_with_one_refusal_in_all_only_grants_are_told() -> None:
    counted = {"a": Counted(7, 6, 600), "b": Counted(8, 8, 800)}
    found = told(counted)
    assert {one.applications for one in found.values()} == {None}
    assert {one.awards for one in found.values()} == {6, 8}
