"""Contests in which people vote just now, kept in memory for whoever casts: one lean query instead of two wide ones.

What a ballot may say stands from the opening (triggers see to it), and that a contest was closed meanwhile the database
notices when a ballot is written. Titles may change, so nothing is shown of what is kept here but the contest's own.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import find_by_key
from youthvoice.voting.rules.contest import State

MOST_KEPT = 200
_kept: dict[str, Contest] = {}
"""By the contest's random key, so that those of different databases are never taken for each other."""


def contest_to_cast_in(session: Session, key: str) -> Contest | None:
    """The contest with that key, as it was when it opened if it is open; no session knows it then."""
    found = _kept.get(key)
    if found is not None:
        return found
    found = find_by_key(session, key)
    if found is not None and found.state is State.open:
        _keep(session, found)
    return found


def contest_with_id_to_cast_in(session: Session, contest_id: int) -> Contest | None:
    """The same by its number."""
    key = session.scalar(select(Contest.key).where(Contest.id == contest_id))
    return None if key is None else contest_to_cast_in(session, key)


def _keep(session: Session, contest: Contest) -> None:
    for option in contest.options:
        session.expunge(option)
    session.expunge(contest)
    if len(_kept) >= MOST_KEPT:
        _kept.pop(next(iter(_kept)))
    _kept[contest.key] = contest
