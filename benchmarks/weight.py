"""What a first and a second visit to the list weigh on the wire."""

import re
from dataclasses import dataclass

from benchmarks.load import exchange, raw_request

LINKED = re.compile(
    r'(?:<link rel="(?:stylesheet|preload|icon)" href|<script src|<use href|<img src)="(/static/[^"#]+)'
)


@dataclass(frozen=True)
class Visit:
    """Requests sent and bytes of the answers' bodies and headers."""

    requests: int
    size: int


def first_visit(port: int, path: str) -> Visit:
    """The page and every file it names (fonts of other alphabets are fetched only where a letter needs them)."""
    body, size = _fetch(port, path)
    files = sorted(set(LINKED.findall(body)))
    return Visit(1 + len(files), size + sum(_fetch(port, name)[1] for name in files))


def second_visit(port: int, path: str) -> Visit:
    """The page again, changed meanwhile: the files are named by their content and come from the browser's cache."""
    return Visit(1, _fetch(port, path)[1])


def unchanged_visit(port: int, path: str) -> Visit:
    """The page again, unchanged: its ETag is enough."""
    status, headers, _ = exchange(port, raw_request("GET", path))
    request = raw_request("GET", path, headers=[("If-None-Match", headers["etag"])])
    status, headers, body = exchange(port, request)
    if status != 304:
        raise RuntimeError(f"{path} answered {status} to its own ETag")
    return Visit(1, len(body) + _header_size(headers))


def _fetch(port: int, path: str) -> tuple[str, int]:
    request = raw_request("GET", path, headers=[("Accept-Encoding", "gzip, br")])
    status, headers, body = exchange(port, request)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    text = ""
    if "text/html" in headers["content-type"]:
        _, _, plain = exchange(port, raw_request("GET", path, headers=[("Accept-Encoding", "identity")]))
        text = plain.decode()
    return text, len(body) + _header_size(headers)


def _header_size(headers: dict[str, str]) -> int:
    return sum(len(k) + len(v) + 4 for k, v in headers.items())
