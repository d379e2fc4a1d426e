"""Shared tablets: opened for a contest at a place, shown with their code, and closed."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from youthvoice.core.qr import qr_svg
from youthvoice.core.web import db_session
from youthvoice.voting.commands.kiosks import close_kiosk, open_kiosk
from youthvoice.voting.forms.organise import KioskForm
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.running import get_kiosk, kiosks_of
from youthvoice.voting.rules.contest import State
from youthvoice.voting.slip_address import kiosk_address
from youthvoice.voting.views.base import blueprint
from youthvoice.voting.views.organising import handed_out, me


@blueprint.get("/afstemninger/<int:contest_id>/tabletter")
def kiosks(contest_id: int) -> str:
    """The tablets, and a form for another."""
    return _page(handed_out(contest_id), KioskForm(formdata=None))


@blueprint.post("/afstemninger/<int:contest_id>/tabletter")
def add_kiosk(contest_id: int) -> Any:
    """Open a tablet at a place."""
    contest, form = handed_out(contest_id), KioskForm()
    if not form.validate():
        return _page(contest, form), 422
    kiosk = open_kiosk(db_session(), contest, form.place.data or "", actor_id=me())
    return redirect(url_for("voting.show_kiosk", contest_id=contest_id, kiosk_id=kiosk.id), 303)


@blueprint.get("/afstemninger/<int:contest_id>/tabletter/<int:kiosk_id>")
def show_kiosk(contest_id: int, kiosk_id: int) -> str:
    """The code of a tablet, to scan or type on it."""
    contest = handed_out(contest_id)
    kiosk = get_kiosk(db_session(), contest.id, kiosk_id)
    address = kiosk_address(kiosk.code)
    return render_template(
        "voting/run_kiosk.html",
        contest=contest,
        kiosk=kiosk,
        qr=qr_svg(address, "qr"),
        typed=address.partition("://")[2],
        is_open=contest.state is State.open and kiosk.closed_at is None,
    )


@blueprint.route("/afstemninger/<int:contest_id>/tabletter/<int:kiosk_id>/luk", methods=["GET", "POST"])
def close_kiosk_now(contest_id: int, kiosk_id: int) -> Any:
    """Ask, and let nobody vote on the tablet any more."""
    contest = handed_out(contest_id)
    kiosk = get_kiosk(db_session(), contest.id, kiosk_id)
    if request.method == "GET":
        return render_template("voting/run_kiosk_close.html", contest=contest, kiosk=kiosk)
    close_kiosk(db_session(), kiosk, actor_id=me())
    flash(gettext("Tabletten er lukket. Stemmerne fra den tæller med."), "success")
    return redirect(url_for("voting.kiosks", contest_id=contest_id), 303)


def _page(contest: Contest, form: KioskForm) -> str:
    return render_template(
        "voting/run_kiosks.html",
        contest=contest,
        form=form,
        rows=kiosks_of(db_session(), contest.id),
        is_open=contest.state is State.open,
    )
