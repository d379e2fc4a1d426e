"""The page of one application, for everybody who may read it."""

from typing import Any

from flask import Response, render_template
from flask_login import current_user

from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound, SignInNeeded
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.web import actor_id, db_session
from youthvoice.grants.labels.applying import LINE_KIND_LABELS
from youthvoice.grants.models import Application
from youthvoice.grants.place import Place
from youthvoice.grants.presenting.application_page import ApplicationPage, read_application
from youthvoice.grants.presenting.awards import award_panel, once_paid
from youthvoice.grants.presenting.next_steps import WHOSE_LABELS, next_steps
from youthvoice.grants.queries.whole import Parts, Standing, parts_of_page, standing_of
from youthvoice.grants.reading import may_read_application, may_see_group
from youthvoice.grants.rules.deciding import MotionState
from youthvoice.grants.views.awarding import votable
from youthvoice.grants.views.base import application_and_place, blueprint


@blueprint.get("/ansoegninger/<int:application_id>")
def application(application_id: int) -> Response:
    """One application; what is not public is not found by whoever may not read it: four queries for a visitor."""
    found, place = application_and_place(application_id)
    sees_all = _sees_all(found, place)
    session = db_session()
    standing, parts = standing_of(session, found), parts_of_page(session, found.id)
    panel = award_panel(session, found, place, actor_id(), standing.award)
    panel = once_paid(panel, standing.balance) if panel else None

    def render() -> str:
        return render_template(
            "grants/application.html", application=found, pool=found.pool, place=place, award=panel,
            page=_page(found, standing, parts, place, sees_all=sees_all), lines=parts.lines, kinds=LINE_KIND_LABELS,
            steps=next_steps(found, place, today(), _refused(found, standing)), whose=WHOSE_LABELS,
        )  # fmt: skip

    told: Any = panel.told if panel else None
    stamp = found.id, found.version, found.pool.version, found.pool.body.version, standing.stamp, parts.stamp, told
    return public_page(stamp, render)


def _sees_all(found: Application, place: Place) -> bool:
    """Tell whether the reader sees more than everybody. Raises SignInNeeded or NotFound where there is nothing to see."""
    if is_anonymous():
        if found.listed_at is None:
            raise SignInNeeded
        return False
    sees_all = may_read_application(db_session(), current_user, found, place)
    if found.listed_at is None and not sees_all:
        raise NotFound
    return sees_all


def _refused(found: Application, standing: Standing) -> frozenset[str]:
    """What would refuse: giving up money that was paid, complaining twice, and what the council's vote does not allow."""
    balance, row = standing.balance, standing.award
    is_paid = balance is not None and balance.all_granted > balance.granted
    has_complained = row is not None and row.complaint is not None
    vote = votable(found, row) if row is not None else None
    was_carried = vote is not None and vote.motion is not None and vote.motion.state is MotionState.carried
    has_decided = vote is not None and vote.outcome is not None
    is_settled = vote is not None and (vote.is_open or (has_decided and was_carried))
    refuses = {"give_up": is_paid, "complain": has_complained, "decide": not has_decided, "motion": is_settled}
    return frozenset(page for page, is_so in refuses.items() if is_so)


def _page(found: Application, standing: Standing, parts: Parts, place: Place, *, sees_all: bool) -> ApplicationPage:
    return read_application(found, standing, parts, sees_all=sees_all, sees_adult=may_see_group(current_user, place))
