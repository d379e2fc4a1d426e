"""Who a person may be here: roles, ages, names, addresses and one-time codes."""

import re
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum

from youthvoice.core.textcheck import find_cpr, find_phone_numbers


class Role(StrEnum):
    """What kind of account a person has: exactly one. What somebody does in a council follows from seats (councils)."""

    young_person = "young_person"
    teacher = "teacher"
    council_coordinator = "council_coordinator"
    official = "official"
    moderator = "moderator"
    administrator = "administrator"


# A coordinator (tovholder) is staff; where, and until when, a seat says.
ADULT_ROLES: frozenset[Role] = frozenset(
    {
        Role.teacher,
        Role.council_coordinator,
        Role.official,
        Role.moderator,
        Role.administrator,
    }
)
YOUNG_ROLES: frozenset[Role] = frozenset(Role) - ADULT_ROLES


class SchoolType(StrEnum):
    """The kind of place a young person learns at."""

    primary = "primary"
    private = "private"
    upper_secondary = "upper_secondary"
    vocational = "vocational"
    youth_school = "youth_school"
    other = "other"


class UnitKind(StrEnum):
    """The kind of part of the municipality that owes answers."""

    centre = "centre"
    school = "school"
    committee = "committee"


class BirthYearProblem(StrEnum):
    """Why a birth year is not that of a young person here."""

    too_young = "too_young"
    too_old = "too_old"


class DisplayNameProblem(StrEnum):
    """Why a display name is refused."""

    too_short = "too_short"
    too_long = "too_long"
    control_characters = "control_characters"
    email_address = "email_address"
    private_number = "private_number"
    no_letters = "no_letters"


class CodeProblem(StrEnum):
    """Why a one-time code can no longer be used."""

    used = "used"
    expired = "expired"
    too_many_tries = "too_many_tries"


MIN_AGE = 10
MAX_AGE = 25
ADULT_AGE = 18

CODE_DIGITS = 6
CODE_MINUTES = 10
CODE_TRIES = 5
CODES_PER_HOUR = 5

DISPLAY_NAME_MIN = 2
DISPLAY_NAME_MAX = 30

EMAIL_MAX = 254
_EMAIL_LOCAL_MAX = 64
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,10}[a-z][a-z0-9-]{1,62}")


def birth_years(today_year: int) -> range:
    """Birth years a young person can have, newest first."""
    return range(today_year - MIN_AGE, today_year - MAX_AGE - 1, -1)


def check_birth_year(birth_year: int, today_year: int) -> BirthYearProblem | None:
    """Say what is wrong with a young person's birth year, or None.

    Only the year is known, so the age is the one reached at the end of `today_year`.
    """
    age = today_year - birth_year
    if age < MIN_AGE:
        return BirthYearProblem.too_young
    if age > MAX_AGE:
        return BirthYearProblem.too_old
    return None


def may_be_minor(birth_year: int | None, today_year: int) -> bool:
    """Tell whether someone can still be under 18; an unknown year counts as yes."""
    # Born 18 years ago may be 17 until the birthday, which we do not ask for.
    return birth_year is None or today_year - birth_year <= ADULT_AGE


def is_adult_role(role: Role) -> bool:
    """Tell whether posts in this role must carry the role and the unit."""
    return role in ADULT_ROLES


def normalise_email(text: str) -> str:
    """Return the one form under which an address is stored and looked up.

    Lower case, no surrounding space, NFC, an international domain in its ASCII form.
    The result is not necessarily valid: ask `is_email`.
    """
    address = unicodedata.normalize("NFC", text).strip().lower()
    local, at, domain = address.rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return address
    return f"{local}{at}{domain}"


def is_email(text: str) -> bool:
    """Tell whether a normalised text has the shape of an address one can write to."""
    local, _, domain = text.rpartition("@")
    if len(text) > EMAIL_MAX or not 1 <= len(local) <= _EMAIL_LOCAL_MAX:
        return False
    if any(char.isspace() or char in '@,;:<>()[]"\\' for char in local):
        return False
    # Mail programs read "=?...?=" as another text: the mail would go to somebody else.
    if "=?" in local:
        return False
    # Lone surrogates and control characters must never reach a mail header.
    if not local.isprintable() or local[0] == "." or local[-1] == "." or ".." in local:
        return False
    return _DOMAIN.fullmatch(domain) is not None


def normalise_display_name(text: str) -> str:
    """Return a name in NFC with single spaces and no space around it."""
    return re.sub(" {2,}", " ", unicodedata.normalize("NFC", text)).strip()


def check_display_name(name: str) -> DisplayNameProblem | None:
    """Say why a normalised display name is refused, or None."""
    if any(unicodedata.category(char)[0] == "C" for char in name):
        return DisplayNameProblem.control_characters
    if not DISPLAY_NAME_MIN <= len(name) <= DISPLAY_NAME_MAX:
        short = len(name) < DISPLAY_NAME_MIN
        return DisplayNameProblem.too_short if short else DisplayNameProblem.too_long
    if "@" in name:
        return DisplayNameProblem.email_address
    if find_cpr(name) or find_phone_numbers(name):
        return DisplayNameProblem.private_number
    if not any(char.isalpha() for char in name):
        return DisplayNameProblem.no_letters
    return None


def normalise_code(text: str) -> str:
    """Return a typed code without the spaces and hyphens people put in."""
    return re.sub(r"[\s\-]", "", text)


def is_code(text: str) -> bool:
    """Tell whether a normalised text is a code of six digits 0-9."""
    return len(text) == CODE_DIGITS and text.isascii() and text.isdigit()


def code_expires_at(issued_at: datetime) -> datetime:
    """Return the moment from which a code no longer works."""
    return issued_at + timedelta(minutes=CODE_MINUTES)


def check_code_usable(issued_at: datetime, tries: int, used: bool, now: datetime) -> CodeProblem | None:
    """Say why a code cannot be tried any more, or None; `tries` are the wrong ones."""
    if used:
        return CodeProblem.used
    if tries >= CODE_TRIES:
        return CodeProblem.too_many_tries
    if now >= code_expires_at(issued_at):
        return CodeProblem.expired
    return None
