"""Who takes part: a public page by year, and reports on a period for those who evaluate the policy."""

from typing import Any

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import func, select
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts.models import School
from youthvoice.core.authz import needs
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID, whole_number
from youthvoice.core.limits import limiter
from youthvoice.core.pdf import pdf_response
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session
from youthvoice.insight import taking_part_presenting as presenting
from youthvoice.insight.evaluating import make_evaluation
from youthvoice.insight.models import Evaluation, ParticipationYear
from youthvoice.insight.rules import FEWEST
from youthvoice.insight.taking_part_forms import PeriodForm
from youthvoice.insight.taking_part_labels import SUM_LABELS, SUM_MEANINGS

blueprint = Blueprint("participation", __name__, template_folder="templates")
MOST_SHOWN = 20
MAKE_LIMIT = "20 per hour"
"""A report reads all that happened in its period."""
PRINT_LIMIT = "60 per 10 minutes"


@blueprint.get("/deltagelse")
def participation() -> Response:
    """How many take part, who, and how it changes; counts alone."""

    def render() -> str:
        rows = {row.year: row for row in db_session().scalars(select(ParticipationYear))}
        if not rows:
            return render_template("insight/participation_empty.html")
        asked = whole_number(request.args.get("aar"))
        year = asked if asked in rows else max(rows)
        block = rows[year].figures
        return render_template(
            "insight/participation.html",
            year=year,
            years=sorted(rows, reverse=True),
            block=block,
            told=presenting.chapters(block, rows[year - 1].figures if year - 1 in rows else block, _schools()),
            charts=presenting.people_charts(block, _schools()),
            by_year=presenting.year_charts({each: row.figures for each, row in rows.items()}),
            people=presenting.people_value(block, "all", "all"),
            counted_at=rows[year].counted_at,
            fewest=FEWEST,
        )

    return public_page(_stamp(), render)


@blueprint.get("/deltagelse/metode")
def method() -> Response:
    """How it is counted, and what the numbers cannot tell."""

    def render() -> str:
        return render_template(
            "insight/participation_method.html", labels=SUM_LABELS, meanings=SUM_MEANINGS, fewest=FEWEST
        )

    return public_page("participation-method", render)


@blueprint.get("/evaluering")
@needs("evaluation.make")
def evaluations() -> str:
    """The reports that were made, and a form for a new one."""
    return _overview(PeriodForm())


@blueprint.post("/evaluering")
@needs("evaluation.make")
@limiter.limit(MAKE_LIMIT)
def make() -> AnyResponse:
    """Count a period."""
    form = PeriodForm()
    period = form.period()
    if period is None:
        return make_response(_overview(form), 422)
    made = make_evaluation(db_session(), period, form.form_key.data or "", actor_id=current_user.id)
    return redirect(url_for("participation.evaluation", evaluation_id=made.id), 303)


@blueprint.get("/evaluering/<int:evaluation_id>")
@needs("evaluation.make")
def evaluation(evaluation_id: int) -> str:
    """One report."""
    return render_template("insight/evaluation.html", **_shown(_get(evaluation_id)))


@blueprint.get("/evaluering/<int:evaluation_id>.<any(pdf,json,csv):kind>")
@needs("evaluation.make")
@limiter.limit(PRINT_LIMIT)
def evaluation_file(evaluation_id: int, kind: str) -> Response:
    """The same on paper, or as data."""
    found = _get(evaluation_id)
    name = f"evaluering-{found.first_on}-{found.last_on}.{kind}"
    if kind == "pdf":
        return pdf_response(render_template("insight/evaluation_pdf.html", **_shown(found)), name, is_public=False)
    if kind == "csv":
        response = Response(presenting.sheet(_shown(found)["told"]), content_type="text/csv; charset=utf-8")
    else:
        days = {"first_on": found.first_on.isoformat(), "last_on": found.last_on.isoformat()}
        response = jsonify(days | {"made_at": found.made_at.isoformat(), "fewest": FEWEST} | found.figures)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


def _overview(form: PeriodForm) -> str:
    rows = db_session().scalars(select(Evaluation).order_by(Evaluation.id.desc()).limit(MOST_SHOWN)).all()
    return render_template("insight/evaluations.html", form=form, rows=rows)


def _get(evaluation_id: int) -> Evaluation:
    found = db_session().get(Evaluation, evaluation_id) if evaluation_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def _shown(found: Evaluation) -> dict[str, Any]:
    figures = found.figures
    schools = figures["schools"]
    return {
        "found": found,
        "told": presenting.chapters(figures["period"], figures["before"], schools),
        "charts": presenting.people_charts(figures["period"], schools),
        "people": presenting.people_value(figures["period"], "all", "all"),
        "fewest": FEWEST,
        "labels": SUM_LABELS,
        "meanings": SUM_MEANINGS,
    }


def _schools() -> dict[str, str]:
    return {str(school_id): name for school_id, name in db_session().execute(select(School.id, School.name))}


def _stamp() -> object:
    newest = select(func.max(ParticipationYear.counted_at)).scalar_subquery()
    return tuple(db_session().execute(select(newest, select(func.count(School.id)).scalar_subquery())).one())
