"""Questions, and the answers that stand to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, SmallInteger, Text, and_, exists, literal, null, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from youthvoice.consultations.models import (
    Consultation,
    ConsultationResponse,
    ConsultationSchool,
    Question,
    ResponseChoice,
    ResponseDraft,
    ResponseText,
)
from youthvoice.consultations.rules.answers import Answer, Asked
from youthvoice.consultations.rules.states import Audience
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Forbidden
from youthvoice.core.keyset import MAX_ID, Page, whole_number
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.permissions import RUNS
from youthvoice.councils.queries.seats import count_taken
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatRole

COUNCILS = frozenset(
    {BodyKind.student_council, BodyKind.joint_student_council, BodyKind.youth_council, BodyKind.assembly}
)
MOST_BODIES = 100
"""As many as one person can answer for, on one page."""
OWN_A_PAGE = 30


@dataclass(frozen=True)
class Spoken:
    """A body that somebody may answer for, the answer that stands, and what this person has begun."""

    body: Body
    response: ConsultationResponse | None
    draft: ResponseDraft | None = None


@dataclass(frozen=True)
class OwnPart:
    """Whether somebody has answered alone, and may answer for a class or a council."""

    has_answered: bool = False
    speaks: bool = False


@dataclass(frozen=True)
class Words:
    """What an answer says. ``hidden``: the questions whose words a moderator has hidden."""

    answers: Mapping[int, Answer]
    hidden: frozenset[int] = frozenset()


NO_WORDS = Words({})


@dataclass(frozen=True)
class OwnRow:
    """An answer that somebody sent, with the hearing and the body it speaks for."""

    response: ConsultationResponse
    consultation: Consultation


def whole_questions(session: Session, consultation_id: int) -> list[Question]:
    """The questions in their order, with options: one query."""
    query = select(Question).where(Question.consultation_id == consultation_id)
    query = query.options(joinedload(Question.options))
    return list(session.scalars(query.order_by(Question.number)).unique())


def asked_of(questions: Iterable[Question]) -> list[Asked]:
    """The same as the rules know them."""
    return [
        Asked(one.id, one.kind, frozenset(option.number for option in one.options), one.is_needed) for one in questions
    ]


def find_response(
    session: Session, consultation_id: int, person_id: int | None, body_id: int | None
) -> ConsultationResponse | None:
    """The answer of a person alone, or of a body, that stands; None where there is none. One query."""
    mine = ConsultationResponse.body_id == body_id
    if body_id is None:
        mine = and_(ConsultationResponse.person_id == person_id, ConsultationResponse.body_id.is_(None))
    query = select(ConsultationResponse).where(ConsultationResponse.consultation_id == consultation_id, mine)
    query = query.where(ConsultationResponse.withdrawn_at.is_(None))
    return session.scalar(query.execution_options(populate_existing=True))


def find_by_key(session: Session, form_key: str) -> ConsultationResponse | None:
    """The answer that a form has made; withdrawn ones too."""
    return session.scalar(select(ConsultationResponse).where(ConsultationResponse.form_key == form_key))


def texts_of(session: Session, response_id: int) -> list[ResponseText]:
    """What was written, hidden words too."""
    query = select(ResponseText).where(ResponseText.response_id == response_id)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def choices_of(session: Session, response_id: int) -> Sequence[ResponseChoice]:
    """What was chosen."""
    query = select(ResponseChoice).where(ResponseChoice.response_id == response_id)
    return session.scalars(query.order_by(ResponseChoice.question_id, ResponseChoice.rank, ResponseChoice.option)).all()


def answers_of(
    texts: Iterable[ResponseText], choices: Iterable[ResponseChoice], *, with_hidden: bool
) -> dict[int, Answer]:
    """What a response says, by question."""
    found = {one.question_id: Answer(text=one.text) for one in texts if with_hidden or one.hidden_at is None}
    for one in choices:
        before = found.get(one.question_id, Answer()).chosen
        found[one.question_id] = Answer(chosen=(*before, (one.option, one.rank)))
    return found


def words_of(session: Session, response_id: int) -> Words:
    """All that an answer says, hidden words too: one query."""
    no_number = literal(0, SmallInteger)
    texts = select(
        ResponseText.question_id, no_number, no_number.label("rank"), ResponseText.text, ResponseText.hidden_at
    )
    texts = texts.where(ResponseText.response_id == response_id)
    no_text, no_moment = literal("", Text), null()
    chosen = select(ResponseChoice.question_id, ResponseChoice.option, ResponseChoice.rank, no_text, no_moment)
    rows = session.execute(texts.union_all(chosen.where(ResponseChoice.response_id == response_id))).all()
    found: dict[int, Answer] = {}
    for question_id, option, rank, words, _hidden in rows:
        before = found.get(question_id, Answer()).chosen
        found[question_id] = Answer(text=words) if words else Answer(chosen=(*before, (option, rank)))
    hidden = frozenset(question_id for question_id, _o, _r, _w, hidden_at in rows if hidden_at is not None)
    return Words({key: _in_order(answer) for key, answer in found.items()}, hidden)


def _in_order(answer: Answer) -> Answer:
    return Answer(answer.text, tuple(sorted(answer.chosen, key=lambda pair: (pair[1], pair[0]))))


def find_draft(session: Session, consultation_id: int, person_id: int, body_id: int | None) -> ResponseDraft | None:
    """What the person has typed and not sent."""
    mine = ResponseDraft.consultation_id == consultation_id, ResponseDraft.person_id == person_id
    return session.scalar(select(ResponseDraft).where(*mine, ResponseDraft.body_id.is_not_distinct_from(body_id)))


def own_answer(
    session: Session, consultation_id: int, person_id: int
) -> tuple[ConsultationResponse | None, ResponseDraft | None]:
    """A person's own answer that stands, and what is begun: one query."""
    answer = and_(
        ConsultationResponse.consultation_id == Consultation.id,
        ConsultationResponse.person_id == person_id,
        ConsultationResponse.body_id.is_(None),
        ConsultationResponse.withdrawn_at.is_(None),
    )
    draft = and_(
        ResponseDraft.consultation_id == Consultation.id,
        ResponseDraft.person_id == person_id,
        ResponseDraft.body_id.is_(None),
    )
    query = (
        select(ConsultationResponse, ResponseDraft).select_from(Consultation).outerjoin(ConsultationResponse, answer)
    )
    row = session.execute(query.outerjoin(ResponseDraft, draft).where(Consultation.id == consultation_id)).one()
    return row[0], row[1]


def get_spoken(session: Session, found: Consultation, person_id: int, body_id: int) -> Spoken:
    """One of ``spoken_for``, with what this person has begun: one query. Raises Forbidden where it is not one."""
    draft = and_(
        ResponseDraft.consultation_id == found.id,
        ResponseDraft.person_id == person_id,
        ResponseDraft.body_id == Body.id,
    )
    query = _spoken(found, person_id).add_columns(ResponseDraft).outerjoin(ResponseDraft, draft)
    row = session.execute(query.where(Body.id == body_id)).one_or_none() if body_id <= MAX_ID else None
    if row is None:
        raise Forbidden
    return Spoken(row[0], row[1], row[2])


def spoken_for(session: Session, found: Consultation, person_id: int) -> list[Spoken]:
    """The bodies that a person may answer for, councils first, with school and the answer that stands: one query."""
    query = _spoken(found, person_id).order_by(Body.kind == BodyKind.school_class, Body.name, Body.id)
    return [Spoken(body, response) for body, response in session.execute(query.limit(MOST_BODIES))]


def _spoken(found: Consultation, person_id: int) -> Select[Body, ConsultationResponse]:
    answer = and_(
        ConsultationResponse.body_id == Body.id,
        ConsultationResponse.consultation_id == found.id,
        ConsultationResponse.withdrawn_at.is_(None),
    )
    query = select(Body, ConsultationResponse).options(joinedload(Body.school))
    query = query.outerjoin(ConsultationResponse, answer)
    return query.where(Body.closed_at.is_(None), _speaks(person_id), *_is_asked(found))


def own_part(session: Session, found: Consultation, person_id: int) -> OwnPart:
    """What a person has to do with a hearing: one query."""
    mine = exists().where(
        ConsultationResponse.consultation_id == found.id,
        ConsultationResponse.person_id == person_id,
        ConsultationResponse.body_id.is_(None),
        ConsultationResponse.withdrawn_at.is_(None),
    )
    bodies = select(Body.id).where(Body.closed_at.is_(None), _speaks(person_id), *_is_asked(found))
    row = session.execute(select(mine, bodies.limit(1).scalar_subquery())).one()
    return OwnPart(bool(row[0]), row[1] is not None)


def _speaks(person_id: int) -> ColumnElement[bool]:
    """SQL, for every body at once, of what ``classroom.run`` says of a class, and ``meeting.plan`` of a council."""
    seat = aliased(Seat)
    held = seat.person_id == person_id, _held_today(seat)
    helps = exists().where(
        *held, or_(seat.body_id == Body.id, seat.body_id == Body.parent_id), seat.role == SeatRole.coordinator
    )
    runs = exists().where(*held, seat.body_id == Body.id, seat.role.in_(RUNS))
    return or_(and_(Body.kind == BodyKind.school_class, helps), and_(Body.kind.in_(COUNCILS), runs))


def _held_today(seat: type[Seat]) -> ColumnElement[bool]:
    """As ``councils.queries.bodies.held_on`` today, of another name for the seats."""
    ended = or_(seat.ended_on.is_(None), seat.ended_on > today())
    return and_(seat.starts_on <= today(), seat.ends_on >= today(), ended)


def _is_asked(found: Consultation) -> list[ColumnElement[bool]]:
    if found.audience is Audience.everyone:
        return []
    schools = select(ConsultationSchool.school_id).where(ConsultationSchool.consultation_id == found.id)
    return [Body.school_id.in_(schools)]


def own_rows(session: Session, person_id: int, before: str | None) -> Page[OwnRow]:
    """The answers that a person sent and that stand, the newest first: one query."""
    query = select(ConsultationResponse, Consultation).options(joinedload(ConsultationResponse.body))
    query = query.join(Consultation, Consultation.id == ConsultationResponse.consultation_id)
    query = query.where(ConsultationResponse.person_id == person_id, ConsultationResponse.withdrawn_at.is_(None))
    last = whole_number(before)
    if last is not None:
        query = query.where(ConsultationResponse.id < last)
    query = query.order_by(ConsultationResponse.id.desc()).limit(OWN_A_PAGE + 1)
    rows = [OwnRow(response, consultation) for response, consultation in session.execute(query)]
    shown = rows[:OWN_A_PAGE]
    return Page(shown, str(shown[-1].response.id) if len(rows) > OWN_A_PAGE else None)


def member_count(session: Session, body_id: int) -> int:
    """How many members a body has today."""
    return count_taken(session, body_id, SeatRole.member, today(), None)


def own_drafts(session: Session, person_id: int) -> list[tuple[ResponseDraft, Consultation, Body | None]]:
    """What a person has begun and can still send, with the hearing and the body: one query."""
    query = select(ResponseDraft, Consultation, Body).join(
        Consultation, Consultation.id == ResponseDraft.consultation_id
    )
    query = query.outerjoin(Body, Body.id == ResponseDraft.body_id)
    query = query.where(ResponseDraft.person_id == person_id, Consultation.cancelled_at.is_(None))
    query = query.where(Consultation.closes_at > now(), Consultation.finished_at.is_(None))
    rows = session.execute(query.order_by(Consultation.closes_at, ResponseDraft.id).limit(OWN_A_PAGE))
    return [(draft, found, body) for draft, found, body in rows]
