"""The last look before sending: everything that was written, what is still missing, what happens next, who decides."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import needs
from youthvoice.core.clock import now, today
from youthvoice.core.errors import RuleBroken
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands.sending import Whole, pool_problems, problems_of, read_whole, send_application
from youthvoice.grants.commands.wording import Problems, phone_numbers, sounds_like_crisis
from youthvoice.grants.forms.applying import SendApplicationForm
from youthvoice.grants.labels.applying import LINE_KIND_LABELS
from youthvoice.grants.labels.steps import STEP_LABELS
from youthvoice.grants.models import Application
from youthvoice.grants.presenting.applying import Missing, missing_parts, sections
from youthvoice.grants.queries.applying import late_grant_of_group, own_application, round_at
from youthvoice.grants.queries.parts import parts_with
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.parts import STEPS
from youthvoice.grants.views.base import blueprint
from youthvoice.responses.commands import due_dates_from

SEND_LIMIT = "60 per hour"


@blueprint.get("/ansoegninger/<int:application_id>/send")
@needs("grant.apply")
def review(application_id: int) -> Any:
    """How the application will be read, and what sending it means."""
    application = own_application(db_session(), current_user.id, application_id)
    if application.status is not ApplicationStatus.draft:
        return redirect(url_for("grants.application", application_id=application.id), 303)
    return _page(application, SendApplicationForm())


@blueprint.post("/ansoegninger/<int:application_id>/send")
@limiter.limit(SEND_LIMIT, key_func=person_key)
@needs("grant.apply")
def send(application_id: int) -> Any:
    """Send it; sent already, its page follows."""
    application, form = own_application(db_session(), current_user.id, application_id), SendApplicationForm()
    is_confirmed = bool(form.public_numbers_ok.data)
    try:
        is_new = send_application(db_session(), current_user, application, public_numbers_ok=is_confirmed)
    except RuleBroken as error:
        undo()
        form.add_problems(RuleBroken({n: texts for n, texts in error.problems.items() if n == "public_numbers_ok"}))
        return _page(own_application(db_session(), current_user.id, application_id), form), 422
    if is_new:
        flash(gettext("Jeres ansøgning er sendt. Den har nummer %(number)s.", number=application.number), "success")
    return redirect(url_for("grants.application", application_id=application.id), 303)


def _page(application: Application, form: SendApplicationForm) -> str:
    whole, moment = read_whole(db_session(), application), now()
    round_ = round_at(db_session(), application.pool_id, moment)
    problems = problems_of(application, whole) | pool_problems(application.pool, round_, moment)
    receipt_due, answer_due = due_dates_from(today())
    return render_template(
        "grants/review.html",
        form=form,
        application=application,
        pool=application.pool,
        lines=whole.lines,
        kinds=LINE_KIND_LABELS,
        sections=sections(application, whole.lines),
        names=dict(zip(STEPS, STEP_LABELS, strict=True)),
        missing=_missing(problems),
        late=late_grant_of_group(db_session(), application) if whole.facts.owes_accounts else None,
        has_pictures=whole.facts.has_picture_or_video and not application.video_link,
        round=round_,
        today=today(),
        receipt_due=receipt_due,
        answer_due=answer_due,
        phones=_phones(application, whole),
        crisis=sounds_like_crisis(application, whole.lines),
    )


def _missing(problems: Problems) -> list[Missing]:
    return missing_parts({name: str(texts[0]) for name, texts in problems.items()})


def _phones(application: Application, whole: Whole) -> list[str]:
    return phone_numbers(parts_with(application, whole.lines))
