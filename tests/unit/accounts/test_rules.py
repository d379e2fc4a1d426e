"""Roles, ages, names, addresses and codes at their bounds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.accounts.rules import (
    ADULT_ROLES,
    YOUNG_ROLES,
    BirthYearProblem,
    CodeProblem,
    DisplayNameProblem,
    Role,
    birth_years,
    check_birth_year,
    check_code_usable,
    check_display_name,
    code_expires_at,
    is_adult_role,
    is_code,
    is_email,
    may_be_minor,
    normalise_code,
    normalise_display_name,
    normalise_email,
)

ISSUED = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


def test_every_role_is_either_adult_or_young() -> None:
    assert set(Role) == ADULT_ROLES | YOUNG_ROLES
    assert {Role.young_person} == YOUNG_ROLES
    assert [is_adult_role(role) for role in (Role.official, Role.young_person)] == [True, False]


@pytest.mark.parametrize(
    ("problem", "birth_year"),
    [
        (BirthYearProblem.too_young, 2018),
        (None, 2017),
        (None, 2012),
        (None, 2002),
        (BirthYearProblem.too_old, 2001),
        (BirthYearProblem.too_young, 2030),
    ],
)
def test_check_birth_year(problem: BirthYearProblem | None, birth_year: int) -> None:
    assert check_birth_year(birth_year, 2027) is problem
    assert (birth_year in birth_years(2027)) is (problem is None)


@pytest.mark.parametrize(("minor", "birth_year"), [(True, None), (True, 2012), (True, 2009), (False, 2008)])
def test_may_be_minor(minor: bool, birth_year: int | None) -> None:
    assert may_be_minor(birth_year, 2027) is minor


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" Sara@Example.DK ", "sara@example.dk"),
        ("sara@BLÅBÆR.dk", "sara@xn--blbr-roah.dk"),
        ("SØREN@example.dk", "søren@example.dk"),
        ("so\u0308ren@example.dk", "sören@example.dk"),
        ("sara", "sara"),
        ("sara@", "sara@"),
        ("", ""),
        (f"a@{'x' * 70}.dk", f"a@{'x' * 70}.dk"),
        ("a@x..dk", "a@x..dk"),
    ],
)
def test_normalise_email(typed: str, stored: str) -> None:
    assert normalise_email(typed) == stored


@pytest.mark.parametrize(
    ("valid", "address"),
    [
        (True, "sara@example.dk"),
        (True, "sara.b+x@post.example.dk"),
        (True, "søren@xn--blbr-roah.dk"),
        (True, "a" * 64 + "@example.dk"),
        (False, "a" * 65 + "@example.dk"),
        (False, "a@" + "b" * 60 + "." + "c" * 60 + "." + "d" * 60 + "." + "e" * 60 + "." + "f" * 12),
        (False, ""),
        (False, "sara"),
        (False, "@example.dk"),
        (False, "sara@"),
        (False, "sara@example"),
        (False, "sara@example..dk"),
        (False, "sara@-example.dk"),
        (False, "sara@exa mple.dk"),
        (False, "sa ra@example.dk"),
        (False, "sara@x@example.dk"),
        (False, ".sara@example.dk"),
        (False, "sa..ra@example.dk"),
        (False, "sara.@example.dk"),
        (False, "sara@1.2.3.4"),
        (False, "sara\nBcc:x@example.dk"),
        (False, "sara@example.dk\nBcc: x"),
        (False, "<sara>@example.dk"),
        (False, "sa\ud800ra@example.dk"),
        (False, "=?utf-8?q?sara?=@example.dk"),
        (False, "=?utf-8?b?//8=?=@example.dk"),
    ],
)
def test_is_email(valid: bool, address: str) -> None:
    assert is_email(address) is valid


@given(st.text(max_size=80))
def test_normalising_an_address_twice_changes_nothing_valid(text: str) -> None:
    address = normalise_email(text)
    if is_email(address):
        assert normalise_email(address) == address


@pytest.mark.parametrize(
    ("problem", "name"),
    [
        (DisplayNameProblem.too_short, ""),
        (DisplayNameProblem.too_short, "A"),
        (None, "Bo"),
        (None, "Åse fra 8.b"),
        (None, "دانا"),
        (None, "x" * 30),
        (DisplayNameProblem.too_long, "x" * 31),
        (DisplayNameProblem.email_address, "sara@example.dk"),
        (DisplayNameProblem.email_address, "@sara"),
        (DisplayNameProblem.control_characters, "Sara\n"),
        (DisplayNameProblem.control_characters, "Sa\u202era"),
        (DisplayNameProblem.control_characters, "Sa\u200bra"),
        (DisplayNameProblem.control_characters, "Sa\ud800ra"),
        (DisplayNameProblem.private_number, "Sara 20304051"),
        (DisplayNameProblem.private_number, "Sara 120409-1234"),
        (DisplayNameProblem.no_letters, "1234"),
        (DisplayNameProblem.no_letters, "😀😀"),
    ],
)
def test_check_display_name(problem: DisplayNameProblem | None, name: str) -> None:
    assert check_display_name(name) is problem


def test_display_names_are_stored_in_one_form() -> None:
    assert normalise_display_name("  A\u030ase   fra  Virum ") == "Åse fra Virum"


@pytest.mark.parametrize(
    ("valid", "typed"),
    [
        (True, "123456"),
        (True, " 123 456 "),
        (True, "123-456"),
        (False, "12345"),
        (False, "1234567"),
        (False, "12345a"),
        (False, "١٢٣٤٥٦"),
        (False, "²²²²²²"),
        (False, ""),
    ],
)
def test_codes(valid: bool, typed: str) -> None:
    assert is_code(normalise_code(typed)) is valid


@pytest.mark.parametrize(
    ("problem", "tries", "used", "age"),
    [
        (None, 0, False, timedelta(0)),
        (None, 4, False, timedelta(minutes=9, seconds=59)),
        (CodeProblem.too_many_tries, 5, False, timedelta(0)),
        (CodeProblem.expired, 0, False, timedelta(minutes=10)),
        (CodeProblem.used, 0, True, timedelta(0)),
    ],
)
def test_check_code_usable(problem: CodeProblem | None, tries: int, used: bool, age: timedelta) -> None:
    assert check_code_usable(ISSUED, tries, used, ISSUED + age) is problem


def test_a_code_lives_ten_minutes() -> None:
    assert code_expires_at(ISSUED) == datetime(2027, 3, 1, 12, 10, tzinfo=UTC)
