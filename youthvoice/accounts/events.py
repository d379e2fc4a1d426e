"""What happened to a person, told to the rooms above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonRenamed:
    """A person is called something else, or the account was closed: pages must show it.

    A young person's old name may not stand anywhere any more; an adult's name, title or unit changed.
    """

    person_id: int
    before: str
    after: str


@dataclass(frozen=True)
class PersonClosed:
    """An account was closed for good, by ``actor_id``: whoever it was has no part in anything any more."""

    person_id: int
    actor_id: int
