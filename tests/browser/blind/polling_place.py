"""A polling place for the ballot script alone: the server's half of RFC 9474, a page, and faults to order. No database."""

import base64
import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from youthvoice.core.web import HEADERS
from youthvoice.voting.crypto import blind
from youthvoice.voting.crypto.papers import token_of
from youthvoice.voting.crypto.receipts import receipt

DIST = Path(__file__).resolve().parents[3] / "youthvoice" / "static" / "dist"
CONTEST = "a-contest"
COOKIE, TOKEN = "signed-in", "token-of-the-form"
PAGE = """<!doctype html>
<html lang="da"><head><meta charset="utf-8"><title>Din stemme</title><link rel="icon" href="data:,">
<meta name="csrf-token" content="{csrf}"><script src="/ballot.js" defer></script></head>
<body><main data-cast-page>
<h1>Er det rigtigt?</h1>
<form method="post" action="/stem" data-blind-ballot data-contest="{contest}" data-voter="{voter}" data-public-key="{key}"
  data-closes="{closes}" data-paper-url="/seddel" data-box-url="/stemmeboks"{shared}>
<input type="hidden" name="ballot" value="{ballot}">
<button>Stem</button>
<div role="status"><p data-cast-sending hidden>Vi lægger din stemme i boksen.</p>
<p data-cast-waiting hidden>Vi prøver igen, når der er net.</p></div>
<p data-cast-refused role="alert" hidden>Det gik ikke.</p>
</form></main>
<template data-cast-done><h1>Din stemme er talt med</h1><p>Kvittering: <b data-cast-receipt></b></p></template>
</body></html>"""
REFUSAL = (
    '<!doctype html><html lang="da"><title>Nej</title><main><h1>Nej</h1><p class="lead"> {words} </p></main></html>'
)


@cache
def key_of_the_contest() -> bytes:
    """One private key for all tests."""
    return blind.generate_key()


@dataclass
class Place:
    """What the server knows: who got which paper, and what lies in the box. ``faults`` answer before it does, once each."""

    url: str = ""
    closes: str = "2999-01-01T00:00:00Z"
    shared: bool = False
    csrf: str = TOKEN
    asked: set[str] = field(default_factory=set)
    given: dict[str, str] = field(default_factory=dict)
    box: dict[bytes, str] = field(default_factory=dict)
    casts: list[str] = field(default_factory=list)
    cookies_at_the_box: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    paper_faults: list[Callable[[], Response]] = field(default_factory=list)
    box_faults: list[Callable[[], Response]] = field(default_factory=list)
    lost_answers: int = 0
    before_the_box: Callable[[], Any] = lambda: None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        request = Request(environ)
        view = {
            "/": self.page,
            "/ballot.js": self.script,
            "/seddel": self.paper,
            "/stemmeboks": self.cast,
            "/stem": self.vote,
        }
        response = view[request.path](request)
        response.headers.extend(HEADERS)
        return response(environ, start_response)

    def page(self, request: Request) -> Response:
        """The page where a ballot is looked over: /?ballot=3+1+2&voter=anna."""
        key = base64.b64encode(blind.public_key(key_of_the_contest())).decode()
        filled = PAGE.format(
            contest=CONTEST,
            voter=request.args.get("voter", "anna"),
            key=key,
            closes=self.closes,
            ballot=request.args.get("ballot", "3 1 2"),
            shared=" data-shared" if self.shared else "",
            csrf=self.csrf,
        )
        return Response(filled, content_type="text/html; charset=utf-8")

    def script(self, _request: Request) -> Response:
        """The script as it was built."""
        name = json.loads((DIST / "manifest.json").read_text())["ballot.js"]
        return Response((DIST / name).read_bytes(), content_type="text/javascript")

    def paper(self, request: Request) -> Response:
        """Signs what is blinded, once for each voter; the same asked again is signed again."""
        if self.paper_faults:
            return self.paper_faults.pop(0)()
        if request.cookies.get("session") != COOKIE or request.headers.get("X-CSRFToken") != TOKEN:
            return refused(401, "Log ind.")
        blinded = request.get_json()["blinded"]
        self.asked.add(blinded)
        if self.given.setdefault(COOKIE, blinded) != blinded:
            return refused(409, "Du har fået din seddel på en anden telefon.")
        signature = blind.blind_sign(key_of_the_contest(), octets(blinded))
        if self.lost_answers:
            self.lost_answers -= 1
            return Response("", 503)
        return answer(signature=text(signature))

    def cast(self, request: Request) -> Response:
        """Takes a ballot on a good paper; the paper shown again replaces it."""
        self.before_the_box()
        if self.box_faults:
            return self.box_faults.pop(0)()
        self.cookies_at_the_box.append(request.headers.get("Cookie", ""))
        sent = request.get_json()
        token = token_of(sent["contest"], octets(sent["secret"]))
        public = blind.public_key(key_of_the_contest())
        if not blind.verify(public, octets(sent["prefix"]), token, octets(sent["signature"])):
            return refused(403, "Den seddel passer ikke.")
        self.box[token] = sent["ballot"]
        self.casts.append(sent["ballot"])
        return answer(receipt=receipt(token))

    def vote(self, request: Request) -> Response:
        """The plain form, as it is sent without the script."""
        self.plain.append(request.form["ballot"])
        return Response(
            "<!doctype html><title>Tak</title><h1>Sendt som formular</h1>", content_type="text/html; charset=utf-8"
        )


def answer(**values: str) -> Response:
    """JSON."""
    return Response(json.dumps(values), content_type="application/json")


def refused(status: int, words: str) -> Response:
    """A page of the house that says no."""
    return Response(REFUSAL.format(words=words), status, content_type="text/html; charset=utf-8")


def octets(encoded: str) -> bytes:
    """Bytes of base64url without padding."""
    return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))


def text(data: bytes) -> str:
    """And base64url of bytes."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


@contextmanager
def opened_place() -> Iterator[Place]:
    """A polling place on a port of its own, for as long as the block runs."""
    place = Place()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, place, threaded=True)
    place.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield place
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)
