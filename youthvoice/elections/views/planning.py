"""Announcing an election: from the page of a body, with days and settings that will do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy.orm import Session

from youthvoice.core.authz import require
from youthvoice.core.clock import today
from youthvoice.core.errors import RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import db_session, undo
from youthvoice.councils.models import Body
from youthvoice.councils.queries.bodies import children_of, get_body, standing_in
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import term_end
from youthvoice.elections.commands.planning import plan_round
from youthvoice.elections.commands.vacancies import mark_by_election
from youthvoice.elections.forms.planning import CROSSES, RANKED, PlanForm
from youthvoice.elections.models import Election, ElectionRound
from youthvoice.elections.queries.elections import elections_of, find_election
from youthvoice.elections.queries.following import empty_seats
from youthvoice.elections.rules.planning import DEFAULT_NOTICE_DAYS, MOST_SEATS, propose_days
from youthvoice.elections.rules.states import Purpose, is_repeated
from youthvoice.elections.rules.years import school_year, school_year_name
from youthvoice.elections.views.base import blueprint, to_election
from youthvoice.voting.rules.methods import RANKED as RANKED_METHODS


@dataclass(frozen=True)
class Planning:
    """What is planned: a body, whom it may be elected by, and the election whose seats are filled anew, if any.

    ``asked`` is the election from whose page it is planned: that one, or a by-election for it that came to nothing.
    """

    body: Body
    below: list[tuple[int, str]]
    asked: Election | None
    follows: Election | None
    purpose: Purpose
    empty_seats: int
    ends_on: date | None
    """The last day of the seats that are empty."""


@blueprint.route("/raad/<int:body_id>/valg/nyt", methods=["GET", "POST"])
def plan(body_id: int) -> Any:
    """Announce an election of a body."""
    planning = _planning(body_id)
    form = PlanForm() if request.method == "POST" else _proposed(planning)
    form.constituencies.offer(planning.below)
    if request.method == "GET":
        return _page(form, planning)
    if not form.validate():
        return _page(form, planning), 422
    follows_id = planning.follows.id if planning.follows else None
    try:
        facts = form.facts(planning.purpose, follows_id)
        planned = plan_round(db_session(), planning.body, facts, str(form.form_key.data), actor_id=current_user.id)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(form, _planning(body_id)), error.status
    if planning.follows is not None and planning.purpose is Purpose.by_election:
        mark_by_election(db_session(), planning.follows, actor_id=current_user.id)
    flash(gettext("Valget er lavet. Alle, der må stemme, får besked."), "success")
    return _done(planned)


def _planning(body_id: int) -> Planning:
    session = db_session()
    body = get_body(session, body_id)
    standing = standing_in(session, current_user.id if current_user.is_authenticated else None, body)
    require(current_user, "council.seat", standing)
    asked = _asked(session, body)
    is_again = asked is not None and is_repeated(asked.round.purpose, asked.state)
    follows = find_election(session, asked.follows_id) if asked and is_again and asked.follows_id else asked
    below = [(one.id, one.name) for one in children_of(session, body.id)] if body.seats_per_child else []
    if follows is not None and follows.from_body_id is not None:
        below = [one for one in below if one[0] == follows.from_body_id]
    empty = empty_seats(session, follows) if follows is not None else 0
    purpose = Purpose.by_election if empty or is_again else Purpose.term
    ends_on = _last_day(follows, body) if follows and purpose is Purpose.by_election else None
    return Planning(body, below, asked, follows, purpose, empty, ends_on)


def _asked(session: Session, body: Body) -> Election | None:
    """The election of the body that the address names."""
    number = whole_number(request.args.get("efter"))
    found = find_election(session, number) if number is not None else None
    return found if found is not None and found.body_id == body.id else None


def _last_day(follows: Election, body: Body) -> date:
    """The last day of the term that goes on."""
    planned = follows.round
    ends_with_year = body.ends_with_school_year
    return planned.term_ends_on or term_end(
        planned.term_starts_on, body.term_months, ends_with_school_year=ends_with_year
    )


def _proposed(planning: Planning) -> PlanForm:
    body, follows, asked = planning.body, planning.follows, planning.asked
    days = propose_days(today())
    before = follows.round if follows is not None else None
    method = before.method if before is not None else None
    seats = planning.empty_seats or (asked.seats if asked else None) or min(body.member_seats or 2, MOST_SEATS)
    return PlanForm.proposed(
        days,
        title=_title(planning),
        constituencies=[str(one[0]) for one in planning.below],
        seats=seats,
        substitutes=body.substitute_seats,
        method=RANKED if method is None or method in RANKED_METHODS else CROSSES,
        term_ends_on=planning.ends_on,
        notice_days=DEFAULT_NOTICE_DAYS,
        quorum_percent=0,
        allows_blank=True,
        fills_uncontested=True,
        needs_spread=False,
        takes_strangers=False,
        approves_pictures=True,
    )


def _title(planning: Planning) -> str:
    body = planning.body
    if planning.purpose is Purpose.by_election:
        return gettext("Suppleringsvalg til %(name)s", name=body.name)
    if body.kind in (BodyKind.student_council, BodyKind.joint_student_council):
        return gettext("Valg til %(name)s %(year)s", name=body.name, year=school_year_name(school_year(today())))
    return gettext("Valg til %(name)s %(year)s", name=body.name, year=today().year)


def _done(planned: ElectionRound) -> Any:
    elections = elections_of(db_session(), planned.id)
    if len(elections) == 1:
        return to_election(elections[0].id)
    return redirect(url_for("elections.round_page", round_id=planned.id), 303)


def _page(form: PlanForm, planning: Planning) -> str:
    more = (
        form.term_ends_on, form.substitutes, form.method, form.tie_rule, form.notice_days, form.quorum_percent,
    )  # fmt: skip
    return render_template(
        "elections/plan.html",
        form=form,
        planning=planning,
        body=planning.body,
        is_open=any(field.errors for field in more),
    )
