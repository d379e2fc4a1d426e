"""What a lesson is made of. Texts are written in Danish and translated when they are shown."""

from dataclasses import dataclass, field
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


class Grade(StrEnum):
    """The three parts of a Danish school; the values are the words of an address."""

    youngest = "indskoling"
    middle = "mellemtrin"
    oldest = "udskoling"


GRADE_LABELS: dict[Grade, LazyString] = {
    Grade.youngest: _("Indskoling"),
    Grade.middle: _("Mellemtrin"),
    Grade.oldest: _("Udskoling"),
}


@dataclass(frozen=True)
class Step:
    """A part of the lesson: how long it takes (minutes), what happens, and words that the teacher can say."""

    minutes: int
    title: LazyString
    text: LazyString
    say: LazyString | None = None


@dataclass(frozen=True)
class Link:
    """A page of YouthVoice, named by its endpoint, so that a link can never go stale unseen."""

    endpoint: str
    words: LazyString
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Doing:
    """Something to do in YouthVoice, with the page where it is done if it has an address."""

    text: LazyString
    link: Link | None = None


@dataclass(frozen=True)
class Lesson:
    """A lesson that is ready to be held. ``minutes`` is what the teacher plans with: the steps add up to it."""

    slug: str
    icon: str
    title: LazyString
    goal: LazyString
    grades: tuple[Grade, ...]
    minutes: int
    needs: tuple[LazyString, ...]
    steps: tuple[Step, ...]
    questions: tuple[LazyString, ...]
    here: tuple[Doing, ...]
    not_needed: tuple[LazyString, ...]
    """What no child has to give, here: names, accounts, votes shown to others."""
    terms: tuple[str, ...]
    """Keys of core/terms.py: the words that the class meets."""
