"""A poll of the elevråd that all classes vote in, with a sheet of slips and a tablet, and one that nobody votes in yet."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.polls import poll_of
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.councils.models import Body
from youthvoice.elections.rules.polls import Voters
from youthvoice.voting.commands.kiosks import open_kiosk
from youthvoice.voting.commands.slips import make_slips

OF_OPEN = (
    "run", "open_contest_now", "close_contest_now", "count_contest_now", "cancel_contest_now", "lot", "slips",
    "print_slips", "void_sheet", "hands", "count_hands", "kiosks", "add_kiosk", "show_kiosk", "close_kiosk_now",
)  # fmt: skip


def make_polls(session: Session, people: dict[str, Person], council_id: int) -> dict[str, dict[str, Any]]:
    """Values that only the endpoints of polls want."""
    council, runner = session.get_one(Body, council_id), people["council_coordinator"]
    contest = poll_of(session, council, runner, voters=Voters.represented, takes_strangers=True)
    later = poll_of(session, council, runner, opens_at=now() + timedelta(days=1))
    sheet = make_slips(session, SECRET, contest, 2, "7.B", "e" * 32, actor_id=runner.id).sheet
    kiosk = open_kiosk(session, contest, "Gangen", actor_id=runner.id)
    values = {"contest_id": contest.id, "sheet_id": sheet.id, "kiosk_id": kiosk.id}
    return {**{f"voting.{name}": values for name in OF_OPEN}, "polls.edit": {"contest_id": later.id}}
