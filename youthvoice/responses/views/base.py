"""The room's blueprint, and the case that a page is about."""

from flask import Blueprint
from flask_login import current_user

from youthvoice.core.authz import require
from youthvoice.core.web import db_session
from youthvoice.responses import presenting, queries
from youthvoice.responses.deciders import require_own
from youthvoice.responses.models import Case

blueprint = Blueprint("responses", "youthvoice.responses", template_folder="templates")
promises = Blueprint("promises", "youthvoice.responses")
"""What became of every yes: public pages with addresses of their own."""
blueprint.add_app_template_filter(presenting.answer_view, "answer_view")


def owed_case(case_id: int) -> Case:
    """The case, for whoever may answer it. Raises NotFound and Forbidden."""
    case = queries.get_case(db_session(), case_id)
    require(current_user, "response.answer", case)
    return case


def answerable_case(case_id: int) -> Case:
    """As ``owed_case``, where the unit itself answers: a case that somebody else decides is Forbidden too."""
    case = owed_case(case_id)
    require_own(case.subject_kind)
    return case
