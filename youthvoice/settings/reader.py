"""Reading the environment: collects every problem instead of stopping at the first."""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
MIN_SECRET = 32
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class SettingsError(Exception):
    """The environment cannot be used; the text lists every problem, one a line."""


@dataclass(frozen=True, kw_only=True)
class GroupRole:
    """What members of a group of the directory are here. An empty ``title`` is the name of the role."""

    group: str
    role: str
    unit: str = ""
    title: str = ""


class Reader:
    """Collects problems instead of stopping at the first."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = env
        self.problems: list[str] = []

    def raise_if_wrong(self) -> None:
        if self.problems:
            raise SettingsError("The settings cannot be used:\n  " + "\n  ".join(self.problems))

    def text(self, name: str, default: str) -> str:
        return self.env.get(name, "").strip() or default

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.env.get(name, "").strip().lower()
        if value in ("", "1", "true", "yes", "0", "false", "no"):
            return default if not value else value in ("1", "true", "yes")
        self.problems.append(f"{name}: {value!r} is neither true nor false")
        return default

    def number(self, name: str, default: int, low: int, high: int) -> int:
        value = self.env.get(name, "").strip()
        if not value:
            return default
        if value.isascii() and value.isdigit() and low <= int(value) <= high:
            return int(value)
        self.problems.append(f"{name}: {value!r} is not a whole number from {low} to {high}")
        return default

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value not in choices:
            self.problems.append(f"{name}: {value!r} is not one of {', '.join(choices)}")
            return default
        return value

    def one_of_schemes(self, name: str, default: str, schemes: tuple[str, ...]) -> str:
        value = self.text(name, default)
        parts = urlsplit(value)
        if parts.scheme not in schemes or (parts.scheme != "outbox" and not parts.hostname):
            self.problems.append(f"{name}: {value!r} must be an address that begins with one of {', '.join(schemes)}")
            return default
        return value

    def oidc(self, prefix: str) -> dict[str, Any]:
        """What every such site needs; empty where nothing of it is set."""
        if not any(name.startswith(prefix) and value.strip() for name, value in self.env.items()):
            return {}
        found = {part: self.text(f"{prefix}_{part.upper()}", "") for part in ("issuer", "client_id", "client_secret")}
        self.problems += [f"{prefix}_{part.upper()}: is missing" for part, value in found.items() if not value]
        issuer = urlsplit(found["issuer"])
        is_safe = issuer.scheme == "https" or (issuer.scheme == "http" and issuer.hostname in LOOPBACK)
        if found["issuer"] and (not is_safe or not issuer.hostname):
            self.problems.append(f"{prefix}_ISSUER: {found['issuer']!r} must be an address that begins with https://")
        return {**found}

    def group_roles(self, name: str) -> tuple[GroupRole, ...]:
        """A JSON list, since the name of a group may hold any sign."""
        try:
            listed = json.loads(self.text(name, "null"))
            found = tuple(GroupRole(**one) for one in listed)
            if found and all(isinstance(text, str) for one in found for text in vars(one).values()):
                return found
        except (TypeError, ValueError):
            pass
        self.problems.append(f'{name}: must be a JSON list such as [{{"group": "…", "role": "official", "unit": "…"}}]')
        return ()

    def database_url(self) -> str:
        value = self.text("DATABASE_URL", f"sqlite:///{ROOT / 'var' / 'youthvoice.sqlite'}")
        for short in ("postgresql://", "postgres://"):
            if value.startswith(short):
                value = "postgresql+psycopg://" + value.removeprefix(short)
        if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            self.problems.append("DATABASE_URL: must begin with sqlite:/// or postgresql://")
        return value

    def secret_key(self) -> str:
        value = self.env.get("YOUTHVOICE_SECRET_KEY", "").strip()
        if value and len(value) >= MIN_SECRET:
            return value
        if not value and self.flag("YOUTHVOICE_DEMO", default=False):
            return _kept_demo_secret()
        self.problems.append(f"YOUTHVOICE_SECRET_KEY: needs at least {MIN_SECRET} characters")
        return ""

    def date_ranges(self, name: str) -> tuple[tuple[date, date], ...]:
        ranges = []
        for part in filter(None, (p.strip() for p in self.env.get(name, "").split(","))):
            first, _, last = part.partition("/")
            try:
                start, end = date.fromisoformat(first), date.fromisoformat(last or first)
            except ValueError:
                self.problems.append(f"{name}: {part!r} is not YYYY-MM-DD/YYYY-MM-DD")
                continue
            if end < start:
                self.problems.append(f"{name}: {part!r} ends before it begins")
            ranges.append((start, end))
        return tuple(ranges)


def _kept_demo_secret() -> str:
    """A random secret kept beside the demo database, so that several workers and a restart share it."""
    path = ROOT / "var" / "demo-secret"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_text(secrets.token_urlsafe(MIN_SECRET), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii").strip()


def is_vapid_key(text: str) -> bool:
    """A number of P-256 in 32 bytes, base64url."""
    try:
        number = int.from_bytes(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True), "big")
    except ValueError:
        return False
    return len(text.rstrip("=")) == 43 and 0 < number < P256_ORDER
