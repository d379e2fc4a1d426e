"""The letter of a grant: read, printed, said yes to, or given up."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.pdf import pdf_response
from youthvoice.core.web import db_session
from youthvoice.grants.commands.accepting import accept as say_yes
from youthvoice.grants.commands.accepting import give_up as give_money_up
from youthvoice.grants.commands.letters import ask_adult_again, waits_for_adult
from youthvoice.grants.presenting.after_yes import after_menu, letter_parts
from youthvoice.grants.queries.paying import get_agreement
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.views.base import application_for, blueprint


@blueprint.get("/ansoegninger/<int:application_id>/brev")
def letter(application_id: int) -> str:
    """The letter, whose yes it waits for, and the buttons of the lead."""
    application, place = application_for(application_id, "grant.follow")
    agreement = get_agreement(db_session(), application.id)
    return render_template(
        "grants/letter.html",
        application=application,
        pool=application.pool,
        place=place,
        agreement=agreement,
        parts=letter_parts(agreement.words),
        menu=after_menu(application, place),
        waits_for_adult=waits_for_adult(application, agreement),
        is_open=application.status is ApplicationStatus.granted,
    )


@blueprint.get("/ansoegninger/<int:application_id>/brev.pdf")
def letter_pdf(application_id: int) -> Response:
    """The letter on paper."""
    application, _place = application_for(application_id, "grant.follow")
    agreement = get_agreement(db_session(), application.id)
    page = render_template(
        "grants/letter_pdf.html",
        application=application,
        pool=application.pool,
        agreement=agreement,
        parts=letter_parts(agreement.words),
    )
    name = f"bevillingsbrev-{application.pool.year}-{application.number}.pdf"
    return pdf_response(page, name, is_public=False)


@blueprint.post("/ansoegninger/<int:application_id>/brev/ja")
def accept(application_id: int) -> Any:
    """The lead says yes."""
    application, _place = application_for(application_id, "grant.lead")
    say_yes(db_session(), application, by_id=current_user.id)
    flash(gettext("I har sagt ja. Nu kan I gå i gang."), "success")
    return _to_letter(application_id)


@blueprint.post("/ansoegninger/<int:application_id>/brev/voksen")
def ask_adult(application_id: int) -> Any:
    """Mail the adult's link once more."""
    application, _place = application_for(application_id, "grant.lead")
    agreement = get_agreement(db_session(), application.id)
    ask_adult_again(db_session(), application, agreement, by_id=current_user.id)
    flash(gettext("Vi har sendt en ny mail til jeres voksne."), "success")
    return _to_letter(application_id)


@blueprint.route("/ansoegninger/<int:application_id>/opgiv", methods=["GET", "POST"])
def give_up(application_id: int) -> Any:
    """They do not do it after all."""
    application, place = application_for(application_id, "grant.lead")
    if request.method == "GET":
        menu = after_menu(application, place)
        return render_template("grants/give_up.html", application=application, menu=menu)
    give_money_up(db_session(), application, by_id=current_user.id)
    flash(gettext("I har givet pengene fra jer. Tak, fordi I sagde det."), "success")
    return redirect(url_for("grants.application", application_id=application_id), 303)


def _to_letter(application_id: int) -> Any:
    return redirect(url_for("grants.letter", application_id=application_id), 303)
