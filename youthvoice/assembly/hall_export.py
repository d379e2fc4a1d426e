"""The part of the hall in the file with a person's own data: how they voted by name, and when they asked for the floor.

Of a secret vote nobody keeps how somebody voted, so nothing can be told of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.export import Rows, rows_of
from youthvoice.accounts.export import register as register_part
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import AssemblyYear, DayItem, DayVote, DayVoteOption, Delegation, NamedBallot, Turn
from youthvoice.voting.rules.ballots import read_ballot


def register() -> None:
    """Add them to everybody's file."""
    register_part("assembly_ballots", ballots)
    register_part("assembly_turns", turns)


def ballots(session: Session, person: Person) -> Rows:
    """Votes by name on whose roll the person stood, with the lines they chose (None: they did not vote). Two queries."""
    columns = (
        AssemblyYear.year, NamedBallot.vote_id.label("vote"), DayVote.question, Delegation.name.label("delegation"),
        NamedBallot.ballot, NamedBallot.cast_at, DayVote.hidden_at,
    )  # fmt: skip
    query = select(*columns).join(DayVote, DayVote.id == NamedBallot.vote_id)
    query = query.join(AssemblyYear, AssemblyYear.id == DayVote.year_id)
    query = query.join(Delegation, Delegation.id == NamedBallot.delegation_id)
    mine = NamedBallot.person_id == person.id, DayVote.is_named
    found = session.execute(query.where(*mine).order_by(NamedBallot.vote_id)).all()
    lines = _lines(session, (row.vote for row in found))
    return [_ballot(dict(row._mapping), lines[row.vote]) for row in found]


def _ballot(row: dict[str, Any], titles: dict[int, str]) -> dict[str, Any]:
    """What a moderator has hidden of others' words stays hidden here too."""
    written, is_hidden = row.pop("ballot"), row.pop("hidden_at") is not None
    numbers = None if written is None else list(read_ballot(written))
    chosen = None if numbers is None or is_hidden else [titles.get(one, str(one)) for one in numbers]
    return {**row, "question": None if is_hidden else row["question"], "numbers": numbers, "chosen": chosen}


def _lines(session: Session, vote_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    query = select(DayVoteOption).where(DayVoteOption.vote_id.in_(sorted(set(vote_ids))))
    for option in session.scalars(query):
        found[option.vote_id][option.number] = option.title
    return found


def turns(session: Session, person: Person) -> Rows:
    """When the person asked for the floor, had it, and gave it up."""
    columns = (
        AssemblyYear.year, DayItem.position.label("item"), Delegation.name.label("delegation"), Turn.state, Turn.asked_at,
        Turn.called_at, Turn.ended_at,
    )  # fmt: skip
    query = select(*columns).join(AssemblyYear, AssemblyYear.id == Turn.year_id)
    query = query.join(DayItem, DayItem.id == Turn.item_id).join(Delegation, Delegation.id == Turn.delegation_id)
    return rows_of(session, query.where(Turn.person_id == person.id).order_by(Turn.id))
