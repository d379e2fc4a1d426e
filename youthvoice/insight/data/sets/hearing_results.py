"""What was answered to the questions of hearings that have closed: the figures of their pages, no more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.consultations.models import Consultation, ConsultationTally, Question
from youthvoice.consultations.presenting.answering import option_titles
from youthvoice.consultations.queries.answering import asked_of
from youthvoice.consultations.rules.answers import Asked, Count
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.results import shown
from youthvoice.consultations.rules.states import Respondent
from youthvoice.core.clock import now
from youthvoice.core.keyset import Page
from youthvoice.insight.data.cursors import Key
from youthvoice.insight.data.sets.hearings import IS_SHOWN
from youthvoice.insight.data.shape import DataSet, cut

KINDS = tuple(Respondent)
Tallies = Mapping[tuple[int, Respondent], Mapping[int, Count]]


@dataclass(frozen=True, slots=True)
class HearingResultRow:
    """One option of one question, or all answers to it, by one kind of respondent."""

    hearing_id: Annotated[int, _("Høringens nummer")]
    question: Annotated[int, _("Spørgsmålets nummer i høringen")]
    words: Annotated[str, _("Spørgsmålet")]
    kind: Annotated[QuestionKind, _("Hvordan man svarer på det")]
    answered_by: Annotated[Respondent, _("Om man svarede alene, som klasse eller som råd")]
    option: Annotated[int, _("Svarmulighedens nummer. 0: alle, der svarede på spørgsmålet")]
    option_words: Annotated[str | None, _("Svarmuligheden")]
    figure: Annotated[int | None, _("Hvor mange svar, eller point i en rækkefølge. Tomt: for få til at vise")]


def read(session: Session, after: Key | None, size: int) -> Page[HearingResultRow]:
    """One page, the oldest question first: three queries."""
    last = after or (0, 0, -1)
    is_closed = or_(Consultation.finished_at.is_not(None), Consultation.closes_at <= now())
    ids = select(Question.id).join(Consultation, Consultation.id == Question.consultation_id)
    ids = ids.where(*IS_SHOWN, Consultation.cancelled_at.is_(None), is_closed, Question.id >= last[0])
    wanted = session.scalars(ids.order_by(Question.id).limit(size // len(KINDS) + 2)).all()
    query = select(Question).where(Question.id.in_(wanted)).options(joinedload(Question.options))
    questions = session.scalars(query.order_by(Question.id)).unique().all()
    tallies = _tallies(session, wanted)
    found = (
        pair
        for question, asked in zip(questions, asked_of(questions), strict=True)
        for pair in _rows(question, asked, tallies)
    )
    return cut((pair for pair in found if pair[0] > last), size)


def _tallies(session: Session, question_ids: Sequence[int]) -> Tallies:
    found: dict[tuple[int, Respondent], dict[int, Count]] = {}
    for row in session.scalars(select(ConsultationTally).where(ConsultationTally.question_id.in_(question_ids))):
        found.setdefault((row.question_id, row.kind), {})[row.option] = Count(row.answers, row.people, row.score)
    return found


def _rows(question: Question, asked: Asked, tallies: Tallies) -> Iterator[tuple[Key, HearingResultRow]]:
    titles: dict[int, str] = {} if question.kind is QuestionKind.text else option_titles(question)
    head = question.consultation_id, question.number, question.words, question.kind
    for place, kind in enumerate(KINDS):
        told = shown(asked, kind, tallies.get((question.id, kind), {}))
        yield (question.id, place, 0), HearingResultRow(*head, kind, 0, None, told.answered)
        for number, title in titles.items():
            row = HearingResultRow(*head, kind, number, title, told.options.get(number))
            yield (question.id, place, number), row


HEARING_RESULTS = DataSet(
    "hearing-results",
    _("Svar i høringer"),
    _("Hvor mange der valgte hvad i de høringer, der er lukket. Det, folk selv har skrevet, er ikke med."),
    HearingResultRow,
    3,
    read,
)
