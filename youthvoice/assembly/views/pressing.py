"""What the chair's buttons share: what was seen is read from the form, and whatever is refused is told where the chair stands."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.keyset import MAX_ID, whole_number
from youthvoice.core.web import undo
from youthvoice.moderation.crisis import needs_help


def me() -> int:
    """Whoever is signed in; asked for after a permission."""
    found: int = current_user.id
    return found


def sent_id(name: str) -> int:
    """An id that the form holds; 0 where it is none."""
    found = whole_number(request.form.get(name))
    return found if found is not None and found <= MAX_ID else 0


def to_console(year: int, anchor: str = "") -> Response:
    """Back to the chair's page."""
    return redirect(url_for("assembly.console", year=year, _anchor=anchor or None), 303)


def help_or(year: int, onward: Response, *texts: str | None) -> Response:
    """The way on after something was written: to where help is, if the words sound as if somebody needs it."""
    if needs_help("\n".join(text or "" for text in texts)):
        return redirect(url_for("assembly.motion_help", year=year), 303)
    return onward


def pressed(year: int, act: Callable[[], object], anchor: str = "", words: object = "") -> Response:
    """Do it, and go back to the console. False means that it was done already: by a deputy, or by the first of two taps."""
    try:
        did = act()
    except (Conflict, NotFound, RuleBroken) as refused:
        undo()
        flash(str(refused) or gettext("Der er sket noget imens. Se, hvor I er nu."), "warning")
        return to_console(year, anchor)
    if did is False:
        flash(gettext("Det var allerede gjort."), "info")
    elif words:
        flash(str(words), "success")
    return to_console(year, anchor)
