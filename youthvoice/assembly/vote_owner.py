"""What the room of voting asks of a secret vote of the day. It is run from the chair's console alone."""

from collections.abc import Sequence

from sqlalchemy import Select, false, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.closing_votes import contest_counted
from youthvoice.assembly.commands.opening_votes import OWNER_KIND
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.queries.votes import find_by_contest, there
from youthvoice.voting import owners
from youthvoice.voting.models import Contest


class DayVoteOwner:
    """Answers for the contest of a secret vote."""

    def voters(self, session: Session, contest: Contest) -> Select[int]:
        """Those who are in the hall when it opens."""
        vote = find_by_contest(session, contest.id)
        return there(vote.year_id) if vote is not None else select(Person.id).where(false())

    def may_run(self, _session: Session, _contest: Contest, _person: Person) -> bool:
        """Nobody: there is one place where it is opened and closed, and that is the console."""
        return False

    def may_see(self, _session: Session, _contest: Contest, _person: Person | None) -> bool:
        """Nobody beside those on its roll: it is public unless a moderator hid what is asked."""
        return False

    def counted(self, session: Session, contest: Contest) -> None:
        """The day has its result."""
        contest_counted(session, contest)

    def may_hurry(self, _session: Session, _contest: Contest) -> bool:
        """The chair opens and closes it."""
        return True

    def change_path(self, session: Session, contest: Contest) -> str:
        """The console; empty where its vote is not there any more."""
        vote = find_by_contest(session, contest.id)
        year = session.get(AssemblyYear, vote.year_id) if vote is not None else None
        return f"/bytinget/{year.year}/dagen/styring" if year is not None else ""

    def again_path(self, _session: Session, _contest: Contest) -> str:
        """Where people vote again is for the chair to say, at the console."""
        return ""

    def voted_path(self, contest: Contest) -> str:
        """Back to the phone's page of the day."""
        return f"{contest.owner_url}/nu"

    def classes(self, _session: Session, _contest: Contest, _person: Person) -> Sequence[tuple[int, str]]:
        """None: each votes alone."""
        return ()

    def class_people(self, _session: Session, _contest: Contest, _key: int) -> Sequence[tuple[int, str]]:
        """None."""
        return ()

    def reported_as(self, _contest: Contest) -> str:
        """Not by itself: it is reported on the page of the day, under the vote's own name (day_targets.py)."""
        return ""


def register() -> None:
    """Let the room of voting know."""
    owners.register(OWNER_KIND, DayVoteOwner())
