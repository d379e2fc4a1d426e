"""What was decided about an item; a no to somebody's proposal with its reasons."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.core.authz import needs
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.web import db_session, undo
from youthvoice.councils.commands.decision_checks import decision_problems, quorum_of
from youthvoice.councils.commands.decisions import record_decision
from youthvoice.councils.contacts import contact_of
from youthvoice.councils.deciders import address_of
from youthvoice.councils.forms.meetings import DecisionForm
from youthvoice.councils.labels import OUTCOME_KINDS
from youthvoice.councils.models import AgendaItem, Meeting
from youthvoice.councils.presenting import meetings as presenting
from youthvoice.councils.queries.meetings import get_meeting
from youthvoice.councils.queries.minutes import current_decision, decision_by_key, get_item
from youthvoice.councils.queries.seats import own_seats
from youthvoice.councils.rules.meetings import WRITABLE
from youthvoice.councils.views.base import blueprint
from youthvoice.councils.views.meeting_base import item_for, to_meeting
from youthvoice.responses.presenting import readability_view

LONGEST_CHECKED = 20_000


@blueprint.route("/punkter/<int:item_id>/beslut", methods=["GET", "POST"])
@takes_typed
def decide(item_id: int) -> Any:
    """Write down what was decided, or correct it."""
    item, meeting, _standing = item_for(item_id, "decision.record")
    elsewhere = address_of(item.subject_kind, item.subject_id)
    if elsewhere:
        return redirect(elsewhere, 303)
    if request.method == "GET":
        standing = current_decision(db_session(), item_id)
        form = typed_or(DecisionForm, lambda: DecisionForm.of(standing, _contact(meeting)))
        return _page(form, item, meeting, standing=standing)
    form = DecisionForm()
    try:
        _record(form, item, meeting)
    except RuleBroken as error:
        form.add_problems(error)
        return _page(form, item, meeting), 422
    except Conflict:
        return _overtaken(form, item_id)
    return _stored(meeting.id, item_id)


@blueprint.post("/punkter/laes")
@needs("account.edit_own")
def readability() -> str:
    """How easy a text is to read, as a fragment; nothing is stored."""
    text = request.form.get("explanation", "")[:LONGEST_CHECKED]
    return render_template("responses/_lix.html", found=readability_view(text))


def _record(form: DecisionForm, item: AgendaItem, meeting: Meeting) -> None:
    """Raises RuleBroken with everything that is missing at once."""
    facts = form.facts()
    if not form.validate():
        raise RuleBroken(_beside(form, decision_problems(db_session(), item, meeting, facts)))
    key = form.form_key.data or ""
    record_decision(db_session(), item, meeting, current_user, facts, key, seen_number=form.seen_number())


def _beside(form: DecisionForm, problems: dict[str, list[object]]) -> dict[str, list[object]]:
    """Without what the form's own checks have said already beside the same field."""
    return {name: texts for name, texts in problems.items() if name not in form or not form[name].errors}


def _stored(meeting_id: int, item_id: int) -> Any:
    flash(gettext("Beslutningen er skrevet ned."), "success")
    return to_meeting(meeting_id, f"punkt-{item_id}")


def _overtaken(form: DecisionForm, item_id: int) -> Any:
    """Somebody was first: the typed text stays, and what stands is shown above it. This very form sent twice is fine."""
    undo()
    item = get_item(db_session(), item_id)
    if item.meeting_id is None:
        raise Conflict
    if decision_by_key(db_session(), item_id, form.form_key.data or ""):
        return _stored(item.meeting_id, item_id)
    standing = current_decision(db_session(), item_id)
    form.number.data = str(standing.number if standing else 0)
    return _page(form, item, get_meeting(db_session(), item.meeting_id), overtaken=True), 409


def _contact(meeting: Meeting) -> dict[str, str]:
    return contact_of(current_user, own_seats(db_session(), current_user.id, meeting.body_id, today()), meeting.body)


def _page(form: DecisionForm, item: AgendaItem, meeting: Meeting, **told: Any) -> str:
    """``told``: the decision that stands, where it was read already, and overtaken."""
    standing = told["standing"] if "standing" in told else current_decision(db_session(), item.id)
    return render_template(
        "councils/decide.html",
        form=form,
        item=item,
        meeting=meeting,
        standing=standing,
        overtaken=told.get("overtaken", False),
        closed=meeting.state not in WRITABLE,
        quorum=quorum_of(db_session(), meeting),
        outcome_kinds=OUTCOME_KINDS,
        found=readability_view(form.explanation.data or ""),
        show=presenting,
    )
