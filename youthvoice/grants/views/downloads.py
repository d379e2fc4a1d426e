"""A pool's year as files, for everybody; sent while they are read, some hundred decisions a query."""

from collections.abc import Iterator

from flask import Response, stream_with_context
from sqlalchemy.orm import Session

from youthvoice.core.web import db_session
from youthvoice.grants.models import Pool
from youthvoice.grants.open_data import all_decisions, as_json, as_pb, sheet
from youthvoice.grants.queries.decisions import listed_in
from youthvoice.grants.queries.public import counts_of, money_of
from youthvoice.grants.views.base import blueprint, pool_and_place


@blueprint.get("/<int:pool_id>/data.csv")
def sheet_file(pool_id: int) -> Response:
    """Every decision as a sheet."""
    pool, _place = pool_and_place(pool_id)
    return _sent(sheet(all_decisions(db_session(), pool_id)), pool, "csv", "text/csv; charset=utf-8")


@blueprint.get("/<int:pool_id>/data.json")
def json_file(pool_id: int) -> Response:
    """The pool, its money, its figures and every decision."""
    pool, _place = pool_and_place(pool_id)
    session = db_session()
    money, counts = money_of(session, pool), counts_of(session, pool_id)
    return _sent(as_json(money, counts, all_decisions(session, pool_id)), pool, "json", "application/json")


@blueprint.get("/<int:pool_id>/data.pb")
def pb_file(pool_id: int) -> Response:
    """What anyone may read of it, as Pabulib has it, which begins with how many there are."""
    pool, _place = pool_and_place(pool_id)
    session = db_session()
    total = money_of(session, pool).balance.total
    projects = listed_in(session, pool_id)
    return _sent(as_pb(pool, total, projects, all_decisions(session, pool_id)), pool, "pb", "text/plain; charset=utf-8")


def _sent(pieces: Iterator[str], pool: Pool, ending: str, content_type: str) -> Response:
    response = Response(stream_with_context(_read(db_session(), pieces)), content_type=content_type)
    name = f"pulje-{pool.year}-{pool.id}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def _read(session: Session, pieces: Iterator[str]) -> Iterator[str]:
    """The pieces, and the connection given back when they end or whoever asked has gone: the request is over long before."""
    try:
        yield from pieces
    finally:
        session.close()
