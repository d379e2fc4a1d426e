"""Making a year, changing it with its meeting, and announcing it."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, PersonFactory
from tests.factories.assembly import AssemblyYearFactory, LiveYearFactory
from tests.factories.councils import CoordinatorSeatFactory
from tests.html import CheckingClient
from tests.web.assembly.years import assembly_body, town, typed
from tests.web.forms import press, submit
from youthvoice.assembly.commands.years import announce
from youthvoice.assembly.events import YearAnnounced
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.rules.years import YearState
from youthvoice.core.clock import local_date, today
from youthvoice.core.events import subscribe
from youthvoice.councils.models import Meeting
from youthvoice.councils.rules.meetings import MeetingState


def the_year(session: Session) -> AssemblyYear:
    session.expire_all()
    return session.scalars(select(AssemblyYear)).one()


def test_the_adult_who_helps_makes_a_year_with_its_meeting(session: Session, sign_in: Any) -> None:
    body = assembly_body()
    helper = CoordinatorSeatFactory(body=body).person
    client, form = sign_in(helper), typed(body_id=str(body.id))
    made = submit(client, "/bytinget/nyt", form)
    assert made.status_code == 303
    year = the_year(session)
    meeting = session.get_one(Meeting, year.meeting_id)
    assert made.headers["Location"].endswith(f"/bytinget/{year.year}")
    assert (year.state, year.theme, year.speech_seconds) == (YearState.planned, "Plads til os alle", 90)
    assert (meeting.body_id, meeting.starts_at, meeting.ends_at) == (body.id, year.starts_at, year.ends_at)
    assert (meeting.place, meeting.title) == ("Rådhuset", year.theme)
    assert "Plads til os alle" in client.get(f"/raad/{body.id}/moeder").text


def test_sent_twice_there_is_one(session: Session, sign_in: Any) -> None:
    client, body = sign_in(AdministratorFactory()), assembly_body()
    form = typed(body_id=str(body.id), form_key="a" * 32)
    assert [submit(client, "/bytinget/nyt", form).status_code for _ in range(2)] == [303, 303]
    assert len(session.scalars(select(AssemblyYear)).all()) == len(session.scalars(select(Meeting)).all()) == 1


def test_a_calendar_year_has_one(session: Session, sign_in: Any) -> None:
    there = AssemblyYearFactory(year=(today() + timedelta(days=90)).year)
    got = submit(sign_in(AdministratorFactory()), "/bytinget/nyt", typed(body_id=str(there.body_id)))
    assert got.status_code == 422
    assert f"Der er allerede et Byting i {there.year}." in got.text
    assert "Plads til os alle" in got.text
    assert len(session.scalars(select(AssemblyYear)).all()) == 1


def test_what_is_wrong_stands_beside_its_field(session: Session, sign_in: Any) -> None:
    client, body = sign_in(AdministratorFactory()), assembly_body()
    late = (today() + timedelta(days=91)).isoformat()
    for wrong, field in (({"ends": "8.00"}, "ends"), ({"due_day": late}, "due_day"), ({"theme": ""}, "theme")):
        got = submit(client, "/bytinget/nyt", typed(body_id=str(body.id), **wrong))
        assert got.status_code == 422
        assert f'id="{field}-error"' in got.text
    assert session.scalar(select(Meeting.id)) is None


def test_who_may_not_make_one(client: CheckingClient, session: Session, sign_in: Any) -> None:
    assembly_body()
    session.commit()
    assert client.get("/bytinget/nyt").status_code == 302
    assert sign_in(PersonFactory()).get("/bytinget/nyt").status_code == 403


def test_the_meeting_moves_along(session: Session, sign_in: Any) -> None:
    place = town(session)
    day = local_date(place.year.starts_at)
    client = sign_in(place.helper)
    form = typed(
        day=day.isoformat(), starts="10.00", due_day=(day - timedelta(days=9)).isoformat(),
        unit_id=str(place.year.unit_id),
    )  # fmt: skip
    assert submit(client, f"/bytinget/{place.year.year}/ret", form).status_code == 303
    year = the_year(session)
    meeting = session.get_one(Meeting, year.meeting_id)
    assert (meeting.starts_at, meeting.place, meeting.items_due_at) == (
        year.starts_at, "Rådhuset", year.motions_due_at
    )  # fmt: skip


def test_where_the_meeting_was_cancelled_there_is_a_new_one(session: Session, sign_in: Any) -> None:
    place = town(session)
    old = session.get_one(Meeting, place.year.meeting_id)
    old.state = MeetingState.cancelled
    day = local_date(place.year.starts_at)
    form = typed(day=day.isoformat(), due_day=(day - timedelta(days=9)).isoformat(), unit_id=str(place.year.unit_id))
    assert submit(sign_in(place.helper), f"/bytinget/{place.year.year}/ret", form).status_code == 303
    assert the_year(session).meeting_id != old.id


def test_a_day_stays_in_its_year(session: Session, sign_in: Any) -> None:
    place = town(session)
    later = local_date(place.year.starts_at).replace(year=place.year.year + 1)
    form = typed(day=later.isoformat(), due_day=later.isoformat())
    got = submit(sign_in(place.helper), f"/bytinget/{place.year.year}/ret", form)
    assert got.status_code == 422
    assert f"Dagen skal ligge i {place.year.year}." in got.text


def test_somebody_else_changed_it_meanwhile(session: Session, sign_in: Any) -> None:
    place = town(session)
    client, address = sign_in(place.helper), f"/bytinget/{place.year.year}/ret"
    day = local_date(place.year.starts_at)
    form = typed(day=day.isoformat(), due_day=day.isoformat(), theme="Mit tema", seen="0")
    got = submit(client, address, form)
    assert got.status_code == 409
    assert "Mit tema" in got.text
    assert the_year(session).theme != "Mit tema"


def test_once_the_day_has_begun_nothing_is_changed(session: Session, sign_in: Any) -> None:
    year = LiveYearFactory(year=today().year)
    helper = CoordinatorSeatFactory(body=year.body).person
    client = sign_in(helper)
    assert "Året kan ikke rettes mere" in client.get(f"/bytinget/{year.year}/ret").text
    form = typed(day=today().isoformat(), due_day=today().isoformat(), seen="1")
    assert press(client, f"/bytinget/{year.year}/ret", form).status_code == 409


heard: list[YearAnnounced] = []


def hear(_session: Session, event: YearAnnounced) -> None:
    heard.append(event)


def test_it_is_announced_once(session: Session) -> None:
    heard.clear()
    subscribe(YearAnnounced, hear)
    place = town(session, announced_at=None)
    for _ in range(2):
        announce(session, place.year.id, actor_id=place.helper.id)
    assert heard == [YearAnnounced(place.year.id)]


def test_before_it_is_announced_only_those_who_prepare_see_it(
    client: CheckingClient, session: Session, sign_in: Any
) -> None:
    place = town(session, announced_at=None)
    session.commit()
    address = f"/bytinget/{place.year.year}"
    assert client.get(address).status_code == 404
    assert place.year.theme not in client.get("/bytinget").text
    seen = sign_in(place.helper)
    assert "Kun I, der forbereder, kan se siden" in seen.get(address).text
    assert submit(seen, f"{address}/vis", {}, page=address).status_code == 303
    seen.delete_cookie("session")
    assert place.year.theme in seen.get(address).text
    assert place.year.theme in seen.get("/bytinget").text
