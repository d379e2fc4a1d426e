"""The columns of the file, by their Danish and English headings, and the words for what somebody is at a school."""

import difflib
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import LazyString, gettext, lazy_gettext

from youthvoice.core.sheets.reading import SEPARATORS
from youthvoice.councils.importing.problems import Problems


class Column(StrEnum):
    """What a column says about a person."""

    school = "school"
    school_class = "class"
    grade = "grade"
    role = "role"
    name = "name"
    nickname = "nickname"
    job_title = "title"
    email = "email"
    uniid = "uniid"
    birth_year = "birth_year"


class SchoolRole(StrEnum):
    """What somebody is at a school."""

    pupil = "pupil"
    teacher = "teacher"
    contact_teacher = "contact_teacher"
    coordinator = "coordinator"


COLUMN_LABELS: dict[Column, LazyString] = {
    Column.school: lazy_gettext("Skole"),
    Column.school_class: lazy_gettext("Klasse"),
    Column.grade: lazy_gettext("Årgang"),
    Column.role: lazy_gettext("Rolle"),
    Column.name: lazy_gettext("Navn"),
    Column.nickname: lazy_gettext("Kaldenavn"),
    Column.job_title: lazy_gettext("Titel"),
    Column.email: lazy_gettext("E-mail"),
    Column.uniid: lazy_gettext("UniID"),
    Column.birth_year: lazy_gettext("Fødselsår"),
}
# As ``key_of`` writes them: small letters and digits alone.
HEADINGS: dict[str, Column] = {
    **dict.fromkeys(("skole", "skolensnavn", "institution", "school"), Column.school),
    **dict.fromkeys(("klasse", "klassensnavn", "class", "schoolclass"), Column.school_class),
    **dict.fromkeys(("årgang", "aargang", "klassetrin", "grade", "year"), Column.grade),
    **dict.fromkeys(("rolle", "role"), Column.role),
    **dict.fromkeys(("navn", "name"), Column.name),
    **dict.fromkeys(("kaldenavn", "nickname"), Column.nickname),
    **dict.fromkeys(("titel", "title"), Column.job_title),
    **dict.fromkeys(("email", "mail", "emailadresse"), Column.email),
    **dict.fromkeys(("uniid", "unilogin", "uniloginid"), Column.uniid),
    **dict.fromkeys(("fødselsår", "foedselsaar", "birthyear"), Column.birth_year),
}
ROLES: dict[str, SchoolRole] = {
    **dict.fromkeys(("elev", "pupil", "student"), SchoolRole.pupil),
    **dict.fromkeys(("lærer", "laerer", "teacher"), SchoolRole.teacher),
    **dict.fromkeys(("kontaktlærer", "kontaktlaerer", "contactteacher"), SchoolRole.contact_teacher),
    **dict.fromkeys(("tovholder", "coordinator"), SchoolRole.coordinator),
}
NEEDED = (Column.school, Column.role)


@dataclass(frozen=True)
class Header:
    """Which column stands where; ``width`` is how many there are, with those without a heading."""

    places: dict[int, Column]
    width: int


def key_of(text: str) -> str:
    """Small letters and digits alone: «E-mail», «e mail» and «EMAIL» are one."""
    return "".join(char for char in text.casefold() if char.isalnum())


def separator_of(line: str) -> str:
    """Whichever separator makes the most known headings of the first line; a semicolon where none does."""
    return max(SEPARATORS, key=lambda mark: sum(key_of(part) in HEADINGS for part in line.split(mark)))


def read_header(cells: list[str], line: int, problems: Problems) -> Header:
    """The columns, by their headings. What is missing, twice or unknown is told, with a hint."""
    places: dict[int, Column] = {}
    for place, heading in enumerate(cells):
        column = HEADINGS.get(key_of(heading))
        if column is None and heading:
            problems.add(line, heading, "", _unknown(heading))
        elif column in places.values():
            problems.add(line, heading, "", gettext("Kolonnen står her to gange. Slet den ene."))
        elif column is not None:
            places[place] = column
    for column in NEEDED:
        if column not in places.values():
            text = gettext("Kolonnen mangler. Første linje i filen skal have overskrifterne.")
            problems.add(line, str(COLUMN_LABELS[column]), "", text)
    return Header(places, len(cells))


def _unknown(heading: str) -> str:
    near = difflib.get_close_matches(key_of(heading), HEADINGS, n=1)
    if near:
        meant = str(COLUMN_LABELS[HEADINGS[near[0]]])
        return gettext("Den kolonne kender vi ikke. Mente du «%(meant)s»? Ellers slet kolonnen.", meant=meant)
    known = ", ".join(str(label) for label in COLUMN_LABELS.values())
    return gettext("Den kolonne kender vi ikke. Slet den. Vi bruger kun: %(known)s.", known=known)
