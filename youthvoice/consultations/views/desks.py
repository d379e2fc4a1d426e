"""Whoever answers sits at a desk: alone, or for a class or a council. Pages of answering begin here."""

from dataclasses import dataclass

from flask import url_for
from flask_login import current_user

from youthvoice.consultations.commands.answering import Sender
from youthvoice.consultations.models import Consultation, ConsultationResponse, Question, ResponseDraft
from youthvoice.consultations.queries.answering import (
    NO_WORDS,
    Words,
    get_spoken,
    own_answer,
    whole_questions,
    words_of,
)
from youthvoice.consultations.queries.consultations import get_consultation
from youthvoice.consultations.rules.states import ConsultationState, Respondent
from youthvoice.consultations.views.base import consultation_for
from youthvoice.core.authz import require
from youthvoice.core.errors import NotFound
from youthvoice.core.web import db_session
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import BodyKind


@dataclass(frozen=True)
class Desk:
    """Who answers what, and what is there already."""

    found: Consultation
    sender: Sender
    response: ConsultationResponse | None
    draft: ResponseDraft | None
    body: Body | None = None

    @property
    def is_open(self) -> bool:
        """Answers are taken now."""
        return self.found.state is ConsultationState.open

    @property
    def version(self) -> int:
        """Of the answer that stands; 0 where there is none."""
        return self.response.version if self.response is not None else 0

    @property
    def form_url(self) -> str:
        """The form."""
        return self._url("consultations.answer", "consultations.answer_together")

    @property
    def keep_url(self) -> str:
        """Where a draft is kept."""
        return self._url("consultations.keep_answer", "consultations.keep_together")

    @property
    def answer_url(self) -> str:
        """The answer that stands, to be read."""
        return self._url("consultations.own_answer", "consultations.shared_answer")

    @property
    def withdraw_url(self) -> str:
        """Where it is taken back."""
        return self._url("consultations.withdraw_answer", "consultations.withdraw_together")

    def _url(self, alone: str, together: str) -> str:
        if self.body is None:
            return url_for(alone, consultation_id=self.found.id)
        return url_for(together, consultation_id=self.found.id, body_id=self.body.id)


def own_desk(consultation_id: int) -> Desk:
    """The desk of whoever is asked. Raises SignInNeeded, NotFound, Forbidden."""
    found, _place = consultation_for(consultation_id, "consultation.asked")
    response, draft = own_answer(db_session(), found.id, current_user.id)
    sender = Sender(person_id=current_user.id, school_id=current_user.school_id)
    return Desk(found, sender, response, draft)


def shared_desk(consultation_id: int, body_id: int) -> Desk:
    """The desk of a class or a council, for those who may answer for it. Raises SignInNeeded, NotFound, Forbidden."""
    require(current_user, "account.edit_own")
    found = shown_consultation(consultation_id)
    spoken = get_spoken(db_session(), found, current_user.id, body_id)
    kind = Respondent.school_class if spoken.body.kind is BodyKind.school_class else Respondent.council
    sender = Sender(person_id=current_user.id, kind=kind, body_id=spoken.body.id, school_id=spoken.body.school_id)
    return Desk(found, sender, spoken.response, spoken.draft, spoken.body)


def shown_consultation(consultation_id: int) -> Consultation:
    """The hearing, where everybody can read it. Raises NotFound."""
    found = get_consultation(db_session(), consultation_id)
    if found.state is ConsultationState.draft or found.hidden_at is not None:
        raise NotFound
    return found


def questions_at(desk: Desk) -> list[Question]:
    """What is asked."""
    return whole_questions(db_session(), desk.found.id)


def words_at(desk: Desk) -> Words:
    """What the answer that stands says."""
    return words_of(db_session(), desk.response.id) if desk.response is not None else NO_WORDS
