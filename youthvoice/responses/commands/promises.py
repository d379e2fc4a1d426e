"""A yes becomes a promise, and a promise is followed until the young people who asked say how it went.

Everything that changes a promise holds its row first, so that an answer, a report and a young person's word at the same
moment come one after the other; and goes through ``changed``, so that the day it is measured by, the questions still to
be asked and the version of what everybody sees follow.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import local_date, now
from youthvoice.core.events import publish
from youthvoice.responses import rules
from youthvoice.responses.events import PromiseChanged, PromiseMade, PromiseSettled
from youthvoice.responses.models import Answer, Case, Milestone, Promise, PromiseCheck, PromiseCounter
from youthvoice.responses.queries.promises import find_promise
from youthvoice.responses.rules import follow_up
from youthvoice.responses.rules.follow_up import DAY_PASSED, PromiseState

COLUMNS = (
    "unit_id",
    "owner_id",
    "words",
    "promised_at",
    "promised_for",
    "due_on",
    "state",
    "done_at",
    "settled_at",
    "hidden_at",
    "version",
)


@dataclass(frozen=True)
class PromiseAudit:
    """Audit: of which case, and how it stands now."""

    case_id: int
    state: str


def follow_answer(session: Session, case: Case, answer: Answer) -> None:
    """A yes or partly is a promise, with the day it is to be kept; a later no or passed-on has broken it."""
    promise = find_promise(session, case.id)
    if answer.outcome in rules.PROMISING and answer.expected_on is not None:
        if promise is None:
            _make_promise(session, case, answer)
        else:
            _word_anew(session, promise, case, answer)
    elif promise is not None and answer.outcome in rules.FINAL_OUTCOMES:
        _take_back(session, promise, case, answer)


def _make_promise(session: Session, case: Case, answer: Answer) -> None:
    promise = Promise(
        case_id=case.id,
        unit_id=case.unit_id,
        owner_id=case.assignee_id or answer.written_by_id,
        words=_words_of(answer),
        promised_at=answer.created_at,
        promised_for=answer.expected_on,
        due_on=answer.expected_on,
        state=PromiseState.under_way,
    )
    session.add(promise)
    session.flush()
    ask_later(session, promise)
    move_counter(session, None, PromiseState.under_way)
    _record(session, promise, "promise.make", answer.written_by_id)
    publish(session, PromiseMade(promise.id, case.id, case.subject_kind, case.subject_id))


def _word_anew(session: Session, promise: Promise, case: Case, answer: Answer) -> None:
    """A new wording keeps the promise's history, and what the young people said of it.

    Only where the municipality had taken the promise back itself is it under way again: a word from an adult must not
    wipe out a «not kept» from those who asked.
    """
    was_taken_back = _outcome_before(session, answer) not in rules.PROMISING
    hold(session, promise)
    promise.words = _words_of(answer)
    promise.promised_for = answer.expected_on or promise.promised_for
    if promise.unit_id != case.unit_id:
        promise.unit_id, promise.owner_id = case.unit_id, case.assignee_id or answer.written_by_id
    if was_taken_back and promise.state is PromiseState.broken:
        put(session, promise, PromiseState.under_way)
        promise.done_at = None
    changed(session, promise, case)
    _record(session, promise, "promise.reword", answer.written_by_id)


def _outcome_before(session: Session, answer: Answer) -> rules.Outcome | None:
    """What the municipality said last before this answer, «we are working on it» apart."""
    earlier = Answer.case_id == answer.case_id, Answer.number < answer.number, Answer.outcome.in_(rules.FINAL_OUTCOMES)
    return session.scalar(select(Answer.outcome).where(*earlier).order_by(Answer.number.desc()).limit(1))


def _words_of(answer: Answer) -> str:
    """What they will do, and what happens first; the whole answer is a step away."""
    told = "\n\n".join(part for part in (answer.explanation.strip(), answer.next_step.strip()) if part)
    return shorten(told, follow_up.MAX_PROMISE_TEXT)


def shorten(text: str, most: int) -> str:
    """The text, cut after a word where it is longer than ``most`` characters."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return f"{kept[: kept.rfind(' ') if ' ' in kept else most - 1].rstrip(' ,.;:')}…"


def _take_back(session: Session, promise: Promise, case: Case, answer: Answer) -> None:
    """The municipality itself has gone back on it; what the young people called kept or broken stays so."""
    hold(session, promise)
    if promise.state is not PromiseState.under_way:
        return
    put(session, promise, PromiseState.broken)
    changed(session, promise, case)
    _record(session, promise, "promise.take_back", answer.written_by_id)
    event = PromiseSettled(promise.id, case.id, case.subject_kind, case.subject_id, PromiseState.broken, by_answer=True)
    publish(session, event)


def hold(session: Session, promise: Promise) -> None:
    """Keep the promise's row until the end of the transaction, and read anew how it stands."""
    session.flush()
    session.refresh(promise, COLUMNS, with_for_update=True)


def put(session: Session, promise: Promise, state: PromiseState) -> None:
    """Move a promise, its time and its stored counter."""
    if promise.hidden_at is None:
        move_counter(session, promise.state, state)
    promise.state = state
    promise.settled_at = None if state is PromiseState.under_way else now()


def changed(session: Session, promise: Promise, case: Case) -> None:
    """What anyone sees of it is new: the day it is measured by, the questions to come and the version follow."""
    session.flush()
    still = select(Milestone.due_on).where(Milestone.promise_id == promise.id, Milestone.done_at.is_(None))
    days = session.scalars(still).all()
    promise.due_on = follow_up.next_due(days, promise.promised_for, all_done=promise.done_at is not None)
    # The version must rise even where nothing of the promise's own row changes.
    flag_modified(promise, "state")
    session.flush()
    session.expire(promise, ["unit", "owner"])
    ask_later(session, promise)
    publish(session, PromiseChanged(promise.id, case.id, case.subject_kind, case.subject_id))


def ask_later(session: Session, promise: Promise) -> None:
    """Bring the questions that the worker is to ask in line with how the promise stands."""
    rows = {
        row.months: row for row in session.scalars(select(PromiseCheck).where(PromiseCheck.promise_id == promise.id))
    }
    wanted = follow_up.checks_wanted(
        local_date(promise.promised_at),
        promise.promised_for,
        promise.due_on,
        is_open=promise.state is PromiseState.under_way,
        is_done=promise.done_at is not None,
        asked=[row.months for row in rows.values() if row.asked_at is not None and row.months > DAY_PASSED],
    )
    for months, row in rows.items():
        if row.asked_at is None and months not in wanted:
            session.delete(row)
    for months, day in wanted.items():
        found = rows.get(months)
        if found is None:
            session.add(PromiseCheck(promise_id=promise.id, months=months, due_on=day))
        elif found.due_on != day:
            found.due_on, found.asked_at = day, None
    session.flush()


def place_promise(session: Session, case_id: int, *, is_public: bool) -> None:
    """The question it answers was hidden, withdrawn, or is shown again: so is the promise. Twice is once."""
    promise = find_promise(session, case_id)
    if promise is None:
        return
    hold(session, promise)
    if (promise.hidden_at is None) is is_public:
        return
    move_counter(session, None if is_public else promise.state, promise.state if is_public else None)
    promise.hidden_at = None if is_public else now()
    session.flush()


def record(session: Session, promise: Promise, action: str, actor: Person) -> None:
    """Into the log: who did what to the promise, and how it stands now."""
    _record(session, promise, action, actor.id)


def _record(session: Session, promise: Promise, action: str, actor_id: int) -> None:
    data = PromiseAudit(promise.case_id, promise.state.value)
    audit.record(session, actor_id, action, ("promise", promise.id), data)


def move_counter(session: Session, before: PromiseState | None, after: PromiseState | None, *, by: int = 1) -> None:
    """Take one (or ``by``) from the stored counter of ``before`` and give it to that of ``after`` (None: not public)."""
    if before is after:
        return
    steps = [(state, step) for state, step in ((before, -by), (after, by)) if state is not None]
    # One order for everybody, so that two who move in opposite directions never wait for each other.
    for state, step in sorted(steps):
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        row = insert(PromiseCounter).values(state=state, total=max(step, 0))
        added = row.on_conflict_do_update(index_elements=["state"], set_={"total": PromiseCounter.total + step})
        session.execute(added.execution_options(synchronize_session=False))
