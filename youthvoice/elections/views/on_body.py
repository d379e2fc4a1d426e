"""What the page of a body says of its elections. That page belongs to a room below, which knows none of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from youthvoice.core.clock import now, today
from youthvoice.core.web import db_session
from youthvoice.elections.models import Election
from youthvoice.elections.presenting.listing import Line, election_line
from youthvoice.elections.queries.listing import SHOWN_AFTERWARDS, elections_on
from youthvoice.elections.rules.states import WITHOUT_RESULT, Purpose
from youthvoice.elections.rules.years import due_wave, school_year, school_year_days
from youthvoice.elections.views.base import blueprint

LOOKED_AT = 60
SHOWN = 6


@dataclass(frozen=True, slots=True)
class OnBody:
    """The newest elections, and whether the school owes its pupils one."""

    lines: list[Line]
    more: bool
    is_owed: bool


def elections_of_body(body_id: int, *, is_student_council: bool) -> OnBody:
    """For the template of a body's page: one query."""
    found = elections_on(db_session(), body_id, LOOKED_AT)
    recent = [one for one in found if one.settled_at is None or one.settled_at > now() - SHOWN_AFTERWARDS]
    is_owed = is_student_council and due_wave(today()) is not None and not _has_term(body_id, found)
    return OnBody([election_line(one) for one in recent[:SHOWN]], len(recent) > SHOWN, is_owed)


def _has_term(body_id: int, elections: Sequence[Election]) -> bool:
    """An election for a term of this school year is planned, goes on, or has a result (as queries.reminding asks)."""
    first, last = school_year_days(school_year(today()))
    return any(
        one.body_id == body_id
        and one.state not in WITHOUT_RESULT
        and one.round.purpose is Purpose.term
        and first <= one.round.term_starts_on <= last
        for one in elections
    )


def install(app: Any) -> None:
    """Give it to the templates."""
    app.jinja_env.globals["elections_of_body"] = elections_of_body


blueprint.record_once(lambda state: install(state.app))
