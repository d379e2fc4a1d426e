"""A phone's half of a secret paper: blinded, signed, and cast without a name (static/src/js/voting/paper.js)."""

import base64
import re
import secrets
from dataclasses import dataclass

from tests.unit.voting.crypto import client
from youthvoice.voting.crypto.papers import token_of
from youthvoice.voting.forms.ballots import read_bytes, written

CONTEST = re.compile(rb'data-contest="([0-9a-f]{32})"')
PUBLIC_KEY = re.compile(rb'data-public-key="([^"]+)"')


@dataclass(frozen=True)
class Paper:
    """One paper, from the page on which the ballot is looked over."""

    contest: str
    public_key: bytes
    secret: bytes
    prefix: bytes
    message: client.Blinded

    @staticmethod
    def read(page: bytes) -> "Paper | None":
        """A new paper; None where the page is another one."""
        contest, key = CONTEST.search(page), PUBLIC_KEY.search(page)
        if contest is None or key is None:
            return None
        name, public = contest[1].decode(), base64.b64decode(key[1])
        secret, prefix = secrets.token_bytes(32), secrets.token_bytes(32)
        return Paper(name, public, secret, prefix, client.blind(public, prefix + token_of(name, secret)))

    @property
    def blinded(self) -> str:
        """What is sent to be signed."""
        return written(self.message.message)

    def filled(self, signed: str, choice: int) -> dict[str, str]:
        """What goes into the box, with what came back signed."""
        signature = client.finalize(self.public_key, read_bytes(signed) or b"", self.message.inverse)
        return {
            "contest": self.contest,
            "secret": written(self.secret),
            "prefix": written(self.prefix),
            "signature": written(signature),
            "ballot": str(choice),
        }
