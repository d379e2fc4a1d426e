"""The job that asks once more: a week after an answer, those who asked and said nothing are asked whether they understood.

Once for each wording, told as each of them wants to be told; whoever does not want to say anything is left alone.
"""

from datetime import timedelta

from flask import Flask
from sqlalchemy import Select, String, cast, exists, literal, or_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.resolving import KIND as RESOLUTION
from youthvoice.core import ticks
from youthvoice.core.clock import now
from youthvoice.notifications.commands import News, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.models import Notification
from youthvoice.proposals.models import Proposal
from youthvoice.responses.models import Answer, AnswerFeedback, Case, CaseParty
from youthvoice.responses.rules import CaseState

EVERY = timedelta(hours=1)
AFTER = timedelta(days=7)
UNTIL = timedelta(days=14)
"""Older answers are let be: a worker that stood still for a week does not ask about last month."""
AT_A_TIME = 50


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("notifications.feedback", EVERY, ask_again))


def ask_again(session: Session) -> bool:
    """Ask about the answers that are a week old; returns whether there are more."""
    found = session.execute(_unspoken_of().limit(AT_A_TIME)).all()
    for answer_id, case_id, path, title in found:
        news = News(NewsKind.feedback_wanted, f"ask:{answer_id}", f"{path}#forstod", {"title": title})
        tell(session, _silent(case_id, answer_id), news)
    return len(found) == AT_A_TIME


def _unspoken_of() -> Select[int, int, str, str]:
    """Answers of the week before last that stand, and about which somebody has neither spoken nor been asked again."""
    moment = now()
    asked = exists().where(
        Notification.person_id == CaseParty.person_id,
        Notification.event_key == literal("ask:").concat(cast(Answer.id, String)),
    )
    said = exists().where(AnswerFeedback.answer_id == Answer.id, AnswerFeedback.person_id == CaseParty.person_id)
    has_account = exists().where(Person.id == CaseParty.person_id, Person.closed_at.is_(None))
    someone = exists().where(CaseParty.case_id == Case.id, CaseParty.until.is_(None), ~said, ~asked, has_account)
    query = select(Answer.id, Case.id, Case.path, Case.title).join(Case, Case.id == Answer.case_id)
    query = query.outerjoin(Proposal, Proposal.case_id == Case.id)
    return query.where(
        Case.answered_at > moment - UNTIL,
        Case.answered_at <= moment - AFTER,
        Case.state == CaseState.answered,
        Case.closed_at.is_(None),
        Answer.replaced_at.is_(None),
        or_(Proposal.listed_at.is_not(None), Case.subject_kind == RESOLUTION),
        someone,
    ).order_by(Case.answered_at, Case.id)


def _silent(case_id: int, answer_id: int) -> Select[int]:
    said = exists().where(AnswerFeedback.answer_id == answer_id, AnswerFeedback.person_id == CaseParty.person_id)
    return select(CaseParty.person_id).where(CaseParty.case_id == case_id, CaseParty.until.is_(None), ~said)
