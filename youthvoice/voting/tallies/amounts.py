"""Exact amounts of votes and of money, and their text."""

from fractions import Fraction


def write_amount(amount: Fraction | int) -> str:
    """As text that ``Fraction(text)`` reads back exactly: ``650.91342`` where decimals can say it, else ``7200/43``."""
    amount = Fraction(amount)
    places = _places(amount.denominator)
    if places is None:
        return f"{amount.numerator}/{amount.denominator}"
    digits = str(abs(amount.numerator) * 10**places // amount.denominator).rjust(places + 1, "0")
    sign = "-" if amount < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _places(denominator: int) -> int | None:
    """How many decimals say a fraction with that denominator exactly, or None."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None
