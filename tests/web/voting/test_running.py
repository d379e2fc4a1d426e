"""A contest is run: opened and closed by hand, called off, a lot drawn, counted; and who may do so."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import AdministratorFactory, PersonFactory
from tests.factories.polls import poll_of, school
from tests.factories.voting import opened_contest, planned_contest
from tests.web.forms import press, submit
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now
from youthvoice.elections.rules.polls import Voters, Way
from youthvoice.voting.commands.casting import give_and_cast
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.commands.slips import make_slips
from youthvoice.voting.crypto.papers import new_secret
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.contest import State
from youthvoice.voting.rules.methods import TieRule
from youthvoice.voting.ticking import shake_open

LATER = timedelta(days=1)


def stands(session: Session, contest: Contest) -> State:
    session.expire_all()
    return session.get_one(Contest, contest.id).state


def test_it_is_opened_by_hand_after_a_question(session: Session, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator, opens_at=now() + LATER)
    client, url = sign_in(town.chair), f"/afstemninger/{contest.id}/aabn"
    desk = client.get(f"/afstemninger/{contest.id}/styr").text
    assert "Lige nu vil 2 stå på valglisten." in desk
    assert f'href="{url}"' in desk
    assert "2 står på valglisten." in client.get(url).text
    assert stands(session, contest) is State.planned
    for _ in range(2):
        assert press(client, url).status_code == 303
    assert stands(session, contest) is State.open
    entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "contest.open")).all()
    assert [entry.actor_id for entry in entries] == [town.chair.id]


def test_with_nobody_on_the_roll_it_stays_closed(session: Session, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator, opens_at=now() + LATER)
    for person in (town.member, town.chair):
        person.closed_at = now()
    client = sign_in(town.coordinator)
    assert "Ingen kan stemme endnu" in client.get(f"/afstemninger/{contest.id}/styr").text
    answer = submit(client, f"/afstemninger/{contest.id}/aabn", {})
    assert answer.status_code == 422
    assert "Der er ingen, som kan stemme." in answer.text
    assert stands(session, contest) is State.planned


def test_it_is_closed_by_hand_and_counted(session: Session, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator)
    give_and_cast(session, SECRET, contest, town.chair, new_secret(), (1,))
    client, url = sign_in(town.chair), f"/afstemninger/{contest.id}/luk"
    assert "Så slutter den for alle." in client.get(url).text
    assert stands(session, contest) is State.open
    assert submit(client, url, {}).status_code == 303
    assert stands(session, contest) is State.counted
    assert press(client, url).status_code == 303
    assert "Se resultatet" in client.get(f"/afstemninger/{contest.id}/styr").text


def test_shared_money_is_counted_after_the_closing(session: Session, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator, Way.money, tie_rule=TieRule.run_off)
    give_and_cast(session, SECRET, contest, town.chair, new_secret(), (1,))
    client, path = sign_in(town.coordinator), f"/afstemninger/{contest.id}"
    assert submit(client, f"{path}/luk", {}).status_code == 303
    assert stands(session, contest) is State.sealed
    assert f'href="{path}/tael"' in client.get(f"{path}/styr").text
    submit(client, f"{path}/tael", {})
    assert stands(session, contest) is State.counted


def test_an_owner_that_says_nothing_waits_for_its_time(session: Session, sign_in: Any) -> None:
    PersonFactory()
    planned, opened = planned_contest(session, opens_at=now() + LATER), opened_contest(session)
    client = sign_in(AdministratorFactory())
    for contest, step in ((planned, "aabn"), (opened, "luk")):
        url = f"/afstemninger/{contest.id}/{step}"
        assert url not in client.get(f"/afstemninger/{contest.id}/styr").text
        assert [client.get(url).status_code, press(client, url).status_code] == [403, 403]
    assert (stands(session, planned), stands(session, opened)) == (State.planned, State.open)


def test_it_is_called_off_for_a_reason(session: Session, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator)
    client, url = sign_in(town.coordinator), f"/afstemninger/{contest.id}/aflys"
    for reason, words in (("", "Skriv hvorfor"), ("x", "mindst 3 tegn"), ("Ring 010203-1234", "CPR-nummer")):
        answer = submit(client, url, {"reason": reason})
        assert answer.status_code == 422
        assert words in answer.text
    assert stands(session, contest) is State.open
    for _ in range(2):
        assert submit(client, url, {"reason": "Vi spurgte forkert."}).status_code == 303
    assert stands(session, contest) is State.cancelled
    assert "Vi spurgte forkert." in client.get(f"/afstemninger/{contest.id}").text
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.action == "contest.cancel")).all()) == 1


def test_what_is_counted_cannot_be_called_off(session: Session, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator)
    client = sign_in(town.coordinator)
    submit(client, f"/afstemninger/{contest.id}/luk", {})
    answer = press(client, f"/afstemninger/{contest.id}/aflys", {"reason": "Vi tabte."})
    assert (answer.status_code, stands(session, contest)) == (409, State.counted)


def test_a_lot_is_drawn_between_closing_and_counting(session: Session, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator, Way.one, tie_rule=TieRule.lot)
    client, url = sign_in(town.coordinator), f"/afstemninger/{contest.id}/lod"
    assert client.get(url).status_code == 409
    give_and_cast(session, SECRET, contest, town.chair, new_secret(), (1,))
    give_and_cast(session, SECRET, contest, town.member, new_secret(), (2,))
    submit(client, f"/afstemninger/{contest.id}/luk", {})
    assert stands(session, contest) is State.sealed
    desk = client.get(f"/afstemninger/{contest.id}/styr").text
    assert f'href="{url}"' in desk
    assert "Kast en terning 6 gange." in client.get(url).text
    for sent, words in (
        ({"seed": "", "witnesses": "Ida og Bo"}, "Skriv de tal, I slog."),
        ({"seed": "426", "witnesses": "Ida og Bo"}, "mindst 6 tal"),
        ({"seed": "4 2 6 1 1 !", "witnesses": "Ida og Bo"}, "mindst 6 tal"),
        ({"seed": "426115", "witnesses": ""}, "hvem der så på"),
        ({"seed": "426115", "witnesses": "Ida Holm"}, "Skriv navnene på mindst to, der så på."),
        ({"seed": "426115", "witnesses": "Ida 010203-1234"}, "CPR-nummer"),
    ):
        answer = submit(client, url, sent)
        assert (answer.status_code, words in answer.text) == (422, True), sent
        assert f'value="{sent["seed"]}"' in answer.text
    right = {"seed": "4 2 6 1 1 5", "witnesses": "Ida og Bo"}
    assert submit(client, url, right).status_code == 303
    assert press(client, url, right).status_code == 303
    assert press(client, url, {**right, "seed": "111111"}).status_code == 409
    session.expire_all()
    found = session.get_one(Contest, contest.id)
    assert (found.state, found.lot_seed, found.lot_witnesses) == (State.counted, "426115", "Ida og Bo")


def test_what_is_sealed_and_not_counted_is_counted_by_hand(session: Session, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator)
    seal_contest(session, contest, actor_id=None)
    client, url = sign_in(town.coordinator), f"/afstemninger/{contest.id}/tael"
    assert f'href="{url}"' in client.get(f"/afstemninger/{contest.id}/styr").text
    assert "Tæl stemmerne?" in client.get(url).text
    for _ in range(2):
        assert press(client, url).status_code == 303
    assert stands(session, contest) is State.counted


def test_turnout_is_told_by_kind_as_of_the_last_mixing(session: Session, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.first, town.teacher, takes_strangers=True)
    make_slips(session, SECRET, contest, 5, "7.A", "a" * 32, actor_id=town.teacher.id)
    give_and_cast(session, SECRET, contest, town.pupils[0], new_secret(), (1,))
    client, url = sign_in(town.teacher), f"/afstemninger/{contest.id}/styr"
    assert "0 af 8 har stemt." in client.get(url).text
    shake_open(session)
    session.commit()
    page = client.get(url).text
    assert "1 af 8 har stemt." in page
    assert "0 af 5 sedler" in page
    assert "Ja" not in page.split("<main", 1)[1]


@pytest.mark.parametrize("opens_at", [None, LATER])
def test_the_page_takes_few_queries(
    session: Session, sign_in: Any, count_queries: Any, opens_at: timedelta | None
) -> None:
    town = school()
    contest = poll_of(
        session, town.council, town.coordinator, voters=Voters.represented,
        opens_at=now() + opens_at if opens_at else None, takes_strangers=True,
    )  # fmt: skip
    if opens_at is None:
        for number in range(6):
            make_slips(session, SECRET, contest, 3, f"7.{number}", f"{number:032x}", actor_id=town.coordinator.id)
    client = sign_in(town.coordinator)
    session.expunge_all()
    with count_queries() as seen:
        assert client.get(f"/afstemninger/{contest.id}/styr").status_code == 200
    assert len(seen) <= 8, seen


STEPS = ("styr", "aabn", "luk", "tael", "aflys")


def test_only_those_who_run_it(session: Session, client: Any, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator)
    urls = [f"/afstemninger/{contest.id}/{step}" for step in STEPS]
    assert [client.get(url).status_code for url in urls] == [302] * 5
    for who in (town.member, town.other, town.teacher, PersonFactory()):
        browser = sign_in(who)
        assert [browser.get(url).status_code for url in urls] == [403] * 5
        assert [press(browser, url, {"reason": "Nej tak"}).status_code for url in urls[1:]] == [403] * 4
    assert stands(session, contest) is State.open
    for who in (town.chair, town.coordinator, AdministratorFactory()):
        assert [sign_in(who).get(url).status_code for url in urls] == [200] * 5


def test_a_vote_of_a_class_is_nobody_elses_business(session: Session, client: Any, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.first, town.teacher)
    urls = [f"/afstemninger/{contest.id}/{step}" for step in STEPS]
    assert [client.get(url).status_code for url in urls] == [302] * 5
    assert [sign_in(town.other).get(url).status_code for url in urls] == [404] * 5
    assert sign_in(town.other).get(f"/afstemninger/{contest.id}").status_code == 404
    assert [sign_in(town.pupils[0]).get(url).status_code for url in urls] == [403] * 5


def test_the_page_of_a_contest_leads_those_who_run_it_on(session: Session, sign_in: Any, count_queries: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator, voters=Voters.represented, takes_strangers=True)
    page = f"/afstemninger/{contest.id}"
    links = {name: f'href="{page}/{name}"' for name in ("styr", "haender", "sedler")}
    assert links["styr"] in sign_in(town.chair).get(page).text
    session.expunge_all()
    browser = sign_in(town.teacher)
    with count_queries() as seen:
        text = browser.get(page).text
    assert len(seen) <= 8, seen
    assert [link in text for link in links.values()] == [False, True, True]
    assert not any(link in sign_in(town.pupils[1]).get(page).text for link in links.values())


def test_links_keep_the_language(session: Session, client: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator)
    session.commit()
    page = client.get(f"/en/afstemninger/{contest.id}").text
    assert f'href="/en/raad/{town.council.id}"' in page
    assert f'href="/raad/{town.council.id}"' not in page
