"""Chance for made-up things: the same seed makes the same demo. Nothing here is secret."""

from random import Random


def seeded(seed: int | str) -> Random:
    """Random numbers that follow from the seed."""
    return Random(seed)  # noqa: S311  # made-up words and ballots
