"""Pages for what went wrong: kind words, the right status, and nothing that was typed is lost.

A form that was sent without a valid sign-in or token comes back as a *kept form*: its fields travel, signed, through the
sign-in, and can be sent again with one press.
"""

import re
from typing import Any

from flask import Flask, Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from youthvoice.core.signing import sign, unsign
from youthvoice.core.textcheck import strip_control
from youthvoice.core.web import SAFE_METHODS, settings

KEPT = "kept-form"
KEPT_SECONDS = 24 * 3600
_CHOICE = re.compile(r"[a-z0-9_-]+")
NOT_KEPT = frozenset({"csrf_token", "kept", "code"})
MARKS = frozenset({"typed_in", "typed_version"})
"""What a form that keeps its words carries (accounts/typed.py): sent again, but nobody wrote it."""


def _texts(code: int) -> tuple[str, str]:
    texts = {
        400: (
            gettext("Det forstod vi ikke"),
            gettext("Noget i det, du sendte, passede ikke. Gå tilbage, og prøv igen."),
        ),
        403: (
            gettext("Her må du ikke være"),
            gettext("Siden er kun for nogle. Har du brug for den, så spørg en voksen på din skole."),
        ),
        404: (gettext("Siden findes ikke"), gettext("Den kan være flyttet eller slettet. Prøv at søge i forslagene.")),
        405: (gettext("Den vej går det ikke"), gettext("Gå tilbage til siden, og brug knappen dér.")),
        409: (
            gettext("Nogen kom før dig"),
            gettext("Siden er ændret, siden du åbnede den. Hent den igen, og prøv en gang til."),
        ),
        413: (
            gettext("Filen er for stor"),
            _too_large_text(),
        ),
        415: (
            gettext("Den slags fil kan vi ikke tage"),
            gettext("Brug et billede (JPG, PNG eller WebP) eller en PDF."),
        ),
        422: (gettext("Noget mangler"), gettext("Gå tilbage, og ret det, der er markeret.")),
        429: (gettext("Lidt for hurtigt"), gettext("Du har prøvet mange gange på kort tid. Vent lidt, og prøv igen.")),
        503: (gettext("Det kan vi ikke lige nu"), gettext("Det er vores fejl og ikke din. Prøv igen om lidt.")),
    }
    return texts.get(code, texts[400])


def _too_large_text() -> str:
    most = settings().max_upload_bytes // 2**20
    return str(gettext("Filen må højst fylde %(most)d MB. Gør den mindre, eller tag et nyt billede.", most=most))


def problem_page(code: int, message: str = "") -> Response:
    """A friendly page with status ``code``; ``message`` replaces the ready text."""
    title, text = _texts(code)
    page = render_template("core/errors/error.html", code=code, title=title, text=message or text)
    return make_response(page, code)


def failure_page() -> Response:
    """The page for our own mistakes: uses neither the database nor the sign-in."""
    return make_response(render_template("core/errors/500.html"), 500)


def typed_fields() -> list[tuple[str, str]]:
    """Every text field of the form that was sent, but the token and codes."""
    return [(strip_control(k), strip_control(v)) for k, v in request.form.items(multi=True) if k not in NOT_KEPT]


def had_file() -> bool:
    """A file was chosen too: it cannot be kept, and the person is told."""
    return any(file.filename for file in request.files.values())


def kept_form_page() -> Any:
    """Nobody is signed in: a page to be read leads to the sign-in; a form that was sent is kept through it."""
    if request.method in SAFE_METHODS:
        query = request.query_string.decode("latin-1")
        return redirect(url_for("accounts.sign_in", next=f"{request.path}?{query}" if query else request.path))
    kept = sign(KEPT, {"path": request.path, "fields": typed_fields(), "had_file": had_file()})
    page = render_template(
        "core/kept.html", kept=kept, fields=visible_fields(typed_fields()), had_file=had_file(), signed_in=False
    )
    return make_response(page, 401)


def csrf_page(_error: CSRFError) -> Any:
    """The page's token is too old or wrong: show what was typed, and let it be sent again with a new one.

    Where nobody is signed in any more (the session has run out), the sign-in comes first, and no cookie is set.
    """
    if not current_user.is_authenticated:
        return kept_form_page()
    page = render_template(
        "core/kept.html",
        action=request.script_root + request.path,
        hidden=typed_fields(),
        fields=visible_fields(typed_fields()),
        had_file=had_file(),
        signed_in=True,
    )
    return make_response(page, 400)


def resend_page(kept: str) -> Response | None:
    """After the sign-in: the kept form with a button that sends it; None where there is nothing (valid) kept."""
    value = unsign(KEPT, kept, KEPT_SECONDS)
    if value is None:
        return None
    fields = [(str(k), str(v)) for k, v in value["fields"]]
    page = render_template(
        "core/kept.html",
        action=request.script_root + value["path"],
        hidden=fields,
        fields=visible_fields(fields),
        had_file=value["had_file"],
        signed_in=True,
    )
    return make_response(page)


def visible_fields(fields: list[tuple[str, str]]) -> list[str]:
    """The texts a person wrote, to show that nothing is lost; without keys, numbers and names of choices."""
    written = (value for name, value in fields if name not in MARKS)
    return [value for value in written if value.strip() and not _CHOICE.fullmatch(value)]


def init(app: Flask) -> None:
    """Register the page for a wrong token."""
    app.register_error_handler(CSRFError, csrf_page)
