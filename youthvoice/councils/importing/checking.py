"""One line of the file after another, checked by itself and against those before it."""

import re

from flask_babel import gettext

from youthvoice.accounts.commands import ADULT_NAME_MAX, TITLE_MAX
from youthvoice.accounts.labels import DISPLAY_NAME_TEXTS
from youthvoice.accounts.rules import (
    MAX_AGE,
    BirthYearProblem,
    check_birth_year,
    check_display_name,
    is_email,
    normalise_email,
)
from youthvoice.core.sheets.reading import Row
from youthvoice.core.textcheck import find_cpr
from youthvoice.councils.importing.columns import COLUMN_LABELS, ROLES, Column, Header, SchoolRole, key_of
from youthvoice.councils.importing.problems import Problems
from youthvoice.councils.importing.register import ClassKey, FilePerson, Register
from youthvoice.councils.rules.bodies import HIGHEST_GRADE, LOWEST_GRADE, NAME_MAX, NAME_MIN

SCHOOL_MAX = 100
"""«Elevrådet på …» must have room for it."""
UNIID_MAX = 64
_UNIID = re.compile(r"[!-~]+")
_MANGLED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
"""What Excel makes of long numbers."""
_GRADE = re.compile(r"(\d{1,2})(?: ?\. ?| ?)(g\b|hf\b)?", re.IGNORECASE)
UPPER_SECONDARY = 10
"""1.g is the eleventh year of school."""
TITLES = {
    SchoolRole.teacher: "Lærer",
    SchoolRole.contact_teacher: "Kontaktlærer",
    SchoolRole.coordinator: "Tovholder",
}


class Checker:
    """Fills a register with the lines that are in order, and tells what is wrong with the others."""

    def __init__(self, header: Header, register: Register, problems: Problems, year: int) -> None:
        self.header, self.register, self.problems, self.year = header, register, problems, year
        self._row = Row(0, [])
        self._cells: dict[Column, str] = {}

    def check(self, row: Row) -> None:
        """Take one line in. A number that looks like a CPR number is told without being shown, and nothing else is."""
        if self._has_cpr(row):
            return
        self._row = row
        self._cells = {
            column: row.cells[place] for place, column in self.header.places.items() if place < len(row.cells)
        }
        before = self.problems.count
        self._check_shape(row)
        school, role = self._school(), self._role()
        name, grade = self._class_name(role), self._grade()
        year = self._birth_year() if role is SchoolRole.pupil else None
        is_young = year is not None and check_birth_year(year, self.year) is BirthYearProblem.too_young
        person = None if role is None else self._person(role, year, needs_key=not is_young)
        if person is None or self.problems.count > before:
            return
        key = self.register.school(school, row.line)
        place = self.register.school_class(key, name, grade, row.line) if name else None
        if is_young:
            self.register.too_young.append(person)
        else:
            self._take_in(person, key, place)

    def _text(self, column: Column) -> str:
        return self._cells.get(column, "")

    def _wrong(self, column: Column, text: str) -> None:
        self.problems.add(self._row.line, str(COLUMN_LABELS[column]), self._text(column), text)

    def _has_cpr(self, row: Row) -> bool:
        """Whether any cell holds one; also as Excel writes it, without the zero in front."""
        for place, cell in enumerate(row.cells):
            short = f"0{cell}" if len(cell) == 9 and cell.isdecimal() else cell
            if len(cell) > 8 and find_cpr(short):
                column = self.header.places.get(place)
                label = str(COLUMN_LABELS[column]) if column else gettext("Kolonne %(number)d", number=place + 1)
                text = gettext("Her står noget, der ligner et CPR-nummer. Slet det, også fra filen på din computer.")
                self.problems.add(row.line, label, "", text)
                return True
        return False

    def _check_shape(self, row: Row) -> None:
        outside = next((cell for place, cell in enumerate(row.cells) if cell and place not in self.header.places), "")
        if outside:
            text = gettext("Linjen har flere felter end overskrifter. Står der et skilletegn inde i et felt?")
            self.problems.add(row.line, "", outside, text)

    def _class_name(self, role: SchoolRole | None) -> str:
        name = self._text(Column.school_class)
        if role is SchoolRole.pupil and not name:
            self._wrong(Column.school_class, gettext("Skriv elevens klasse, for eksempel 7.B."))
        elif name and not (NAME_MIN <= len(name) <= NAME_MAX and key_of(name)):
            self._wrong(Column.school_class, gettext("En klasse skal have mindst to tegn, for eksempel 7.B."))
        return name

    def _school(self) -> str:
        school = self._text(Column.school)
        if not 2 <= len(school) <= SCHOOL_MAX or not key_of(school):
            text = gettext("Skriv skolens navn med fra 2 til %(high)d tegn.", high=SCHOOL_MAX)
            self._wrong(Column.school, text)
        return school

    def _role(self) -> SchoolRole | None:
        role = ROLES.get(key_of(self._text(Column.role)))
        if role is None:
            self._wrong(Column.role, gettext("Rollen skal være elev, lærer, kontaktlærer eller tovholder."))
        return role

    def _grade(self) -> int | None:
        """From its own column, else from the name of the class: «7.B» is in the seventh year, «2.g» in the twelfth."""
        told = self._text(Column.grade)
        match = _GRADE.match(told or self._text(Column.school_class))
        grade = int(match.group(1)) + (UPPER_SECONDARY if match.group(2) else 0) if match else None
        if grade is None or LOWEST_GRADE <= grade <= HIGHEST_GRADE:
            if told and grade is None:
                self._wrong(Column.grade, gettext("Skriv årgangen som et tal, for eksempel 7."))
            return grade
        if told:
            self._wrong(
                Column.grade,
                gettext("Årgangen skal være fra %(low)d til %(high)d.", low=LOWEST_GRADE, high=HIGHEST_GRADE),
            )
        return None

    def _birth_year(self) -> int | None:
        told = self._text(Column.birth_year)
        if not (len(told) == 4 and told.isascii() and told.isdecimal()):
            self._wrong(Column.birth_year, gettext("Skriv elevens fødselsår med fire tal, for eksempel 2012."))
            return None
        year = int(told)
        if year > self.year or check_birth_year(year, self.year) is BirthYearProblem.too_old:
            text = gettext("Det år kan ikke passe. Elever kan være højst %(age)d år.", age=MAX_AGE)
            self._wrong(Column.birth_year, text)
            return None
        return year

    def _person(self, role: SchoolRole, birth_year: int | None, *, needs_key: bool) -> FilePerson:
        uniid, email = self._uniid(), self._email()
        if needs_key and not uniid and not email:
            self._nobody_knows(role)
        is_pupil = role is SchoolRole.pupil
        name = self._nickname() if is_pupil else self._adult_name()
        title = "" if is_pupil else self._title(role)
        return FilePerson(self._row.line, role, name, title, email, uniid, birth_year)

    def _nobody_knows(self, role: SchoolRole) -> None:
        if role is SchoolRole.pupil:
            text = gettext("Uden UniID eller e-mail kan vi ikke kende eleven igen. Brug sedler med koder i stedet.")
        else:
            text = gettext("Skriv en e-mail eller et UniID. Ellers kan den voksne ikke logge ind.")
        self._wrong(Column.uniid, text)

    def _uniid(self) -> str:
        uniid = self._text(Column.uniid)
        if _MANGLED.fullmatch(uniid):
            self._wrong(
                Column.uniid, gettext("Excel har lavet tallet om. Gør kolonnen til tekst i Excel, og hent den igen.")
            )
        elif uniid and (len(uniid) > UNIID_MAX or not _UNIID.fullmatch(uniid)):
            self._wrong(Column.uniid, gettext("Et UniID er bogstaver og tal uden mellemrum."))
        return uniid

    def _email(self) -> str:
        told = self._text(Column.email)
        email = normalise_email(told) if told else ""
        if email and not is_email(email):
            self._wrong(Column.email, gettext("Det ligner ikke en e-mail. Skriv den som navn@skole.dk."))
        return email

    def _nickname(self) -> str:
        """What a pupil wants to be called. The register's names of children have no business here."""
        if self._text(Column.name):
            self._wrong(
                Column.name,
                gettext(
                    "Skriv ikke elevers rigtige navn. Slet det. Kolonnen «Kaldenavn» er til et navn, de selv har valgt."
                ),
            )
        nickname = self._text(Column.nickname)
        problem = check_display_name(nickname) if nickname else None
        if problem is not None:
            self._wrong(Column.nickname, str(DISPLAY_NAME_TEXTS[problem]))
        return nickname

    def _adult_name(self) -> str:
        name = self._text(Column.name)
        if not 2 <= len(name) <= ADULT_NAME_MAX:
            self._wrong(
                Column.name, gettext("Skriv den voksnes navn med fra 2 til %(high)d tegn.", high=ADULT_NAME_MAX)
            )
        return name

    def _title(self, role: SchoolRole) -> str:
        title = self._text(Column.job_title) or TITLES[role]
        if len(title) > TITLE_MAX:
            self._wrong(Column.job_title, gettext("Titlen må højst have %(high)d tegn.", high=TITLE_MAX))
        return title

    def _take_in(self, person: FilePerson, school: str, place: ClassKey | None) -> None:
        """A pupil stands in the file once; an adult may stand there for each class, always as the same person."""
        person.school, person.classes = school, [place] if place else []
        helps_council = place is None and person.role in (SchoolRole.contact_teacher, SchoolRole.coordinator)
        person.councils = [school] if helps_council else []
        known = self.register.known(person.uniid, person.email)
        if not known:
            self.register.add(person)
            return
        same = known[0]
        column = Column.uniid if person.uniid and same.uniid == person.uniid else Column.email
        if person.is_pupil or same.is_pupil:
            self._wrong(
                column, gettext("Det står også på linje %(line)d. En elev står der kun én gang.", line=same.line)
            )
        elif len(known) > 1 or not _agree(person, same):
            text = gettext("Linje %(line)d siger noget andet om den samme person. Ret den ene.", line=same.line)
            self._wrong(column, text)
        else:
            same.classes += [one for one in person.classes if one not in same.classes]
            same.councils += [one for one in person.councils if one not in same.councils]
            same.uniid, same.email = same.uniid or person.uniid, same.email or person.email
            self.register.remember(same)


def _agree(one: FilePerson, other: FilePerson) -> bool:
    """Two lines may be about one adult: nothing that both of them say differs."""
    pairs = (one.uniid, other.uniid), (one.email, other.email), (one.name, other.name)
    return all(mine == theirs for mine, theirs in pairs if mine and theirs)
