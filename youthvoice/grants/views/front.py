"""The front page of pools: what the money is, who decides, and how to apply for it."""

from flask import Response, render_template

from youthvoice.core.clock import now
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.web import db_session
from youthvoice.grants.presenting.decisions import decision_line
from youthvoice.grants.presenting.pool_cards import pool_card
from youthvoice.grants.queries.accounts_lists import first_pictures, gallery
from youthvoice.grants.queries.decisions import Asked, decisions
from youthvoice.grants.queries.public import coming_rounds, newest_pools
from youthvoice.grants.views.base import blueprint

FEW = 3
"""Examples and decisions on the front page."""


@blueprint.get("")
def front() -> Response:
    """The newest year's pools, what was achieved, and the last decisions: five queries."""
    session, moment = db_session(), now()
    found = newest_pools(session)
    pools = [one for one in found if one.pool.year == found[0].pool.year]
    ids = [one.pool.id for one in found]
    rounds = coming_rounds(session, ids, moment)
    latest = decisions(session, ids, Asked(), None, FEW)
    achieved = gallery(session, None, None).items[:FEW]
    pictures = first_pictures(session, [one.application_id for one in achieved])

    def render() -> str:
        return render_template(
            "grants/front.html", pools=[pool_card(one, rounds.get(one.pool.id), moment) for one in pools],
            lines=[decision_line(one) for one in latest.items], achieved=achieved, pictures=pictures,
            has_more_years=len(pools) < len(found), is_signed_in=not is_anonymous(),
        )  # fmt: skip

    shown = [(one.application_id, one.version) for one in latest.items]
    told = [(one.report_id, one.version, one.application_version) for one in achieved]
    seen = [(one.id, one.created_at) for one in pictures.values()]
    return public_page(([one.stamp for one in found], sorted(rounds.items()), shown, told, seen), render)
