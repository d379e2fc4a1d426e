"""The ladder's own pages: take a proposal up in a council, carry it on, ask the municipality."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from youthvoice.core.authz import needs, require
from youthvoice.core.errors import Conflict, Forbidden, NotFound, RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session, undo
from youthvoice.councils.models import Body
from youthvoice.councils.queries.bodies import get_body
from youthvoice.proposals import rules
from youthvoice.proposals.commands.ladder import Carrying, ask_municipality, bring, carry_on
from youthvoice.proposals.commands.ladder.words import label_of, support_words
from youthvoice.proposals.forms import MUNICIPALITY, BringForm, CarryForm
from youthvoice.proposals.labels import body_label
from youthvoice.proposals.queries.detail import Shown, get_proposal
from youthvoice.proposals.queries.ladder import BodyNow, bodies_that_carry, places_to_bring, places_to_carry
from youthvoice.proposals.views.base import blueprint
from youthvoice.proposals.views.common import own_proposal
from youthvoice.proposals.views.reading import readable
from youthvoice.proposals.whereabouts import adult_of, meets

LIMIT = "60 per hour"


@blueprint.route("/<int:proposal_id>/tag-op", methods=["GET", "POST"], endpoint="bring")
@limiter.limit(LIMIT, key_func=person_key, methods=["POST"])
@needs("account.edit_own")
def take_up(proposal_id: int) -> Any:
    """Choose in which of one's own bodies a proposal is taken up."""
    shown = _listed(proposal_id)
    fresh, been = places_to_bring(db_session(), shown.id, current_user.id)
    if not fresh and not been:
        raise Forbidden
    form = BringForm()
    form.target.choices = _choices(fresh)
    if request.method == "GET":
        form.target.data = form.target.data or (str(fresh[0].id) if len(fresh) == 1 else None)
        return _bring_page(form, shown, fresh, been)
    if not form.validate() and form.target.data not in {str(place.id) for place in been}:
        return _bring_page(form, shown, fresh, been), 422
    return _take_up(shown.id, int(str(form.target.data)))


@blueprint.route("/<int:proposal_id>/baer-videre", methods=["GET", "POST"])
@limiter.limit(LIMIT, key_func=person_key, methods=["POST"])
@needs("account.edit_own")
def carry(proposal_id: int) -> Any:
    """Carry a proposal on from a body that said yes: where to, with which words, and a look at it all before."""
    shown = _listed(proposal_id)
    sources = bodies_that_carry(db_session(), shown.id, current_user.id)
    if not sources:
        raise Forbidden
    waiting = [body for body, is_carried in sources if not is_carried]
    source = _source(sources)
    if source is None:
        return render_template("proposals/carry_from.html", p=shown, bodies=waiting)
    if request.method == "GET" and source not in waiting:
        flash(gettext("I har allerede båret forslaget videre."), "info")
        return redirect(url_for("proposals.detail", proposal_id=shown.id), 303)
    form, places = _carry_form(shown, source)
    if request.method == "GET":
        return _carry_page(form, shown, source, places)
    return _take_carry(form, shown, source, places, is_late=source not in waiting)


@blueprint.route("/<int:proposal_id>/spoerg-kommunen", methods=["GET", "POST"], endpoint="ask_municipality")
@limiter.limit(LIMIT, key_func=person_key, methods=["POST"])
@needs("account.edit_own")
def ask(proposal_id: int) -> Any:
    """The author asks the municipality itself, whatever a council said."""
    proposal = own_proposal(proposal_id)
    detail = redirect(url_for("proposals.detail", proposal_id=proposal.id), 303)
    if current_user.id == proposal.author_id and proposal.case_id is not None:
        return detail
    require(current_user, "proposal.ask", proposal)
    problem = ""
    if request.method == "POST":
        try:
            ask_municipality(db_session(), current_user, proposal)
        except RuleBroken as error:
            problem = " ".join(str(text) for texts in error.problems.values() for text in texts)
        else:
            flash(gettext("Nu har kommunen fået dit forslag. En voksen skal svare dig."), "success")
            return detail
    said_no = proposal.status is rules.ProposalStatus.council_no
    page = render_template("proposals/ask_municipality.html", proposal=proposal, said_no=said_no, problem=problem)
    return (page, 422) if problem else page


def _listed(proposal_id: int) -> Shown:
    shown = readable(proposal_id)
    if shown.listed_at is None:
        raise NotFound
    return shown


def _choices(places: list[BodyNow]) -> list[SelectChoice]:
    return [SelectChoice(str(one.id), body_label(one.kind, one.name, one.school)) for one in places]


def _hints(places: list[BodyNow]) -> dict[str, str]:
    return {str(place.id): f"{meets(place)} {adult_of(place)}" for place in places}


def _take_up(proposal_id: int, body_id: int) -> Any:
    body = get_body(db_session(), body_id)
    if bring(db_session(), current_user, get_proposal(db_session(), proposal_id), body):
        flash(gettext("Forslaget er sat på dagsordenen i %(body)s.", body=body.name), "success")
    return redirect(url_for("proposals.detail", proposal_id=proposal_id), 303)


def _bring_page(form: BringForm, shown: Shown, fresh: list[BodyNow], been: list[BodyNow]) -> str:
    return render_template("proposals/bring.html", form=form, p=shown, hints=_hints(fresh), fresh=fresh, been=been)


def _source(sources: list[tuple[Body, bool]]) -> Body | None:
    """The body that is asked for, or the only one; None where somebody must choose."""
    wanted = whole_number(request.args.get("fra"))
    bodies = [body for body, _is_carried in sources]
    waiting = [body for body, is_carried in sources if not is_carried]
    named = next((body for body in bodies if body.id == wanted), None)
    if named is not None:
        return named
    return (waiting or bodies)[0] if len(waiting or bodies) == 1 else None


def _carry_form(shown: Shown, source: Body) -> tuple[CarryForm, list[BodyNow]]:
    places = places_to_carry(db_session(), source, shown.id)
    form = CarryForm()
    form.target.choices = [*_choices(places), SelectChoice(MUNICIPALITY, gettext("Kommunen"))]
    if request.method == "GET":
        form.target.data = str(places[0].id) if places and places[0].id == source.parent_id else MUNICIPALITY
    return form, places


def _take_carry(form: CarryForm, shown: Shown, source: Body, places: list[BodyNow], *, is_late: bool) -> Any:
    """Show what will be sent, or send it. ``is_late``: it has been carried on, perhaps by this very form."""
    session, body_id = db_session(), source.id
    if not form.validate() and not is_late:
        return _carry_page(form, shown, source, places), 422
    if "send" not in request.form:
        return _carry_page(form, shown, source, places, look=True)
    to_municipality = is_late or form.target.data == MUNICIPALITY
    try:
        target = None if to_municipality else get_body(session, int(str(form.target.data)))
        carrying = Carrying(source, target, form.statement.data or "", str(form.form_key.data))
        carry_on(session, current_user, get_proposal(session, shown.id), carrying)
    except (RuleBroken, Conflict) as error:
        undo()
        _explain(form, error)
        return _carry_page(form, shown, get_body(db_session(), body_id), places), error.status
    flash(gettext("I har båret forslaget videre. Tak."), "success")
    return redirect(url_for("proposals.detail", proposal_id=shown.id), 303)


def _explain(form: CarryForm, error: RuleBroken | Conflict) -> None:
    if isinstance(error, RuleBroken):
        form.add_problems(error)
    else:
        form.form_errors.append(str(error.message) or gettext("Forslaget er ændret imens. Hent siden igen."))


def _carry_page(form: CarryForm, shown: Shown, source: Body, places: list[BodyNow], *, look: bool = False) -> str:
    chosen = {choice.value: choice.label for choice in form.target.choices}.get(form.target.data, "")
    return render_template(
        "proposals/carry.html",
        form=form,
        p=shown,
        source=source,
        source_label=label_of(source),
        hints=_hints(places),
        look=look,
        chosen=chosen,
        said=support_words(db_session(), shown.id) if look else [],
    )
