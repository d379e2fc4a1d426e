"""Calls for help are heard, and everyday words stay quiet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.test_readability import KNOWN
from youthvoice.core.textcheck import crisis_words

CALLS = [
    "Jeg vil ikke leve mere",
    "jeg gider ikke leve længere",
    "Jeg har ikke lyst til at leve",
    "Nogle gange vil jeg ikke leve.",
    "jeg vil bare være død",
    "Jeg vil dø",
    "Det var bedre hvis jeg ikke var her",
    "Alle har det bedre uden mig",
    "Jeg tænker på selvmord",
    "selvmordstanker hver dag",
    "Jeg vil tage mit eget liv",
    "Hun tog sit liv",
    "at tage livet af sig selv",
    "Jeg vil slå mig selv ihjel",
    "Min ven skærer i sig selv",
    "jeg cutter",
    "Hun cutter sig selv",
    "Jeg skar mig selv i går",
    "han skærer i sine arme",
    "selvskade er svært",
    "Jeg bliver slået derhjemme",
    "jeg bliver tit slået hjemme",
    "Min far slår mig",
    "min papfar slog min mor",
    "De slår mig derhjemme",
    "Jeg bliver slået af min mor",
    "Jeg er bange for at gå hjem",
    "Der er vold i hjemmet",
    "Jeg blev voldtaget",
    "en voldtægt på en fest",
    "seksuelle overgreb",
    "Hun er blevet misbrugt",
    "han rører mig uden at jeg vil",
    "Han truer med at dele mine billeder",
    "I want to die",
    "I am suicidal",
    "thinking about suicide",
    "I want to kill myself",
    "She is cutting herself and I keep hurting myself",
    "self-harm",
    "I don\u2019t want to live anymore",
    "my dad hits me",
    "I was raped",
    "I am afraid to go home",
    "JEG VIL IKKE\nLEVE   MERE!!!",
    "jeg vil ikke, leve mere",
]
EVERYDAY = [
    "Jeg er dødtræt efter skole",
    "Det var et selvmål",
    "Vi skal skære frugt",
    "Vi skærer i papir og pap",
    "Hallen er død om fredagen",
    "Vi vil leve sundere",
    "Jeg vil ikke leve i en by uden skov",
    "Musik er mit liv",
    "Det tager livet at bygge en by",
    "Vi slår et slag for en bane",
    "Vi blev slået 3-0 hjemme",
    "Vi slog rekorden på hjemmebane",
    "Far slår græs",
    "Batteriet dør hurtigt",
    "Dødsbo og dødvægt",
    "Det er selvmodsigende",
    "Hun overtager pladsen",
    "Vold er et emne i samfundsfag",
    "Vi er bange for at tabe pengene",
    "De klarer det fint uden mig",
    "Die Schule ist gut",
    "We want to dive into the lake",
    "This hits the spot",
    "Shortcut og cut",
    "",
]


@pytest.mark.parametrize("text", CALLS)
def test_calls_are_heard(text: str) -> None:
    assert crisis_words(text)


@pytest.mark.parametrize("text", [*EVERYDAY, *(text for _, text in KNOWN)])
def test_everyday_words_stay_quiet(text: str) -> None:
    assert crisis_words(text) == []


def test_the_words_come_in_order_and_once_each() -> None:
    text = "Selvmord. Jeg vil ikke leve mere! selvmord"
    assert crisis_words(text) == ["selvmord", "vil ikke leve mere"]


def test_words_typed_with_accents_as_two_characters_are_heard() -> None:
    assert crisis_words("Min far sla\u030ar mig") == ["min far slår mig"]


@given(st.text(max_size=200))
def test_a_call_is_heard_wherever_it_stands(around: str) -> None:
    assert "selvmord" in crisis_words(f"{around}. selvmord. {around}")
