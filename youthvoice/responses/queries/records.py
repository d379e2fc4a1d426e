"""Everything that is stored of some cases, for their records: a constant number of queries, however many cases they are.

Rows and not objects: a whole year of cases goes by without anything being kept.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.clock import COPENHAGEN
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportState
from youthvoice.responses.models import (
    Answer,
    AnswerFeedback,
    Case,
    CaseExtension,
    CaseMove,
    CaseParty,
    ClarityWish,
    Milestone,
    ProgressReport,
    Promise,
    PromiseCheck,
    PromiseMark,
    Reopening,
)
from youthvoice.responses.queries.deeds import deeds_of
from youthvoice.responses.queries.understood import KIND
from youthvoice.responses.queries.whose import AnySelect

BATCH = 100
"""Cases that are read together."""
Rows: TypeAlias = Sequence[Row[Any]]


@dataclass(frozen=True)
class Wanted:
    """Which cases are taken out: registered from a day to another (Danish days, both in it), of one unit or of all (None)."""

    from_on: date
    to_on: date
    unit_id: int | None = None


@dataclass(frozen=True)
class CaseRows:
    """What is stored of one case; every list in the order in which it happened."""

    case: Row[Any]
    parties: Rows
    extension: Row[Any] | None
    moves: Rows
    reopening: Row[Any] | None
    answers: Rows
    feedback: Rows
    wishes: dict[int, int]
    """Answer's id -> how many readers asked for a clearer one."""
    promise: Row[Any] | None
    milestones: Rows
    reports: Rows
    checks: Rows
    marks: Rows
    deeds: Rows


def wanted_batches(session: Session, wanted: Wanted) -> Iterator[list[CaseRows]]:
    """The cases, as they were registered: each part is read when it is asked for."""
    last_id = 0
    while ids := session.scalars(_wanted_ids(wanted, last_id)).all():
        yield case_rows(session, ids)
        last_id = ids[-1]


def _wanted_ids(wanted: Wanted, last_id: int) -> Select[int]:
    begins = datetime.combine(wanted.from_on, time(), COPENHAGEN)
    ends = datetime.combine(wanted.to_on + timedelta(days=1), time(), COPENHAGEN)
    found = select(Case.id).where(Case.id > last_id, Case.opened_at >= begins, Case.opened_at < ends)
    if wanted.unit_id is not None:
        found = found.where(Case.unit_id == wanted.unit_id)
    return found.order_by(Case.id).limit(BATCH)


def case_rows(session: Session, case_ids: Sequence[int]) -> list[CaseRows]:
    """What is stored of these cases, in the order of their ids; whoever is no case is left out."""
    cases = session.execute(_cases(case_ids)).all()
    found = {name: _by_case(session, query) for name, query in _parts(case_ids).items()}
    return [
        CaseRows(
            case=case,
            parties=found["parties"][case.id],
            extension=_only(found["extension"][case.id]),
            moves=found["moves"][case.id],
            reopening=_only(found["reopening"][case.id]),
            answers=found["answers"][case.id],
            feedback=found["feedback"][case.id],
            wishes={row.answer_id: row.wishes for row in found["wishes"][case.id]},
            promise=_only(found["promise"][case.id]),
            **{name: found[name][case.id] for name in ("milestones", "reports", "checks", "marks", "deeds")},
        )
        for case in cases
    ]


def _only(rows: Rows) -> Row[Any] | None:
    return rows[0] if rows else None


def _by_case(session: Session, query: AnySelect) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(query):
        found[row.case_id].append(row)
    return found


def _parts(ids: Sequence[int]) -> dict[str, AnySelect]:
    """One query for each part; each row says whose it is (``case_id``)."""
    return {
        "parties": _parties(ids),
        "extension": select(CaseExtension.__table__).where(CaseExtension.case_id.in_(ids)),
        "moves": _moves(ids),
        "reopening": _reopenings(ids),
        "answers": _answers(ids),
        "feedback": _feedback(ids),
        "wishes": _wishes(ids),
        "promise": _promises(ids),
        "milestones": _milestones(ids),
        "reports": _reports(ids),
        "checks": _of_promise(PromiseCheck, ids, PromiseCheck.months > 0).order_by(PromiseCheck.months),
        "marks": _of_promise(PromiseMark, ids).order_by(PromiseMark.id),
        "deeds": deeds_of(ids),
    }


def _cases(ids: Sequence[int]) -> AnySelect:
    assignee, receiver = aliased(Person), aliased(Person)
    found = select(
        *Case.__table__.c,
        Unit.name.label("unit_name"),
        assignee.display_name.label("assignee_name"),
        assignee.title.label("assignee_title"),
        receiver.display_name.label("receiver_name"),
        receiver.title.label("receiver_title"),
    )
    found = found.join(Unit, Unit.id == Case.unit_id).outerjoin(assignee, assignee.id == Case.assignee_id)
    found = found.outerjoin(receiver, receiver.id == Case.receipt_by_id)
    return found.where(Case.id.in_(ids)).order_by(Case.id)


def _parties(ids: Sequence[int]) -> AnySelect:
    found = select(CaseParty.case_id, Person.display_name.label("name"), CaseParty.since, CaseParty.until)
    found = found.join(Person, Person.id == CaseParty.person_id)
    return found.where(CaseParty.case_id.in_(ids)).order_by(CaseParty.id)


def _moves(ids: Sequence[int]) -> AnySelect:
    by, sent, got = aliased(Person), aliased(Person), aliased(Person)
    source, target = aliased(Unit), aliased(Unit)
    found = select(
        CaseMove.case_id,
        CaseMove.at,
        CaseMove.word,
        by.display_name.label("by_name"),
        source.name.label("from_unit"),
        target.name.label("to_unit"),
        sent.display_name.label("from_person"),
        got.display_name.label("to_person"),
    )
    found = found.join(by, by.id == CaseMove.by_id)
    found = found.join(source, source.id == CaseMove.from_unit_id).join(target, target.id == CaseMove.to_unit_id)
    found = found.outerjoin(sent, sent.id == CaseMove.from_person_id).outerjoin(got, got.id == CaseMove.to_person_id)
    return found.where(CaseMove.case_id.in_(ids)).order_by(CaseMove.id)


def _reopenings(ids: Sequence[int]) -> AnySelect:
    found = select(*Reopening.__table__.c, Answer.number.label("answer_number"))
    return found.join(Answer, Answer.id == Reopening.answer_id).where(Reopening.case_id.in_(ids))


def _answers(ids: Sequence[int]) -> AnySelect:
    writer = Person.display_name.label("writer_name"), Person.title.label("writer_title")
    found = select(*Answer.__table__.c, *writer, Unit.name.label("writer_unit"))
    found = found.join(Person, Person.id == Answer.written_by_id).outerjoin(Unit, Unit.id == Person.unit_id)
    return found.where(Answer.case_id.in_(ids)).order_by(Answer.case_id, Answer.number)


def _feedback(ids: Sequence[int]) -> AnySelect:
    """As ``queries.understood.feedback_words``: in the order of the alphabet, which tells nothing; without who and when."""
    is_hidden = exists().where(
        ContentReport.target_kind == KIND,
        ContentReport.target_id == AnswerFeedback.id,
        ContentReport.state == ReportState.hidden,
    )
    said = AnswerFeedback.understood, AnswerFeedback.taken_seriously, AnswerFeedback.unclear
    found = select(AnswerFeedback.case_id, AnswerFeedback.answer_id, *said, is_hidden.label("is_hidden"))
    return found.where(AnswerFeedback.case_id.in_(ids)).order_by(AnswerFeedback.answer_id, AnswerFeedback.unclear)


def _wishes(ids: Sequence[int]) -> AnySelect:
    found = select(ClarityWish.case_id, ClarityWish.answer_id, func.count().label("wishes"))
    return found.where(ClarityWish.case_id.in_(ids)).group_by(ClarityWish.case_id, ClarityWish.answer_id)


def _promises(ids: Sequence[int]) -> AnySelect:
    owner = Person.display_name.label("owner_name"), Person.title.label("owner_title")
    found = select(*Promise.__table__.c, *owner, Unit.name.label("unit_name"))
    found = found.join(Person, Person.id == Promise.owner_id).join(Unit, Unit.id == Promise.unit_id)
    return found.where(Promise.case_id.in_(ids))


def _of_promise(model: Any, ids: Sequence[int], *conditions: ColumnElement[bool]) -> AnySelect:
    found = select(Promise.case_id, *model.__table__.c).join(Promise, Promise.id == model.promise_id)
    return found.where(Promise.case_id.in_(ids), *conditions)


def _milestones(ids: Sequence[int]) -> AnySelect:
    found = _of_promise(Milestone, ids).add_columns(Person.display_name.label("owner_name"))
    return found.join(Person, Person.id == Milestone.owner_id).order_by(Milestone.due_on, Milestone.id)


def _reports(ids: Sequence[int]) -> AnySelect:
    """Without the pictures, which are told of in words."""
    told = ProgressReport.at, ProgressReport.words, ProgressReport.alt_text, Person.display_name.label("by_name")
    found = select(Promise.case_id, *told).join(Promise, Promise.id == ProgressReport.promise_id)
    found = found.join(Person, Person.id == ProgressReport.by_id)
    return found.where(Promise.case_id.in_(ids)).order_by(ProgressReport.id)
