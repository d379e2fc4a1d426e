"""The ledger as it is read: a page at a time, by those around the pool, on paper, and never by whoever is conflicted."""

import csv
import io
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.grants import KR, Town, sent, town
from tests.web.forms import press
from tests.web.grants.moving import TOLD, moved, path, told
from youthvoice.core.clock import now
from youthvoice.grants.commands.money import enter
from youthvoice.grants.models import Panelist
from youthvoice.grants.queries.ledger import PAGE, entries_page
from youthvoice.grants.rules.deciding import Conflict as Conflicted
from youthvoice.grants.rules.deciding import FoundBy
from youthvoice.grants.rules.ledger import EntryKind


@pytest.fixture
def place(session: Session) -> Town:
    return town(session, 10_000 * KR)


def test_the_ledger_is_read_a_page_at_a_time(session: Session, place: Town, sign_in: Any) -> None:
    for n in range(PAGE + 5):
        enter(session, place.pool, EntryKind.adjust_up, told(1), f"{n:032x}", actor_id=place.coordinator.id)
    browser = sign_in(place.members[0])
    first = browser.get(path(place.pool, "kassebog")).text
    assert "Summen er 0" in first
    assert "Nr. 31 " in first
    assert "Nr. 6 " not in first
    second = browser.get(path(place.pool, "kassebog?foer=7")).text
    assert "Nr. 6 " in second
    assert "Årets penge" in second
    only = browser.get(path(place.pool, "kassebog?slags=allocate")).text
    assert "Nr. 1 " in only
    assert "Nr. 31 " not in only
    for odd in ("foer=abc", "slags=hurra", f"foer={'9' * 18}", "foer=0"):
        assert browser.get(path(place.pool, f"kassebog?{odd}")).status_code == 200
    assert browser.get(path(place.pool, "kassebog/999")).status_code == 404
    assert browser.get(path(place.pool, f"kassebog/{2**40}")).status_code == 404


def test_only_those_around_the_pool_read_it(session: Session, place: Town, sign_in: Any) -> None:
    for person, status in ((PersonFactory(), 403), (OfficialFactory(), 403), (place.treasurer, 200)):
        assert sign_in(person).get(path(place.pool, "kassebog")).status_code == status
    member = sign_in(place.members[1])
    assert "Er posten forkert?" not in member.get(path(place.pool, "kassebog/1")).text
    assert press(member, path(place.pool, "kassebog/1/tilbagefoer"), {**TOLD}).status_code == 403


def test_a_conflicted_member_is_told_nothing_of_it(session: Session, place: Town, sign_in: Any) -> None:
    member = place.members[1]
    application = sent(session, place.pool, title="Skaterbane ved åen")
    own = sent(session, place.pool, member, title="Medlemmets egen idé")
    for one in (application, own):
        moved(session, place, one, EntryKind.reserve, 2_000)
    session.add(
        Panelist(
            application_id=application.id,
            person_id=member.id,
            is_conflicted=True,
            conflict=Conflicted.family,
            found_by=FoundBy.member,
            at=now(),
        )
    )
    for page in ("kassebog", "kassebog/2", "kassebog/3", "kassebog.csv"):
        shown = sign_in(member).get(path(place.pool, page)).text
        assert "Du er inhabil i den sag" in shown
        for hidden in ("Skaterbane", "egen idé", "Møde 4, punkt 2"):
            assert hidden not in shown
        assert "Du er inhabil" not in sign_in(place.members[2]).get(path(place.pool, page)).text


def test_the_sheet_opens_in_a_danish_spreadsheet(session: Session, place: Town, sign_in: Any) -> None:
    moved(session, place, sent(session, place.pool, title="=1+1 fest"), EntryKind.reserve, 1_234)
    answer = sign_in(place.treasurer).get(path(place.pool, "kassebog.csv"))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:6] == ["Nummer", "Tid", "Slags", "Fra", "Til", "Kroner"]
    assert [row[5] for row in rows[1:]] == ["10000,00", "1234,00"]
    assert rows[2][7] == "'=1+1 fest"


def test_an_entry_costs_no_query_of_its_own(session: Session, place: Town, count_queries: Any) -> None:
    for n in range(5):
        moved(session, place, sent(session, place.pool, title=f"Idé {n}"), EntryKind.reserve, 100)
    pool_id, member_id = place.pool.id, place.members[0].id
    session.commit()
    session.expunge_all()
    with count_queries() as seen:
        page = entries_page(session, pool_id, kind=None, before=None, impartial_id=member_id)
        assert next(row.application.title for row in page.items if row.application) == "Idé 4"
        assert all(row.entry.by.display_name for row in page.items)
    assert len(seen) == 1
