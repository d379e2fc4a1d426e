"""One contest's key for all tests of the module: making one takes longer than using it."""

import pytest

from youthvoice.voting.crypto import blind


@pytest.fixture(scope="session")
def private() -> bytes:
    """A contest's private key."""
    return blind.generate_key()


@pytest.fixture(scope="session")
def public(private: bytes) -> bytes:
    """And its public half."""
    return blind.public_key(private)
