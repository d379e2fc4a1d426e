"""What an import would do to the database as it is: made before anything is stored, and shown by a dry run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TypeVar

from youthvoice.councils.importing.register import ClassKey, FilePerson
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatRole

T = TypeVar("T")
AT_A_TIME = 500
"""Rows asked for, or stored, by one statement."""


@dataclass(slots=True)
class Place:
    """A class or an elevråd: there already (``id``), or to be made. Of its settings what a seat needs."""

    id: int | None
    kind: BodyKind
    name: str
    school: str
    grade: int | None
    line: int
    ages: tuple[int | None, int | None]
    term_months: int
    ends_with_school_year: bool
    member_seats: int | None


@dataclass(slots=True)
class School:
    """A school: there already (``id``), or to be made."""

    id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class NewSeat:
    """Somebody gets a seat."""

    person: FilePerson
    place: Place
    role: SeatRole


@dataclass(frozen=True, slots=True)
class Ending:
    """A seat ends."""

    seat_id: int
    body_id: int
    person_id: int
    role: SeatRole
    in_class: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an import makes, changes and leaves as it is."""

    new_schools: int
    known_schools: int
    new_councils: int
    new_classes: int
    known_classes: int
    new_pupils: int
    moved_pupils: int
    """Known before, and in this class from now on."""
    same_pupils: int
    leaving_pupils: int
    """In a class of the file until now, and in the file no more."""
    too_young: int
    new_adults: int
    known_adults: int
    helpers: int
    """Seats given to adults who help a class or an elevråd."""

    @property
    def changes_nothing(self) -> bool:
        """Everything is there already."""
        made = self.new_schools + self.new_councils + self.new_classes + self.new_pupils + self.new_adults
        return made + self.moved_pupils + self.leaving_pupils + self.helpers == 0


@dataclass(frozen=True)
class Summary:
    """A plan in words: the numbers, and what is new by name."""

    counts: Counts
    new_schools: list[str]
    new_classes: list[str]
    """With their school."""
    leaving: list[tuple[str, int]]
    """Class, and how many leave it."""


@dataclass
class Plan:
    """All of it. ``day`` is the first day of the seats that are given, and of those that are held no more."""

    day: date
    schools: dict[str, School] = field(default_factory=dict)
    councils: dict[str, Place] = field(default_factory=dict)
    """By school."""
    classes: dict[ClassKey, Place] = field(default_factory=dict)
    joint_council_id: int | None = None
    people: list[FilePerson] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    """(person, UniID) for accounts that had none."""
    seats: list[NewSeat] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    changed_schools: list[FilePerson] = field(default_factory=list)
    """Known pupils who are at another school now."""
    moved: int = 0
    leaving: dict[ClassKey, int] = field(default_factory=dict)
    too_young: int = 0

    def places(self) -> Iterator[Place]:
        """Every class and elevråd of the file."""
        yield from self.councils.values()
        yield from self.classes.values()

    def summary(self) -> Summary:
        """What it will do. To be asked for before it is done: then everything is known, and nothing is new."""
        return Summary(
            self._counts(),
            [one.name for one in self.schools.values() if one.id is None],
            [self._told(one) for one in self.classes.values() if one.id is None],
            [(self._told(self.classes[key]), count) for key, count in self.leaving.items()],
        )

    def _told(self, place: Place) -> str:
        return f"{place.name}, {self.schools[place.school].name}"

    def _counts(self) -> Counts:
        classes, pupils = self.classes.values(), [one for one in self.people if one.is_pupil]
        new_pupils = sum(one.id is None for one in pupils)
        adults = len(self.people) - len(pupils)
        new_adults = sum(one.id is None for one in self.people) - new_pupils
        new_schools = sum(one.id is None for one in self.schools.values())
        new_classes = sum(one.id is None for one in classes)
        return Counts(
            new_schools=new_schools,
            known_schools=len(self.schools) - new_schools,
            new_councils=sum(one.id is None for one in self.councils.values()),
            new_classes=new_classes,
            known_classes=len(classes) - new_classes,
            new_pupils=new_pupils,
            moved_pupils=self.moved,
            same_pupils=len(pupils) - new_pupils - self.moved,
            leaving_pupils=sum(self.leaving.values()),
            too_young=self.too_young,
            new_adults=new_adults,
            known_adults=adults - new_adults,
            helpers=sum(one.role is SeatRole.coordinator for one in self.seats),
        )


def batches(rows: Sequence[T]) -> Iterator[list[T]]:
    """The rows, so many at a time."""
    source = iter(rows)
    while batch := list(islice(source, AT_A_TIME)):
        yield batch
