"""Shares in whole percent, and figures as exact as they are read."""

from collections.abc import Sequence
from fractions import Fraction

from youthvoice.core.charts.model import Missing, Unit, Value


def percentages(counts: Sequence[int | float]) -> tuple[int, ...]:
    """Each count's share of them all in whole percent; together they make 100 (all 0 where nothing was counted).

    What is left after rounding down goes to the largest remainders, the first of equals first (Hamilton's method).
    """
    # Exact: equal rests must be equal, whatever their numbers are.
    parts = [Fraction(count) for count in counts]
    whole = sum(parts)
    if not whole:
        return tuple(0 for _ in counts)
    exact = [100 * part / whole for part in parts]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda n: shares[n] - exact[n])
    for n in by_remainder[: 100 - sum(shares)]:
        shares[n] += 1
    return tuple(shares)


def rounded(value: int | float, unit: Unit) -> int | float:
    """A figure as it is written: days with one decimal, whole percent, counts as they are.

    What is not nothing never becomes 0 %, and what is not all never becomes 100 %.
    """
    if unit is Unit.PERCENT:
        return value if value in (0, 100) else min(max(round(value), 1), 99)
    shown = round(value, 1)
    return int(shown) if shown == int(shown) else shown


def summed(values: Sequence[Value]) -> Value:
    """The sum, or why there is none."""
    figures_of = [value for value in values if value is not None and not isinstance(value, Missing)]
    if len(figures_of) < len(values):
        return Missing.TOO_FEW if Missing.TOO_FEW in values else Missing.NO_DATA
    return sum(figures_of)
