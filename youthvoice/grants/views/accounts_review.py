"""Whoever coordinates a pool: which accounts are late, which wait, and approving them or sending them back; and the PDF."""

from typing import Any

from flask import Response, render_template, request
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.clock import now, today
from youthvoice.core.errors import RuleBroken
from youthvoice.core.limits import limiter
from youthvoice.core.pdf import pdf_response
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands.accounts import approve, send_back
from youthvoice.grants.forms.accounts import ApproveForm, SendBackForm
from youthvoice.grants.labels.accounts import REPORT_LABELS, TAB_LABELS
from youthvoice.grants.presenting import accounts as presenting
from youthvoice.grants.queries.accounts import books_of
from youthvoice.grants.queries.accounts_lists import accounts_of_pool
from youthvoice.grants.rules.accounts import AccountsTab
from youthvoice.grants.rules.paying import ReportState
from youthvoice.grants.views.accounts import accounted, accounts_page, to_accounts
from youthvoice.grants.views.base import blueprint, pool_for

PRINT_LIMIT = "60 per 10 minutes"
"""A PDF takes a second of a processor."""


@blueprint.get("/<int:pool_id>/regnskaber")
def pool_accounts(pool_id: int) -> Any:
    """Accounts that wait to be looked at, those that are owed (what is late first), and those that are approved."""
    pool, place = pool_for(pool_id, "pool.payments")
    tab = next((one for one in AccountsTab if one.value == request.args.get("vis")), AccountsTab.sent)
    cursor = request.args.get("efter")
    return render_template(
        "grants/accounts_list.html",
        pool=pool,
        place=place,
        tab=tab,
        tabs=TAB_LABELS,
        page=accounts_of_pool(db_session(), pool.id, tab, cursor),
        is_first=not cursor,
        today=today(),
    )


@blueprint.post("/ansoegninger/<int:application_id>/regnskab/godkend")
def approve_accounts(application_id: int) -> Any:
    """The accounts are in order: the grant ends here."""
    application, _place = accounted(application_id, "grant.manage")
    form = ApproveForm()
    if form.validate():
        try:
            approve(db_session(), current_user, application, form.came_on.data, form.seen_version)
            return to_accounts(application_id, gettext("Regnskabet er godkendt."))
        except RuleBroken as error:
            undo()
            form.add_problems(error)
    application, place = accounted(application_id, "grant.manage")
    return accounts_page(application, place, approving=form), 422


@blueprint.post("/ansoegninger/<int:application_id>/regnskab/send-tilbage")
def return_accounts(application_id: int) -> Any:
    """Something is missing; the group mends it and sends them again."""
    application, _place = accounted(application_id, "grant.manage")
    form = SendBackForm()
    if form.validate():
        try:
            send_back(db_session(), current_user, application, form.reply.data or "", form.seen_version)
            return to_accounts(application_id, gettext("Regnskabet er sendt tilbage til gruppen."))
        except RuleBroken as error:
            undo()
            form.add_problems(error)
    application, place = accounted(application_id, "grant.manage")
    return accounts_page(application, place, returning=form), 422


@blueprint.get("/ansoegninger/<int:application_id>/regnskab.pdf")
@limiter.limit(PRINT_LIMIT)
def accounts_pdf(application_id: int) -> Response:
    """The accounts on paper, for the group and for the municipality's files; no name of anybody young."""
    application, _place = accounted(application_id, "grant.follow")
    books = books_of(db_session(), application.id)
    page = render_template(
        "grants/accounts_pdf.html",
        application=application,
        pool=application.pool,
        books=books,
        parts=presenting.parts_of(books),
        state=REPORT_LABELS[books.report.state if books.report is not None else ReportState.draft],
        printed_at=now(),
    )
    return pdf_response(page, f"regnskab-{application.pool.year}-{application.number}.pdf", is_public=False)
