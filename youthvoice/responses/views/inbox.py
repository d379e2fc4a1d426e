"""The inbox: what is due first stands first."""

from flask import render_template, request
from flask_babel import lazy_gettext
from flask_login import current_user

from youthvoice.accounts.rules import Role
from youthvoice.core.authz import needs
from youthvoice.core.clock import today
from youthvoice.core.web import db_session
from youthvoice.responses import labels, presenting, queries
from youthvoice.responses.queries import Tab
from youthvoice.responses.rules import CaseState
from youthvoice.responses.views.base import blueprint

TAB_LABELS = {
    Tab.owed: lazy_gettext("Mangler svar"),
    Tab.late: lazy_gettext("Forsinket"),
    Tab.waiting: lazy_gettext("Venter på den unge"),
    Tab.answered: lazy_gettext("Besvaret"),
}


@blueprint.get("")
@needs("response.inbox")
def inbox() -> str:
    """The cases of the official's own unit; an administrator sees every unit's."""
    tab = Tab(request.args["fane"]) if request.args.get("fane") in set(Tab) else Tab.owed
    unit_id = None if current_user.role is Role.administrator else current_user.unit_id
    page = queries.inbox(db_session(), unit_id, request.args.get("efter"), tab)
    return render_template(
        "responses/inbox.html",
        page=page,
        tab=tab,
        tabs=TAB_LABELS,
        late=queries.count_late(db_session(), unit_id),
        most=queries.MOST_COUNTED,
        is_first=not request.args.get("efter"),
        all_units=unit_id is None,
        day=today(),
        due_badge=presenting.due_badge,
        labels=labels,
        states=CaseState,
    )
