"""The council's work in the small world: the chair has a view, hands are waited for, and a round was asked and counted."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.desk import at_meeting
from tests.factories.grants import KR, key, sent
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.grants.commands.motions import put_motion
from youthvoice.grants.commands.ranking import close_ranking, open_ranking, say_wishes
from youthvoice.grants.commands.weighing import View, give_view
from youthvoice.grants.models import Pool, PoolRound
from youthvoice.grants.rules.deciding import Choice

OF_ROUND = ("ranking", "say_wishes", "open_ranking", "close_ranking", "ranking_file")


def make_desk(session: Session, pool: Pool, people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """Values of single addresses."""
    days = {"opens_on": today() - timedelta(days=30), "closes_at": now() - timedelta(days=1), "decides_on": today()}
    round_ = PoolRound(pool_id=pool.id, name="Efterår", **days)
    session.add(round_)
    session.flush()
    chair = people["council_chair"]
    wanted = sent(session, pool, people["author"], asked=700 * KR, round_id=round_.id)
    open_ranking(session, round_, actor_id=chair.id)
    say_wishes(session, round_, chair, {wanted.id})
    close_ranking(session, round_, actor_id=chair.id)
    view = give_view(session, wanted, chair, View(leans=Choice.in_favour, marks={}, words="God idé."))
    by_hand = sent(session, pool, people["author"], asked=800 * KR)
    put_motion(session, by_hand, at_meeting(by_hand), key(), actor_id=chair.id)
    of_round = {"pool_id": pool.id, "round_id": round_.id}
    return {
        **{f"grants.{name}": of_round for name in OF_ROUND},
        "grants.report_view": {"application_id": wanted.id, "view_id": view.id},
        "grants.count": {"application_id": by_hand.id},
        "grants.drop": {"application_id": by_hand.id},
    }
