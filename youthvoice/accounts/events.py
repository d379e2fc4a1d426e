"""What happened to a person, told to the rooms above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonRenamed:
    """A young person goes by another name, or the account was closed: the old name may not be shown anywhere any more."""

    person_id: int
    before: str
    after: str
