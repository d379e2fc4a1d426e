"""What the words of an application must be before anybody else reads them, and the alarm where they sound like a crisis."""

from collections.abc import Container, Mapping, Sequence

from flask_babel import gettext

from youthvoice.accounts.rules import is_email, normalise_email
from youthvoice.core.i18n import format_number, locale_code
from youthvoice.core.money import write_money
from youthvoice.core.textcheck import find_cpr, find_phone_numbers
from youthvoice.grants.labels.breaches import told_breach
from youthvoice.grants.models import Application, BudgetLine, Pool
from youthvoice.grants.rules.applications import Breach
from youthvoice.grants.rules.parts import (
    DAYS,
    INSIDE,
    PART_OF,
    PRIVATE,
    TEXTS,
    is_half,
    read_lines,
)
from youthvoice.moderation.crisis import needs_help
from youthvoice.proposals.commands.checks import cpr_text

Problems = dict[str, list[object]]


def half_problems(parts: Mapping[str, str]) -> Problems:
    """What cannot be read as what it should be, by part."""
    return {name: [_half_text(name, text)] for name, text in parts.items() if is_half(name, text)}


def _half_text(name: str, text: str) -> str:
    if name in TEXTS:
        return str(gettext("Skriv højst %(high)d tegn. Du har skrevet %(length)d.", high=TEXTS[name], length=len(text)))
    if name in DAYS:
        return str(gettext("Skriv datoen som 31.12.2027."))
    if name == "lines":
        numbers = [format_number(n) for n, line in enumerate(read_lines(text), 1) if not line.is_whole]
        return str(gettext("Skriv både navn og beløb på linje %(numbers)s.", numbers=", ".join(numbers)))
    if name == "participants":
        return str(gettext("Skriv et helt tal, for eksempel 40."))
    example = write_money(125_050, locale_code())
    return str(gettext("Skriv beløbet i kroner, for eksempel %(example)s.", example=example))


def cpr_problems(parts: Mapping[str, str]) -> Problems:
    """CPR numbers in the words of those parts."""
    found = {name: find_cpr(text) for name, text in public_words(parts).items()}
    return {name: [cpr_text(numbers[0].text)] for name, numbers in found.items() if numbers}


def phone_numbers(parts: Mapping[str, str]) -> list[str]:
    """Telephone numbers in words that will be public, as they are written."""
    return [found.text for text in public_words(parts).values() for found in find_phone_numbers(text)]


def public_words(parts: Mapping[str, str]) -> dict[str, str]:
    """The words of those parts that people will read; of the budget, the names of its rows."""
    words = {name: text for name, text in parts.items() if name in TEXTS and name not in PRIVATE}
    words.pop("video_link", None)
    if parts.get("lines"):
        words["lines"] = "\n".join(line.name for line in read_lines(parts["lines"]))
    return words


def adult_problems(parts: Mapping[str, str], emails: Sequence[str]) -> Problems:
    """An adult's address that nobody can write to, or that is one of the group's own (``emails``)."""
    typed = parts.get("adult_email", "").strip()
    if not typed:
        return {}
    if not is_email(normalise_email(typed)):
        return {"adult_email": [gettext("Det ligner ikke en mailadresse. Skriv den som navn@skole.dk.")]}
    if normalise_email(typed) in emails:
        return {"adult_email": [gettext("Det er jeres egen adresse. Skriv en voksens.")]}
    return {}


def link_problems(parts: Mapping[str, str]) -> Problems:
    """A link that leads nowhere."""
    link = parts.get("video_link", "")
    if not link or (link.startswith(("https://", "http://")) and "." in link and not any(c.isspace() for c in link)):
        return {}
    return {"video_link": [gettext("Kopiér hele linket. Det begynder med https://")]}


def breach_problems(breaches: Sequence[Breach], pool: Pool) -> Problems:
    """What the pool's rules say, by the part where it is told; the first of each part."""
    problems: Problems = {}
    for breach in breaches:
        problems.setdefault(PART_OF[breach], []).append(told_breach(breach, pool.limits, pool.ends_on))
    return problems


def sounds_like_crisis(application: Application, lines: Sequence[BudgetLine] = ()) -> bool:
    """True where a writer may need help now; that never keeps an application from being sent."""
    return needs_help(all_words(application, lines))


def words_for_everybody(application: Application) -> str:
    """What everybody reads of it once it is public, as one text."""
    return all_words(application, but=INSIDE)


def all_words(application: Application, lines: Sequence[BudgetLine] = (), *, but: Container[str] = ()) -> str:
    """Everything that people will read, as one text; without the parts named in ``but``."""
    words = [str(getattr(application, name)) for name in TEXTS if name not in PRIVATE and name not in but]
    return "\n\n".join(text for text in [*words, *(line.name for line in lines)] if text.strip())
