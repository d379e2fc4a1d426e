"""The file of a proposal: shown to whoever may read the proposal, changed by its authors."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import select

from youthvoice.core.authz import needs, require
from youthvoice.core.errors import NotFound, TooLarge, UnsupportedFile
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.uploads import FILE_TYPES, file_response, sent_file
from youthvoice.core.web import db_session
from youthvoice.proposals.commands.attachments import (
    IMAGE_NAME,
    PDF_NAME,
    THUMB_NAME,
    attach_file,
    describe_file,
    remove_file,
)
from youthvoice.proposals.forms import FileForm
from youthvoice.proposals.models import Proposal, ProposalAttachment
from youthvoice.proposals.queries.detail import get_proposal
from youthvoice.proposals.queries.parts import find_attachment
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.proposals.views.base import blueprint
from youthvoice.proposals.views.common import own_proposal

UPLOAD_LIMIT = "60 per hour"
COLUMNS = {IMAGE_NAME: ProposalAttachment.data, PDF_NAME: ProposalAttachment.data, THUMB_NAME: ProposalAttachment.thumb}


@blueprint.route("/<int:proposal_id>/fil", methods=["GET", "POST"])
@limiter.limit(UPLOAD_LIMIT, key_func=person_key, methods=["POST"])
@needs("proposal.write")
def file_page(proposal_id: int) -> Any:
    """Give a proposal a file, describe it, or take it off."""
    proposal = own_proposal(proposal_id)
    require(current_user, "proposal.edit", proposal)
    attachment = find_attachment(db_session(), proposal.id)
    form = FileForm(alt_text=attachment.alt_text if attachment else "")
    if request.method == "GET":
        return _page(form, proposal, attachment)
    return _take(form, proposal, attachment)


@blueprint.get("/<int:proposal_id>/fil/<name>")
def file(proposal_id: int, name: str) -> Response:
    """The file itself. A draft's is there for its authors; that of a proposal hidden or taken back is gone."""
    proposal = get_proposal(db_session(), proposal_id)
    if name not in COLUMNS or not _may_read(proposal):
        raise NotFound
    wanted = select(COLUMNS[name], ProposalAttachment.content_type, ProposalAttachment.file_name)
    row = db_session().execute(wanted.where(ProposalAttachment.proposal_id == proposal.id)).first()
    if row is None or row[0] is None or name not in (row.file_name, THUMB_NAME):
        raise NotFound
    is_public, is_download = proposal.listed_at is not None, name == PDF_NAME
    return file_response(row[0], row.content_type, name, is_public=is_public, is_download=is_download)


def _may_read(proposal: Proposal) -> bool:
    if proposal.listed_at is not None:
        return True
    is_mine = current_user.is_authenticated and current_user.id in (proposal.author_id, *proposal.coauthor_ids)
    return is_mine and proposal.status is ProposalStatus.draft


def _take(form: FileForm, proposal: Proposal, attachment: ProposalAttachment | None) -> Any:
    session = db_session()
    if "remove_file" in request.form:
        remove_file(session, current_user, proposal)
        return redirect(url_for("proposals.file_page", proposal_id=proposal.id), 303)
    try:
        upload = sent_file(form.file)
    except (TooLarge, UnsupportedFile) as error:
        form.file.errors = [str(error.message)]
        return _page(form, proposal, attachment), error.status
    kind = upload.kind if upload else proposal.attachment_kind
    form.validate()
    if kind is None:
        form.file.errors = [gettext("Vælg en fil.")]
    if kind == "image" and not form.alt_text.data:
        form.alt_text.errors = [gettext("Skriv, hvad man ser på billedet.")]
    return _store(form, proposal, upload) if not form.errors else (_page(form, proposal, attachment), 422)


def _store(form: FileForm, proposal: Proposal, upload: Any) -> Any:
    if upload is not None:
        attach_file(db_session(), current_user, proposal, upload, form.alt_text.data or "")
    else:
        describe_file(db_session(), current_user, proposal, form.alt_text.data or "")
    flash(gettext("Filen er gemt."), "success")
    return redirect(url_for("proposals.edit", proposal_id=proposal.id), 303)


def _page(form: FileForm, proposal: Proposal, attachment: ProposalAttachment | None) -> str:
    return render_template(
        "proposals/file.html", form=form, proposal=proposal, attachment=attachment, file_types=FILE_TYPES
    )
