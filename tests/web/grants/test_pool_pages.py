"""Pools are made, changed, opened and closed: each form valid and invalid, by those who may, in a constant number of queries."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.grants import KR, Town, draft, sent, town
from tests.web.forms import form_fields, press, submit
from youthvoice.core.errors import Conflict
from youthvoice.grants.commands.pools import change_pool
from youthvoice.grants.forms.pools import PoolForm
from youthvoice.grants.models import Pool, PoolBalance, PoolCriterion, PoolRule
from youthvoice.grants.rules.pools import Excluded, PoolState

NEW = {
    "name": "Ungerådets pulje",
    "who_may": "Unge fra 14 til 20 år",
    "min_age": "14",
    "max_age": "20",
    "lowest": "500",
    "highest": "20.000 kr.",
    "complaint": "Skriv til Line Holm inden fire uger.",
    "contact_name": "Line Holm",
    "rules": ["Alle unge skal kunne være med.", "", "Vi betaler ikke løn."],
    "criteria": ["Kan andre være med?"],
}


@pytest.fixture
def place(session: Session) -> Town:
    found = town(session)
    session.add(PoolRule(pool_id=found.pool.id, number=1, words="Alle unge skal kunne være med."))
    session.flush()
    return found


def change_path(place: Town) -> str:
    return f"/puljen/{place.pool.id}/ret"


def test_an_administrator_makes_a_pool_once(session: Session, place: Town, sign_in: Any) -> None:
    browser = sign_in(place.administrator)
    fields = form_fields(browser.get("/puljen/ny").text, "/puljen/ny")
    sent_fields = {**fields, **NEW, "body_id": place.council.id, "unit_id": place.pool.unit_id, "year": "2030"}
    sent_fields |= {"starts_on": "2030-01-01", "ends_on": "31.12.2030", "excluded": ["wages", "religious"]}
    locations = [browser.post("/puljen/ny", data=sent_fields).location for _ in range(2)]
    assert locations[0] == locations[1]
    pool = session.scalars(select(Pool).where(Pool.year == 2030)).one()
    assert locations[0] == f"/puljen/{pool.id}/ret"
    assert (pool.lowest, pool.highest, pool.state) == (500 * KR, 20_000 * KR, PoolState.planned)
    assert pool.excludes == {Excluded.wages, Excluded.religious}
    rules = session.scalars(select(PoolRule).where(PoolRule.pool_id == pool.id).order_by(PoolRule.number)).all()
    assert [(rule.number, rule.words) for rule in rules] == [
        (1, "Alle unge skal kunne være med."),
        (2, "Vi betaler ikke løn."),
    ]
    assert session.get_one(PoolBalance, pool.id).entries == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Skriv, hvad puljen hedder."),
        ({"who_may": ""}, "Skriv, hvem der må søge."),
        ({"body_id": ""}, "Vælg et råd."),
        ({"body_id": "999999"}, "Vælg noget fra listen."),
        ({"unit_id": ""}, "Vælg en enhed."),
        ({"year": "i år"}, "Skriv et helt tal"),
        ({"min_age": "25"}, "Den højeste alder skal være lige så høj"),
        ({"lowest": "30.000"}, "Det højeste beløb skal være lige så stort"),
        ({"highest": "mange penge"}, "Skriv beløbet i kroner"),
        ({"highest": "-5"}, "Skriv beløbet uden minus."),
        ({"ends_on": "2029-01-01"}, "Den sidste dag skal ligge efter den første."),
        ({"ends_on": "snart"}, "Skriv datoen som"),
        ({"excluded": ["godter"]}, "Vælg noget fra listen."),
        ({"rules": ["ja"]}, "Skriv fra 3 til 300 tegn på hver linje."),
        ({"rules": ["Ring på 12 34 56 78 eller skriv 010203-1234"]}, "Der står et CPR-nummer"),
        ({"complaint": "Skriv."}, "Skriv mindst 20 tegn."),
        ({"when": "aldrig"}, "Vælg noget fra listen."),
        ({"accounts_days": "0"}, "Skriv et tal fra 1 til 180."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    session: Session, place: Town, sign_in: Any, changes: dict[str, Any], said: str
) -> None:
    browser = sign_in(place.administrator)
    fields = form_fields(browser.get("/puljen/ny").text, "/puljen/ny")
    whole = {**fields, **NEW, "body_id": place.council.id, "unit_id": place.pool.unit_id, "year": "2030"}
    whole |= {"starts_on": "2030-01-01", "ends_on": "2030-12-31"}
    answer = browser.post("/puljen/ny", data={**whole, **changes})
    assert answer.status_code == 422
    assert said in answer.text
    for name in ("contact_name", "highest", "criteria"):
        typed = changes.get(name, NEW[name])
        assert (typed[0] if isinstance(typed, list) else typed) in answer.text
    assert session.scalars(select(Pool).where(Pool.year == 2030)).all() == []


def test_a_name_is_taken_once_a_year(session: Session, place: Town, sign_in: Any) -> None:
    browser = sign_in(place.administrator)
    fields = form_fields(browser.get(f"/puljen/ny?som={place.pool.id}").text, "/puljen/ny")
    answer = browser.post("/puljen/ny", data={**fields, "excluded": "wages", "year": place.pool.year})
    assert answer.status_code == 422
    assert "Rådet har en pulje med det navn i det år." in answer.text


def test_a_new_pool_begins_as_last_years(session: Session, place: Town, sign_in: Any) -> None:
    browser = sign_in(place.administrator)
    page = browser.get(f"/puljen/ny?som={place.pool.id}").text
    fields = form_fields(page, "/puljen/ny")
    assert (fields["year"], fields["highest"]) == (str(place.pool.year + 1), "20.000")
    assert fields["body_id"] == str(place.council.id)
    assert "Alle unge skal kunne være med." in page
    answer = browser.post("/puljen/ny", data={**fields, "rules": "Alle unge skal kunne være med.", "excluded": "wages"})
    assert answer.status_code == 303, answer.text


def test_more_lines_keep_what_was_typed(session: Session, place: Town, sign_in: Any) -> None:
    browser = sign_in(place.coordinator)
    fields = form_fields(browser.get(change_path(place)).text, change_path(place))
    sent_fields = {**fields, "rules": ["Første regel", "Anden regel"], "more_rules": "1", "name": "Halvt"}
    answer = browser.post(change_path(place), data=sent_fields)
    assert answer.status_code == 200
    assert "Anden regel" in answer.text
    assert answer.text.count('name="rules"') >= 5
    assert 'value="Halvt"' in answer.text


def test_a_coordinator_changes_it_while_it_stands(session: Session, place: Town, sign_in: Any) -> None:
    browser, before = sign_in(place.coordinator), place.pool.version
    changes = {
        "about": "Penge til jeres egne idéer.",
        "rules": ["Ny første regel", "Ny anden regel"],
        "criteria": ["Er det nyt?"],
    }
    answer = submit(browser, change_path(place), {**changes, "excluded": place.pool.excluded.split(",")})
    assert answer.status_code == 303, answer.text
    session.expire_all()
    assert place.pool.about == "Penge til jeres egne idéer."
    assert place.pool.version > before
    words = session.scalars(select(PoolRule.words).where(PoolRule.pool_id == place.pool.id).order_by(PoolRule.number))
    assert list(words) == ["Ny første regel", "Ny anden regel"]
    assert session.scalars(select(PoolCriterion.question)).all() == ["Er det nyt?"]


def test_two_who_change_it_at_once_lose_nothing(session: Session, place: Town, sign_in: Any) -> None:
    browser = sign_in(place.coordinator)
    fields = {
        **form_fields(browser.get(change_path(place)).text, change_path(place)),
        "excluded": place.pool.excluded.split(","),
    }
    assert browser.post(change_path(place), data={**fields, "about": "Den første"}).status_code == 303
    late = browser.post(change_path(place), data={**fields, "about": "Den anden"})
    assert late.status_code == 409
    assert "En anden har rettet puljen imens" in late.text
    assert "Den anden" in late.text
    again = {**form_fields(late.text, change_path(place)), "excluded": place.pool.excluded.split(",")}
    assert browser.post(change_path(place), data=again).status_code == 303


def test_a_command_refuses_an_old_version(session: Session, place: Town) -> None:
    facts = PoolForm.of(place.pool, ["Regel et"], []).facts()
    with pytest.raises(Conflict):
        change_pool(session, place.pool, facts, seen=place.pool.version - 1, actor_id=place.coordinator.id)


def test_what_hurts_those_who_write_is_said_first(session: Session, place: Town, sign_in: Any) -> None:
    draft(session, place.pool)
    sent(session, place.pool)
    browser = sign_in(place.coordinator)
    harder = {"highest": "5.000", "excluded": place.pool.excluded.split(",")}
    first = submit(browser, change_path(place), harder)
    assert first.status_code == 422
    assert "Det højeste beløb bliver lavere." in first.text
    assert "1 er sendt og venter på svar." in first.text
    assert "1 er i gang med at skrive." in first.text
    fields = form_fields(first.text, change_path(place))
    meant = browser.post(change_path(place), data={**fields, **harder, "is_meant": "y"})
    assert meant.status_code == 303, meant.text
    session.expire_all()
    assert place.pool.highest == 5_000 * KR


def test_what_hurts_nobody_is_just_saved(session: Session, place: Town, sign_in: Any) -> None:
    answer = submit(
        sign_in(place.coordinator), change_path(place), {"highest": "5.000", "excluded": place.pool.excluded.split(",")}
    )
    assert answer.status_code == 303


def test_a_pool_opens_when_nothing_is_missing(session: Session, sign_in: Any) -> None:
    place = town(session, 0, opened_at=None)
    browser = sign_in(place.coordinator)
    page = browser.get(change_path(place)).text
    assert "Der er ingen penge i puljen." in page
    assert "Der er ingen regler" in page
    refused = press(browser, f"/puljen/{place.pool.id}/aabn")
    assert refused.status_code == 422
    assert "Der er ingen penge i puljen." in refused.text
    ready = town(session, opened_at=None)
    session.add(PoolRule(pool_id=ready.pool.id, number=1, words="En regel"))
    browser = sign_in(ready.coordinator)
    assert press(browser, f"/puljen/{ready.pool.id}/aabn").status_code == 303
    assert press(browser, f"/puljen/{ready.pool.id}/luk").status_code == 303
    session.expire_all()
    assert ready.pool.state is PoolState.closed
    assert press(browser, f"/puljen/{ready.pool.id}/aabn").status_code == 303
    session.expire_all()
    assert ready.pool.state is PoolState.open


def test_a_pool_of_rounds_needs_one_to_come(session: Session, sign_in: Any) -> None:
    place = town(session, opened_at=None, is_rolling=False)
    page = sign_in(place.coordinator).get(change_path(place)).text
    assert "der er ingen runde foran jer" in page
