"""Two languages, one address scheme: Danish at ``/``, others under ``/<locale>/``; and how numbers, dates and money look.

The language stands in the address, so that no cookie is needed, pages can be cached and a link keeps its language.
The WSGI layer moves ``/en`` into SCRIPT_NAME, so every ``url_for`` keeps it by itself.
"""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from babel.dates import format_date as babel_date
from babel.dates import format_time as babel_time
from babel.numbers import format_currency, format_decimal
from flask import Flask, request
from flask_babel import Babel, get_locale, gettext

from youthvoice.core.clock import COPENHAGEN, local_date
from youthvoice.settings import PACKAGE, ROOT

LOCALES = ("da", "en")
LOCALE_NAMES = {"da": "Dansk", "en": "English"}
ENVIRON_KEY = "youthvoice.locale"
# Set while a request or a mail is answered in one language (core/translating.py); a page asks for it a hundred times.
spoken: ContextVar[str | None] = ContextVar("spoken", default=None)
WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class LocalePrefix:
    """WSGI layer: ``/en/forslag`` becomes SCRIPT_NAME ``/en`` and PATH_INFO ``/forslag``."""

    def __init__(self, app: WsgiApp, default: str) -> None:
        self.app = app
        self.default = default
        self.prefixes = {f"/{name}": name for name in LOCALES if name != default}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        head = path[:3]
        if head in self.prefixes and path[3:4] in ("", "/"):
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + head
            environ["PATH_INFO"] = path[3:] or "/"
            environ[ENVIRON_KEY] = self.prefixes[head]
        else:
            environ[ENVIRON_KEY] = self.default
        return self.app(environ, start_response)


def init_i18n(app: Flask, default_locale: str) -> None:
    """Set up Flask-Babel with the catalogues of the checkout or of the installed package."""
    folder = PACKAGE / "translations"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder if folder.is_dir() else ROOT / "translations")
    app.config["BABEL_DEFAULT_LOCALE"] = default_locale
    Babel(app, locale_selector=request_locale, default_timezone="Europe/Copenhagen")


def request_locale() -> str | None:
    """The language of the address that was asked for; None outside a request (the default then holds)."""
    return request.environ.get(ENVIRON_KEY) if request else None


def locale_code() -> str:
    """The language of the text being made right now, e.g. ``da`` (follows ``speaking`` in mails)."""
    return spoken.get() or str(get_locale() or "da")


def switch_language_url() -> str:
    """The page being shown, in the other language, with its query kept."""
    other = next(name for name in LOCALES if name != request.environ.get(ENVIRON_KEY))
    root = request.script_root.removesuffix(f"/{request.environ.get(ENVIRON_KEY)}")
    prefix = f"/{other}" if other != _default() else ""
    # A form sent by POST has no page of its own to come back to by GET: its address may still answer, so it is kept.
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    return quote(f"{root}{prefix}{request.path}", safe="/") + query


def _default() -> str:
    from flask import current_app

    return str(current_app.config["BABEL_DEFAULT_LOCALE"])


@lru_cache(maxsize=4096)
def _date(day: date, locale: str, *, year: bool) -> str:
    pattern = ("d. MMMM y" if year else "d. MMMM") if locale == "da" else ("d MMMM y" if year else "d MMMM")
    return babel_date(day, pattern, locale=locale)


def format_day(day: date | datetime, *, year: bool | None = None) -> str:
    """«14. marts 2027» / "14 March 2027". With ``year=False`` without the year."""
    if isinstance(day, datetime):
        day = local_date(day)
    return _date(day, locale_code(), year=year is not False)


def format_moment(moment: datetime) -> str:
    """«14. marts 2027 kl. 12.30» / "14 March 2027, 12:30", Danish time."""
    locale = locale_code()
    clock = babel_time(moment.astimezone(COPENHAGEN), "HH.mm" if locale == "da" else "HH:mm", locale=locale)
    return str(gettext("%(day)s kl. %(time)s", day=format_day(moment), time=clock))


@lru_cache(maxsize=2048)
def _number(value: int | float, locale: str) -> str:
    return format_decimal(value, locale=locale)


def format_number(value: int | float) -> str:
    """«12.000» / "12,000"."""
    return _number(value, locale_code())


@lru_cache(maxsize=2048)
def _money(oere: int, locale: str) -> str:
    number = "#,##0.00" if oere % 100 else "#,##0"
    pattern = f"{number} ¤" if locale == "da" else f"¤\xa0{number}"
    return format_currency(Decimal(oere) / 100, "DKK", pattern, locale=locale, currency_digits=False)


def format_money(oere: int) -> str:
    """Øre as «12.000 kr.» / "DKK 12,000"; øre are shown only where there are any."""
    return _money(oere, locale_code())
