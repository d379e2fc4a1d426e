"""The questions of a draft: added, worded anew, moved and taken away. Once it is published they stand still."""

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from youthvoice.consultations.commands.writing import hold_draft
from youthvoice.consultations.labels import QUESTION_PROBLEM_TEXTS
from youthvoice.consultations.models import Consultation, Question, QuestionOption
from youthvoice.consultations.queries.questions import options_of, questions_of
from youthvoice.consultations.rules.asked_questions import PROBLEM_FIELDS, QuestionFacts, question_problems
from youthvoice.consultations.rules.questions import HAS_OPTIONS, MOST_QUESTIONS, QuestionKind
from youthvoice.core import audit
from youthvoice.core.errors import Conflict, NotFound, RuleBroken


def add_question(session: Session, consultation_id: int, facts: QuestionFacts, seen: int, *, actor_id: int) -> Question:
    """Ask one more, last. The same form sent twice adds it once.

    Raises RuleBroken (fields of the form), Conflict where the draft was changed since version ``seen``, or is published.
    """
    _check(facts)
    draft = hold_draft(session, consultation_id)
    own = questions_of(session, draft.id)
    if draft.version != seen:
        if own and draft.version == seen + 1 and _facts_of(session, own[-1]) == _wanted(facts):
            return own[-1]
        raise Conflict
    if len(own) >= MOST_QUESTIONS:
        raise RuleBroken({"words": [QUESTION_PROBLEM_TEXTS["too_many"]]})
    question = Question(consultation_id=draft.id, number=len(own) + 1, kind=facts.kind, words=facts.words)
    session.add(question)
    _put(session, draft, question, facts)
    audit.record(session, actor_id, "consultation.add_question", ("consultation", draft.id))
    return question


def change_question(
    session: Session, consultation_id: int, question_id: int, facts: QuestionFacts, seen: int, *, actor_id: int
) -> None:
    """Word it anew. Raises RuleBroken, NotFound, Conflict as ``add_question``."""
    _check(facts)
    draft = hold_draft(session, consultation_id, seen)
    question = _own(session, draft, question_id)
    _put(session, draft, question, facts)
    audit.record(session, actor_id, "consultation.change_question", ("consultation", draft.id))


def move_question(session: Session, consultation_id: int, question_id: int, by: int, *, actor_id: int) -> None:
    """One place up (-1) or down (1); at the end nothing happens. Raises NotFound, Conflict."""
    draft = hold_draft(session, consultation_id)
    question = _own(session, draft, question_id)
    other = _numbered(session, draft.id, question.number + by)
    if other is None:
        return
    here, there = question.number, other.number
    # No two of a hearing have the same number, not even for a moment.
    question.number = 0
    session.flush()
    other.number = here
    session.flush()
    question.number = there
    _changed(session, draft)
    audit.record(session, actor_id, "consultation.move_question", ("consultation", draft.id))


def remove_question(session: Session, consultation_id: int, question_id: int, *, actor_id: int) -> None:
    """Ask it no more; those after it move up. Taken away twice is once. Raises Conflict."""
    draft = hold_draft(session, consultation_id)
    own = questions_of(session, draft.id)
    gone = next((one for one in own if one.id == question_id), None)
    if gone is None:
        return
    session.execute(delete(QuestionOption).where(QuestionOption.question_id == gone.id))
    session.execute(delete(Question).where(Question.id == gone.id))
    for one in own[gone.number :]:
        one.number -= 1
        session.flush()
    _changed(session, draft)
    audit.record(session, actor_id, "consultation.remove_question", ("consultation", draft.id))


def _check(facts: QuestionFacts) -> None:
    problems: dict[str, list[object]] = {}
    for problem in question_problems(facts):
        problems.setdefault(PROBLEM_FIELDS.get(problem, "options"), []).append(QUESTION_PROBLEM_TEXTS[problem])
    if problems:
        raise RuleBroken(problems)


def _own(session: Session, draft: Consultation, question_id: int) -> Question:
    query = select(Question).where(Question.id == question_id, Question.consultation_id == draft.id)
    found = session.scalar(query)
    if found is None:
        raise NotFound
    return found


def _numbered(session: Session, consultation_id: int, number: int) -> Question | None:
    query = select(Question).where(Question.consultation_id == consultation_id, Question.number == number)
    return session.scalar(query)


def _put(session: Session, draft: Consultation, question: Question, facts: QuestionFacts) -> None:
    wanted = _wanted(facts)
    for name in ("kind", "words", "help", "is_needed", "low_label", "high_label"):
        setattr(question, name, getattr(wanted, name))
    session.flush()
    session.execute(delete(QuestionOption).where(QuestionOption.question_id == question.id))
    rows = [{"question_id": question.id, "number": n, "title": title} for n, title in enumerate(wanted.options, 1)]
    if rows:
        session.execute(insert(QuestionOption), rows)
    _changed(session, draft)


def _wanted(facts: QuestionFacts) -> QuestionFacts:
    """Without what its kind does not have."""
    is_scale = facts.kind is QuestionKind.scale
    return QuestionFacts(
        kind=facts.kind,
        words=facts.words,
        help=facts.help,
        is_needed=facts.is_needed,
        options=tuple(facts.options) if facts.kind in HAS_OPTIONS else (),
        low_label=facts.low_label if is_scale else "",
        high_label=facts.high_label if is_scale else "",
    )


def _facts_of(session: Session, question: Question) -> QuestionFacts:
    options = options_of(session, [question.id]).get(question.id, [])
    names = ("kind", "words", "help", "is_needed", "low_label", "high_label")
    return QuestionFacts(
        options=tuple(one.title for one in options), **{name: getattr(question, name) for name in names}
    )


def _changed(session: Session, draft: Consultation) -> None:
    draft.version += 1
    session.flush()
