"""Giving a seat: to somebody who sits in a body below, or to an account with a known address."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from youthvoice.accounts.models import Person
from youthvoice.accounts.queries import find_person_by_email, get_person
from youthvoice.core.clock import today
from youthvoice.core.errors import RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import actor_id, db_session, undo
from youthvoice.councils.commands import seats as commands
from youthvoice.councils.forms.seats import SORT_ROLES, SeatForm, SeatSort
from youthvoice.councils.models import Body
from youthvoice.councils.queries.bodies import children_of
from youthvoice.councils.queries.seats import candidates, seats_of
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatRole, term_end
from youthvoice.councils.views.base import blueprint, body_for


@dataclass(frozen=True)
class Giving:
    """What is given in which body, for whom below it (None: for nobody, or not chosen yet), and who can be chosen."""

    body: Body
    sort: SeatSort
    below: list[Body]
    for_whom: Body | None
    people: list[tuple[int, str]]

    @property
    def must_choose(self) -> bool:
        """For whom somebody sits must be chosen first."""
        return self.sort is SeatSort.place and self.body.seats_per_child and self.for_whom is None


@blueprint.route("/raad/<int:body_id>/pladser/giv", methods=["GET", "POST"])
def give_seat(body_id: int) -> Any:
    """First for whom (where seats are counted so), then who, as what, and until when."""
    giving = _giving(body_id)
    form = (
        SeatForm() if request.method == "POST" else SeatForm(starts_on=today(), role=SORT_ROLES[giving.sort][0].value)
    )
    form.offer(_roles(giving), giving.people)
    if request.method == "GET":
        return _page(form, giving)
    person = _person(form) if form.validate() and not giving.must_choose else None
    if person is None:
        return _page(form, giving), 422
    try:
        _give(form, giving, person)
    except RuleBroken as error:
        return _refused(form, body_id, error)
    flash(gettext("%(name)s har fået pladsen.", name=person.display_name), "success")
    return redirect(url_for("councils.seats", body_id=body_id), 303)


def _giving(body_id: int) -> Giving:
    body, _standing = body_for(body_id, "council.seat")
    sort = next((one for one in SeatSort if one.value == request.args.get("slags")), SeatSort.place)
    below = children_of(db_session(), body.id) if sort is SeatSort.place else []
    asked = whole_number(request.args.get("fra"))
    for_whom = next((one for one in below if one.id == asked), None)
    people: list[tuple[int, str]] = []
    if sort is SeatSort.office:
        members = (seat for seat in seats_of(db_session(), body.id) if seat.role is SeatRole.member)
        people = [(seat.person_id, seat.person.display_name) for seat in members]
    elif below and (for_whom is not None or not body.seats_per_child):
        people = candidates(db_session(), body.id, for_whom.id if for_whom else None) + _seated(body, for_whom)
    return Giving(body, sort, below, for_whom, people)


def _seated(body: Body, for_whom: Body | None) -> list[tuple[int, str]]:
    """Whoever sits there already, where a form is sent: sent twice, it must be understood the second time too."""
    if request.method != "POST":
        return []
    held = seats_of(db_session(), body.id)
    below_id = for_whom.id if for_whom else None
    return [(seat.person_id, seat.person.display_name) for seat in held if seat.from_body_id == below_id]


def _roles(giving: Giving) -> list[SeatRole]:
    roles = SORT_ROLES[giving.sort]
    return [role for role in roles if role is not SeatRole.substitute or giving.body.substitute_seats]


def _person(form: SeatForm) -> Person | None:
    """Whoever was chosen, or has the address; None where nobody is, which is then told beside the field."""
    if form.person_id.data is not None:
        return get_person(db_session(), form.person_id.data)
    if not form.email.data:
        form.add_problems(RuleBroken({"email": [gettext("Vælg en person, eller skriv en e-mail.")]}))
        return None
    person = find_person_by_email(db_session(), form.email.data)
    if person is None or person.closed_at is not None:
        form.add_problems(RuleBroken({"email": [gettext("Der er ingen konto med den e-mail.")]}))
        return None
    return person


def _give(form: SeatForm, giving: Giving, person: Person) -> None:
    role, starts_on = SeatRole(form.role.data), form.starts_on.data or today()
    if giving.body.kind is BodyKind.school_class and role is SeatRole.member:
        commands.move_to_class(db_session(), giving.body, person, actor_id=actor_id(), on=starts_on)
        return
    facts = commands.SeatFacts(
        role=role,
        starts_on=starts_on,
        ends_on=form.ends_on.data,
        from_body_id=giving.for_whom.id if giving.for_whom else None,
    )
    commands.give_seat(db_session(), giving.body, person, facts, actor_id=actor_id())


def _refused(form: SeatForm, body_id: int, error: RuleBroken) -> Any:
    undo()
    chosen = "person_id" if form.person_id.data is not None else "email"
    form.add_problems(RuleBroken({chosen if k == "person" else k: v for k, v in error.problems.items()}))
    giving = _giving(body_id)
    return _page(form, giving), error.status


def _page(form: SeatForm, giving: Giving) -> str:
    body = giving.body
    end = term_end(today(), body.term_months, ends_with_school_year=body.ends_with_school_year)
    return render_template("councils/give_seat.html", form=form, giving=giving, body=body, usual_end=end)
