"""The only reader of the environment: typed settings, validated once at start.

Every variable begins with ``YOUTHVOICE_`` except ``DATABASE_URL`` and ``MAIL_URL``. A wrong value stops the start with
one message that names every variable at fault.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent
MIN_SECRET = 32
PUSH_HOSTS = ("fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com")
"""Of Chrome, Edge and Android; Firefox; Safari; Windows. A host below one of them counts too."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class SettingsError(Exception):
    """The environment cannot be used; the text lists every problem, one a line."""


@dataclass(frozen=True, kw_only=True)
class OidcSettings:
    """Another site that vouches for people, by OpenID Connect."""

    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, kw_only=True)
class UniloginSettings(OidcSettings):
    """The schools' own sign-in. It tells a name of its own for the person, pupil or not, and how sure it is; no more."""

    min_loa: int = 3
    """The least level of assurance for adults; 3 (NSIS Substantial) takes two factors."""


@dataclass(frozen=True, kw_only=True)
class GroupRole:
    """What members of a group of the directory are here. An empty ``title`` is the name of the role."""

    group: str
    role: str
    unit: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class DirectorySettings(OidcSettings):
    """The municipality's own directory of its employees."""

    roles: tuple[GroupRole, ...]
    """The first that fits holds."""
    trust_email: bool = False
    """Addresses are the municipality's own, so they need no mark of being verified."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that differs between two deployments."""

    database_url: str
    """SQLAlchemy address; ``sqlite:///file`` or ``postgresql+psycopg://...``."""
    secret_key: str
    """At least 32 characters; signs cookies and one-time links."""
    mail_url: str = "outbox:"
    """``smtp://user:pass@host:587``, ``smtps://host:465`` or ``outbox:`` (kept, shown at /udbakke in demo mode)."""
    mail_from: str = "YouthVoice <svar@youthvoice.invalid>"
    base_url: str = "http://127.0.0.1:8000"
    """Public address without a trailing slash; used in mails, feeds and QR codes."""
    demo: bool = False
    """Demo mode: sign in by persona and read mails at /udbakke. Never on in production."""
    municipality_name: str = "Lyngby-Taarbæk Kommune"
    municipality_code: str = "173"
    contact_email: str = ""
    contact_phone: str = ""
    """Whom to write to or call about the site itself; the law asks /was to name both."""
    default_locale: str = "da"
    cookie_secure: bool = True
    session_days: int = 14
    receipt_school_days: int = 5
    """School days within which a named adult confirms that a proposal has arrived."""
    answer_days: int = 30
    """Calendar days within which an answer is owed."""
    school_holidays: tuple[tuple[date, date], ...] = ()
    """Closed ranges, both ends included, when schools are shut."""
    max_upload_bytes: int = 5 * 1024 * 1024
    rate_limit_storage: str = "memory://"
    log_level: str = "INFO"
    pool_size: int = 2
    trusted_proxies: int = 0
    """How many reverse proxies stand in front and set X-Forwarded-*."""
    vapid_private_key: str = ""
    """Signs what is pushed to browsers (``flask push keys`` makes one); without it nobody is asked about push."""
    vapid_contact: str = ""
    """``mailto:…`` or ``https://…``: whom a push service may turn to."""
    push_hosts: tuple[str, ...] = PUSH_HOSTS
    """Where browsers' push services are: nothing is ever sent to another host, whatever a browser claims."""
    oidc_unilogin: UniloginSettings | None = None
    oidc_directory: DirectorySettings | None = None
    """Sign-in on other sites; None where it is not set up."""


def load_settings(env: Mapping[str, str] | None = None) -> Settings:
    """Read and validate the environment.

    Raises SettingsError with one line for each variable that is missing or wrong.
    """
    reader = _Reader(os.environ if env is None else env)
    settings = Settings(
        database_url=reader.database_url(),
        secret_key=reader.secret_key(),
        **_place(reader),
        **_duties(reader),
        **_running(reader),
        **_elsewhere(reader),
    )
    reader.raise_if_wrong()
    return settings


def _place(reader: "_Reader") -> dict[str, Any]:
    """Whose YouthVoice this is, and how it is reached."""
    return {
        "mail_url": reader.one_of_schemes("MAIL_URL", "outbox:", ("outbox", "smtp", "smtps")),
        "mail_from": reader.text("YOUTHVOICE_MAIL_FROM", Settings.mail_from),
        "base_url": reader.one_of_schemes("YOUTHVOICE_BASE_URL", Settings.base_url, ("http", "https")).rstrip("/"),
        "demo": reader.flag("YOUTHVOICE_DEMO", default=False),
        "municipality_name": reader.text("YOUTHVOICE_MUNICIPALITY_NAME", Settings.municipality_name),
        "municipality_code": reader.text("YOUTHVOICE_MUNICIPALITY_CODE", Settings.municipality_code),
        "contact_email": reader.text("YOUTHVOICE_CONTACT_EMAIL", ""),
        "contact_phone": reader.text("YOUTHVOICE_CONTACT_PHONE", ""),
        "default_locale": reader.choice("YOUTHVOICE_DEFAULT_LOCALE", "da", ("da", "en")),
    }


def _duties(reader: "_Reader") -> dict[str, Any]:
    """When a receipt and an answer are owed."""
    return {
        "receipt_school_days": reader.number("YOUTHVOICE_RECEIPT_SCHOOL_DAYS", 5, 1, 30),
        "answer_days": reader.number("YOUTHVOICE_ANSWER_DAYS", 30, 1, 180),
        "school_holidays": reader.date_ranges("YOUTHVOICE_SCHOOL_HOLIDAYS"),
    }


def _running(reader: "_Reader") -> dict[str, Any]:
    """How the processes run."""
    return {
        "cookie_secure": reader.flag("YOUTHVOICE_COOKIE_SECURE", default=True),
        "session_days": reader.number("YOUTHVOICE_SESSION_DAYS", 14, 1, 90),
        "max_upload_bytes": reader.number("YOUTHVOICE_MAX_UPLOAD_BYTES", 5 * 1024 * 1024, 10_000, 50 * 1024 * 1024),
        "rate_limit_storage": reader.text("YOUTHVOICE_RATE_LIMIT_STORAGE", "memory://"),
        "log_level": reader.choice("YOUTHVOICE_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
        "pool_size": reader.number("YOUTHVOICE_POOL_SIZE", 2, 1, 50),
        "trusted_proxies": reader.number("YOUTHVOICE_TRUSTED_PROXIES", 0, 0, 5),
    }


def _elsewhere(reader: "_Reader") -> dict[str, Any]:
    """Sign-in on other sites. Each is set up as a whole or not at all."""
    unilogin = reader.oidc("YOUTHVOICE_OIDC_UNILOGIN")
    directory = reader.oidc("YOUTHVOICE_OIDC_DIRECTORY")
    if unilogin:
        unilogin["min_loa"] = reader.number("YOUTHVOICE_OIDC_UNILOGIN_MIN_LOA", 3, 1, 4)
    if directory:
        directory["roles"] = reader.group_roles("YOUTHVOICE_OIDC_DIRECTORY_ROLES")
        directory["trust_email"] = reader.flag("YOUTHVOICE_OIDC_DIRECTORY_TRUST_EMAIL", default=False)
    return {
        "oidc_unilogin": UniloginSettings(**unilogin) if unilogin else None,
        "oidc_directory": DirectorySettings(**directory) if directory else None,
    }


class _Reader:
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
