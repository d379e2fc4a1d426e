"""What somebody is to a contest, in one query."""

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.voting.models import Contest, GivenPaper, RollEntry
from youthvoice.voting.owners import owner_of
from youthvoice.voting.standing import ContestStanding


def standing_in(session: Session, contest: Contest, person: Person | None) -> ContestStanding:
    """On the roll or not, with a paper or not; one query, none for a visitor."""
    if person is None:
        return ContestStanding(is_on_roll=False, paper=None, took_part=False, ask_owner=lambda: False)
    same = and_(GivenPaper.contest_id == RollEntry.contest_id, GivenPaper.person_id == RollEntry.person_id)
    query = select(RollEntry.took_part, GivenPaper.kind).outerjoin(GivenPaper, same)
    line = session.execute(
        query.where(RollEntry.contest_id == contest.id, RollEntry.person_id == person.id)
    ).one_or_none()
    return ContestStanding(
        is_on_roll=line is not None,
        paper=None if line is None else line.kind,
        took_part=line is not None and line.took_part,
        ask_owner=lambda: owner_of(contest).may_run(session, contest, person),
    )
