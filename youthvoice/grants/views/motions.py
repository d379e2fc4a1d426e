"""What the council votes on: put, voted on in writing, counted by hand at a meeting, dropped."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.i18n import format_moment
from youthvoice.core.web import db_session, undo
from youthvoice.councils.queries.meetings import coming_meetings
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.motions import drop_motion, put_motion
from youthvoice.grants.commands.motions import vote as cast
from youthvoice.grants.commands.settling import settle_motion
from youthvoice.grants.errors import Overspent
from youthvoice.grants.forms.motions import HandsForm, MotionForm, VoteForm
from youthvoice.grants.labels.deciding import CHOICE_KINDS, WAY_HINTS
from youthvoice.grants.models import Motion
from youthvoice.grants.presenting.weighing import told_motion
from youthvoice.grants.queries.conflicts import impartial_ids
from youthvoice.grants.queries.weighing import Weighed
from youthvoice.grants.rules.deciding import MotionState, MotionWay
from youthvoice.grants.views.base import blueprint
from youthvoice.grants.views.panel import panel_for
from youthvoice.grants.views.weighing import weigh_page


@blueprint.route("/ansoegninger/<int:application_id>/indstil", methods=["GET", "POST"])
def motion(application_id: int) -> Any:
    """Put it to the vote. Raises Conflict where something is voted on already."""
    weighed, _place = panel_for(application_id, "grant.decide")
    form = MotionForm() if request.method == "POST" else MotionForm.fresh(weighed.application)
    _offer(form, weighed)
    if request.method == "GET":
        return _form_page(form, weighed)
    if not form.validate():
        return _form_page(form, weighed), 422
    try:
        facts, key = form.facts(), str(form.form_key.data)
        put_motion(db_session(), weighed.application, facts, key, actor_id=current_user.id)
    except (RuleBroken, Conflict) as error:
        return _refused(form, application_id, error)
    flash(gettext("Nu stemmer rådet. Pengene er lagt til side imens."), "success")
    return redirect(url_for("grants.weigh", application_id=application_id), 303)


@blueprint.post("/ansoegninger/<int:application_id>/stem")
def vote(application_id: int) -> Any:
    """Vote in writing, or change one's vote."""
    weighed, place = panel_for(application_id, "grant.weigh")
    form = VoteForm()
    if not form.validate():
        return weigh_page(weighed, place, vote_form=form), 422
    voted = cast(db_session(), _seen(weighed, form.motion.data), current_user, form.vote())
    is_open = voted.state is MotionState.open
    last = gettext("Din stemme er gemt. Du var den sidste, så stemmerne er talt op.")
    flash(gettext("Din stemme er gemt. Du kan ændre den, til der bliver talt op.") if is_open else last, "success")
    return redirect(url_for("grants.weigh", application_id=application_id), 303)


@blueprint.route("/ansoegninger/<int:application_id>/optael", methods=["GET", "POST"])
def count(application_id: int) -> Any:
    """Enter the hands that were raised at the meeting. Raises Conflict where no hands are waited for."""
    weighed, _place = panel_for(application_id, "grant.decide")
    found = _by_hands(weighed)
    form = HandsForm()
    if request.method == "GET" or not form.validate():
        return _count_page(form, weighed), 200 if request.method == "GET" else 422
    try:
        settle_motion(db_session(), found, form.hands(), actor_id=current_user.id)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _count_page(form, panel_for(application_id, "grant.decide")[0]), error.status
    flash(gettext("Stemmerne er talt op."), "success")
    return redirect(url_for("grants.weigh", application_id=application_id), 303)


@blueprint.post("/ansoegninger/<int:application_id>/indstil/traek-tilbage")
def drop(application_id: int) -> Any:
    """Take it back before it is counted. Raises Conflict where it was, or where another was put meanwhile."""
    weighed, _place = panel_for(application_id, "grant.decide")
    number = request.form.get("motion", "")
    drop_motion(db_session(), _seen(weighed, int(number) if number.isdigit() else None), actor_id=current_user.id)
    flash(gettext("Afstemningen er trukket tilbage. Pengene er frie igen."), "success")
    return redirect(url_for("grants.weigh", application_id=application_id), 303)


def _seen(weighed: Weighed, number: int | None) -> Motion:
    """The motion that was on the page. Raises Conflict where it is another by now, or none."""
    if weighed.motion is None or weighed.motion.number != number:
        raise Conflict
    return weighed.motion


def _by_hands(weighed: Weighed) -> Motion:
    found = weighed.motion
    if found is None or found.state is not MotionState.open or found.way is not MotionWay.meeting:
        raise Conflict(gettext("Der er ingen hænder at tælle."))
    return found


def _offer(form: MotionForm, weighed: Weighed) -> None:
    meetings = coming_meetings(db_session(), weighed.application.pool.body_id)
    form.offer([(one.id, format_moment(one.starts_at)) for one in meetings])


def _refused(form: MotionForm, application_id: int, error: RuleBroken | Conflict) -> Any:
    """What was typed stays."""
    undo()
    weighed, _place = panel_for(application_id, "grant.decide")
    if isinstance(error, RuleBroken):
        form.add_problems(error)
    elif isinstance(error, Overspent):
        form.add_problems(RuleBroken({"amount": [error.message]}))
    else:
        words = error.message or gettext("Der er sket noget med ansøgningen, mens du skrev.")
        form.add_problems(RuleBroken({"": [words]}))
    _offer(form, weighed)
    return _form_page(form, weighed), error.status


def _form_page(form: MotionForm, weighed: Weighed) -> str:
    application = weighed.application
    return render_template(
        "grants/motion.html",
        form=form,
        application=application,
        motion=told_motion(weighed.motion, None),
        left=balance_of(db_session(), application.pool_id).allocation,
        way_hints=WAY_HINTS,
    )


def _count_page(form: HandsForm, weighed: Weighed) -> str:
    return render_template(
        "grants/count.html",
        form=form,
        application=weighed.application,
        motion=told_motion(weighed.motion, None),
        entitled=len(impartial_ids(db_session(), weighed.application)),
        kinds=CHOICE_KINDS,
    )
