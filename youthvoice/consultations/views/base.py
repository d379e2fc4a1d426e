"""The blueprint that every module of pages adds to, and how a page finds its hearing."""

from flask import Blueprint
from flask_login import current_user

from youthvoice.accounts.login import person_here
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.place import Place
from youthvoice.consultations.queries.consultations import get_consultation, place_of
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.core.authz import can, require
from youthvoice.core.errors import NotFound, SignInNeeded
from youthvoice.core.publicpage import is_anonymous
from youthvoice.core.web import db_session

blueprint = Blueprint("consultations", __name__, template_folder="../templates")


def consultation_and_place(consultation_id: int) -> tuple[Consultation, Place]:
    """The hearing, and what this request's person is to it. Raises NotFound, also for others' drafts and what is hidden."""
    found = get_consultation(db_session(), consultation_id)
    place = place_of(db_session(), found, person_here())
    is_unseen = found.state is ConsultationState.draft or found.hidden_at is not None
    if is_unseen and not can(current_user, "consultation.run", place):
        raise NotFound
    return found, place


def consultation_for(consultation_id: int, permission: str) -> tuple[Consultation, Place]:
    """As ``consultation_and_place``, for whoever holds the permission there. Raises SignInNeeded or Forbidden."""
    if is_anonymous():
        raise SignInNeeded
    found, place = consultation_and_place(consultation_id)
    require(current_user, permission, place)
    return found, place
