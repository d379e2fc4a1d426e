"""What the page of a hearing says of one's own answer."""

from typing import Any

from youthvoice.consultations.models import Consultation
from youthvoice.consultations.queries.answering import OwnPart, own_part
from youthvoice.consultations.views.base import blueprint
from youthvoice.core.publicpage import is_anonymous
from youthvoice.core.web import actor_id, db_session


def own_part_of(found: Consultation) -> OwnPart:
    """For the template of a hearing's page: one query; none for a visitor."""
    person_id = None if is_anonymous() else actor_id()
    return own_part(db_session(), found, person_id) if person_id is not None else OwnPart()


def install(app: Any) -> None:
    """Give it to the templates."""
    app.jinja_env.globals["own_part_of"] = own_part_of


blueprint.record_once(lambda state: install(state.app))
