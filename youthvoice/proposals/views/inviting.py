"""Writing together: the author's invitation link, and joining by it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can, needs, require
from youthvoice.core.i18n import locale_code
from youthvoice.core.invitations import VALID_DAYS
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.mail import absolute
from youthvoice.core.web import db_session
from youthvoice.proposals import rules
from youthvoice.proposals.commands import coauthors
from youthvoice.proposals.commands.coauthors import invitation_token
from youthvoice.proposals.queries.parts import coauthors_of
from youthvoice.proposals.views.base import blueprint
from youthvoice.proposals.views.common import is_draft, own_proposal

INVITE_LIMIT = "60 per hour"


@blueprint.get("/<int:proposal_id>/inviter")
@needs("proposal.write")
def invite(proposal_id: int) -> str:
    """Who writes along, and the link that lets more of them in."""
    proposal = own_proposal(proposal_id)
    token = invitation_token(proposal) if can(current_user, "proposal.invite", proposal) else None
    path = f"/forslag/invitation/{token}"
    return render_template(
        "proposals/invite.html",
        proposal=proposal,
        link=absolute(path, locale_code()) if token else None,
        people=coauthors_of(db_session(), proposal.id),
        most=rules.MAX_COAUTHORS,
        days=VALID_DAYS,
        is_author=current_user.id == proposal.author_id,
    )


@blueprint.post("/<int:proposal_id>/inviter")
@limiter.limit(INVITE_LIMIT, key_func=person_key)
@needs("proposal.write")
def renew_invitation(proposal_id: int) -> Any:
    """Make a link; every earlier one stops working."""
    proposal = own_proposal(proposal_id)
    require(current_user, "proposal.invite", proposal)
    coauthors.renew_invitation(db_session(), current_user, proposal)
    return redirect(url_for("proposals.invite", proposal_id=proposal.id), 303)


@blueprint.post("/<int:proposal_id>/medforfattere/<int:person_id>/fjern")
@needs("proposal.write")
def remove_coauthor(proposal_id: int, person_id: int) -> Any:
    """Leave, or (the author) take somebody off."""
    proposal = own_proposal(proposal_id)
    coauthors.remove_coauthor(db_session(), current_user, proposal, person_id)
    if current_user.id == proposal.author_id:
        return redirect(url_for("proposals.invite", proposal_id=proposal.id), 303)
    flash(gettext("Du er ikke længere medforfatter."), "success")
    return redirect(url_for("pages.me"), 303)


@blueprint.get("/invitation/<token>")
def invitation(token: str) -> str:
    """What one is invited to, and by whom. Anyone with the link may read its title."""
    proposal = coauthors.invited_proposal(db_session(), token)
    joined = current_user.is_authenticated and current_user.id in (proposal.author_id, *proposal.coauthor_ids)
    return render_template(
        "proposals/invitation.html",
        proposal=proposal,
        token=token,
        joined=joined,
        is_full=not rules.may_invite(len(proposal.coauthor_ids)),
        may_join=can(current_user, "proposal.write"),
    )


@blueprint.post("/invitation/<token>")
@limiter.limit(INVITE_LIMIT, key_func=person_key)
@needs("proposal.write")
def accept_invitation(token: str) -> Any:
    """Become co-author; already one, nothing changes."""
    proposal = coauthors.invited_proposal(db_session(), token)
    if coauthors.join(db_session(), current_user, proposal):
        flash(gettext("Velkommen. Nu er I flere om forslaget."), "success")
    if is_draft(proposal):
        return redirect(url_for("proposals.write_step", proposal_id=proposal.id, step="hvad"), 303)
    return redirect(url_for("proposals.detail", proposal_id=proposal.id), 303)
