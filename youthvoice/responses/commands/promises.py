"""A yes becomes a promise, and a promise is followed until the young people who asked say how it went."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from youthvoice.core.clock import local_date
from youthvoice.core.events import publish
from youthvoice.responses import rules
from youthvoice.responses.events import PromiseMade, PromiseSettled
from youthvoice.responses.models import Answer, Case, Promise, PromiseCheck, PromiseCounter
from youthvoice.responses.rules import follow_up
from youthvoice.responses.rules.follow_up import PromiseState

STATES_SAID = {PromiseState.under_way, PromiseState.kept, PromiseState.broken}


def follow_answer(session: Session, case: Case, answer: Answer) -> None:
    """A yes or partly is a promise, with the day it is to be kept; a later no or passed-on has broken it."""
    promise = find_promise(session, case.id)
    if answer.outcome in rules.PROMISING and answer.expected_on is not None:
        if promise is None:
            _make_promise(session, case, answer, answer.expected_on)
        else:
            _word_anew(session, promise, answer, answer.expected_on)
    elif promise is not None and answer.outcome in rules.FINAL_OUTCOMES and promise.state is PromiseState.under_way:
        settle(session, promise, PromiseState.broken, answer)


def find_promise(session: Session, case_id: int) -> Promise | None:
    """The promise of a case, if an answer has made one."""
    return session.scalar(select(Promise).where(Promise.case_id == case_id))


def _make_promise(session: Session, case: Case, answer: Answer, promised_for: date) -> None:
    promise = Promise(
        case_id=case.id,
        unit_id=case.unit_id,
        owner_id=case.assignee_id or answer.written_by_id,
        words=_words_of(answer),
        promised_at=answer.created_at,
        promised_for=promised_for,
        due_on=promised_for,
    )
    session.add(promise)
    session.flush()
    for months, day in follow_up.check_days(local_date(answer.created_at)).items():
        session.add(PromiseCheck(promise_id=promise.id, months=months, due_on=day))
    move_counter(session, None, PromiseState.under_way)
    publish(session, PromiseMade(promise.id, case.id, case.subject_kind, case.subject_id))


def _word_anew(session: Session, promise: Promise, answer: Answer, promised_for: date) -> None:
    """A new wording keeps the promise's history; one that was broken is under way again."""
    promise.words, promise.promised_for = _words_of(answer), promised_for
    if promise.state is not PromiseState.kept:
        promise.due_on = promised_for if promise.due_on is None else min(promise.due_on, promised_for)
    if promise.state is PromiseState.broken:
        move_counter(session, PromiseState.broken, PromiseState.under_way)
        promise.state, promise.settled_at, promise.due_on = PromiseState.under_way, None, promised_for
    session.flush()


def _words_of(answer: Answer) -> str:
    return (answer.next_step.strip() or answer.explanation.strip())[: follow_up.MAX_PROMISE_TEXT]


def settle(session: Session, promise: Promise, state: PromiseState, answer: Answer) -> None:
    """The municipality itself has gone back on it."""
    _put(session, promise, state)
    promise.settled_at = answer.created_at
    session.flush()
    case = session.get_one(Case, promise.case_id)
    publish(session, PromiseSettled(promise.id, case.id, case.subject_kind, case.subject_id, state, by_answer=True))


def _put(session: Session, promise: Promise, state: PromiseState) -> None:
    if promise.hidden_at is None:
        move_counter(session, promise.state, state)
    promise.state = state


def move_counter(session: Session, before: PromiseState | None, after: PromiseState | None) -> None:
    """Take one from the stored counter of ``before`` and give it to that of ``after`` (None: not public)."""
    if before is after:
        return
    steps = [(state, step) for state, step in ((before, -1), (after, 1)) if state is not None]
    for state, step in sorted(steps):
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        row = insert(PromiseCounter).values(state=state, total=max(step, 0))
        added = row.on_conflict_do_update(index_elements=["state"], set_={"total": PromiseCounter.total + step})
        session.execute(added.execution_options(synchronize_session=False))
