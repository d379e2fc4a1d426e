"""What people write to a hearing can be reported, hidden and shown again; words of a crisis call for a human.

A text is named by its mark. What is hidden leaves the counts.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.consultations.commands.tallying import add_counts
from youthvoice.consultations.models import Consultation, ConsultationResponse, Question, ResponseText
from youthvoice.consultations.queries.consultations import hold_consultation
from youthvoice.consultations.rules.answers import ANSWERED, Count
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.moderation import targets
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target

KIND = "consultation_text"
SHOWS_RESULTS = frozenset({ConsultationState.closed, ConsultationState.finished})
NOBODY = 0
"""Stands for the author of a text whose account is closed."""


def register() -> None:
    """Tell moderation how they are found, hidden and shown again."""
    targets.register(KIND, find_text_target, hide_text, restore_text)


def find_text_target(session: Session, mark: int) -> Target | None:
    """A text, hidden or not; None where there is none, or it was taken back."""
    query = select(ResponseText, ConsultationResponse, Question, Consultation)
    query = query.join(ConsultationResponse, ConsultationResponse.id == ResponseText.response_id)
    query = query.join(Question, Question.id == ResponseText.question_id)
    query = query.join(Consultation, Consultation.id == ResponseText.consultation_id)
    row = session.execute(query.where(ResponseText.mark == mark)).one_or_none() if mark <= MAX_ID else None
    return text_target(*row) if row is not None else None


def text_target(text: ResponseText, response: ConsultationResponse, question: Question, found: Consultation) -> Target:
    """The text as moderation sees it. Everybody can read it only when the hearing is closed."""
    path = f"/hoeringer/{found.id}/resultat/{question.number}#tekst-{text.mark}"
    is_readable = found.state in SHOWS_RESULTS and text.hidden_at is None
    author_id = response.person_id or NOBODY
    return Target(KIND, text.mark, question.words, path, text.text, author_id, is_readable=is_readable)


def hide_text(session: Session, mark: int) -> None:
    """A moderator hides it: it leaves the results. Twice is once. Raises NotFound."""
    _turn(session, mark, hides=True)


def restore_text(session: Session, mark: int) -> None:
    """A moderator shows it again: it counts as before. Twice is once. Raises NotFound."""
    _turn(session, mark, hides=False)


def tell_of_response(session: Session, response: ConsultationResponse) -> None:
    """Words of a crisis: every moderator is told at once; nothing is hidden for that."""
    query = select(ResponseText.mark, ResponseText.text).where(ResponseText.response_id == response.id)
    for mark, words in session.execute(query.order_by(ResponseText.question_id)).all():
        target = find_text_target(session, mark) if needs_help(words) else None
        if target is not None:
            raise_alarm(session, target)


def _turn(session: Session, mark: int, *, hides: bool) -> None:
    there = select(ResponseText.consultation_id).where(ResponseText.mark == mark)
    consultation_id = session.scalar(there) if mark <= MAX_ID else None
    if consultation_id is None:
        raise NotFound
    found = hold_consultation(session, consultation_id)
    query = select(ResponseText).where(ResponseText.mark == mark).execution_options(populate_existing=True)
    text = session.scalar(query)
    if text is None:
        raise NotFound
    if (text.hidden_at is not None) == hides:
        return
    text.hidden_at = now() if hides else None
    response = session.get_one(ConsultationResponse, text.response_id, populate_existing=True)
    count = Count(1, response.people)
    add_counts(session, response.kind, {(text.question_id, ANSWERED): -count if hides else count})
    found.version += 1
    session.flush()
