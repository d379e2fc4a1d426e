"""What must hold of any demo data, however it was made."""

from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.core.clock import local_date
from youthvoice.core.readability import TARGET_LIX, lix
from youthvoice.core.textcheck import fingerprint
from youthvoice.councils.models import Decision
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.discussions.models import Comment, Thread
from youthvoice.proposals.models import Endorsement, Proposal
from youthvoice.proposals.queries.listing import counters
from youthvoice.responses.models import Answer
from youthvoice.responses.rules import DUTY_TO_EXPLAIN, AnswerFacts, Known, Outcome, missing_parts, refusal_problems


def assert_counters_are_exact(session: Session) -> None:
    """Every stored number is what counting gives."""
    listed = select(Proposal.status, func.count()).where(Proposal.listed_at.is_not(None)).group_by(Proposal.status)
    assert {status: n for status, n in counters(session).items() if n} == dict(session.execute(listed).all())
    supported = Counter(session.scalars(select(Endorsement.proposal_id)))
    readable = select(Comment.thread_id).where(Comment.withdrawn_at.is_(None), Comment.hidden_at.is_(None))
    commented = Counter(session.scalars(readable))
    threads = {thread.id: thread for thread in session.scalars(select(Thread))}
    for proposal in session.scalars(select(Proposal).where(Proposal.thread_id.is_not(None))):
        assert proposal.endorsement_count == supported[proposal.id]
        assert proposal.comment_count == threads[proposal.thread_id].comment_count == commented[proposal.thread_id]
        assert threads[proposal.thread_id].subject_id == proposal.id


def assert_answers_are_whole(session: Session) -> None:
    """Every answer passes the rule on the day it was given, and no two cases got the same words."""
    keys: dict[str, set[int]] = {}
    for answer in session.scalars(select(Answer)):
        assert missing_parts(facts_of(answer), local_date(answer.created_at), Known()) == []
        assert answer.lix == lix(answer.explanation).lix <= TARGET_LIX
        assert answer.explanation_key == fingerprint(answer.explanation)
        if answer.outcome in DUTY_TO_EXPLAIN:
            keys.setdefault(answer.explanation_key, set()).add(answer.case_id)
    assert keys
    assert all(len(cases) == 1 for cases in keys.values())


def facts_of(answer: Answer) -> AnswerFacts:
    """A stored answer as the rule reads it."""
    return AnswerFacts(
        answer.outcome, answer.reason_code, answer.reason_detail, answer.reason_on, answer.explanation, answer.next_step, answer.contact_name,
        answer.contact_title, answer.contact_unit, answer.asked_for, answer.expected_on,
    )  # fmt: skip


def assert_decisions_are_whole(session: Session) -> None:
    """Every no of a body to a proposal passes the rule that an adult's no must pass."""
    owed = select(Decision).where(Decision.is_owed_reasons.is_(True), Decision.outcome == DecisionOutcome.rejected)
    found = session.scalars(owed).all()
    assert found
    for decision in found:
        facts = AnswerFacts(
            Outcome.no, decision.reason_code, explanation=decision.explanation, next_step=decision.next_step,
            contact_name=decision.contact_name, contact_title=decision.contact_title, contact_unit=decision.contact_unit,
        )  # fmt: skip
        assert list(refusal_problems(facts, Known())) == []
        assert lix(decision.explanation).lix <= TARGET_LIX
