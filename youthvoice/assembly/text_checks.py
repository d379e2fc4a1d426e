"""What a text that everybody reads must be: long enough, not too long, and without a CPR number."""

from collections.abc import Mapping

from flask_babel import gettext

from youthvoice.core.textcheck import find_cpr


def length_problem(text: str, low: int, high: int) -> str | None:
    """What is said of a text that is too short or too long; None where it is neither."""
    length = len(text.strip())
    if length < low:
        return str(gettext("Skriv mindst %(low)d tegn. Du har skrevet %(length)d.", low=low, length=length))
    if length > high:
        return str(gettext("Skriv højst %(high)d tegn. Du har skrevet %(length)d.", high=high, length=length))
    return None


def cpr_problems(words: Mapping[str, str]) -> dict[str, list[object]]:
    """By field, what is said of a CPR number."""
    found: dict[str, list[object]] = {}
    for name, text in words.items():
        numbers = find_cpr(text)
        if numbers:
            found[name] = [_cpr_text(numbers[0].text)]
    return found


def _cpr_text(number: str) -> str:
    text = gettext(
        "Der står et CPR-nummer: %(number)s. Slet det. Det må aldrig stå på en side, som alle kan læse.", number=number
    )
    return str(text)
