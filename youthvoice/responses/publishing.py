"""The job that sends answers at their time, in the name of who wrote them. Sent twice, an answer is stored once."""

from datetime import timedelta

from flask import Flask
from flask_babel import lazy_gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core import ticks
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.responses.commands.answers import give_answer
from youthvoice.responses.commands.holding_back import hold_back
from youthvoice.responses.labels_of_drafts import LazyText
from youthvoice.responses.models import AnswerDraft, Case
from youthvoice.responses.queries.drafts import facts_of
from youthvoice.responses.queries.whose import may_answer_for

EVERY = timedelta(minutes=1)
AT_A_TIME = 20
"""Answers a round: the transaction stays short."""


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("responses.publishing", EVERY, publish_due))


def publish_due(session: Session) -> bool:
    """Give the answers whose time has come; returns whether there may be more. What cannot be given is held back."""
    wanted = select(AnswerDraft.case_id).where(AnswerDraft.publish_at <= now())
    due = session.scalars(wanted.order_by(AnswerDraft.publish_at, AnswerDraft.id).limit(AT_A_TIME)).all()
    for case_id in due:
        _publish(session, case_id)
    return len(due) == AT_A_TIME


def _publish(session: Session, case_id: int) -> None:
    case, draft = _held(session, case_id)
    if draft is None:
        return
    try:
        with session.begin_nested():
            if not _may_still(draft.written_by, case):
                raise Forbidden
            give_answer(session, case, draft.written_by, facts_of(draft), draft.form_key)
    except RuleBroken as error:
        hold_back(session, case_id, _Together([texts[0] for texts in error.problems.values()]))
    except Conflict:
        hold_back(session, case_id, lazy_gettext("Sagen er ændret, siden svaret blev gjort klar."))
    except Forbidden:
        hold_back(session, case_id, lazy_gettext("Den, der skrev svaret, er ikke med i enheden mere."))


def _held(session: Session, case_id: int) -> tuple[Case, AnswerDraft | None]:
    """The case and its draft, both locked in this order, as whoever answers by hand takes them."""
    wanted = select(Case).where(Case.id == case_id).with_for_update(key_share=True, of=Case)
    case = session.scalars(wanted.execution_options(populate_existing=True)).one()
    due = AnswerDraft.case_id == case_id, AnswerDraft.publish_at <= now()
    draft = select(AnswerDraft).where(*due).options(joinedload(AnswerDraft.written_by))
    held = draft.with_for_update(of=AnswerDraft).execution_options(populate_existing=True)
    return case, session.scalar(held)


def _may_still(writer: Person, case: Case) -> bool:
    runs_all = writer.role is Role.administrator and writer.closed_at is None
    return runs_all or may_answer_for(writer, case.unit_id)


class _Together:
    """Several lazy texts as one."""

    def __init__(self, texts: list[LazyText]) -> None:
        self._texts = texts

    def __str__(self) -> str:
        return " ".join(str(text) for text in self._texts)
