"""What the page of a body says of its polls. That page belongs to a room below, which knows none of them."""

from typing import Any

from flask_login import current_user

from youthvoice.core.authz import can
from youthvoice.core.web import actor_id, db_session
from youthvoice.councils.standing import Standing
from youthvoice.elections.queries.polls import polls_of
from youthvoice.elections.views.polls import blueprint
from youthvoice.voting.presenting import ContestRow, row_of


def polls_of_body(standing: Standing) -> list[ContestRow]:
    """For the template of a body's page: one query. Those who may read what is internal see every poll."""
    is_inside = can(current_user, "poll.see", standing) or can(current_user, "poll.run", standing)
    found = polls_of(db_session(), standing.body_id, actor_id(), is_inside=is_inside)
    return [row_of(contest) for contest in found]


def install(app: Any) -> None:
    """Give it to the templates."""
    app.jinja_env.globals["polls_of_body"] = polls_of_body


blueprint.record_once(lambda state: install(state.app))
