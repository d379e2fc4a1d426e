"""The page of one pool: where its money is, its rules, its days and its people."""

from flask import Response, render_template

from youthvoice.core.publicpage import public_page
from youthvoice.grants.views.base import blueprint, pool_and_place


@blueprint.get("/<int:pool_id>")
def pool(pool_id: int) -> Response:
    """One pool, for everybody."""
    found, place = pool_and_place(pool_id)

    def render() -> str:
        return render_template("grants/pool.html", pool=found, place=place)

    return public_page((found.id, found.version), render)
