"""What other sites say of people, as facts; and nothing of what they do not say."""

from typing import Any

import pytest

from youthvoice.accounts.oidc.claims import SUBJECT_MAX, level, of_directory, of_unilogin, subject


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1", 1),
        ("2", 2),
        ("3", 3),
        ("4", 4),
        ("9", 4),
        ("EnFaktor", 2),
        ("ToFaktor", 3),
        ("VoksenVerificeret", 3),
        ("low", 2),
        ("Substantial", 3),
        ("https://data.gov.dk/concept/core/nsis/loa/High/", 4),
        ("", 0),
        ("-3", 0),
        ("33", 0),
        ("³", 0),
        ("three", 0),
    ],
)
def test_levels_of_assurance(value: str, expected: int) -> None:
    assert level(value) == expected


@pytest.mark.parametrize(
    ("group", "is_pupil"),
    [
        ("Elev", True),
        ("elev", True),
        (["Elev"], True),
        ("Medarbejder", False),
        (["Elev", "Kontaktperson"], False),
        ("Elever", False),
        (None, False),
        (True, False),
    ],
)
def test_only_a_pupil_is_a_pupil(group: Any, is_pupil: bool) -> None:
    assert of_unilogin({"uniid": "x", "aktoer_gruppe": group})[1].is_pupil is is_pupil


@pytest.mark.parametrize("value", [None, "", " ", 1.5, [], ["x"], {}, True, "x" * (SUBJECT_MAX + 1), "a\nb"])
def test_what_is_no_name_is_nobody(value: Any) -> None:
    assert subject(value) == ""


def test_of_several_levels_the_least_counts() -> None:
    assert of_unilogin({"loa": ["3", "2"]})[1].loa == 2


def test_an_address_counts_only_where_somebody_answers_for_it() -> None:
    claims = {"sub": "x", "email": "Line@Kommune.test"}
    assert of_directory(claims)[1].email == ""
    assert of_directory({**claims, "email_verified": True})[1].email == "line@kommune.test"
    assert of_directory(claims, trust_email=True)[1].email == "line@kommune.test"
    assert of_directory({**claims, "email": "x"}, trust_email=True)[1].email == ""
    # Unilogin tells no address, whatever stands in its token.
    assert of_unilogin({**claims, "email_verified": True}, trust_email=True)[1].email == ""
