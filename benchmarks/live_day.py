"""A hall full of delegates and the votes of the day, in a database; and what the database says of them in the end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from benchmarks.phones import Vote
from benchmarks.scenarios import signed_in
from tests.apps import SECRET
from tests.factories.base import bind_factories
from tests.factories.hall import hall, planned
from youthvoice.app import create_app
from youthvoice.assembly.models import DayVote, NamedBallot
from youthvoice.core.db import Database
from youthvoice.settings import Settings
from youthvoice.voting.models import SealedBox
from youthvoice.voting.rules.ballots import read_ballot
from youthvoice.voting.tallies import Outcome

DELEGATION = 20


class RoundKind(StrEnum):
    """What is special about a vote of the run."""

    plain = "plain"
    killed = "killed"
    """A worker is killed in the middle."""
    secret = "secret"
    cut_short = "cut_short"
    """Closed while half of the phones are still to tap."""


NAMES = {
    RoundKind.plain: "by name",
    RoundKind.killed: "by name, a worker killed",
    RoundKind.secret: "secret",
    RoundKind.cut_short: "by name, closed early",
}


@dataclass(frozen=True)
class Round:
    """A planned vote; its question tells it apart on every screen."""

    kind: RoundKind
    vote_id: int
    question: str

    @property
    def name(self) -> str:
        """For the table."""
        return NAMES[self.kind]

    @property
    def opened_shows(self) -> dict[str, bytes]:
        """On phones and screens, once it is open."""
        question = self.question.encode()
        asked = b'<h2 class="hall__question">' + question
        return {"phone": b'<h2 class="do__title" id="do-title">' + question, "screen": asked}

    @property
    def closed_shows(self) -> dict[str, bytes]:
        """On phones and screens, once it is counted."""
        question = self.question.encode()
        return {"phone": b'"happening__question">' + question, "screen": b'<p class="hall__label">' + question}


@dataclass(frozen=True)
class Stage:
    """The database, who is in the hall, and what is to be voted on."""

    database: Database
    year: int
    delegates: Sequence[tuple[int, str, str]]
    """(id, cookie, token) of each."""
    chair_cookie: str
    chair_token: str
    rounds: Sequence[Round]

    @staticmethod
    def build(url: str, phones: int, kinds: Sequence[RoundKind] = tuple(RoundKind)) -> "Stage":
        """Fill a migrated database: ``phones`` delegates who have come, in delegations of at most 20."""
        app = create_app(Settings(database_url=url, secret_key=SECRET, log_level="ERROR"))
        database: Database = app.extensions["youthvoice"].database
        each = min(DELEGATION, phones)
        with app.app_context(), database.transaction() as session:
            bind_factories(session)
            place = hall(session, phones // each, each)
            rounds = []
            for number, kind in enumerate(kinds, start=1):
                question = f"Skal vi vedtage nummer {number}?"
                vote = planned(
                    session, place, question=question, is_on_motion=False, is_named=kind is not RoundKind.secret
                )
                rounds.append(Round(kind, vote.id, question))
            year, chair = place.year.year, place.chair
            people = [delegate.person for delegate in place.delegates]
        # Outside of the application's context, which would keep the first person's token for all.
        delegates = [(person.id, *signed_in(app, person)) for person in people]
        return Stage(database, year, delegates, *signed_in(app, chair), rounds)

    def close(self) -> None:
        """Let go of the database."""
        self.database.dispose()


def check_counts(stage: Stage, one: Round, vote: Vote) -> str:
    """Every acknowledged vote was counted exactly once, and nothing else was: a line about it. Raises AssertionError."""
    with stage.database.session(read_only=True) as session:
        stored = session.get_one(DayVote, one.vote_id)
        said = {person: (choice,) for person, choice in vote.acknowledged.items()}
        if vote.is_named:
            cast = NamedBallot.vote_id == vote.id, NamedBallot.ballot.is_not(None)
            rows = session.execute(select(NamedBallot.person_id, NamedBallot.ballot).where(*cast)).all()
            ballots = {row.person_id: read_ballot(row.ballot) for row in rows}
            assert ballots == said, f"{one.name}: the ballots stored are not those acknowledged"
        else:
            box = session.get_one(SealedBox, stored.contest_id)
            boxed = Counter({read_ballot(text): number for text, number in box.ballots})
            assert boxed == Counter(said.values()), f"{one.name}: the box does not hold what was acknowledged"
            assert len(box.tokens) == len(said), f"{one.name}: papers and ballots differ in number"
        totals = Counter(
            {option: int(n) for option, n in Outcome.from_json(stored.outcome or {}).rounds[0].totals.items()}
        )
        assert totals == Counter(choice for (choice,) in said.values()), f"{one.name}: the result is another"
        assert stored.taken_part == len(said), f"{one.name}: another number took part"
    late = len(vote.refused - vote.acknowledged.keys())
    return (
        f"- {one.name}: {len(said)} acknowledged, {stored.taken_part} counted, each once; "
        f"{late} told that it was too late; {vote.retries} sent again."
    )
