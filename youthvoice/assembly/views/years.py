"""The front page of Bytinget, and the page of one year."""

from flask import Response, render_template
from flask_login import current_user

from youthvoice.accounts.login import person_here
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.place import Place
from youthvoice.assembly.presenting import years as presenting
from youthvoice.assembly.presenting.numbers import hidden_numbers
from youthvoice.assembly.queries.archive import YearLine, assembly_bodies, planned_years, year_and_before, years_told
from youthvoice.assembly.queries.delegations import lines_of
from youthvoice.assembly.queries.materials import materials_of
from youthvoice.assembly.queries.resolutions import resolution_status_of_year
from youthvoice.assembly.queries.years import place_in
from youthvoice.assembly.rules.years import YearState
from youthvoice.assembly.views.base import blueprint
from youthvoice.assembly.year_labels import WAY_LABELS
from youthvoice.core.authz import can
from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.web import db_session


@blueprint.get("")
def front() -> Response:
    """This year's or the next one, and the years before: two queries for a visitor."""
    lines = years_told(db_session())
    current = _current(lines)
    before = next((one.found for one in lines if current is not None and one.found.year < current.year), None)
    found = resolution_status_of_year(db_session(), before.id) if before is not None else []

    def render() -> str:
        own = [] if is_anonymous() else _plans()
        return render_template(
            "assembly/front.html",
            current=current,
            state=presenting.state_of(current) if current is not None else None,
            when=presenting.when_of(current) if current is not None else None,
            became=presenting.became(before, found),
            lines=[one for one in lines if one.found is not current],
            may_plan=bool(own),
            planned=planned_years(db_session()) if own else [],
        )

    return public_page(([(one.found.id, one.found.version, one.resolutions) for one in lines], found), render)


@blueprint.get("/<int:year>")
def year(year: int) -> Response:
    """One year: first what became of the last one's resolutions. Four queries for a visitor."""
    found, before = year_and_before(db_session(), year)
    person: Person | None = person_here()
    place = place_in(db_session(), found, person)
    if found.state is YearState.planned and not can(current_user, "assembly.see_plan", place):
        raise NotFound
    told = resolution_status_of_year(db_session(), before.id) if before is not None else []
    lines = lines_of(db_session(), found.id, person)
    material = materials_of(db_session(), found.id)

    def render() -> str:
        return render_template(
            "assembly/year.html", year=found, place=place, lines=lines, material=material,
            became=presenting.became(before, told), state=presenting.state_of(found), when=presenting.when_of(found),
            steps=presenting.steps_of(found, today()), rules=presenting.rules_of(found), ways=WAY_LABELS,
            mine=presenting.mine_of(lines, place.delegation_id),
            kept_back=hidden_numbers([(line.id, line.taken) for line in lines])[0], **_choices(found, place),
        )  # fmt: skip

    return public_page((found.id, found.version, before and before.year, told, lines), render)


def _choices(found: AssemblyYear, place: Place) -> dict[str, bool]:
    """What the reader may do with the year."""
    return {
        "prepares": can(current_user, "assembly.prepare", place),
        "may_step_back": can(current_user, "delegate.step_back", place),
        "takes_volunteers": found.state is YearState.announced and place.delegate_id is None,
    }


def _current(lines: list[YearLine]) -> AssemblyYear | None:
    """The one that is on or comes next; else the last one."""
    coming = [one.found for one in lines if one.found.state is not YearState.over]
    return coming[-1] if coming else next((one.found for one in lines), None)


def _plans() -> list[int]:
    """The bodies for which this request's person may make a year."""
    found = assembly_bodies(db_session(), current_user.id)
    return [body.id for body, standing in found if can(current_user, "assembly.plan", standing)]
