"""HTML to PDF, in a process of its own: weasyprint takes 50 MB that no web worker gives back, and a page that is too much
for it must end alone. The process knows no secret, reads only our fonts, and may take so long and no longer.
"""

import hashlib
import json
import logging
import os
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore

from flask import Response, current_app, request
from flask_babel import gettext

from youthvoice.core.errors import Unavailable
from youthvoice.core.pdf.printer import MISSING
from youthvoice.core.publicpage import is_anonymous
from youthvoice.core.templating import STATIC, asset

log = logging.getLogger("youthvoice.pdf")
COMMAND = (sys.executable, "-I", str(Path(__file__).with_name("printer.py")))
SECONDS = 15
"""The longest that one PDF may take; a whole sheet of slips takes two."""
WAIT_SECONDS = 8
"""How long a request waits while another one of this worker is printed."""
KEPT = 8
"""How many public PDFs a worker remembers, of some 30 kB each."""
FONTS = {"paper:Figtree": "font.woff2", "paper:Figtree Ext": "figtree-latin-ext-wght-normal.woff2"}
# The process gets nothing of the environment that may hold a secret.
PASSED_ON = ("PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME")
# A document runs nothing and loads nothing; a reader built into the browser needs its own styles.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

_one_at_a_time = BoundedSemaphore(1)


def pdf_response(html: str, file_name: str, *, is_public: bool) -> Response:
    """Answer with the PDF of an HTML page; for visitors with an ETag, where everyone sees the same.

    Raises Unavailable (503) where it cannot be made now; the log says why.
    """
    if not (is_public and is_anonymous()):
        return _answer(make_pdf(html), file_name, "private, no-store")
    digest = hashlib.blake2b(html.encode(), digest_size=12).hexdigest()
    response = _answer(b"", file_name, "public, max-age=0, must-revalidate")
    response.headers["Vary"] = "Cookie"
    response.set_etag(digest, weak=True)
    response.make_conditional(request)
    if response.status_code == 200:
        response.set_data(_remembered(digest, html))
    return response


def make_pdf(html: str) -> bytes:
    """The PDF of a whole HTML page, with its ``<title>`` and ``lang``. Raises Unavailable."""
    order = {"html": html, "fonts": {url: str(STATIC.parent / asset(name).lstrip("/")) for url, name in FONTS.items()}}
    try:
        with _turn():
            done = subprocess.run(  # noqa: S603  # our own program, without a shell
                COMMAND, input=json.dumps(order).encode(), capture_output=True, timeout=SECONDS, check=False, env=_env()
            )
    except subprocess.TimeoutExpired as late:
        log.error("a PDF took more than %d s and was given up", SECONDS)
        raise _unavailable() from late
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    if done.returncode == MISSING:
        log.error("no PDF can be made: install the Debian packages %s", done.stderr.decode(errors="replace"))
    else:
        # The last line names the error; what was to be printed may stand in the rest.
        log.error("a PDF failed with status %d: %s", done.returncode, _kind_of_error(done.stderr))
    raise _unavailable()


def _kind_of_error(output: bytes) -> str:
    lines = output.decode(errors="replace").strip().splitlines()
    return lines[-1].partition(":")[0][:80] if lines else ""


def _env() -> dict[str, str]:
    return {"LANG": "C.UTF-8", **{name: os.environ[name] for name in PASSED_ON if name in os.environ}}


@contextmanager
def _turn() -> Iterator[None]:
    """One PDF at a time in each worker: the rest of its threads go on answering."""
    if not _one_at_a_time.acquire(timeout=WAIT_SECONDS):
        raise _unavailable()
    try:
        yield
    finally:
        _one_at_a_time.release()


def _unavailable() -> Unavailable:
    return Unavailable(gettext("Vi kan ikke lave filen lige nu. Prøv igen om lidt. Du kan læse det hele på siden."))


def _answer(pdf: bytes, file_name: str, caching: str) -> Response:
    response = Response(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f"inline; filename={file_name}"
    response.headers["Cache-Control"] = caching
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _remembered(digest: str, html: str) -> bytes:
    """The same page was printed lately, or is printed now."""
    kept: OrderedDict[str, bytes] = current_app.extensions.setdefault("youthvoice.pdf", OrderedDict())
    pdf = kept.pop(digest, None) or make_pdf(html)
    kept[digest] = pdf
    while len(kept) > KEPT:
        kept.popitem(last=False)
    return pdf
