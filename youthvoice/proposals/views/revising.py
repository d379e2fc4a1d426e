"""After sending: change the words, take the proposal back, tell more."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.core.authz import needs, require
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.forms import clean
from youthvoice.core.web import db_session, undo
from youthvoice.proposals import rules
from youthvoice.proposals.commands import checks, drafts
from youthvoice.proposals.commands.revise import (
    WORDS,
    Words,
    edit_proposal,
    stored_words,
    supply_more,
    withdraw_proposal,
    words_version,
)
from youthvoice.proposals.forms import EditForm, MoreForm
from youthvoice.proposals.labels import LOCKED_TEXT
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.detail import get_proposal
from youthvoice.proposals.views.base import blueprint
from youthvoice.proposals.views.common import is_draft, own_proposal
from youthvoice.responses.queries import current_answer


@blueprint.route("/<int:proposal_id>/ret", methods=["GET", "POST"])
@needs("proposal.write")
@takes_typed
def edit(proposal_id: int) -> Any:
    """Change the words of a proposal that was sent; a draft leads to its first step."""
    proposal = own_proposal(proposal_id)
    if is_draft(proposal):
        return redirect(url_for("proposals.write_step", proposal_id=proposal.id, step="hvad"), 303)
    if proposal.is_adopted and request.method == "GET":
        return render_template("proposals/locked.html", proposal=proposal, text=LOCKED_TEXT)
    if not proposal.is_adopted:
        require(current_user, "proposal.edit", proposal)
    if request.method == "GET":
        fresh = partial(EditForm, obj=proposal, seen=words_version(proposal))
        return _edit_page(typed_or(EditForm, fresh), proposal)
    form = EditForm()
    return _take_edit(form, proposal) if form.validate() else (_edit_page(form, proposal), 422)


@blueprint.route("/<int:proposal_id>/traek-tilbage", methods=["GET", "POST"])
@needs("account.edit_own")
def withdraw(proposal_id: int) -> Any:
    """Ask first, then take the proposal back. A draft is thrown away."""
    proposal = own_proposal(proposal_id)
    if proposal.status is rules.ProposalStatus.withdrawn:
        return redirect(url_for("pages.me"), 303)
    require(current_user, "proposal.submit" if is_draft(proposal) else "proposal.withdraw", proposal)
    if request.method == "GET":
        return render_template("proposals/withdraw.html", proposal=proposal, is_draft=is_draft(proposal))
    if is_draft(proposal):
        drafts.delete_draft(db_session(), proposal)
        flash(gettext("Kladden er slettet."), "success")
    else:
        withdraw_proposal(db_session(), current_user, proposal)
        flash(gettext("Dit forslag er trukket tilbage."), "success")
    return redirect(url_for("pages.me"), 303)


@blueprint.route("/<int:proposal_id>/mere", methods=["GET", "POST"])
@needs("account.edit_own")
@takes_typed
def more(proposal_id: int) -> Any:
    """What the municipality asks for, and a place to answer."""
    proposal = own_proposal(proposal_id)
    if request.method == "GET":
        return _more_page(typed_or(MoreForm, MoreForm), proposal)
    form = MoreForm()
    if not form.validate():
        return _more_page(form, proposal), 422
    try:
        supply_more(db_session(), current_user, proposal, str(form.more.data), str(form.form_key.data))
    except (RuleBroken, Conflict) as error:
        undo()
        form.form_errors.append(str(error.message) or gettext("Forslaget er ændret imens. Hent siden igen."))
        return _more_page(form, get_proposal(db_session(), proposal_id)), error.status
    flash(gettext("Tak. Nu er det kommunens tur igen."), "success")
    return redirect(url_for("proposals.detail", proposal_id=proposal.id), 303)


def late_edit_page(proposal: Proposal, sent: Mapping[str, str]) -> tuple[str, int]:
    """The page for changing the words, with what was typed in a window where the proposal was still a draft."""
    form = EditForm(formdata=None, obj=proposal, seen=words_version(proposal))
    for name in WORDS:
        if name in sent:
            form[name].data = clean(sent[name])
    return _edit_page(form, proposal, theirs=stored_words(proposal)), 409


def _take_edit(form: EditForm, proposal: Proposal) -> Any:
    words = Words(*(form[name].data or "" for name in WORDS))
    try:
        changed = edit_proposal(
            db_session(),
            current_user,
            proposal,
            words,
            form.seen.data or "",
            public_numbers_ok=bool(form.public_numbers_ok.data),
        )
    except RuleBroken as error:
        form.add_problems(error)
        return _edit_page(form, proposal), 422
    except Conflict as error:
        return _merge_page(form, proposal.id, str(error.message))
    flash(gettext("Din tekst er rettet.") if changed else gettext("Der var intet at rette."), "success")
    return redirect(url_for("proposals.detail", proposal_id=proposal.id), 303)


def _merge_page(form: EditForm, proposal_id: int, message: str) -> tuple[str, int]:
    """Both texts: the one that stands now, and the one that was typed. Sent again, the typed one wins."""
    undo()
    proposal = get_proposal(db_session(), proposal_id)
    form.seen.data = words_version(proposal)
    if message:
        form.form_errors.append(message)
    return _edit_page(form, proposal, theirs=stored_words(proposal)), 409


def _edit_page(form: EditForm, proposal: Proposal, theirs: Words | None = None) -> str:
    typed = {name: form[name].data or "" for name in WORDS}
    return render_template(
        "proposals/edit.html",
        form=form,
        proposal=proposal,
        theirs=theirs,
        phones=checks.phone_numbers(typed),
        keeps_history=rules.keeps_history(proposal.status, proposal.endorsement_count),
    )


def _more_page(form: MoreForm, proposal: Proposal) -> str:
    answer = current_answer(db_session(), proposal.case_id) if proposal.case_id else None
    asked_for = answer.asked_for if answer else ""
    waits = proposal.status is rules.ProposalStatus.needs_more
    return render_template("proposals/more.html", form=form, proposal=proposal, asked_for=asked_for, waits=waits)
