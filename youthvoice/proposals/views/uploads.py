"""A file out of a form, made anew."""

from typing import Any

from werkzeug.datastructures import FileStorage

from youthvoice.core.web import settings
from youthvoice.proposals.files import CleanFile, clean_file


def sent_file(field: Any) -> CleanFile | None:
    """The file that came with the form; None where none was chosen. Raises TooLarge or UnsupportedFile."""
    sent = field.data
    if not isinstance(sent, FileStorage) or not sent.filename:
        return None
    most = settings().max_upload_bytes
    # One byte more than is allowed tells that it is too large.
    return clean_file(sent.stream.read(most + 1), most)
