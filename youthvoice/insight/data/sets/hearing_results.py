"""What was answered to the questions of hearings that have closed; small numbers are kept back as on their pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.consultations.models import Consultation, Question
from youthvoice.consultations.presenting.counts import CountedQuestion, CountLine, counted
from youthvoice.consultations.presenting.shown import shown_question
from youthvoice.consultations.queries.answers import counts_of
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.core.clock import now
from youthvoice.core.keyset import Page
from youthvoice.insight.data.cursors import Key
from youthvoice.insight.data.sets.hearings import IS_SHOWN
from youthvoice.insight.data.shape import DataSet, cut


@dataclass(frozen=True, slots=True)
class HearingResultRow:
    """One option of one question, or all answers to it."""

    hearing_id: Annotated[int, _("Høringens nummer")]
    question: Annotated[int, _("Spørgsmålets nummer i høringen")]
    words: Annotated[str, _("Spørgsmålet")]
    kind: Annotated[QuestionKind, _("Hvordan man svarer på det")]
    option: Annotated[str | None, _("Svarmuligheden. Tomt: alle, der svarede på spørgsmålet")]
    answers: Annotated[int | None, _("Hvor mange svar. Tomt: for få til at vise")]
    people: Annotated[int | None, _("Hvor mange unge bag svarene. Tomt: for få til at vise")]
    score: Annotated[int | None, _("Point, hvor man satte noget i rækkefølge")]
    is_withheld: Annotated[bool, _("Der er for få mennesker bag tallet til at vise det")]


def read(session: Session, after: Key | None, size: int) -> Page[HearingResultRow]:
    """One page, the oldest question first: three queries."""
    last = after or (0, 0)
    is_closed = or_(Consultation.finished_at.is_not(None), Consultation.closes_at <= now())
    ids = select(Question.id).join(Consultation, Consultation.id == Question.consultation_id)
    ids = ids.where(*IS_SHOWN, Consultation.cancelled_at.is_(None), is_closed, Question.id >= last[0])
    wanted = session.scalars(ids.order_by(Question.id).limit(size + 2)).all()
    query = select(Question).where(Question.id.in_(wanted)).options(joinedload(Question.options))
    counts = counts_of(session, wanted)
    found = (
        pair
        for one in session.scalars(query.order_by(Question.id)).unique()
        for pair in _rows(one, counted(shown_question(one, one.options), counts.get(one.id, ())))
    )
    return cut((pair for pair in found if pair[0] > last), size)


def _rows(asked: Question, told: CountedQuestion) -> Iterator[tuple[Key, HearingResultRow]]:
    for number, line in enumerate((told.whole, *told.lines)):
        yield (asked.id, number), _row(asked, line)


def _row(asked: Question, line: CountLine) -> HearingResultRow:
    return HearingResultRow(
        asked.consultation_id, asked.number, asked.words, asked.kind, line.title or None, line.answers, line.people,
        line.score, line.is_kept_back,
    )  # fmt: skip


HEARING_RESULTS = DataSet(
    "hearing-results",
    _("Svar i høringer"),
    _("Hvor mange der valgte hvad i de høringer, der er lukket. Det, folk selv har skrevet, er ikke med."),
    HearingResultRow,
    2,
    read,
)
