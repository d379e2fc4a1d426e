"""Pools compared over the years."""

from flask import Response, render_template, request

from youthvoice.core.keyset import whole_number
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session
from youthvoice.grants.presenting.years import of_council, read_years
from youthvoice.grants.queries.public import all_counts, all_pools
from youthvoice.grants.views.base import blueprint


@blueprint.get("/aar")
def years() -> Response:
    """One council's pools, year by year: two queries, and no application is counted."""
    every = all_pools(db_session())
    pools = of_council(every, whole_number(request.args.get("raad")))
    counts = all_counts(db_session(), [one.pool.id for one in pools])

    def render() -> str:
        return render_template("grants/years.html", page=read_years(every, pools, counts))

    stamps = [one.stamp for one in every], [(pool_id, one.stamp) for pool_id, one in counts.items()]
    return public_page(stamps, render)
