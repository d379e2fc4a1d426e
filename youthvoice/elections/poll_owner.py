"""What the room of voting asks of a poll: who votes, who runs it, who sees it, in which classes, and what follows."""

from collections.abc import Sequence

from sqlalchemy import Select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.authz import can
from youthvoice.councils.queries.bodies import standing_in
from youthvoice.elections.queries.polls import body_of, classes_of, get_poll, people_of_class, voters_of
from youthvoice.voting.models import Contest

KIND = "poll"


class PollOwner:
    """Answers for the contest of a poll."""

    def voters(self, session: Session, contest: Contest) -> Select[int]:
        """As those who asked chose it."""
        poll = get_poll(session, contest.id)
        return voters_of(body_of(session, poll), poll.voters)

    def may_run(self, session: Session, contest: Contest, person: Person) -> bool:
        """Those who run the body, the adults who help it, and administrators."""
        poll = get_poll(session, contest.id)
        return can(person, "poll.run", standing_in(session, person.id, body_of(session, poll)))

    def may_see(self, session: Session, contest: Contest, person: Person | None) -> bool:
        """Whoever belongs to the body or is represented by it, and the teachers of its classes."""
        if person is None:
            return False
        poll = get_poll(session, contest.id)
        if poll.hidden_at is None and can(person, "poll.see", standing_in(session, person.id, body_of(session, poll))):
            return True
        return person.is_adult and bool(self.classes(session, contest, person))

    def counted(self, session: Session, contest: Contest) -> None:
        """Nothing follows by itself; the body's page is made anew (poll_listeners.py)."""

    def may_hurry(self, _session: Session, _contest: Contest) -> bool:
        """A question at a meeting is asked and answered there."""
        return True

    def change_path(self, _session: Session, contest: Contest) -> str:
        """The form it was made with."""
        return f"/afstemninger/{contest.id}/ret"

    def classes(self, session: Session, contest: Contest, person: Person) -> Sequence[tuple[int, str]]:
        """Those that the adult helps; all, for an administrator."""
        poll = get_poll(session, contest.id)
        return classes_of(session, poll, person, sees_all=person.role is Role.administrator)

    def class_people(self, session: Session, contest: Contest, key: int) -> Sequence[tuple[int, str]]:
        """Those on the roll who go there."""
        return people_of_class(session, contest.id, key)

    def reported_as(self, _contest: Contest) -> str:
        """Under its own name (poll_targets.py)."""
        return KIND
