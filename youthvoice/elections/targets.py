"""What candidates write can be reported, hidden and shown again; words of a crisis call for a human."""

from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.elections.commands.holding import hold, touch
from youthvoice.elections.commands.paper import sync_option
from youthvoice.elections.labels import public_label
from youthvoice.elections.models import Candidate
from youthvoice.elections.queries.candidates import find_candidate
from youthvoice.elections.rules.states import ElectionState
from youthvoice.moderation import targets
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target

KIND = "candidate"


def register() -> None:
    """Tell moderation how candidates are found, hidden and shown again."""
    targets.register(KIND, find_target, hide, restore)


def as_target(candidate: Candidate) -> Target:
    """The candidacy as a moderator sees it. Its title, which reporters read too, never tells who it is.

    Anybody can report what everybody can read. Whoever reads it because they are on the roll reports by the election's own
    page (views/reporting.py).
    """
    is_shown = candidate.stands and candidate.hidden_at is None
    path = f"/valg/{candidate.election_id}#kandidat-{candidate.number}"
    words = f"{candidate.ballot_name}\n\n{candidate.words}".strip()
    is_readable = is_shown and candidate.is_public
    title = public_label(candidate.number)
    return Target(KIND, candidate.id, title, path, words, candidate.person_id, is_readable=is_readable)


def find_target(session: Session, candidate_id: int) -> Target | None:
    """The candidacy, withdrawn and hidden ones too."""
    found = find_candidate(session, candidate_id)
    return as_target(found) if found is not None else None


def hide(session: Session, candidate_id: int) -> None:
    """A moderator hides name, words and picture; the candidate stands all the same. Twice is once. Raises NotFound."""
    _change(session, candidate_id, hides=True)


def restore(session: Session, candidate_id: int) -> None:
    """A moderator shows them again. Twice is once. Raises NotFound."""
    _change(session, candidate_id, hides=False)


def tell_of_candidate(session: Session, candidate: Candidate) -> bool:
    """Words of a crisis: every moderator is told at once; nothing is hidden for that. Returns whether there were any."""
    if not needs_help(f"{candidate.ballot_name}\n{candidate.words}"):
        return False
    raise_alarm(session, as_target(candidate))
    return True


def _change(session: Session, candidate_id: int, *, hides: bool) -> None:
    found = find_candidate(session, candidate_id)
    if found is None:
        raise NotFound
    election = hold(session, found.election)
    session.refresh(found, ["hidden_at", "paper_number"])
    if (found.hidden_at is not None) == hides:
        return
    found.hidden_at = now() if hides else None
    session.flush()
    if election.state is not ElectionState.cancelled:
        sync_option(session, election, found)
    touch(session, election)
