"""The gallery: what was achieved with the money, in the groups' own words and pictures."""

from typing import Any

from flask import Response, render_template, request

from youthvoice.core.keyset import Page, whole_number
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session
from youthvoice.grants.models import ApplicationFile
from youthvoice.grants.queries.accounts_lists import Achieved, first_pictures, gallery, pools_shown
from youthvoice.grants.views.base import blueprint


@blueprint.get("/galleri", endpoint="gallery")
def show_gallery() -> Response:
    """Everything, or what one pool or one year has made possible: three queries."""
    session, args = db_session(), request.args
    pools = pools_shown(session)
    pool_id, year, cursor = whole_number(args.get("pulje")), whole_number(args.get("aar")), args.get("efter")
    wanted = _wanted(pools, pool_id, year)
    page = gallery(session, wanted, cursor)
    pictures = first_pictures(session, [one.application_id for one in page.items])

    def render() -> str:
        chosen = {"pool_id": pool_id, "year": year, "is_first": not cursor}
        return _page(page, pictures, pools, chosen)

    return public_page((page, [(one.id, one.created_at) for one in pictures.values()], pools), render)


def _wanted(pools: Any, pool_id: int | None, year: int | None) -> list[int] | None:
    """The pools that are asked for; None: all."""
    if pool_id is not None:
        return [pool_id]
    return [one for one, of_year, _name in pools if of_year == year] if year is not None else None


def _page(page: Page[Achieved], pictures: dict[int, ApplicationFile], pools: Any, chosen: dict[str, Any]) -> str:
    return render_template(
        "grants/gallery.html",
        page=page,
        pictures=pictures,
        pools=pools,
        years=sorted({year for _id, year, _name in pools}, reverse=True),
        **chosen,
    )
