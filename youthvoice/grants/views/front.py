"""The front page of pools: what the money is, and how to apply for it."""

from flask import Response, render_template

from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session
from youthvoice.grants.queries.public import newest_pools
from youthvoice.grants.views.base import blueprint


@blueprint.get("")
def front() -> Response:
    """The newest year's pools."""
    pools = newest_pools(db_session())

    def render() -> str:
        return render_template("grants/front.html", pools=pools)

    return public_page([(pool.id, pool.version) for pool in pools], render)
