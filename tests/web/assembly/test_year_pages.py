"""The front page of Bytinget, and the page of one year."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.assembly import AssemblyYearFactory, DelegateFactory, DelegationFactory, MotionFactory
from tests.factories.responses import CaseFactory
from tests.html import CheckingClient
from tests.web.assembly.years import town
from youthvoice.assembly import year_export
from youthvoice.assembly.models import AssemblyYear, DayItem, DayVote, Material, Resolution
from youthvoice.assembly.rules.day import ItemKind
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.assembly.rules.years import DayTie, DelegateWay, Majority
from youthvoice.core.clock import now
from youthvoice.elections.rules.polls import Way


def last_year(session: Session, year: int, resolutions: int) -> AssemblyYear:
    """A year that is over, with resolutions that wait for an answer."""
    held = now() - timedelta(days=300)
    found: AssemblyYear = AssemblyYearFactory(
        year=year, theme="Det gamle tema", starts_at=held, announced_at=held - timedelta(days=60), begun_at=held,
        ended_at=held + timedelta(hours=5),
    )  # fmt: skip
    for number in range(1, resolutions + 1):
        adopted(session, found, number)
    return found


def adopted(session: Session, year: AssemblyYear, number: int) -> None:
    motion = MotionFactory(year_id=year.id, number=number, state=MotionState.adopted, decided_at=year.ended_at)
    item = DayItem(
        form_key=f"1{number:031x}", year_id=year.id, kind=ItemKind.motion, title=motion.title, motion_id=motion.id
    )
    session.add(item)
    session.flush()
    vote = DayVote(
        form_key=f"2{number:031x}", year_id=year.id, item_id=item.id, motion_id=motion.id, question=motion.title,
        way=Way.yes_no, is_named=True, majority=Majority.simple, tie_rule=DayTie.falls,
    )  # fmt: skip
    session.add(vote)
    session.flush()
    session.add(
        Resolution(
            year_id=year.id, motion_id=motion.id, vote_id=vote.id, number=number, title=motion.title,
            text=motion.text, case_id=CaseFactory().id, adopted_at=year.ended_at or now(),
        )
    )  # fmt: skip
    session.flush()


def test_without_a_year_the_front_says_so(client: CheckingClient) -> None:
    page = client.get("/bytinget")
    assert "Der er ikke sat en dag endnu" in page.text
    assert "Set-Cookie" not in page.headers


def test_the_front_shows_the_next_year_then_the_others(client: CheckingClient, session: Session) -> None:
    place = town(session)
    last_year(session, place.year.year - 1, 2)
    last_year(session, place.year.year - 2, 0).theme = "Det ældste tema"
    session.commit()
    page = client.get("/bytinget").text
    assert page.index(place.year.theme) < page.index("Det gamle tema") < page.index("Det ældste tema")
    assert "Det blev der af beslutningerne fra" in page
    assert "2 beslutninger" in page


def test_where_nothing_is_coming_the_last_one_stands_first(client: CheckingClient, session: Session) -> None:
    last_year(session, 2024, 0)
    session.commit()
    assert '<span class="marked">Det gamle tema</span>' in client.get("/bytinget").text


def test_a_year_tells_first_what_became_of_the_last(client: CheckingClient, session: Session) -> None:
    place = town(session)
    last_year(session, place.year.year - 1, 3)
    session.commit()
    page = client.get(f"/bytinget/{place.year.year}")
    assert "Set-Cookie" not in page.headers
    assert page.text.index("Det blev der af beslutningerne fra") < page.text.index("Hvem kommer?")
    assert "Bytinget vedtog 3 beslutninger." in page.text
    assert "Det blev der af" not in client.get(f"/bytinget/{place.year.year - 1}").text


def test_a_year_that_is_not_there(client: CheckingClient, session: Session) -> None:
    town(session)
    session.commit()
    assert client.get("/bytinget/1999").status_code == 404
    assert client.get("/bytinget/2099").status_code == 404


def test_whoever_joins_is_on_the_cached_page_at_once(client: CheckingClient, session: Session) -> None:
    place = town(session, places=8)
    DelegateFactory.create_batch(5, delegation=place.delegation)
    session.commit()
    address = f"/bytinget/{place.year.year}"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    DelegateFactory(delegation=place.delegation)
    session.commit()
    assert "6 af 8 pladser er fyldt" in client.get(address, headers={"If-None-Match": first.headers["ETag"]}).text


def test_queries_do_not_grow(client: CheckingClient, session: Session, sign_in: Any, count_queries: Any) -> None:
    place = town(session, way=DelegateWay.lot)
    last_year(session, place.year.year - 1, 3)
    for number in range(5):
        DelegateFactory(delegation=DelegationFactory(year_id=place.year.id))
        session.add(Material(form_key=f"3{number:031x}", year_id=place.year.id, title="En film"))
    base = f"/bytinget/{place.year.year}"
    session.commit()
    for address in ("/bytinget", base):
        with count_queries() as seen:
            client.get(address)
        assert len(seen) <= 4, address
    own = f"{base}/delegationer/{place.delegation.id}"
    pages = {
        place.pupils[0]: ("/bytinget", base),
        place.teacher: (base, own, f"{own}/lod"),
        place.helper: (
            "/bytinget", base, f"{base}/ret", f"{base}/materiale", f"{base}/delegationer", f"{base}/delegerede", own,
            f"{own}/ret", "/bytinget/nyt",
        ),
    }  # fmt: skip
    for person, addresses in pages.items():
        browser = sign_in(person)
        for address in addresses:
            with count_queries() as seen:
                assert browser.get(address).status_code == 200
            assert len(seen) <= 8, (address, seen)


def test_ones_own_file_tells_where_one_went(session: Session) -> None:
    place = town(session)
    person = PersonFactory()
    DelegateFactory(delegation=place.delegation, person=person)
    session.flush()
    (row,) = year_export.delegates(session, person)
    assert (row["year"], row["delegation"]) == (place.year.year, place.delegation.name)
    assert year_export.delegates(session, place.helper) == []
