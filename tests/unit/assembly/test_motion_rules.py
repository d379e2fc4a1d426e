"""Which states of motions and amendments may follow each other, and how two wordings are shown as one."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.assembly.presenting.comparing import compared
from youthvoice.assembly.rules.motions import (
    DECIDED,
    OPEN,
    PUBLIC,
    AmendmentState,
    MotionState,
    allowed,
    amendment_allowed,
)

S = MotionState
MAY = {
    (S.draft, S.submitted), (S.draft, S.withdrawn),
    (S.submitted, S.in_committee), (S.submitted, S.ready), (S.submitted, S.withdrawn), (S.submitted, S.merged),
    (S.in_committee, S.submitted), (S.in_committee, S.ready), (S.in_committee, S.withdrawn), (S.in_committee, S.merged),
    (S.ready, S.in_committee), (S.ready, S.withdrawn), (S.ready, S.merged), (S.ready, S.adopted), (S.ready, S.rejected),
}  # fmt: skip


@pytest.mark.parametrize("pair", list(itertools.product(MotionState, MotionState)), ids="-".join)
def test_every_pair_of_states(pair: tuple[MotionState, MotionState]) -> None:
    assert allowed(*pair) == (pair in MAY)


@pytest.mark.parametrize("pair", list(itertools.product(AmendmentState, AmendmentState)), ids="-".join)
def test_every_pair_of_states_of_an_amendment(pair: tuple[AmendmentState, AmendmentState]) -> None:
    before, after = pair
    assert amendment_allowed(before, after) == (before is AmendmentState.open and after is not AmendmentState.open)


def test_what_is_open_decided_and_public_does_not_overlap() -> None:
    assert not OPEN & DECIDED
    assert PUBLIC | {MotionState.draft} == set(MotionState)
    assert MotionState.draft not in PUBLIC


def test_only_the_sentence_that_changed_is_marked() -> None:
    before = "Vi vil have tre træer. De skal stå ved skolen.\nKommunen betaler."
    after = "Vi vil have fem træer. De skal stå ved skolen.\nKommunen betaler. Straks."
    marked = [(part.kind, part.text) for part in compared(before, after) if part.kind != "same"]
    assert marked == [("removed", "tre"), ("added", "fem"), ("added", " Straks.")]


def test_a_long_text_with_one_new_word_is_not_struck_out_whole() -> None:
    before = " ".join(f"Sætning nummer {n} er her." for n in range(160))
    marked = [part.text for part in compared(before, before.replace("nummer 80", "nummer firs")) if part.kind != "same"]
    assert marked == ["80", "firs"]


TEXTS = st.text(alphabet="ab .!?\n\r3æ", max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_what_is_shown(before: str, after: str) -> None:
    parts = compared(before, after)
    old = "".join(part.text for part in parts if part.kind != "added")
    new = "".join(part.text for part in parts if part.kind != "removed")
    assert (old, new) == (before.replace("\r\n", "\n"), after.replace("\r\n", "\n"))
