"""Contests that are counted: one by each method whose ballots other programs read, and one with a box that was sealed."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.voting import SECRET, contest_facts
from youthvoice.core.clock import now
from youthvoice.voting.commands.counting import count_contest
from youthvoice.voting.commands.opening import open_contest
from youthvoice.voting.commands.planning import OptionFacts, plan_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.methods import Method

RANKED_ALONE = ("voting.blt_file",)
MONEY_ALONE = ("voting.pb_file",)
ANY = (
    "voting.result",
    "voting.public_file",
    "voting.public_seal",
    "voting.sheet_file",
    "voting.receipts",
    "voting.find_receipt",
)


def make_results(session: Session) -> dict[str, dict[str, Any]]:
    """Values of single endpoints. Nobody has voted, so there is nobody whose ballot could be known."""
    ranked = _counted(session, Method.stv, seats=2)
    things = [OptionFacts(title="Bænk", cost=100_000), OptionFacts(title="Bane", cost=200_000)]
    money = _counted(session, Method.equal_shares, options=things, budget=200_000)
    own = {name: {"contest_id": ranked.id} for name in (*ANY, *RANKED_ALONE)}
    return own | {name: {"contest_id": money.id} for name in MONEY_ALONE}


def _counted(session: Session, method: Method, **more: Any) -> Contest:
    titles = ("Ida", "Bo", "Eva")
    facts = contest_facts(method, titles, opens_at=now(), closes_at=now() + timedelta(hours=1), **more)
    contest = plan_contest(session, facts, f"{method.value:0<32}"[:32], actor_id=None)
    open_contest(session, SECRET, contest, actor_id=None)
    seal_contest(session, contest, actor_id=None)
    count_contest(session, contest, actor_id=None)
    return contest
