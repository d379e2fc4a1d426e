"""The seal as a small file of its own beside the public file: its SHA-256, and the deployment's signature on it."""

import hashlib
import json
from dataclasses import dataclass

from youthvoice.voting.files.lines import read_text, write_text

FORMAT, VERSION = "youthvoice-seal", 1
SIGNED = "Ed25519, youthvoice.voting-file| + SHA-256"


@dataclass(frozen=True)
class Seal:
    """``sha256`` is 32 bytes, ``signature`` 64, ``public_key`` 32."""

    sha256: bytes
    signature: bytes
    public_key: bytes

    def holds(self, raw: bytes) -> bool:
        """Tell whether this very file was sealed by the holder of the key."""
        from youthvoice.voting.crypto.seals import verify_file

        digest = hashlib.sha256(raw).digest()
        return digest == self.sha256 and verify_file(self.public_key, digest, self.signature)


def write_seal(seal: Seal) -> str:
    """As JSON."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "sha256": seal.sha256.hex(),
        "signed": SIGNED,
        "signature": write_text(seal.signature),
        "public_key": write_text(seal.public_key),
    }
    return json.dumps(told, indent=1) + "\n"


def read_seal(text: str) -> Seal:
    """From its JSON. Raises ValueError for anything else."""
    try:
        told = json.loads(text)
        if (told["format"], told["version"]) != (FORMAT, VERSION):
            raise ValueError("no seal of a voting file")
        return Seal(bytes.fromhex(told["sha256"]), read_text(told["signature"]), read_text(told["public_key"]))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no seal of a voting file") from error
