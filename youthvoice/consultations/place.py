"""What somebody is to a hearing. Permissions are asked of it."""

from dataclasses import dataclass

from youthvoice.consultations.rules.states import ConsultationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A person's place; a visitor's is empty."""

    consultation_id: int | None
    """None for one that is about to be written."""
    state: ConsultationState
    is_asker: bool = False
    """Works in the unit that asks."""
    may_answer: bool = False
    """Young, and of the schools that are asked."""
