"""Pages that look the same to everyone who is not signed in: cached by what they show, and revalidated by ETag.

The view reads its (cheap) rows first and names them as the *stamp*: ids and version numbers of all that the page shows.
Only the rendering is saved, so a page is never older than its rows.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, current_app, request
from flask_login import current_user

from youthvoice.core.clock import today
from youthvoice.core.i18n import locale_code

MAX_ENTRIES = 300
# A page that changed is compressed at the next request: level 4 takes little more than half the time of 6, and adds
# 3 to 5 % to the bytes.
GZIP_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Rendered:
    """One page as it goes out; no token stands in a public page, so compressing it leaks nothing."""

    stamp: str
    zipped: bytes
    etag: str


class PageCache:
    """The pages this worker rendered last, at most ``MAX_ENTRIES``."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Rendered] = OrderedDict()

    def get(self, key: str, stamp: str) -> Rendered | None:
        """The page, if it was rendered from the same stamp."""
        page = self._pages.get(key)
        if page is None or page.stamp != stamp:
            return None
        self._pages.move_to_end(key)
        return page

    def put(self, key: str, page: Rendered) -> None:
        """Keep a page, and forget the one that was not asked for longest."""
        self._pages[key] = page
        self._pages.move_to_end(key)
        if len(self._pages) > MAX_ENTRIES:
            self._pages.popitem(last=False)


def is_anonymous() -> bool:
    """Nobody is signed in. Costs no query where no session cookie came along; one that has run out is looked up."""
    came_without = current_app.config["SESSION_COOKIE_NAME"] not in request.cookies
    return (came_without and "remember_token" not in request.cookies) or not current_user.is_authenticated


def public_page(stamp: object, render: Callable[[], str], content_type: str = "text/html; charset=utf-8") -> Response:
    """Answer with ``render()``; for anonymous visitors from the cache while ``stamp`` (its ``repr``) stays the same.

    A stamp that must be asked for by itself is given as a function; it is not called for whoever is signed in.
    """
    if not is_anonymous():
        response = Response(render(), content_type=content_type)
        response.headers["Cache-Control"] = "private, no-store"
        return response
    key = f"{locale_code()} {request.full_path}"
    page = _page(key, f"{today()} {(stamp() if callable(stamp) else stamp)!r}", render)
    return _send(page, content_type)


def _page(key: str, stamp: str, render: Callable[[], str]) -> Rendered:
    cache: PageCache = current_app.extensions["youthvoice.pages"]
    page = cache.get(key, stamp)
    if page is None:
        body = render().encode()
        page = Rendered(
            stamp, gzip.compress(body, GZIP_LEVEL, mtime=0), hashlib.blake2b(body, digest_size=12).hexdigest()
        )
        cache.put(key, page)
    return page


def _send(page: Rendered, content_type: str) -> Response:
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = Response(page.zipped, content_type=content_type)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = Response(gzip.decompress(page.zipped), content_type=content_type)
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.headers["Vary"] = "Accept-Encoding, Cookie"
    response.set_etag(page.etag, weak=True)
    response.make_conditional(request)
    return response
