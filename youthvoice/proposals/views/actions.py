"""Support and follow: one button each, that says what it will do."""

from typing import Any

from flask import redirect, request, url_for
from flask_login import current_user

from youthvoice.core.authz import require
from youthvoice.core.limits import limiter, visitor
from youthvoice.core.web import actor_id, db_session
from youthvoice.proposals.commands.support import set_follow, set_support
from youthvoice.proposals.queries.detail import with_coauthors
from youthvoice.proposals.views.base import blueprint
from youthvoice.proposals.views.reading import readable

LIMIT = "60 per minute"


def _person_key() -> str:
    return f"person:{actor_id()}" if actor_id() else visitor()


@blueprint.post("/<int:proposal_id>/stoet")
@limiter.limit(LIMIT, key_func=_person_key)
def support(proposal_id: int) -> Any:
    """Give (``til=1``) or take back (``til=0``) one's support; sent twice, it is the same as once."""
    shown = with_coauthors(db_session(), readable(proposal_id))
    require(current_user, "proposal.endorse", shown)
    set_support(db_session(), shown.id, current_user.id, wanted=request.form.get("til") != "0")
    return redirect(url_for("proposals.detail", proposal_id=proposal_id, _anchor="stoette"), 303)


@blueprint.post("/<int:proposal_id>/foelg")
@limiter.limit(LIMIT, key_func=_person_key)
def follow(proposal_id: int) -> Any:
    """Begin (``til=1``) or stop (``til=0``) to hear what happens."""
    shown = readable(proposal_id)
    require(current_user, "proposal.follow", shown)
    set_follow(db_session(), shown.id, current_user.id, wanted=request.form.get("til") != "0")
    return redirect(url_for("proposals.detail", proposal_id=proposal_id, _anchor="stoette"), 303)
