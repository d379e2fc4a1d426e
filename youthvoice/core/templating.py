"""What every template can use: cached addresses, hashed assets, formats, permissions. Undefined names are errors."""

import json
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from flask import Flask, request
from flask import url_for as flask_url_for
from flask_login import current_user
from jinja2 import StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from youthvoice.core import authz, i18n
from youthvoice.core.charts import rounded
from youthvoice.core.terms import TERMS
from youthvoice.settings import PACKAGE, Settings

STATIC = PACKAGE / "static"


@lru_cache(maxsize=8192)
def _url(_script_root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    return flask_url_for(endpoint, **dict(values))


def cached_url_for(endpoint: str, **values: Any) -> str:
    """``url_for`` for addresses within the site; they depend on the language prefix alone, so they are remembered."""
    if not values:
        return _url(request.script_root, endpoint, ())
    if any(key.startswith("_") for key in values):
        return flask_url_for(endpoint, **values)
    return _url(request.script_root, endpoint, tuple(sorted(values.items())))


def asset(name: str) -> str:
    """The address of a built file by its plain name, e.g. ``app.css`` -> ``/static/dist/app-1a2b3c.css``."""
    return f"/static/dist/{_assets()[name]}"


@lru_cache(maxsize=1)
def _assets() -> dict[str, str]:
    path = STATIC / "dist" / "manifest.json"
    if not path.exists():
        raise RuntimeError("the front end is not built: run `make assets`")
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def is_active(prefix: str) -> bool:
    """True where the shown page's endpoint begins with ``prefix`` (marks the navigation)."""
    return (request.endpoint or "").startswith(prefix)


def paragraphs(text: str) -> Markup:
    """A person's plain text as paragraphs and line breaks; everything in it is escaped."""
    # Escaped once, as a whole: that changes no line break.
    blocks = (block.strip() for block in str(escape(text.replace("\r\n", "\n"))).split("\n\n"))
    shown = "".join(f"<p>{block}</p>" for block in blocks if block)
    return Markup(shown.replace("\n", "<br>"))  # noqa: S704  # escaped above


class HouseTemplate(Template):
    """A template whose macros are made once. Jinja would compare the names of all globals at every import of every page,
    to find those of this one page; we have none, every global belongs to the application."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002  # Jinja calls it so
        return super()._get_default_module()


def _can(permission: str, thing: Any = None) -> bool:
    return authz.can(current_user, permission, thing)


def init_templating(app: Flask, settings: Settings) -> None:
    """Install globals, filters and StrictUndefined."""
    env = app.jinja_env
    env.undefined = StrictUndefined
    env.template_class = HouseTemplate
    env.trim_blocks = env.lstrip_blocks = True
    env.policies["ext.i18n.trimmed"] = True
    env.globals.update(
        url_for=cached_url_for,
        asset=asset,
        is_active=is_active,
        can=_can,
        nav_unread=lambda: 0,
        switch_language_url=i18n.switch_language_url,
        LOCALES=i18n.LOCALES,
        LOCALE_NAMES=i18n.LOCALE_NAMES,
        TERMS=TERMS,
        settings_public=_told_to_everyone(settings),
    )
    env.filters.update(
        day=i18n.format_day,
        moment=i18n.format_moment,
        money=i18n.format_money,
        number=i18n.format_number,
        paragraphs=paragraphs,
        rounded=rounded,
    )
    app.context_processor(lambda: {"locale": i18n.locale_code()})


def _told_to_everyone(settings: Settings) -> SimpleNamespace:
    """The settings that a page may show."""
    return SimpleNamespace(
        contact_email=settings.contact_email,
        contact_phone=settings.contact_phone,
        municipality_name=settings.municipality_name,
        demo=settings.demo,
        base_url=settings.base_url,
        max_upload_mb=settings.max_upload_bytes // 2**20,
    )
