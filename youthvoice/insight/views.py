"""The scorecard: for all units, for one, as a file, and how it is counted. No page reads a case."""

from flask import Blueprint, Response, render_template, request

from youthvoice.core.keyset import whole_number
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session, settings
from youthvoice.insight import presenting, queries
from youthvoice.insight.labels import COLUMNS, LABELS, MEANINGS
from youthvoice.insight.presenting import View
from youthvoice.insight.queries import Counted, Scorecards
from youthvoice.insight.rules import FEWEST
from youthvoice.insight.sheet import HEADINGS, sheet

blueprint = Blueprint("insight", __name__, template_folder="templates", url_prefix="/saadan-svarer-kommunen")


@blueprint.get("")
def scorecard() -> Response:
    """All units together, and each beside the others."""

    def render() -> str:
        cards = queries.scorecards(db_session())
        if cards is None:
            return render_template("insight/empty.html")
        view = _view(cards, cards.everyone)
        return render_template("insight/overview.html", charts=presenting.overview_charts(view), **_shown(view))

    return public_page(_stamp, render)


@blueprint.get("/<int:unit_id>")
def unit_scorecard(unit_id: int) -> Response:
    """One unit, year by year. Raises NotFound."""
    unit = queries.get_unit(db_session(), unit_id)

    def render() -> str:
        cards = queries.scorecards(db_session())
        card = next((one for one in cards.units if one.unit_id == unit_id), None) if cards else None
        if cards is None or card is None:
            return render_template("insight/empty.html", unit=unit)
        view = _view(cards, card)
        return render_template("insight/unit.html", charts=presenting.unit_charts(view), **_shown(view))

    return public_page(_stamp, render)


@blueprint.get("/metode")
def method() -> Response:
    """How everything is counted, in plain words."""

    def render() -> str:
        return render_template(
            "insight/method.html", labels=LABELS, meanings=MEANINGS, columns=COLUMNS, headings=HEADINGS, fewest=FEWEST
        )

    return public_page("method", render)


@blueprint.get("/tal.csv")
def figures_file() -> Response:
    """The same figures as a file."""
    response = public_page(_stamp, lambda: sheet(queries.scorecards(db_session())), "text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=saadan-svarer-kommunen.csv"
    return response


def _stamp() -> object:
    return queries.stamp(db_session())


def _view(cards: Scorecards, card: Counted) -> View:
    """The year that is asked for, or the newest."""
    asked = whole_number(request.args.get("aar"))
    return View(cards, asked if asked in cards.years else cards.years[-1], settings().answer_days, card)


def _shown(view: View) -> dict[str, object]:
    """What both pages show beside their charts."""
    return {
        "view": view,
        "stats": presenting.stats(view),
        "table": presenting.year_table(view),
        "counted_at": view.cards.counted_at,
        "fewest": FEWEST,
    }
