"""Structured logs: one JSON object a line on standard error, with the id of the request. No addresses, no names, no texts."""

import json
import logging
import sys
import time
import uuid
from datetime import UTC, datetime

from flask import Flask, Response, g, has_request_context, request

access = logging.getLogger("youthvoice.access")
REQUEST_ID_LENGTH = 64


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON; ``extra={"data": {...}}`` is merged in."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_request_context():
            entry["request_id"] = request_id()
        entry.update(getattr(record, "data", {}))
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def request_id() -> str:
    """The id of this request: the proxy's X-Request-ID where it is harmless, else a new one."""
    if "request_id" not in g:
        given = request.headers.get("X-Request-ID", "")
        is_harmless = 0 < len(given) <= REQUEST_ID_LENGTH and given.replace("-", "").isalnum() and given.isascii()
        g.request_id = given if is_harmless else uuid.uuid4().hex
    return str(g.request_id)


def init_logs(app: Flask, level: str) -> None:
    """Send every log through the JSON formatter and write one line a request."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger("youthvoice")
    root.handlers[:] = [handler]
    root.setLevel(level)
    root.propagate = False

    @app.before_request
    def start_clock() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def write_line(response: Response) -> Response:
        response.headers["X-Request-ID"] = request_id()
        if access.isEnabledFor(logging.INFO):
            took = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1)
            line = {"method": request.method, "endpoint": request.endpoint, "status": response.status_code, "ms": took}
            access.info("request", extra={"data": line})
        return response
