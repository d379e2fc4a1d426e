"""Who answers for a contest. A room above registers what it owns; this room asks it and knows no more of it."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from sqlalchemy import Select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.voting.models import Contest


class Owner(Protocol):
    """What a room above must be able to tell of a contest it owns."""

    def voters(self, session: Session, contest: Contest) -> Select[int]:
        """The ids of all who may vote, each once, as of now; frozen into the roll when the contest opens."""

    def may_run(self, session: Session, contest: Contest, person: Person) -> bool:
        """Opens, closes, prints slips, enters hands, draws the lot."""

    def may_see(self, session: Session, contest: Contest, person: Person | None) -> bool:
        """Reads the page of a contest that is not public, beside those on its roll."""

    def counted(self, session: Session, contest: Contest) -> None:
        """What follows from the result; called in the transaction that counts."""


@runtime_checkable
class HandyOwner(Protocol):
    """What an owner may tell beside: where its contests are changed, whether by hand, and in which classes people vote.

    An owner that is none opens and closes at the planned times alone, and knows no classes.
    """

    def may_hurry(self, session: Session, contest: Contest) -> bool:
        """Those who run it may open and close it by hand, before its time."""

    def change_path(self, session: Session, contest: Contest) -> str:
        """The path where those who run it change it while it is planned, without the language's prefix."""

    def again_path(self, session: Session, contest: Contest) -> str:
        """The path where those who run it let people vote again between those who are tied; empty where nobody is."""

    def classes(self, session: Session, contest: Contest, person: Person) -> Sequence[tuple[int, str]]:
        """(key, name) of the classes on the roll whose people this person may know: a teacher's own."""

    def class_people(self, session: Session, contest: Contest, key: int) -> Sequence[tuple[int, str]]:
        """(id, name) of those on the roll who go to that class."""

    def reported_as(self, contest: Contest) -> str:
        """The kind of text (moderation/targets.py) as which what is asked can be reported, by the contest's id."""


@runtime_checkable
class LeadingOwner(Protocol):
    """What an owner may tell beside: where whoever has voted goes on to."""

    def voted_path(self, contest: Contest) -> str:
        """The path, without the language's prefix."""


_owners: dict[str, Owner] = {}


def register(kind: str, owner: Owner) -> None:
    """Let contests of that ``owner_kind`` be answered for; registering again replaces."""
    _owners[kind] = owner


def owner_of(contest: Contest) -> Owner:
    """Whoever answers for the contest. KeyError where its room is not there: an error of the programmer."""
    return _owners[contest.owner_kind]


def voted_path(contest: Contest) -> str:
    """Where whoever has voted goes on to; empty where the owner says nothing of it."""
    owner = owner_of(contest)
    return owner.voted_path(contest) if isinstance(owner, LeadingOwner) else ""


def handy_owner_of(contest: Contest) -> HandyOwner | None:
    """The owner, where it can tell more."""
    owner = owner_of(contest)
    return owner if isinstance(owner, HandyOwner) else None
