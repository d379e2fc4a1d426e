"""Addresses of the files of an application."""

from youthvoice.core.templating import cached_url_for
from youthvoice.grants.models import ApplicationFile
from youthvoice.grants.queries.weighing import ShownFile
from youthvoice.proposals.commands.attachments import IMAGE_NAME, PDF_NAME, THUMB_NAME


def file_url(file: ApplicationFile | ShownFile, *, small: bool = False) -> str:
    """Where a file is read; with its time, so that nobody is shown another one that stood there before."""
    name = PDF_NAME if file.content_type == "application/pdf" else THUMB_NAME if small else IMAGE_NAME
    at = int(file.created_at.timestamp() * 1_000_000)
    return cached_url_for("grants.file", application_id=file.application_id, file_id=file.id, name=name, v=at)
