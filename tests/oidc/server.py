"""A small OpenID Connect server with real keys and real signatures, which does wrong when told to.

``PUT /behave`` takes JSON: ``claims`` (of whoever signs in), ``token`` (claims of the token that are overwritten; None
removes one), ``sign`` (how: ``rs256``, ``none``, ``hs256``, ``other_key``, ``new_key``), ``at_token`` (``ok``, ``down``,
``slow``, ``text``, ``no_id_token``, ``refuse``), ``at_authorize`` (``ok``, ``deny``), ``issuer`` (another name in the
discovery document). ``GET /seen`` tells what it was asked.
"""

import base64
import hashlib
import hmac
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

SLOW_SECONDS = 2.0
PLAIN = {"claims": {}, "token": {}, "sign": "rs256", "at_token": "ok", "at_authorize": "ok", "issuer": None}


def new_key(kid: str) -> RSAKey:
    """A key for signatures."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"}, private=True)


class Server(ThreadingHTTPServer):
    """What the server knows."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.keys = [new_key("first")]
        self.stranger = new_key("first")
        self.behaviour: dict[str, Any] = dict(PLAIN)
        self.codes: dict[str, dict[str, str]] = {}
        self.seen: list[str] = []

    def id_token(self, asked: dict[str, str]) -> str:
        """Signed as told."""
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": asked["client_id"],
            "sub": "subject",
            "exp": now + 300,
            "iat": now,
            "nonce": asked.get("nonce"),
            **self.behaviour["claims"],
            **self.behaviour["token"],
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        return self._signed(claims)

    def _signed(self, claims: dict[str, Any]) -> str:
        how = self.behaviour["sign"]
        if how == "none":
            return f"{_part({'alg': 'none', 'typ': 'JWT'})}.{_part(claims)}."
        if how == "hs256":
            # The old trick: the public key used as if it were a shared secret.
            text = f"{_part({'alg': 'HS256', 'kid': 'first'})}.{_part(claims)}"
            made = hmac.digest(self.keys[0].as_pem(private=False), text.encode(), "sha256")
            return f"{text}.{_base64url(made)}"
        if how == "new_key":
            self.keys.insert(0, new_key(f"key-{len(self.keys)}"))
        key = self.stranger if how == "other_key" else self.keys[0]
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key, algorithms=["RS256"])


def _part(value: dict[str, Any]) -> str:
    return _base64url(json.dumps(value).encode())


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Handler(BaseHTTPRequestHandler):
    """The addresses of an issuer."""

    server: Server

    def log_message(self, *_args: Any) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        """Discovery, keys, and the sign-in, which asks nobody."""
        parts = urlsplit(self.path)
        self.server.seen.append(parts.path)
        known = {
            "/.well-known/openid-configuration": self._discovery,
            "/jwks": self._jwks,
            "/authorize": self._authorize,
        }
        if parts.path == "/seen":
            self._json(self.server.seen)
        elif parts.path in known:
            known[parts.path]()
        else:
            self._json({"error": "not found"}, 404)

    def do_PUT(self) -> None:
        """Tell it how to behave."""
        self.server.behaviour = {**PLAIN, **json.loads(self._body() or "{}")}
        self.server.seen.clear()
        self._json({})

    def do_POST(self) -> None:
        """The token endpoint."""
        self.server.seen.append(self.path)
        told = self.server.behaviour["at_token"]
        sent = {name: values[0] for name, values in parse_qs(self._body()).items()}
        if told == "slow":
            time.sleep(SLOW_SECONDS)
        if told == "down":
            self._json({}, 503)
        elif told == "text":
            self._send(b"<html>Oops", "text/html", 200)
        else:
            self._token(sent, told)

    def _token(self, sent: dict[str, str], told: str) -> None:
        asked = self.server.codes.pop(sent.get("code", ""), None)
        if told == "refuse" or asked is None or not self._is_client(asked, sent) or not _is_verified(asked, sent):
            self._json({"error": "invalid_grant"}, 400)
            return
        answer = {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 300}
        if told != "no_id_token":
            answer["id_token"] = self.server.id_token(asked)
        self._json(answer)

    def _is_client(self, asked: dict[str, str], sent: dict[str, str]) -> bool:
        scheme, _, value = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Basic" or sent.get("redirect_uri") != asked["redirect_uri"]:
            return False
        return base64.b64decode(value).decode() == f"{asked['client_id']}:the secret"

    def _authorize(self) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        if self.server.behaviour["at_authorize"] == "deny":
            sent = {"error": "access_denied", "state": asked["state"]}
        else:
            code = secrets.token_urlsafe(16)
            self.server.codes[code] = asked
            sent = {"code": code, "state": asked["state"]}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(sent)}")
        self.end_headers()

    def _discovery(self) -> None:
        issuer = self.server.issuer
        self._json(
            {
                "issuer": self.server.behaviour["issuer"] or issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/jwks",
            }
        )

    def _jwks(self) -> None:
        self._json(KeySet(list(self.server.keys)).as_dict(private=False))

    def _body(self) -> str:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()

    def _json(self, value: Any, status: int = 200) -> None:
        self._send(json.dumps(value).encode(), "application/json", status)

    def _send(self, body: bytes, kind: str, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _is_verified(asked: dict[str, str], sent: dict[str, str]) -> bool:
    digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
    return asked.get("code_challenge_method") == "S256" and asked.get("code_challenge") == _base64url(digest)


if __name__ == "__main__":
    server = Server()
    sys.stdout.write(f"{server.issuer}\n")
    sys.stdout.flush()
    server.serve_forever()
