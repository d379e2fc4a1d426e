"""What a voter is told where it cannot go on: kind words and the way back, never an error's tone."""

from flask import Response, make_response, render_template, request, url_for
from flask_babel import gettext

from youthvoice.core.errors import DomainError
from youthvoice.core.web import undo
from youthvoice.voting.errors import BadPaper, Closed, NotOnRoll, PaperElsewhere
from youthvoice.voting.views.base import blueprint


def _title(error: DomainError) -> str:
    titles = {
        PaperElsewhere: gettext("Du har fået din stemmeseddel"),
        Closed: gettext("Der er lukket for stemmer"),
        NotOnRoll: gettext("Den her er for nogle andre"),
        BadPaper: gettext("Stemmesedlen virker ikke her"),
    }
    return titles[type(error)]


def _kind_page(error: DomainError) -> Response:
    undo()
    args = request.view_args or {}
    url = url_for("voting.contest", contest_id=args["contest_id"]) if "contest_id" in args else ""
    kiosk = request.path if str(request.endpoint).startswith("voting.kiosk") else ""
    page = render_template(
        "voting/kind.html",
        title=_title(error),
        text=str(error.message),
        url=url,
        kiosk_url=url_for("voting.kiosk", code=args["code"]) if kiosk else "",
        is_slip=str(request.endpoint).startswith(("voting.slip", "voting.kiosk")),
    )
    return make_response(page, error.status)


for _error in (PaperElsewhere, Closed, NotOnRoll, BadPaper):
    blueprint.register_error_handler(_error, _kind_page)
