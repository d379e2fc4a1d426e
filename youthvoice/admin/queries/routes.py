"""Reading routes: who owns a topic, which schools have a rule of their own, and who has the rest."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import School, Unit
from youthvoice.core.errors import NotFound
from youthvoice.proposals.models import Route
from youthvoice.proposals.rules import Topic


@dataclass(frozen=True)
class RouteRow:
    """A rule and the names in it."""

    id: int
    topic: Topic | None
    school_id: int | None
    school: str | None
    unit_id: int
    unit: str


@dataclass
class Routes:
    """Every rule, by what it speaks of."""

    by_topic: dict[Topic, RouteRow | None] = field(default_factory=dict)
    """Of every topic; None where the rule for the rest holds."""
    by_school: list[RouteRow] = field(default_factory=list)
    """With a school, by its name; the rule for all its topics first."""
    fallback: RouteRow | None = None


def all_routes(session: Session) -> list[RouteRow]:
    """Every rule: one query. There are as many as topics and schools, at most."""
    wanted = (
        select(Route.id, Route.topic, Route.school_id, School.name, Route.unit_id, Unit.name)
        .join(Unit, Unit.id == Route.unit_id)
        .outerjoin(School, School.id == Route.school_id)
        .order_by(School.name, Route.id)
    )
    return [RouteRow(*row) for row in session.execute(wanted)]


def sorted_routes(rows: list[RouteRow]) -> Routes:
    """The rules, sorted for the page."""
    found = Routes(dict.fromkeys(Topic))
    order = list(Topic)
    for row in rows:
        if row.school_id is not None:
            found.by_school.append(row)
        elif row.topic is None:
            found.fallback = row
        else:
            found.by_topic[row.topic] = row
    found.by_school.sort(key=lambda row: (row.school or "", -1 if row.topic is None else order.index(row.topic)))
    return found


def routes_of(session: Session, unit_id: int) -> list[RouteRow]:
    """The rules that lead to a unit."""
    return [row for row in all_routes(session) if row.unit_id == unit_id]


def get_route(session: Session, route_id: int) -> Route:
    """The rule. Raises NotFound."""
    route = session.get(Route, route_id)
    if route is None:
        raise NotFound
    return route


def find_route(session: Session, topic: Topic | None, school_id: int | None) -> Route | None:
    """The rule for exactly that topic and school."""
    same_topic = Route.topic.is_(None) if topic is None else Route.topic == topic
    same_school = Route.school_id.is_(None) if school_id is None else Route.school_id == school_id
    return session.scalar(select(Route).where(same_topic, same_school))
