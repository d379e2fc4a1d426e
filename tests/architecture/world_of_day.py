"""Two years of Bytinget: one whose agenda is put together, and one whose day is on; the council's chair runs them."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.assembly import AssemblyYearFactory, DayItemFactory
from tests.factories.councils import SeatFactory
from tests.factories.hall import hall, planned
from youthvoice.accounts.models import Person
from youthvoice.councils.rules.seats import SeatRole

PREPARED = ("edit_agenda", "add_motions", "change_item", "move_item", "remove_item")
ON = (
    "day_agenda", "desk", "check_in_delegate", "console", "console_now", "begin_day", "next_item", "go_to_item", "skip_item",
    "say", "end_day", "call_speaker", "end_turn", "open_list", "take_off", "plan_day_vote", "plan_motion_votes",
    "open_day_vote", "close_day_vote", "cancel_day_vote", "count_day_vote", "draw_day_lot",
    "vote_day_again", "choose_day_wording", "plan_day_wording",
)  # fmt: skip


def make_day(session: Session, people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """Values for the addresses of the day."""
    place, before = hall(session), AssemblyYearFactory()
    for body in (place.year.body, before.body):
        SeatFactory(body=body, role=SeatRole.chair, person=people["council_chair"])
        SeatFactory(body=body, role=SeatRole.coordinator, person=people["council_coordinator"])
    item, vote = DayItemFactory(year_id=before.id), planned(session, place)
    prepared = {"year": before.year, "item_id": item.id}
    on = {
        "year": place.year.year,
        "item_id": place.item.id,
        "vote_id": vote.id,
        "delegate_id": place.delegates[0].id,
    }
    return dict.fromkeys((f"assembly.{name}" for name in PREPARED), prepared) | dict.fromkeys(
        (f"assembly.{name}" for name in ON), on
    )
