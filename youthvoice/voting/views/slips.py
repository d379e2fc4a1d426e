"""Slips for those who have no account: printed in the answer to the form, and never again, since no code is stored."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from youthvoice.core.codes import grouped
from youthvoice.core.errors import Conflict, Forbidden
from youthvoice.core.limits import limiter
from youthvoice.core.pdf import pdf_response
from youthvoice.core.qr import qr_svg
from youthvoice.core.web import db_session, settings
from youthvoice.voting.commands.slips import Printed, make_slips, void_slips
from youthvoice.voting.forms.organise import SlipsForm
from youthvoice.voting.models import Contest, SlipSheet
from youthvoice.voting.queries.running import get_sheet, sheets_of
from youthvoice.voting.rules.contest import State
from youthvoice.voting.slip_address import address_of, typed_address
from youthvoice.voting.views.base import blueprint
from youthvoice.voting.views.organising import handed_out, me, with_classes

PRINT_LIMIT = "60 per 10 minutes"


@blueprint.get("/afstemninger/<int:contest_id>/sedler")
def slips(contest_id: int) -> str:
    """The sheets and how many slips of each were used, not whose. A class's teacher sees those of the class."""
    contest, may_make, classes = with_classes(contest_id)
    rows = sheets_of(db_session(), contest.id)
    shown = rows if may_make else _of_classes(rows, classes)
    return _page(contest, shown, SlipsForm(formdata=None, place=_usual_place(classes)), may_make=may_make)


@blueprint.post("/afstemninger/<int:contest_id>/sedler")
@limiter.limit(PRINT_LIMIT)
def print_slips(contest_id: int) -> Any:
    """Make slips, and answer with the paper itself. If it cannot be printed, none were made."""
    contest, form = handed_out(contest_id), SlipsForm()
    if not contest.takes_strangers:
        raise Forbidden(gettext("Her kan kun de, der står på valglisten, stemme."))
    if not form.validate():
        return _page(contest, sheets_of(db_session(), contest.id), form, may_make=True), 422
    try:
        printed = make_slips(
            db_session(), settings().secret_key, contest, form.number, form.place.data or "", form.form_key.data,
            actor_id=me(),
        )  # fmt: skip
    except Conflict as error:
        raise Conflict(_printed_before()) from error
    return _paper(contest, printed)


@blueprint.route("/afstemninger/<int:contest_id>/sedler/<int:sheet_id>/ugyldig", methods=["GET", "POST"])
def void_sheet(contest_id: int, sheet_id: int) -> Any:
    """Ask, and let no slip of the sheet be used any more."""
    contest = handed_out(contest_id)
    sheet = get_sheet(db_session(), contest.id, sheet_id)
    if request.method == "GET":
        return render_template("voting/run_void.html", contest=contest, sheet=sheet)
    void_slips(db_session(), sheet, actor_id=me())
    flash(gettext("Sedlerne gælder ikke mere. De stemmer, der er afgivet, tæller stadig."), "success")
    return redirect(url_for("voting.slips", contest_id=contest.id), 303)


def _page(contest: Contest, rows: Sequence[SlipSheet], form: SlipsForm, *, may_make: bool) -> str:
    return render_template(
        "voting/run_slips.html",
        contest=contest,
        rows=rows,
        form=form,
        may_make=may_make and contest.takes_strangers,
        may_void=may_make and contest.state is State.open,
        is_open=contest.state is State.open,
    )


def _of_classes(rows: Iterable[SlipSheet], classes: Sequence[tuple[int, str]]) -> list[SlipSheet]:
    names = {_plain(name) for _key, name in classes}
    return [sheet for sheet in rows if _plain(sheet.place) in names]


def _plain(name: str) -> str:
    return "".join(name.casefold().split())


def _usual_place(classes: Sequence[tuple[int, str]]) -> str:
    return classes[0][1] if len(classes) == 1 else ""


def _paper(contest: Contest, printed: Printed) -> Response:
    """The PDF. The codes go from here to the printing process through a pipe, and nowhere else."""
    page = render_template(
        "voting/slips_pdf.html",
        contest=contest,
        sheet=printed.sheet,
        slips=[(grouped(code), qr_svg(address_of(code), "slip__qr")) for code in printed.codes],
        address=typed_address(),
    )
    return pdf_response(page, f"stemmesedler-{printed.sheet.id}.pdf", is_public=False)


def _printed_before() -> str:
    return gettext(
        "Sedlerne er lavet én gang og kan ikke vises igen. Kom de ikke ud af printeren? Gør arket ugyldigt, og lav et nyt."
    )
