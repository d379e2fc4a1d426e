"""The wordings of a summary that was corrected."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.consultations.models import SummaryWording


def wordings_of(session: Session, consultation_id: int) -> Sequence[SummaryWording]:
    """Every wording, the one that stands first; none where it was never corrected. One query."""
    query = select(SummaryWording).where(SummaryWording.consultation_id == consultation_id)
    return session.scalars(query.order_by(SummaryWording.number.desc())).all()


def last_wording(session: Session, consultation_id: int) -> SummaryWording | None:
    """The one that stands; None where it was never corrected. One query."""
    query = select(SummaryWording).where(SummaryWording.consultation_id == consultation_id)
    return session.scalar(query.order_by(SummaryWording.number.desc()).limit(1))
