"""The council's desk: what waits in a pool."""

from flask import render_template, request
from flask_login import current_user

from youthvoice.core.clock import now
from youthvoice.core.keyset import MAX_ID, whole_number
from youthvoice.core.web import db_session
from youthvoice.councils.rules.seats import VOTING_ROLES
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.presenting.desk import desk_items, draw_money, is_over, shows_for, wishes_told
from youthvoice.grants.queries.desk import Show, desk_page, waiting_rounds
from youthvoice.grants.views.base import blueprint, pool_for


@blueprint.get("/<int:pool_id>/bord")
def desk(pool_id: int) -> str:
    """What waits, the oldest first. ``vis``: see ``Show``; ``runde``: of one round; ``efter``: the next page."""
    pool, place = pool_for(pool_id, "pool.desk")
    show, round_id = _show(), _round_id()
    page = desk_page(db_session(), pool.id, current_user, show, round_id, request.args.get("efter"))
    rounds = waiting_rounds(db_session(), pool.id)
    has_vote = bool(place.seats & VOTING_ROLES)
    return render_template(
        "grants/desk.html",
        pool=pool,
        place=place,
        items=desk_items(page.items, has_vote=has_vote),
        next_cursor=page.next_cursor,
        rounds=rounds,
        over=[one for one in rounds if is_over(one.closes_at, now())],
        show=show,
        round_id=round_id,
        shows=shows_for(has_vote=has_vote),
        drawing=draw_money(balance_of(db_session(), pool.id), wishes_told(rounds)),
    )


def _show() -> Show:
    asked = request.args.get("vis")
    return Show(asked) if asked in set(Show) else Show.all


def _round_id() -> int | None:
    round_id = whole_number(request.args.get("runde"))
    return round_id if round_id is not None and round_id <= MAX_ID else None
