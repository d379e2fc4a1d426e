"""A shared tablet is made ready for a contest, shown with its code, and closed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.polls import School, poll_of, school
from tests.web.councils.slips import matrix_for, matrix_of
from tests.web.forms import press, submit
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now
from youthvoice.voting.models import Contest, Kiosk


@pytest.fixture
def town(session: Session) -> School:
    return school()


def of_class(session: Session, town: School, **more: Any) -> tuple[Contest, str]:
    contest = poll_of(session, town.first, town.teacher, takes_strangers=True, **more)
    return contest, f"/afstemninger/{contest.id}/tabletter"


def tablets(session: Session) -> list[Kiosk]:
    session.expire_all()
    return list(session.scalars(select(Kiosk).order_by(Kiosk.id)))


def test_a_tablet_is_made_ready(session: Session, sign_in: Any, town: School) -> None:
    _contest, url = of_class(session, town)
    client = sign_in(town.teacher)
    for _ in range(2):
        answer = submit(client, url, {"place": "Biblioteket"})
        assert answer.status_code == 303
    [kiosk] = tablets(session)
    assert answer.location == f"{url}/{kiosk.id}"
    page = client.get(answer.location).text
    address = f"http://localhost/kiosk/{kiosk.code}"
    assert f"localhost/kiosk/{kiosk.code}" in page
    drawn = page[page.index("<svg xmlns") :]
    assert matrix_of(drawn[: drawn.index("</svg>")]) == matrix_for(address)
    assert len(kiosk.code) == 6
    assert kiosk.code in client.get(url).text
    # The tablet knows the code, and shows who has a slip where to write it.
    assert client.get(f"/kiosk/{kiosk.code}").status_code == 200


def test_it_is_closed_and_made_ready_again(session: Session, sign_in: Any, town: School) -> None:
    _contest, url = of_class(session, town)
    client = sign_in(town.teacher)
    submit(client, url, {"place": "Biblioteket"})
    [first] = tablets(session)
    step = f"{url}/{first.id}/luk"
    assert "Luk tabletten?" in client.get(step).text
    for _ in range(2):
        assert press(client, step).status_code == 303
    assert "Tabletten er lukket." in client.get(f"{url}/{first.id}").text
    assert client.get(f"/kiosk/{first.code}").status_code == 404
    submit(client, url, {"place": "Biblioteket"})
    again = tablets(session)
    assert [kiosk.closed_at is None for kiosk in again] == [False, True]
    assert again[0].code != again[1].code
    actions = session.scalars(
        select(AuditEntry.action).where(AuditEntry.action.contains("kiosk")).order_by(AuditEntry.id)
    )
    assert list(actions) == ["contest.open_kiosk", "contest.close_kiosk", "contest.open_kiosk"]


@pytest.mark.parametrize(("place", "words"), [("", "hvor tabletten står"), ("x" * 121, "højst 120 tegn")])
def test_a_wrong_form_is_told(session: Session, sign_in: Any, town: School, place: str, words: str) -> None:
    _contest, url = of_class(session, town)
    answer = submit(sign_in(town.teacher), url, {"place": place})
    assert answer.status_code == 422
    assert words in answer.text
    assert tablets(session) == []


def test_only_while_people_vote(session: Session, sign_in: Any, town: School) -> None:
    _contest, url = of_class(session, town, opens_at=now() + timedelta(days=1))
    client = sign_in(town.teacher)
    assert "Gør en tablet klar" not in client.get(url).text
    assert press(client, url, {"place": "Biblioteket"}).status_code == 409
    assert tablets(session) == []


def test_only_adults_who_run_it(session: Session, client: Any, sign_in: Any, town: School) -> None:
    contest = poll_of(session, town.council, town.coordinator, takes_strangers=True)
    url = f"/afstemninger/{contest.id}/tabletter"
    assert client.get(url).status_code == 302
    submit(sign_in(town.coordinator), url, {"place": "Gangen"})
    [kiosk] = tablets(session)
    pages = (url, f"{url}/{kiosk.id}", f"{url}/{kiosk.id}/luk")
    for who in (town.chair, town.member, town.teacher, town.pupils[1]):
        browser = sign_in(who)
        assert [browser.get(page).status_code for page in pages] == [403] * 3
        assert [press(browser, page, {"place": "Her"}).status_code for page in (pages[0], pages[2])] == [403] * 2
    other = poll_of(session, town.first, town.teacher, takes_strangers=True)
    page = f"/afstemninger/{other.id}/tabletter/{kiosk.id}"
    assert [sign_in(town.coordinator).get(one).status_code for one in (page, f"{page}/luk")] == [404, 404]
    assert tablets(session)[0].closed_at is None


def test_the_list_takes_few_queries(session: Session, sign_in: Any, town: School, count_queries: Any) -> None:
    _contest, url = of_class(session, town)
    client = sign_in(town.teacher)
    for number in range(3):
        submit(client, url, {"place": f"Rum {number}"})
    session.expunge_all()
    with count_queries() as seen:
        assert client.get(url).status_code == 200
    assert len(seen) <= 8, seen
