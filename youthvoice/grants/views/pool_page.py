"""The page of one pool: where its money is, its rules, its days and its people."""

from flask import Response, render_template

from youthvoice.core.clock import now
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session
from youthvoice.grants.presenting.decisions import decision_line
from youthvoice.grants.presenting.pool_page import read_pool
from youthvoice.grants.queries.decisions import Asked, decisions
from youthvoice.grants.queries.public import money_of, words_of
from youthvoice.grants.views.base import blueprint, pool_and_place

FEW = 8


@blueprint.get("/<int:pool_id>")
def pool(pool_id: int) -> Response:
    """One pool, for everybody: four queries for a visitor."""
    found, place = pool_and_place(pool_id)
    session, moment = db_session(), now()
    money, words = money_of(session, found), words_of(session, pool_id)
    latest = decisions(session, [pool_id], Asked(), None, FEW)

    def render() -> str:
        return render_template(
            "grants/pool.html",
            pool=found,
            place=place,
            page=read_pool(money, words, moment),
            lines=[decision_line(one) for one in latest.items],
        )

    past = [one.closes_at > moment for one in words.rounds]
    return public_page((money.stamp, past, [(one.application_id, one.version) for one in latest.items]), render)
