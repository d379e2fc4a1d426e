"""What answers to hearings listen to: people who leave, hearings that end; and what is told to rooms below."""

from youthvoice.accounts.events import PersonClosed
from youthvoice.consultations import export, targets
from youthvoice.consultations.commands.leaving import forget_drafts, leave
from youthvoice.consultations.events import ConsultationCancelled, ConsultationFinished
from youthvoice.core.events import subscribe


def init() -> None:
    """Subscribe, make texts reportable, and add one's own answers to one's own data."""
    subscribe(PersonClosed, leave)
    subscribe(ConsultationFinished, forget_drafts)
    subscribe(ConsultationCancelled, forget_drafts)
    targets.register()
    export.register()
