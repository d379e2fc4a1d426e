"""What resolutions listen to: the votes of the day, decisions about proposals, and the day's own meeting."""

from sqlalchemy.orm import Session

from youthvoice.assembly.commands.holding import meeting_wanted
from youthvoice.assembly.commands.ladder import counted_by
from youthvoice.assembly.commands.reasons import decision_made
from youthvoice.assembly.commands.resolutions import place_promises
from youthvoice.assembly.commands.resolving import KIND, vote_counted
from youthvoice.assembly.events import DayBegun, DayEnded, VoteCounted
from youthvoice.assembly.models import AssemblyYear, Motion, Resolution
from youthvoice.assembly.motion_targets import MOTION
from youthvoice.core.events import subscribe
from youthvoice.councils.commands.meetings import end_meeting, open_meeting
from youthvoice.councils.events import DecisionMade, MeetingWanted
from youthvoice.councils.models import Meeting
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.moderation.events import ContentHidden, ContentKept
from youthvoice.proposals.queries.ladder import KIND as PROPOSAL
from youthvoice.responses.events import PromiseMade


def init() -> None:
    """Subscribe."""
    subscribe(VoteCounted, vote_counted)
    subscribe(MeetingWanted, meeting_wanted)
    subscribe(DecisionMade, decision_made)
    subscribe(DayBegun, day_begun)
    subscribe(DayEnded, day_ended)
    subscribe(ContentHidden, words_turned)
    subscribe(ContentKept, words_turned)
    subscribe(PromiseMade, promise_made)


def day_begun(session: Session, event: DayBegun) -> None:
    """The meeting in the body's calendar begins with the day: what is decided is written into its minutes."""
    year = session.get_one(AssemblyYear, event.year_id)
    meeting = session.get_one(Meeting, year.meeting_id)
    if meeting.state in (MeetingState.planned, MeetingState.called):
        open_meeting(session, meeting, actor_id=counted_by(session, year))


def day_ended(session: Session, event: DayEnded) -> None:
    """It ends with the day, and its minutes can still be written: reasons are often given afterwards."""
    year = session.get_one(AssemblyYear, event.year_id)
    meeting = session.get_one(Meeting, year.meeting_id)
    if meeting.state is MeetingState.open:
        end_meeting(session, meeting, actor_id=counted_by(session, year))


def words_turned(session: Session, event: ContentHidden | ContentKept) -> None:
    """What was adopted is hidden or shown again: its promise goes along. The motion was turned before (motion_listeners.py)."""
    if event.kind == MOTION:
        place_promises(session, Motion.id == event.id)
    elif event.kind == PROPOSAL:
        place_promises(session, Motion.proposal_id == event.id)


def promise_made(session: Session, event: PromiseMade) -> None:
    """What was promised to a resolution whose words are hidden stands on no page."""
    if event.subject_kind == KIND:
        place_promises(session, Resolution.id == event.subject_id)
