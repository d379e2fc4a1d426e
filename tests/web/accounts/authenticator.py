"""A passkey in software: what a phone does, and what a bad one could do."""

import base64
import hashlib
import json
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


class Authenticator:
    """One key for one site."""

    def __init__(self, rp_id: str = "localhost", origin: str = "http://localhost") -> None:
        self.rp_id, self.origin = rp_id, origin
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)
        self.handle = b""
        self.count = 0

    def make(self, options: dict[str, Any], **changes: Any) -> dict[str, str]:
        """The fields of the form that adds the passkey."""
        self.handle = unpack(options["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(cose)
        data = self._data(PRESENT | VERIFIED | ATTESTED) + attested
        response = {
            "clientDataJSON": pack(self._client("webauthn.create", options, changes)),
            "attestationObject": pack(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})),
        }
        return self._fields(options, response)

    def sign(self, options: dict[str, Any], **changes: Any) -> dict[str, str]:
        """The fields of the form that signs in. ``changes`` are of the client data, or ``handle`` and ``count``."""
        self.count = changes.pop("count", self.count + 1)
        handle = changes.pop("handle", self.handle)
        data, client = self._data(PRESENT | VERIFIED), self._client("webauthn.get", options, changes)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": pack(client),
            "authenticatorData": pack(data),
            "signature": pack(signature),
            "userHandle": pack(handle),
        }
        return self._fields(options, response)

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any], changes: dict[str, Any]) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps({**told, **changes}).encode()

    def _fields(self, options: dict[str, Any], response: dict[str, str]) -> dict[str, str]:
        credential = {"id": pack(self.id), "rawId": pack(self.id), "type": "public-key", "response": response}
        return {"challenge": options["challenge"], "credential": json.dumps(credential)}


def pack(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unpack(text: str) -> bytes:
    """The bytes again."""
    return base64.urlsafe_b64decode(text + "==")
