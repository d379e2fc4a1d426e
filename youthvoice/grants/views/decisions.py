"""All that a pool's council has decided, for everybody."""

from flask import Response, render_template, request

from youthvoice.core.keyset import MAX_ID, whole_number
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session
from youthvoice.grants.presenting.decisions import read_decisions
from youthvoice.grants.queries.decisions import Asked, Shown
from youthvoice.grants.queries.decisions import decisions as find_decisions
from youthvoice.grants.queries.public import counts_of
from youthvoice.grants.views.base import blueprint, pool_and_place
from youthvoice.proposals.rules import Topic


@blueprint.get("/<int:pool_id>/bevillinger")
def decisions(pool_id: int) -> Response:
    """One page of them: three queries for a visitor."""
    pool, place = pool_and_place(pool_id)
    asked, cursor = asked_for(), request.args.get("efter")
    found = find_decisions(db_session(), [pool_id], asked, cursor)
    counts = counts_of(db_session(), pool_id)

    def render() -> str:
        page = read_decisions(found, counts, asked)
        return render_template("grants/decisions.html", pool=pool, place=place, page=page, is_later=bool(cursor))

    shown = [(one.application_id, one.version) for one in found.items]
    return public_page((pool.version, pool.body.version, shown, found.next_cursor, counts.stamp), render)


def asked_for() -> Asked:
    """What the address asks for; what is not known is left out."""
    shown, topic = request.args.get("vis", ""), request.args.get("emne", "")
    school_id = whole_number(request.args.get("skole"))
    return Asked(
        shown=Shown(shown) if shown in Shown.__members__.values() else Shown.every,
        topic=Topic(topic) if topic in Topic.__members__.values() else None,
        school_id=school_id if school_id is not None and school_id <= MAX_ID else None,
    )
