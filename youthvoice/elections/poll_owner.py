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
from youthvoice.voting.queries.contests import outcome_of
from youthvoice.voting.rules.contest import reaches_quorum
from youthvoice.voting.rules.methods import Method

KIND = "poll"


def may_ask_again(contest: Contest) -> bool:
    """Tell whether only a new vote can decide: some are tied, and enough took part. A question that is tied is a no."""
    outcome = outcome_of(contest)
    if outcome is None or contest.method is Method.yes_no or not outcome.tied:
        return False
    return reaches_quorum(contest.taken_part, contest.roll_size, contest.quorum_percent)


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

    def again_path(self, session: Session, contest: Contest) -> str:
        """The form of a new poll, with what is tied on it."""
        body_id = get_poll(session, contest.id).body_id
        return f"/raad/{body_id}/afstemninger/ny?igen={contest.id}" if may_ask_again(contest) else ""

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
