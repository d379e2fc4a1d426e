"""A summary that everybody has read is corrected: new words, for a reason, beside those that stood."""

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.consultations.commands.summary import check_summary, put_summary, store_summary, words_of
from youthvoice.consultations.events import SummaryCorrected
from youthvoice.consultations.labels import REASON_TEXT
from youthvoice.consultations.models import Consultation, SummaryWording
from youthvoice.consultations.queries.consultations import hold_consultation
from youthvoice.consultations.queries.wordings import wordings_of
from youthvoice.consultations.rules.asking import REASON_MAX, REASON_MIN, says_enough
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.consultations.rules.summary import Summary
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish


def correct_summary(
    session: Session, consultation_id: int, summary: Summary, why: str, seen: int, *, actor_id: int
) -> bool:
    """Let other words stand; returns whether they are new. Sent twice they are told once.

    Raises RuleBroken (the part it speaks of, ``why``), Conflict where it is not finished or was corrected since version ``seen``.
    """
    found = hold_consultation(session, consultation_id)
    if found.state is not ConsultationState.finished:
        raise Conflict(gettext("Opsamlingen er ikke sendt ud endnu."))
    stood = wordings_of(session, found.id)
    if words_of(found) == summary:
        if stood and stood[0].why == why:
            return False
        raise RuleBroken({"heard": [gettext("Der står det samme som før. Ret det, der er forkert.")]})
    if found.version != seen:
        raise Conflict(gettext("En anden har rettet imens."))
    check_summary(summary)
    if not says_enough(why, REASON_MIN) or len(why) > REASON_MAX:
        raise RuleBroken({"why": [REASON_TEXT]})
    _add(session, found, summary, why, stood[0].number if stood else 0, actor_id)
    return True


def _add(session: Session, found: Consultation, summary: Summary, why: str, last: int, actor_id: int) -> None:
    moment = now()
    if not last:
        session.add(_wording(found, 1, "", found.finished_by_id, at=found.finished_at))
        last = 1
    put_summary(found, summary)
    found.corrected_at = moment
    session.add(_wording(found, last + 1, why, actor_id, at=moment))
    store_summary(session)
    audit.record(session, actor_id, "consultation.correct", ("consultation", found.id), at=moment)
    publish(session, SummaryCorrected(found.id, last + 1, why))


def _wording(found: Consultation, number: int, why: str, by_id: int | None, **more: object) -> SummaryWording:
    """The words as they stand on the hearing."""
    return SummaryWording(
        consultation_id=found.id, number=number, heard=found.heard, changed=found.changed,
        unchanged_why=found.unchanged_why, why=why, written_by_id=by_id, **more,
    )  # fmt: skip
