"""What is changed on the meeting's own page reaches the year; and those who may send delegates hear what is new."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import SeatFactory
from tests.web.assembly.years import Town, town, typed
from tests.web.forms import submit
from tests.web.notifications.hearing import headlines, told
from youthvoice.assembly.commands.delegates import name_delegate
from youthvoice.assembly.commands.delegations import DelegationFacts, add_delegation, add_schools
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import local_date, now
from youthvoice.councils.commands.meetings import call_meeting, cancel_meeting
from youthvoice.councils.models import Meeting
from youthvoice.councils.rules.seats import SeatRole

MOVED = "Bytinget {} har fået ny tid eller nyt sted"
MAY_SEND = "I kan sende delegerede til Bytinget {}"


def meeting_of(session: Session, place: Town) -> Meeting:
    session.flush()
    return session.get_one(Meeting, place.year.meeting_id, populate_existing=True)


def move(session: Session, at: Town, sign_in: Any, **changes: str) -> Any:
    """On the page of the meeting, by the adult who helps."""
    day = local_date(at.year.starts_at)
    form = {
        "day": day.isoformat(), "starts": "10.30", "ends": "15.00", "place": "Rådhuset, kommunalbestyrelsens sal",
        "due_day": (day - timedelta(days=9)).isoformat(), **changes,
    }  # fmt: skip
    return submit(sign_in(at.helper), f"/moeder/{at.year.meeting_id}/ret", form)


def earlier(place: Town) -> date:
    return local_date(place.year.starts_at) - timedelta(days=3)


def test_the_year_moves_with_its_meeting(session: Session, sign_in: Any) -> None:
    place = town(session)
    version, day = place.year.version, earlier(place)
    due = (day - timedelta(days=8)).isoformat()
    assert move(session, place, sign_in, day=day.isoformat(), place="Kulturhuset", due_day=due).status_code == 303
    session.expire_all()
    year, meeting = session.get_one(AssemblyYear, place.year.id), meeting_of(session, place)
    assert local_date(year.starts_at) == day
    assert (year.starts_at, year.ends_at, year.place, year.motions_due_at) == (
        meeting.starts_at, meeting.ends_at, "Kulturhuset", meeting.items_due_at
    )  # fmt: skip
    assert local_date(year.motions_due_at).isoformat() == due
    assert year.version > version
    page = sign_in(place.helper).get(f"/bytinget/{year.year}").text
    assert "Kulturhuset" in page
    deeds = session.scalars(select(AuditEntry.data).where(AuditEntry.action == "assembly.change")).all()
    assert [sorted(one["fields"]) for one in deeds] == [["ends_at", "motions_due_at", "place", "starts_at"]]


def test_words_alone_move_nothing(session: Session, sign_in: Any) -> None:
    place = town(session)
    assert move(session, place, sign_in).status_code == 303
    version = session.get_one(AssemblyYear, place.year.id, populate_existing=True).version
    assert move(session, place, sign_in, call_text="Husk en madpakke.").status_code == 303
    assert session.get_one(AssemblyYear, place.year.id, populate_existing=True).version == version
    assert headlines(session, place.teacher) == [MOVED.format(place.year.year)]


def test_what_the_year_cannot_be_stands_beside_its_field(session: Session, sign_in: Any) -> None:
    place = town(session)
    day = local_date(place.year.starts_at)
    later = day.replace(year=day.year + 1, day=1)
    wrong = (
        ("day", {"day": later.isoformat()}, f"Dagen skal ligge i {day.year}."),
        ("place", {"place": "", "link": "https://video.example/byting"}, "Skriv, hvor det er."),
        ("due_day", {"due_day": (day + timedelta(days=1)).isoformat()}, "Sidste dag"),
    )
    for field, changes, words in wrong:
        got = move(session, place, sign_in, **{"title": "Skrevet før fejlen", **changes})
        assert got.status_code == 422
        assert f'id="{field}-error"' in got.text
        assert words in got.text
        assert "Skrevet før fejlen" in got.text
    session.expire_all()
    assert session.get_one(AssemblyYear, place.year.id).starts_at == meeting_of(session, place).starts_at
    assert headlines(session, place.teacher) == []


def test_those_who_were_told_of_it_hear_that_it_moves_once(session: Session, sign_in: Any) -> None:
    place = town(session)
    delegate = place.members[0]
    name_delegate(
        session, place.year.id, place.delegation.id, delegate, DelegateWay.appointment, actor_id=place.helper.id
    )
    call_meeting(session, meeting_of(session, place), actor_id=place.helper.id)
    before = len(headlines(session, delegate))
    assert move(session, place, sign_in, place="Kulturhuset").status_code == 303
    # Who was called to the meeting is told by it, with a mail; the others by Bytinget.
    assert headlines(session, delegate)[before:] == ["Mødet har fået ny tid eller nyt sted"]
    ((headline, note, path),) = told(session, place.teacher)
    assert (headline, path) == (MOVED.format(place.year.year), f"/bytinget/{place.year.year}")
    assert "10.30, Kulturhuset. I kan sende forslag til" in note
    assert headlines(session, place.pupils[0]) == []


def test_the_page_of_the_year_tells_the_same(session: Session, sign_in: Any) -> None:
    place = town(session)
    day = local_date(place.year.starts_at)
    form = typed(
        day=day.isoformat(), due_day=(day - timedelta(days=9)).isoformat(), unit_id=str(place.year.unit_id),
        place="Kulturhuset",
    )  # fmt: skip
    address = f"/bytinget/{place.year.year}/ret"
    assert submit(sign_in(place.helper), address, form).status_code == 303
    assert headlines(session, place.teacher) == [MOVED.format(place.year.year)]
    deeds = session.scalars(select(AuditEntry.data).where(AuditEntry.action == "assembly.change")).all()
    fields = [name for one in deeds for name in one["fields"]]
    assert len(fields) == len(set(fields))
    assert {"starts_at", "place", "theme"} <= set(fields)
    cancel_meeting(session, meeting_of(session, place), "Rådhuset er lukket.", actor_id=place.helper.id)
    session.commit()
    assert submit(sign_in(place.helper), address, {**form, "starts": "11.00"}).status_code == 303
    assert headlines(session, place.teacher) == [MOVED.format(place.year.year)] * 2


def test_before_it_is_announced_nobody_hears_that_it_moves(session: Session, sign_in: Any) -> None:
    place = town(session, announced_at=None)
    assert move(session, place, sign_in, place="Kulturhuset").status_code == 303
    assert session.get_one(AssemblyYear, place.year.id, populate_existing=True).place == "Kulturhuset"
    assert headlines(session, place.teacher) == []


def facts(place: Town, **changes: Any) -> DelegationFacts:
    given = {"name": "", "school_id": None, "body_id": place.council.id, "places": 2, "way": DelegateWay.appointment}
    return DelegationFacts(**{**given, **changes})


def test_a_council_that_comes_later_hears_that_it_may_send_delegates(session: Session) -> None:
    place = town(session)
    substitute = SeatFactory(body=place.council, role=SeatRole.substitute).person
    for _ in range(2):
        add_delegation(session, place.year.id, facts(place), actor_id=place.helper.id)
    for person in (*place.members, place.teacher):
        ((headline, note, path),) = told(session, person)
        assert (headline, path) == (MAY_SEND.format(place.year.year), f"/bytinget/{place.year.year}")
        assert place.year.place in note
    for nobody in (*place.pupils, substitute):
        assert headlines(session, nobody) == []


def test_of_a_school_that_comes_later_its_contact_hears(session: Session) -> None:
    place = town(session)
    session.delete(place.delegation)
    session.flush()
    school = place.council.school_id or 0
    for _ in range(2):
        add_schools(session, place.year.id, 2, DelegateWay.lot, [school], actor_id=place.helper.id)
    assert headlines(session, place.teacher) == [MAY_SEND.format(place.year.year)]
    for nobody in (*place.members, *place.pupils, PersonFactory()):
        assert headlines(session, nobody) == []


def test_before_the_year_is_announced_and_once_the_day_is_on_nobody_is_invited(session: Session) -> None:
    place = town(session, announced_at=None)
    add_delegation(session, place.year.id, facts(place), actor_id=place.helper.id)
    year = session.get_one(AssemblyYear, place.year.id)
    year.announced_at = year.begun_at = now()
    session.flush()
    add_delegation(session, place.year.id, facts(place, name="Rådet igen"), actor_id=place.helper.id)
    assert headlines(session, place.teacher) == headlines(session, place.members[0]) == []
