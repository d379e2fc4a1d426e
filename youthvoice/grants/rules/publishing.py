"""What is told of the counts of a pool: nothing that rests on fewer than five applications, and nothing such a number follows from.

Who was granted something is public, one by one; who applied and got nothing is not. So the number of applications is told
only where those without a grant are no small number either.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from youthvoice.core.suppressing import Group, to_hide


@dataclass(frozen=True, slots=True)
class Counted:
    """Applications that were sent, how many of them were granted something, and how much (øre)."""

    applications: int
    awards: int
    amount: int


@dataclass(frozen=True, slots=True)
class Told:
    """The same, as it is told; None: kept back."""

    applications: int | None
    awards: int | None
    amount: int | None


def told(counted: Mapping[str, Counted]) -> dict[str, Told]:
    """The counts by one thing (a topic, a school), without those that are kept back.

    Their sums are public. An application stands for the people behind it, of whom there is one at least.
    """
    awards = _hidden({key: one.awards for key, one in counted.items()})
    sent = _hidden({key: one.applications for key, one in counted.items()})
    without = _hidden({key: one.applications - one.awards for key, one in counted.items()})
    return {
        key: Told(
            None if key in sent | without else one.applications,
            None if key in awards else one.awards,
            None if key in awards else one.amount,
        )
        for key, one in counted.items()
    }


def _hidden(counts: Mapping[str, int]) -> frozenset[str]:
    groups = {key: _group(count) for key, count in counts.items()}
    hidden, hides_whole = to_hide(groups, _group(sum(counts.values())))
    # The sum is known anyway: where it gives a hidden number away, nothing is told.
    return frozenset(counts) if hides_whole and hidden else hidden


def _group(count: int) -> Group:
    return Group(count, set(range(count)))
