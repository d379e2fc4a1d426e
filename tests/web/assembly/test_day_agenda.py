"""The agenda that everybody reads and the leaders put together, and the desk at the door."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.assembly import DelegateFactory, MotionFactory
from tests.factories.hall import AGAINST, FOR, Hall, cast, hall, opened
from tests.web.forms import press, submit
from youthvoice.assembly.commands.agenda import ItemFacts, add_ready_motions, change_item, move_item, remove_item
from youthvoice.assembly.commands.checking_in import arrive, check_in, check_out, hall_code
from youthvoice.assembly.commands.closing_votes import close_vote
from youthvoice.assembly.models import DayItem, Delegate
from youthvoice.assembly.rules.day import ItemKind
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, NotFound, RuleBroken


@pytest.fixture
def place(session: Session) -> Hall:
    return hall(session)


def at(place: Hall, step: str = "") -> str:
    return f"/bytinget/{place.year.year}/dagen{step}"


def titles(session: Session, place: Hall) -> list[str]:
    query = select(DayItem).where(DayItem.year_id == place.year.id).order_by(DayItem.position, DayItem.id)
    return [item.title for item in session.scalars(query)]


def test_everybody_reads_what_was_decided(session: Session, place: Hall, client: Any, count_queries: Any) -> None:
    vote = opened(session, place)
    cast(session, place, vote, FOR, AGAINST, FOR)
    session.commit()
    assert "2 for" not in client.get(at(place)).get_data(as_text=True)
    close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    session.commit()
    with count_queries() as seen:
        text = client.get(at(place)).get_data(as_text=True)
    assert "2 for, 1 imod, 0 hverken for eller imod." in text
    assert "Vedtaget" in text
    assert len(seen) <= 6
    assert "Styr dagen" not in text


def test_signed_in_it_costs_eight_queries(session: Session, place: Hall, sign_in: Any, count_queries: Any) -> None:
    client = sign_in(place.chair)
    for path in ("", "/dagsorden", "/indtjekning"):
        client.get(at(place, path))
        with count_queries() as seen:
            assert client.get(at(place, path)).status_code == 200
        assert len(seen) <= 8, (path, seen)


def test_motions_that_are_ready_come_in_one_press_before_the_closing(
    session: Session, place: Hall, sign_in: Any
) -> None:
    for number, state in ((7, MotionState.ready), (5, MotionState.ready), (6, MotionState.submitted)):
        MotionFactory(year_id=place.year.id, number=number, state=state, title=f"Forslag om {number}")
    client = sign_in(place.chair)
    for _press in range(2):
        assert submit(client, at(place, "/dagsorden/forslag"), {}, at(place, "/dagsorden")).status_code == 303
    assert titles(session, place) == [
        "Punkt 0", "Punkt 1", "Forslag 5: Forslag om 5", "Forslag 7: Forslag om 7", "Punkt 2",
    ]  # fmt: skip


def test_an_item_is_added_once_and_moved_to_where_it_was_pressed_for(
    session: Session, place: Hall, sign_in: Any
) -> None:
    client = sign_in(place.chair)
    url = at(place, "/dagsorden")
    wrong = submit(client, url, {"title": "", "text": "Han kommer klokken ti"})
    assert wrong.status_code == 422
    assert "Han kommer klokken ti" in wrong.get_data(as_text=True)
    sent = {"title": "Borgmesteren svarer", "kind": "talk", "minutes": "15", "form_key": "c" * 32}
    for _press in range(2):
        assert submit(client, url, sent).status_code == 303
    assert titles(session, place)[3:] == ["Borgmesteren svarer"]
    item = session.scalars(select(DayItem).where(DayItem.form_key == "c" * 32)).one()
    for _press in range(2):
        assert press(client, f"{url}/{item.id}/flyt", {"place": 1}).status_code == 303
    assert titles(session, place)[1] == "Borgmesteren svarer"
    changed = submit(client, f"{url}/{item.id}", {"title": "Borgmesteren lytter"})
    assert changed.status_code == 303
    assert press(client, f"{url}/{item.id}/fjern").status_code == 303
    assert titles(session, place) == ["Punkt 0", "Punkt 1", "Punkt 2"]
    assert press(client, f"{url}/{place.item.id}/fjern").status_code == 303
    assert titles(session, place) == ["Punkt 0", "Punkt 1", "Punkt 2"]


def test_what_the_agenda_refuses(session: Session, place: Hall) -> None:
    arguments, by = (session, place.year.id), {"actor_id": place.chair.id}
    with pytest.raises(RuleBroken) as refused:
        change_item(*arguments, place.items[1].id, ItemFacts(ItemKind.motion, "Et forslag", "010203-1234"), **by)
    assert set(refused.value.problems) == {"kind", "text"}
    with pytest.raises(Conflict):
        remove_item(*arguments, place.item.id, **by)
    with pytest.raises(NotFound):
        move_item(*arguments, 999_999, 0, **by)
    place.year.ended_at = now()
    session.flush()
    with pytest.raises(Conflict):
        add_ready_motions(*arguments, **by)


def test_the_desk_finds_people_and_notes_who_has_come(session: Session, place: Hall, sign_in: Any) -> None:
    late = DelegateFactory(delegation=place.delegates[0].delegation)
    late.person.display_name = "Regnbuefuglen"
    client = sign_in(place.chair)
    found = client.get(at(place, "/indtjekning?q=regnbue")).get_data(as_text=True)
    assert "Regnbuefuglen" in found
    assert place.delegates[0].person.display_name not in found
    assert "6 af 7 delegerede er her." in found
    url = at(place, f"/indtjekning/{late.id}")
    for _press in range(2):
        assert submit(client, url, {"there": "1"}, at(place, "/indtjekning?q=regnbue")).status_code == 303
    session.refresh(late)
    assert late.came_at is not None
    assert press(client, url, {"there": "0"}).status_code == 303
    session.refresh(late)
    assert late.left_at is not None
    assert "Ingen passer" in client.get(at(place, "/indtjekning?q=zzz")).get_data(as_text=True)


def test_with_the_code_of_the_hall_a_delegate_comes_in_alone(session: Session, place: Hall) -> None:
    late = DelegateFactory(delegation=place.delegates[0].delegation)
    code = hall_code(SECRET, place.year)
    with pytest.raises(RuleBroken):
        arrive(session, SECRET, place.year.id, late.person_id, "BBBB" if code != "BBBB" else "CCCC")
    with pytest.raises(NotFound):
        arrive(session, SECRET, place.year.id, place.chair.id, code)
    for _press in range(2):
        arrive(session, SECRET, place.year.id, late.person_id, f" {code[:2].lower()}-{code[2:]}")
    session.refresh(late)
    assert late.came_at is not None


def test_nobody_comes_on_another_day(session: Session, place: Hall) -> None:
    late = DelegateFactory(delegation=place.delegates[0].delegation)
    place.year.begun_at = None
    place.year.starts_at, place.year.ends_at = now().replace(year=now().year + 1), now().replace(year=now().year + 2)
    session.flush()
    for act in (check_in, check_out):
        with pytest.raises(Conflict):
            act(session, place.year.id, late.id, actor_id=place.chair.id)
    assert session.get_one(Delegate, late.id).came_at is None
