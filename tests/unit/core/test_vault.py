"""What was sealed opens for its purpose, its row and its deployment, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.vault import CannotUnseal, derived_key, seal, seal_bytes, unseal, unseal_bytes

SECRET_KEY = "a secret of at least thirty-two characters"
PURPOSE, ROW = "grants.bank", "application:17"
ACCOUNT = "1234 0123456789 Sørøvernes konto"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_is_read_again(text: str, context: str) -> None:
    stored = seal(SECRET_KEY, PURPOSE, text, context)
    assert len(stored) == len(text.encode()) + 28
    assert unseal(SECRET_KEY, PURPOSE, stored, context) == text


def test_nothing_of_it_can_be_read_and_it_is_never_alike() -> None:
    stored = seal(SECRET_KEY, PURPOSE, ACCOUNT, ROW)
    assert b"0123456789" not in stored
    assert stored != seal(SECRET_KEY, PURPOSE, ACCOUNT, ROW)


@pytest.mark.parametrize(
    ("secret_key", "purpose", "context"),
    [
        (SECRET_KEY + "x", PURPOSE, ROW),
        (SECRET_KEY, "grants.other", ROW),
        (SECRET_KEY, PURPOSE, "application:18"),
        (SECRET_KEY, PURPOSE, ""),
    ],
)
def test_it_opens_nowhere_else(secret_key: str, purpose: str, context: str) -> None:
    with pytest.raises(CannotUnseal):
        unseal(secret_key, purpose, seal(SECRET_KEY, PURPOSE, ACCOUNT, ROW), context)


def test_whatever_was_changed_or_cut_off_is_noticed() -> None:
    stored = seal(SECRET_KEY, PURPOSE, "123", ROW)
    changed = [stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1 :] for at in range(len(stored))]
    for other in (*changed, *(stored[:size] for size in range(len(stored))), stored + b"\0"):
        with pytest.raises(CannotUnseal):
            unseal(SECRET_KEY, PURPOSE, other, ROW)


def test_bytes_that_are_no_text_are_kept_but_are_no_text() -> None:
    stored = seal_bytes(SECRET_KEY, PURPOSE, b"\xff\x00", ROW)
    assert unseal_bytes(SECRET_KEY, PURPOSE, stored, ROW) == b"\xff\x00"
    with pytest.raises(CannotUnseal):
        unseal(SECRET_KEY, PURPOSE, stored, ROW)


def test_each_purpose_has_its_own_key() -> None:
    assert len(derived_key(SECRET_KEY, "a")) == 32
    assert len({derived_key(SECRET_KEY, "a"), derived_key(SECRET_KEY, "b"), derived_key(SECRET_KEY + "x", "a")}) == 3
