"""The rounds of a pool and the adults who look after it; who may, and what each page costs."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.grants import PoolFactory, Town, draft, sent, town
from tests.web.forms import press, submit
from youthvoice.core.clock import now, today
from youthvoice.grants.models import PoolOfficer, PoolRound, PoolRule
from youthvoice.grants.rules.pools import Officer


@pytest.fixture
def place(session: Session) -> Town:
    found = town(session)
    session.add(PoolRule(pool_id=found.pool.id, number=1, words="Alle unge skal kunne være med."))
    session.flush()
    return found


ROUND = {
    "name": "Forår",
    "closes_clock": "20:00",
}


def days(opens: int, closes: int, decides: int) -> dict[str, str]:
    """Days from today, as the form takes them."""
    values = zip(("opens_on", "closes_on", "decides_on"), (opens, closes, decides), strict=True)
    return {name: (today() + timedelta(days=n)).isoformat() for name, n in values}


def rounds_path(place: Town) -> str:
    return f"/puljen/{place.pool.id}/runder"


def test_a_round_is_added_once_changed_and_removed(session: Session, place: Town, sign_in: Any) -> None:
    browser = sign_in(place.coordinator)
    for _ in range(2):
        assert submit(browser, rounds_path(place), {**ROUND, **days(0, 10, 20)}).status_code == 303
    row = session.scalars(select(PoolRound)).one()
    path = f"{rounds_path(place)}/{row.id}"
    later = submit(browser, path, {**days(0, 12, 20), "name": "Forår, første"})
    assert later.status_code == 303, later.text
    session.expire_all()
    assert row.name == "Forår, første"
    sooner = submit(browser, path, days(0, 11, 20))
    assert sooner.status_code == 422
    assert "Nu kan fristen kun blive senere" in sooner.text
    application = draft(session, place.pool, round_id=row.id)
    session.commit()
    assert press(browser, f"{path}/slet").status_code == 409
    application.round_id = None
    session.commit()
    assert press(browser, f"{path}/slet").status_code == 303
    assert press(browser, f"{path}/slet").status_code == 303
    assert session.scalars(select(PoolRound)).all() == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Skriv, hvad runden hedder."),
        (days(10, 5, 20), "Fristen skal ligge efter den første dag."),
        (days(0, 10, 5), "Rådet kan først bestemme, når fristen er gået."),
        (days(-10, -5, 5), "Den tid er gået. Vælg en senere."),
        (days(35, 45, 50), "Der er en anden runde på samme tid."),
        ({"name": "efterår", **days(60, 65, 70)}, "Der er en runde med det navn."),
        ({"closes_clock": "middag"}, "Skriv tiden som"),
    ],
)
def test_a_round_that_cannot_stand(
    session: Session, place: Town, sign_in: Any, changes: dict[str, str], said: str
) -> None:
    closes = now() + timedelta(days=40)
    decides = today() + timedelta(days=50)
    session.add(
        PoolRound(
            pool_id=place.pool.id,
            name="Efterår",
            opens_on=today() + timedelta(days=30),
            closes_at=closes,
            decides_on=decides,
        )
    )
    answer = submit(sign_in(place.coordinator), rounds_path(place), {**ROUND, **days(0, 10, 20), **changes})
    assert answer.status_code == 422
    assert said in answer.text


def officers_path(place: Town) -> str:
    return f"/puljen/{place.pool.id}/ansvarlige"


def test_officers_are_given_and_ended(session: Session, place: Town, sign_in: Any) -> None:
    person = OfficialFactory(display_name="Mona Dahl", unit=place.pool.unit)
    browser = sign_in(place.administrator)
    for _ in range(2):
        answer = submit(browser, officers_path(place), {"role": "treasurer", "person_id": person.id})
        assert answer.status_code == 303, answer.text
    mine = PoolOfficer.person_id == person.id
    row = session.scalars(select(PoolOfficer).where(mine)).one()
    assert press(browser, f"{officers_path(place)}/{row.id}/slut").status_code == 303
    session.expire_all()
    assert row.until is not None
    assert submit(browser, officers_path(place), {"role": "treasurer", "person_id": person.id}).status_code == 303
    session.expire_all()
    assert session.scalars(select(PoolOfficer).where(mine)).one().until is None


def test_only_an_administrator_chooses_who_sees_accounts(session: Session, place: Town, sign_in: Any) -> None:
    person = OfficialFactory(display_name="Mona Dahl", unit=place.pool.unit)
    browser = sign_in(place.coordinator)
    refused = submit(browser, officers_path(place), {"role": "treasurer", "person_id": person.id})
    assert refused.status_code == 422
    assert session.scalars(select(PoolOfficer).where(PoolOfficer.person_id == person.id)).all() == []
    treasurer = session.scalars(select(PoolOfficer).where(PoolOfficer.role == Officer.treasurer)).one()
    assert press(browser, f"{officers_path(place)}/{treasurer.id}/slut").status_code == 403
    assert submit(browser, officers_path(place), {"role": "coordinator", "person_id": person.id}).status_code == 303


def test_nobody_young_and_nobody_who_applies_looks_after_it(session: Session, place: Town, sign_in: Any) -> None:
    applicant = OfficialFactory(unit=place.pool.unit)
    draft(session, place.pool, applicant)
    browser = sign_in(place.administrator)
    refused = submit(browser, officers_path(place), {"role": "coordinator", "person_id": applicant.id})
    assert refused.status_code == 422
    assert "Den, der søger puljen, kan ikke også passe den." in refused.text
    young = submit(browser, officers_path(place), {"role": "coordinator", "person_id": PersonFactory().id})
    assert young.status_code == 422
    assert "Vælg noget fra listen." in young.text
    assert submit(browser, officers_path(place), {"role": "coordinator", "person_id": ""}).status_code == 422


@pytest.mark.parametrize("path", ["ret", "runder", "ansvarlige", "reguler", "afslut"])
def test_who_may_not_look_after_it_is_refused(session: Session, place: Town, sign_in: Any, path: str) -> None:
    assert sign_in(place.members[1]).get(f"/puljen/{place.pool.id}/{path}").status_code == 403
    assert sign_in(PersonFactory()).get(f"/puljen/{place.pool.id}/{path}").status_code == 403
    assert sign_in(place.members[1]).get("/puljen/ny").status_code == 403


@pytest.mark.parametrize(
    "path", ["ret", "runder", "ansvarlige", "reguler", "afslut", "kassebog", "kassebog/1", "kassebog.csv"]
)
def test_pages_cost_the_same_however_much_there_is(
    session: Session, sign_in: Any, count_queries: Any, path: str
) -> None:
    small = town(session)
    large = town(session)
    for number in range(1, 8):
        sent(session, large.pool)
        session.add(PoolRule(pool_id=large.pool.id, number=number, words=f"Regel {number}"))
        PoolFactory(body=large.council, year=large.pool.year + number)
        opens = today() + timedelta(days=10 * number)
        session.add(
            PoolRound(
                pool_id=large.pool.id,
                name=f"Runde {number}",
                opens_on=opens,
                closes_at=now() + timedelta(days=300),
                decides_on=today() + timedelta(days=400),
            )
        )
    counts = []
    for place in (small, large):
        browser = sign_in(place.coordinator)
        browser.get(f"/puljen/{place.pool.id}/{path}")
        with count_queries() as seen:
            assert browser.get(f"/puljen/{place.pool.id}/{path}").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 8
