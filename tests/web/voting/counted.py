"""Contests that were voted in, closed and counted."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, PersonFactory
from tests.factories.voting import SECRET, opened_contest
from youthvoice.accounts.models import Person
from youthvoice.voting.commands.casting import give_and_cast
from youthvoice.voting.commands.counting import count_contest, draw_lot
from youthvoice.voting.commands.planning import OptionFacts
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.crypto.papers import new_secret
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import Method

YES_NO = ("Ja", "Nej", "Hverken eller")
NAMES = ("Ida", "Bo", "Eva")


def options(*titles: str, cost: int | None = None) -> list[OptionFacts]:
    return [OptionFacts(title=title, cost=cost) for title in titles]


def voted_contest(
    session: Session, ballots: Mapping[Ballot, int], method: Method = Method.plurality, **more: Any
) -> tuple[Contest, list[Person], list[str]]:
    """An open contest in which these ballots were cast: the contest, those who voted and one who did not, the receipts."""
    voters = PersonFactory.create_batch(sum(ballots.values()) + 1)
    titles = YES_NO if method is Method.yes_no else NAMES
    contest = opened_contest(session, method, **({"options": options(*titles)} | more))
    cast = [ballot for ballot, times in ballots.items() for _ in range(times)]
    receipts = [
        give_and_cast(session, SECRET, contest, voter, new_secret(), ballot).receipt
        for voter, ballot in zip(voters, cast, strict=False)
    ]
    return contest, voters, receipts


def close(session: Session, contest: Contest, seed: str | None = None) -> Contest:
    """Close it, draw the lot where there is a seed, and count."""
    seal_contest(session, contest, actor_id=None)
    if seed is not None:
        actor = AdministratorFactory.create()
        draw_lot(session, contest, seed, "Skolens leder og to elever", actor_id=actor.id)
    count_contest(session, contest, actor_id=None)
    return contest


def counted_contest(
    session: Session, ballots: Mapping[Ballot, int], method: Method = Method.plurality, **more: Any
) -> Contest:
    """A contest that was voted in and counted."""
    seed = more.pop("seed", None)
    return close(session, voted_contest(session, ballots, method, **more)[0], seed)
