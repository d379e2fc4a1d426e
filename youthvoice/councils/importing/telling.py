"""An import in words, the same on the command line and on the page."""

from flask_babel import gettext, ngettext

from youthvoice.councils.importing.plan import Counts, Summary
from youthvoice.councils.importing.problems import Problem, Problems

MOST_NAMED = 30


def counted(summary: Summary) -> list[str]:
    """What is made, changed and left as it is, one sentence each; what there is none of is left out."""
    n = summary.counts
    return [text for count, text in (*_places(n), *_pupils(n), *_adults(n)) if count]


def _places(n: Counts) -> tuple[tuple[int, str], ...]:
    return (
        (n.new_schools, ngettext("%(num)s ny skole", "%(num)s nye skoler", n.new_schools)),
        (
            n.known_schools,
            ngettext("%(num)s skole er her i forvejen", "%(num)s skoler er her i forvejen", n.known_schools),
        ),
        (n.new_councils, ngettext("%(num)s nyt elevråd", "%(num)s nye elevråd", n.new_councils)),
        (n.new_classes, ngettext("%(num)s ny klasse", "%(num)s nye klasser", n.new_classes)),
        (
            n.known_classes,
            ngettext("%(num)s klasse er her i forvejen", "%(num)s klasser er her i forvejen", n.known_classes),
        ),
    )


def _pupils(n: Counts) -> tuple[tuple[int, str], ...]:
    moved, same = n.moved_pupils, n.same_pupils
    leaving = ngettext(
        "%(num)s elev står ikke i filen mere og går ud af sin klasse",
        "%(num)s elever står ikke i filen mere og går ud af deres klasse",
        n.leaving_pupils,
    )
    young = ngettext(
        "%(num)s elev er for ung til en konto. Klassen kan stadig holde klassemøde",
        "%(num)s elever er for unge til en konto. Klasserne kan stadig holde klassemøde",
        n.too_young,
    )
    return (
        (n.new_pupils, ngettext("%(num)s ny elev", "%(num)s nye elever", n.new_pupils)),
        (moved, ngettext("%(num)s elev kommer i en ny klasse", "%(num)s elever kommer i en ny klasse", moved)),
        (same, ngettext("%(num)s elev bliver i sin klasse", "%(num)s elever bliver i deres klasse", same)),
        (n.leaving_pupils, leaving),
        (n.too_young, young),
    )


def _adults(n: Counts) -> tuple[tuple[int, str], ...]:
    helpers = ngettext(
        "%(num)s plads som tovholder i en klasse eller et elevråd",
        "%(num)s pladser som tovholder i klasser og elevråd",
        n.helpers,
    )
    known = ngettext("%(num)s voksen er her i forvejen", "%(num)s voksne er her i forvejen", n.known_adults)
    return (
        (n.new_adults, ngettext("%(num)s ny voksen", "%(num)s nye voksne", n.new_adults)),
        (n.known_adults, known),
        (n.helpers, helpers),
    )


def named(summary: Summary) -> list[tuple[str, str]]:
    """(what, names) of what is new, and of the classes that somebody leaves; long lists are cut, and say so."""
    leaving = [f"{name} ({count})" for name, count in summary.leaving]
    told = (
        (gettext("Nye skoler"), summary.new_schools),
        (gettext("Nye klasser"), summary.new_classes),
        (gettext("Klasser, som nogen går ud af"), leaving),
    )
    return [(what, _cut(names)) for what, names in told if names]


def _cut(names: list[str]) -> str:
    shown = "; ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return gettext("%(shown)s og %(more)s til", shown=shown, more=more) if more > 0 else shown


def where(problem: Problem) -> str:
    """«Linje 12, E-mail»; empty where it is about the whole file."""
    if not problem.line:
        return ""
    line = gettext("Linje %(line)s", line=problem.line)
    return f"{line}, {problem.column}" if problem.column else line


def headline(problems: Problems) -> str:
    """How many there are, and that nothing was stored."""
    return ngettext(
        "Der er %(num)s fejl i filen. Intet er gemt.", "Der er %(num)s fejl i filen. Intet er gemt.", problems.count
    )
