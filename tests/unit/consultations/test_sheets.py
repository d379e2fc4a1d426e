"""What is taken out of texts before they leave the house."""

import pytest

from youthvoice.consultations.sheets import cleaned


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Ring til mig på 20 34 56 78 om parken.", "Ring til mig på [fjernet] om parken."),
        ("Skriv til freja@example.com.", "Skriv til [fjernet]."),
        ("Mit nummer er 010107-1234.", "Mit nummer er [fjernet]."),
        ("Vi vil have 3 bænke og en bane.", "Vi vil have 3 bænke og en bane."),
    ],
)
def test_what_tells_who_somebody_is_is_taken_out(typed: str, left: str) -> None:
    assert cleaned(typed) == left
