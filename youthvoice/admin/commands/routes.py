"""Writing the rules for who owes an answer."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import School, Unit
from youthvoice.admin.queries.routes import find_route
from youthvoice.core import audit
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.proposals.models import Route
from youthvoice.proposals.rules import Topic

ONE_RULE = "hand_routes_topic_school"
"""The index that lets one rule alone speak of a topic and a school."""


@dataclass(frozen=True)
class RouteAudit:
    """Audit: what the rule speaks of, and which unit had and has it."""

    topic: str | None
    school_id: int | None
    before_unit_id: int | None
    unit_id: int | None


def set_route(
    session: Session, topic: Topic | None, school_id: int | None, unit_id: int | None, *, actor_id: int | None
) -> tuple[Route, bool]:
    """The rule for a topic and a school (None: any); whether it is new. One that is there is changed.

    Raises RuleBroken (unit_id, school_id), and Conflict where somebody else wrote the same rule at this moment.
    """
    _check(session, school_id, unit_id)
    there = find_route(session, topic, school_id)
    if there is not None:
        change_route(session, there, unit_id, seen_unit_id=there.unit_id, actor_id=actor_id)
        return there, False
    route = Route(topic=topic, school_id=school_id, unit_id=unit_id)
    try:
        with session.begin_nested():
            session.add(route)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != ONE_RULE:
            raise
        raise Conflict(gettext("En anden har lige lavet den samme rute. Prøv igen.")) from error
    _record(session, route, "route.create", None, route.unit_id, actor_id)
    return route, True


def change_route(
    session: Session, route: Route, unit_id: int | None, *, seen_unit_id: int | None, actor_id: int | None
) -> None:
    """Another unit has it from now on; open cases stay where they are. Raises RuleBroken (unit_id) and Conflict."""
    _check(session, None, unit_id)
    session.refresh(route, with_for_update=True)
    if route.unit_id != seen_unit_id:
        raise Conflict
    if unit_id is None or route.unit_id == unit_id:
        return
    before, route.unit_id = route.unit_id, unit_id
    session.flush()
    _record(session, route, "route.change", before, unit_id, actor_id)


def remove_route(session: Session, route: Route, *, actor_id: int | None) -> None:
    """The next rule that fits holds instead. Raises Conflict for the rule for all the rest: it must always be there."""
    if route.topic is None and route.school_id is None:
        raise Conflict(gettext("Reglen for alt det andet kan ikke fjernes. Vælg en anden enhed i stedet."))
    _record(session, route, "route.remove", route.unit_id, None, actor_id)
    session.delete(route)
    session.flush()


def _check(session: Session, school_id: int | None, unit_id: int | None) -> None:
    unit = session.get(Unit, unit_id) if unit_id is not None else None
    if unit is None or unit.closed_at is not None:
        raise RuleBroken({"unit_id": [gettext("Vælg den enhed, der skal svare.")]})
    if school_id is not None and session.get(School, school_id) is None:
        raise RuleBroken({"school_id": [gettext("Vælg en skole fra listen.")]})


def _record(
    session: Session, route: Route, action: str, before: int | None, after: int | None, actor_id: int | None
) -> None:
    data = RouteAudit(route.topic.value if route.topic else None, route.school_id, before, after)
    audit.record(session, actor_id, action, ("route", route.id), data)
