"""Support, follow, and ask for a clearer answer: one button each, that says what it will do."""

from typing import Any

from flask import redirect, request, url_for
from flask_login import current_user

from youthvoice.core.authz import require
from youthvoice.core.errors import Conflict
from youthvoice.core.keyset import whole_number
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session
from youthvoice.proposals.commands.support import set_follow, set_support
from youthvoice.proposals.queries.detail import with_coauthors
from youthvoice.proposals.views.base import blueprint
from youthvoice.proposals.views.reading import readable
from youthvoice.responses.commands.understood import wish_clearer
from youthvoice.responses.queries import get_case

LIMIT = "60 per minute"


@blueprint.post("/<int:proposal_id>/stoet")
@limiter.limit(LIMIT, key_func=person_key)
def support(proposal_id: int) -> Any:
    """Give (``til=1``) or take back (``til=0``) one's support; sent twice, it is the same as once."""
    shown = with_coauthors(db_session(), readable(proposal_id))
    require(current_user, "proposal.endorse", shown)
    set_support(db_session(), shown.id, current_user.id, wanted=request.form.get("til") != "0")
    return redirect(url_for("proposals.detail", proposal_id=proposal_id, _anchor="stoette"), 303)


@blueprint.post("/<int:proposal_id>/foelg")
@limiter.limit(LIMIT, key_func=person_key)
def follow(proposal_id: int) -> Any:
    """Begin (``til=1``) or stop (``til=0``) to hear what happens."""
    shown = readable(proposal_id)
    require(current_user, "proposal.follow", shown)
    set_follow(db_session(), shown.id, current_user.id, wanted=request.form.get("til") != "0")
    return redirect(url_for("proposals.detail", proposal_id=proposal_id, _anchor="stoette"), 303)


@blueprint.post("/<int:proposal_id>/klarere")
@limiter.limit(LIMIT, key_func=person_key)
def wish(proposal_id: int) -> Any:
    """Ask for a clearer answer (``til=1``), or take that back (``til=0``); sent twice, it is the same as once."""
    shown = with_coauthors(db_session(), readable(proposal_id))
    require(current_user, "proposal.wish_clearer", shown)
    if shown.case_id is None:
        raise Conflict
    answer_id = whole_number(request.form.get("answer")) or 0
    wanted = request.form.get("til") != "0"
    wish_clearer(db_session(), get_case(db_session(), shown.case_id), answer_id, current_user, wanted=wanted)
    return redirect(url_for("proposals.detail", proposal_id=proposal_id, _anchor="klarere"), 303)
