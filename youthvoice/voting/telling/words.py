"""Names, votes and money as they stand in a sentence."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from flask_babel import gettext, ngettext

from youthvoice.core.i18n import format_money, format_number

Names = Mapping[int, str]
"""An option's number on the paper -> what this reader may know it by."""
HUNDREDTHS = 100


def joined(parts: Iterable[str]) -> str:
    """«Ida, Bo og Eva»."""
    listed = list(parts)
    if len(listed) < 2:
        return "".join(listed)
    return gettext("%(first)s og %(last)s", first=", ".join(listed[:-1]), last=listed[-1])


def named(names: Names, options: object) -> str:
    """Several options by name."""
    return joined(names[option] for option in options) if isinstance(options, tuple) else ""


def amount(exact: Fraction) -> str:
    """Votes with at most two decimals, cut; what is more than nothing is never told as nothing. The file has all five."""
    hundredths = int(exact * HUNDREDTHS)
    if exact and not hundredths:
        return gettext("under %(least)s", least=format_number(0.01))
    whole, rest = divmod(hundredths, HUNDREDTHS)
    return format_number(whole if rest == 0 else hundredths / HUNDREDTHS)


def votes(exact: Fraction | int) -> str:
    """«34 stemmer», «1 stemme», «2,5 stemmer»."""
    exact = Fraction(exact)
    return ngettext("%(shown)s stemme", "%(shown)s stemmer", 1 if exact == 1 else 2, shown=amount(exact))


def kroner(exact: Fraction | int) -> str:
    """An amount of kroner, cut to whole øre."""
    return format_money(int(Fraction(exact) * HUNDREDTHS))


def ended(text: str) -> str:
    """A sentence that ends with an amount of kroner has one full stop, not two."""
    return text.replace("kr..", "kr.")
