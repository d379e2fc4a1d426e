"""A file out of a form, and a stored one on its way to a browser."""

from typing import Any

from flask import Response, request
from werkzeug.datastructures import FileStorage

from youthvoice.core.files import CleanFile, clean_file, clean_picture
from youthvoice.core.web import settings

PICTURE_TYPES = "image/jpeg,image/png,image/webp"
FILE_TYPES = f"{PICTURE_TYPES},application/pdf"
"""What a browser offers to choose from; ``core/files.py`` looks at what comes."""
# A file is only ever a picture or a document: it may load nothing and run nothing.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox; frame-ancestors 'none'"


def sent_file(field: Any) -> CleanFile | None:
    """The file that came with the form; None where none was chosen. Raises TooLarge or UnsupportedFile."""
    raw = _sent_bytes(field)
    return clean_file(raw, settings().max_upload_bytes) if raw is not None else None


def sent_picture(field: Any, side: int) -> CleanFile | None:
    """As ``sent_file``, where only a picture will do; at most ``side`` pixels wide and high."""
    raw = _sent_bytes(field)
    return clean_picture(raw, settings().max_upload_bytes, side) if raw is not None else None


def _sent_bytes(field: Any) -> bytes | None:
    sent = field.data
    if not isinstance(sent, FileStorage) or not sent.filename:
        return None
    # One byte more than is allowed tells that it is too large.
    return sent.stream.read(settings().max_upload_bytes + 1)


def file_response(data: bytes, content_type: str, name: str, *, is_public: bool, is_download: bool = False) -> Response:
    """The file itself, harmless in any browser."""
    response = Response(data, content_type=content_type)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = f"{'attachment' if is_download else 'inline'}; filename={name}"
    # An address with a version never changes its bytes; one day, so that what is hidden is soon gone everywhere.
    lasting = "public, max-age=86400, immutable" if "v" in request.args else "public, max-age=0, must-revalidate"
    response.headers["Cache-Control"] = lasting if is_public else "private, no-store"
    response.add_etag()
    response.make_conditional(request)
    return response
