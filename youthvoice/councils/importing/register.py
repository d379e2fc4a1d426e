"""What a file says, gathered: schools, classes and people, each once, with the line that told of them first."""

from dataclasses import dataclass, field

from youthvoice.councils.importing.columns import SchoolRole, key_of

ClassKey = tuple[str, str]
"""(school, class), as ``key_of`` writes them: «7.B» and «7b» are one class."""


@dataclass(slots=True)
class FileSchool:
    """A school of the file."""

    name: str
    line: int


@dataclass(slots=True)
class FileClass:
    """A class of the file; ``grade`` None where neither the column nor the name tells it."""

    school: str
    name: str
    grade: int | None
    line: int
    by_uniid: bool = False
    by_email: bool = False
    """Whether its pupils are known by that: only they can be missed, when they stand in the file no more."""


@dataclass(slots=True)
class FilePerson:
    """Somebody of the file. ``classes`` is the one class of a pupil, and those in which an adult helps."""

    line: int
    role: SchoolRole
    name: str
    """An adult's own; what a pupil wants to be called, or empty."""
    title: str
    email: str
    uniid: str
    birth_year: int | None
    school: str = ""
    id: int | None = None
    """The account, where there is one; None until it is looked up, and for whoever is new."""
    classes: list[ClassKey] = field(default_factory=list)
    councils: list[str] = field(default_factory=list)
    """The schools whose elevråd an adult helps."""

    @property
    def is_pupil(self) -> bool:
        """Not an adult."""
        return self.role is SchoolRole.pupil


@dataclass
class Register:
    """Everything of one file."""

    schools: dict[str, FileSchool] = field(default_factory=dict)
    classes: dict[ClassKey, FileClass] = field(default_factory=dict)
    people: list[FilePerson] = field(default_factory=list)
    too_young: list[FilePerson] = field(default_factory=list)
    """Pupils who get no account yet; their class is made all the same."""
    _by_uniid: dict[str, FilePerson] = field(default_factory=dict)
    _by_email: dict[str, FilePerson] = field(default_factory=dict)

    def school(self, name: str, line: int) -> str:
        """The key of a school, which is added where it is new."""
        key = key_of(name)
        self.schools.setdefault(key, FileSchool(name, line))
        return key

    def school_class(self, school: str, name: str, grade: int | None, line: int) -> ClassKey:
        """The key of a class, which is added where it is new."""
        key = (school, key_of(name))
        found = self.classes.setdefault(key, FileClass(school, name, grade, line))
        if found.grade is None:
            found.grade = grade
        return key

    def known(self, uniid: str, email: str) -> list[FilePerson]:
        """Those of earlier lines who have that UniID or that address: none, one, or two different ones."""
        found = [one for one in (self._by_uniid.get(uniid), self._by_email.get(email)) if one is not None]
        return found[:1] if len(found) == 2 and found[0] is found[1] else found

    def add(self, person: FilePerson) -> None:
        """Add somebody who is not known."""
        self.people.append(person)
        self.remember(person)

    def remember(self, person: FilePerson) -> None:
        """Know somebody by what they have now."""
        if person.uniid:
            self._by_uniid[person.uniid] = person
        if person.email:
            self._by_email[person.email] = person
        if person.is_pupil:
            for key in person.classes:
                self.classes[key].by_uniid |= bool(person.uniid)
                self.classes[key].by_email |= bool(person.email)
