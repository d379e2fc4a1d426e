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
