"""What a body asks can be reported and hidden; words of a crisis call for a human.

Hidden, it is read by nobody but those on its roll and those who run it, who can call it off.
"""

from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.commands.touch import touch_body
from youthvoice.elections.models import Poll
from youthvoice.elections.queries.polls import body_of, find_poll
from youthvoice.moderation import targets
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import get_contest, hold_contest

KIND = "poll"


def register() -> None:
    """Tell moderation how polls are found, hidden and shown again."""
    targets.register(KIND, find_target, hide, restore)


def as_target(contest: Contest, poll: Poll) -> Target:
    """The poll as moderation sees it: the question and all answers one can choose."""
    words = "\n".join([contest.title, contest.question, *(option.title for option in contest.options)]).strip()
    path = f"/afstemninger/{contest.id}"
    return Target(KIND, contest.id, contest.title, path, words, poll.asked_by_id, is_readable=contest.is_public)


def find_target(session: Session, contest_id: int) -> Target | None:
    """A poll, hidden ones too."""
    poll = find_poll(session, contest_id) if contest_id <= MAX_ID else None
    return as_target(get_contest(session, contest_id), poll) if poll is not None else None


def hide(session: Session, contest_id: int) -> None:
    """A moderator hides it from everybody but those concerned. Twice is once. Raises NotFound."""
    _change(session, contest_id, hides=True)


def restore(session: Session, contest_id: int) -> None:
    """A moderator shows it again. Twice is once. Raises NotFound."""
    _change(session, contest_id, hides=False)


def tell_of_poll(session: Session, contest: Contest, poll: Poll) -> None:
    """Words of a crisis: every moderator is told at once; nothing is hidden for that."""
    target = as_target(contest, poll)
    if needs_help(target.text):
        raise_alarm(session, target)


def _change(session: Session, contest_id: int, *, hides: bool) -> None:
    poll = find_poll(session, contest_id) if contest_id <= MAX_ID else None
    if poll is None:
        raise NotFound
    contest = hold_contest(session, contest_id)
    session.refresh(poll, ["hidden_at", "is_public"])
    if (poll.hidden_at is not None) == hides:
        return
    poll.hidden_at = now() if hides else None
    contest.is_public = poll.is_public and not hides
    contest.version += 1
    session.flush()
    touch_body(session, body_of(session, poll))
