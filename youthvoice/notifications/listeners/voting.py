"""Votes: everybody on the roll hears when they can vote, and of the result; whoever runs it hears when it waits for a lot.

A roll may have thousands, so nobody is loaded. What is told never depends on who has a paper already: news stay when the
box is long sealed, and must tell nothing of it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.opening_votes import OWNER_KIND as ASSEMBLY
from youthvoice.core.events import subscribe
from youthvoice.notifications.commands import News, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.organisers import organisers
from youthvoice.voting.commands.counting import needs_lot
from youthvoice.voting.events import ContestCancelled, ContestCounted, ContestOpened, ContestSealed
from youthvoice.voting.models import Contest, RollEntry

ELECTION = "election"
"""The ``owner_kind`` of a contest in which representatives are elected."""
QUIET = frozenset({ASSEMBLY})
"""Votes of people who sit in one hall: the screens there tell them, and the chair is asked for the lot."""


def subscribe_all() -> None:
    """Listen to the room of voting."""
    subscribe(ContestOpened, opened)
    subscribe(ContestSealed, sealed)
    subscribe(ContestCounted, counted)
    subscribe(ContestCancelled, cancelled)


def opened(session: Session, event: ContestOpened) -> None:
    """Everybody on the roll can vote now."""
    contest = session.get_one(Contest, event.contest_id)
    tell_roll(session, contest, NewsKind.vote_open, "open", closes=contest.closes_at)


def near(session: Session, contest: Contest) -> None:
    """Soon it closes. Told to everybody on the roll, with a paper or without."""
    tell_roll(session, contest, NewsKind.vote_near, "near", closes=contest.closes_at)


def sealed(session: Session, event: ContestSealed) -> None:
    """Where the rules want a lot, it is not counted before witnesses have drawn it."""
    contest = session.get_one(Contest, event.contest_id)
    if needs_lot(contest) and contest.owner_kind not in QUIET:
        path = f"/afstemninger/{contest.id}/styr"
        news = News(NewsKind.lot_wanted, f"contest:{contest.id}:lot", path, {"title": contest.title})
        tell(session, select(Person.id).where(Person.id.in_(organisers(session, contest))), news)


def counted(session: Session, event: ContestCounted) -> None:
    """The result is there."""
    contest = session.get_one(Contest, event.contest_id)
    tell_roll(session, contest, NewsKind.vote_result, "result", "/resultat")


def cancelled(session: Session, event: ContestCancelled) -> None:
    """Everybody on the roll is told why; of one that was only planned nobody knew."""
    contest = session.get_one(Contest, event.contest_id)
    data: dict[str, Any] = {"reason": contest.cancel_reason, "is_election": contest.owner_kind == ELECTION}
    tell_roll(session, contest, NewsKind.vote_cancelled, "cancelled", **data)


def tell_roll(session: Session, contest: Contest, kind: NewsKind, name: str, below: str = "", **data: Any) -> None:
    """Tell everybody on the roll; moments in ``data`` are stored as text."""
    if contest.owner_kind in QUIET:
        return
    told = {key: value.isoformat() if isinstance(value, datetime) else value for key, value in data.items()}
    path = f"/afstemninger/{contest.id}{below}"
    news = News(kind, f"contest:{contest.id}:{name}", path, {"title": contest.title, **told})
    tell(session, roll_of(contest.id), news)


def roll_of(contest_id: int) -> Select[int]:
    """The ids of all who may vote; none before the roll is frozen."""
    return select(RollEntry.person_id).where(RollEntry.contest_id == contest_id)
