"""The only reader of the environment: typed settings, validated once at start.

Every variable begins with ``YOUTHVOICE_`` except ``DATABASE_URL`` and ``MAIL_URL``. A wrong value stops the start with
one message that names every variable at fault.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from youthvoice.settings.reader import LOOPBACK, PACKAGE, ROOT, GroupRole, Reader, SettingsError, is_vapid_key

__all__ = [
    "LOOPBACK",
    "PACKAGE",
    "ROOT",
    "DirectorySettings",
    "GroupRole",
    "OidcSettings",
    "Settings",
    "SettingsError",
    "UniloginSettings",
    "load_settings",
]
PUSH_HOSTS = ("fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com")
"""Of Chrome, Edge and Android; Firefox; Safari; Windows. A host below one of them counts too."""


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
    reader = Reader(os.environ if env is None else env)
    settings = Settings(
        database_url=reader.database_url(),
        secret_key=reader.secret_key(),
        **_place(reader),
        **_duties(reader),
        **_running(reader),
        **_elsewhere(reader),
        **_push(reader),
    )
    reader.raise_if_wrong()
    return settings


def _place(reader: Reader) -> dict[str, Any]:
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


def _duties(reader: Reader) -> dict[str, Any]:
    """When a receipt and an answer are owed."""
    return {
        "receipt_school_days": reader.number("YOUTHVOICE_RECEIPT_SCHOOL_DAYS", 5, 1, 30),
        "answer_days": reader.number("YOUTHVOICE_ANSWER_DAYS", 30, 1, 180),
        "school_holidays": reader.date_ranges("YOUTHVOICE_SCHOOL_HOLIDAYS"),
    }


def _running(reader: Reader) -> dict[str, Any]:
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


def _elsewhere(reader: Reader) -> dict[str, Any]:
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


def _push(reader: Reader) -> dict[str, Any]:
    """Web push. The key and whom to turn to are set together or not at all."""
    key, contact = reader.text("YOUTHVOICE_VAPID_PRIVATE_KEY", ""), reader.text("YOUTHVOICE_VAPID_CONTACT", "")
    if key and not is_vapid_key(key):
        reader.problems.append("YOUTHVOICE_VAPID_PRIVATE_KEY: is no key; `flask push keys` makes one")
    if (key or contact) and not contact.startswith(("mailto:", "https://")):
        reader.problems.append("YOUTHVOICE_VAPID_CONTACT: must begin with mailto: or https://")
    if contact and not key:
        reader.problems.append("YOUTHVOICE_VAPID_PRIVATE_KEY: is missing")
    return {"vapid_private_key": key, "vapid_contact": contact}
