"""Translation in templates, made cheap: a page asks for some sixty texts, and each must cost next to nothing.

The language of a request is looked up once and held in a context variable; a text without placeholders is translated once a
language and remembered as safe markup. Outside a request Flask-Babel decides.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations
from typing import Any

from flask import Flask, request
from flask_babel import force_locale, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from youthvoice.core.i18n import ENVIRON_KEY, spoken

_current: ContextVar[NullTranslations | None] = ContextVar("translations", default=None)
_loaded: dict[str, NullTranslations] = {}


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Everything within is said in ``locale`` (mails)."""
    with force_locale(locale):
        token, before = _current.set(get_translations()), spoken.set(locale)
        try:
            yield
        finally:
            spoken.reset(before)
            _current.reset(token)


def _start_request() -> None:
    locale = request.environ.get(ENVIRON_KEY)
    spoken.set(locale)
    if locale is None:
        _current.set(None)
        return
    if locale not in _loaded:
        _loaded[locale] = get_translations()
    _current.set(_loaded[locale])


def _end_request(_error: BaseException | None) -> None:
    spoken.set(None)
    _current.set(None)


@lru_cache(maxsize=8192)
def _plain(translations: NullTranslations, text: str) -> Markup:
    return Markup(translations.gettext(text) % {})  # noqa: S704  # the catalogues are ours, and reviewed like code


@pass_eval_context
def _gettext(context: EvalContext, text: str, **values: Any) -> str:
    translations = _current.get() or get_translations()
    if not values:
        found = _plain(translations, text)
        return found if context.autoescape else str(found)
    return _fill(context, translations.gettext(text), values)


@pass_eval_context
def _ngettext(context: EvalContext, singular: str, plural: str, num: int, **values: Any) -> str:
    translations = _current.get() or get_translations()
    return _fill(context, translations.ngettext(singular, plural, num), {"num": num, **values})


def _fill(context: EvalContext, text: str, values: dict[str, Any]) -> str:
    return Markup(text) % values if context.autoescape else text % values  # noqa: S704  # values are escaped by %


def init(app: Flask) -> None:
    """Put the quick functions in place of Flask-Babel's in every template."""
    app.before_request(_start_request)
    app.teardown_request(_end_request)
    env = app.jinja_env
    quick: dict[str, Callable[..., str]] = {"_": _gettext, "gettext": _gettext, "ngettext": _ngettext}
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # the i18n extension reads it when it compiles {% trans %}
    env.globals.update(quick)
