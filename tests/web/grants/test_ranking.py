"""What the council would rather pay for: ticked off, counted once, advice only, and nothing for the conflicted."""

import csv
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.grants import KR, Town, sent, town
from tests.web.forms import press, submit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict as MovedOn
from youthvoice.grants.commands.conflicts import declare
from youthvoice.grants.commands.ranking import close_ranking, open_ranking, say_wishes
from youthvoice.grants.models import Application, PoolRound, RoundRanking, Wish
from youthvoice.grants.rules.deciding import Conflict


@pytest.fixture
def place(session: Session) -> Town:
    return town(session, 10_000 * KR)


def a_round(session: Session, place: Town, *, is_over: bool = True) -> PoolRound:
    found = PoolRound(
        pool_id=place.pool.id,
        name="Efteråret",
        opens_on=today() - timedelta(days=40),
        closes_at=now() + timedelta(days=-1 if is_over else 1),
        decides_on=today() + timedelta(days=10),
    )
    session.add(found)
    session.flush()
    return found


def in_round(session: Session, place: Town, round_: PoolRound) -> list[Application]:
    """Fest 6,000, Bold 3,000.01 and Tur 5,000 kr."""
    asked = {"Fest i gården": 6_000 * KR, "Bold for alle": 3_000 * KR + 1, "Tur til havet": 5_000 * KR}
    return [sent(session, place.pool, asked=oere, title=title, round_id=round_.id) for title, oere in asked.items()]


def url_of(place: Town, round_: PoolRound, end: str = "") -> str:
    return f"/puljen/{place.pool.id}/runder/{round_.id}/prioriter{end}"


def wished(session: Session, place: Town, round_: PoolRound, applications: list[Application]) -> None:
    """Three want the first two, the chair wants the last."""
    fest, bold, tur = applications
    open_ranking(session, round_, actor_id=place.chair.id)
    for member in place.members[1:]:
        say_wishes(session, round_, member, {fest.id, bold.id})
    say_wishes(session, round_, place.chair, {tur.id})


def test_from_asking_to_the_line(session: Session, place: Town, sign_in: Any) -> None:
    round_ = a_round(session, place)
    applications = in_round(session, place, round_)
    client = sign_in(place.chair)
    url = url_of(place, round_)
    assert "I er ikke spurgt endnu." in client.get(url).text
    assert press(client, f"{url}/spoerg").status_code == 303
    for number, member in enumerate(place.members):
        client = sign_in(member)
        chosen = applications[2:] if number == 0 else applications[:2]
        assert submit(client, url, {"wishes": [str(one.id) for one in chosen]}).status_code == 303
        assert client.get(url).text.count(" checked") == len(chosen)
    assert "Her slipper pengene op" not in client.get(url).text
    client = sign_in(place.chair)
    assert press(client, f"{url}/optael").status_code == 303
    text = client.get(url).text
    line = text.index("Her slipper pengene op")
    assert max(text.index("Fest i gården"), text.index("Bold for alle")) < line < text.index("Tur til havet")
    assert "999 kr. tilbage" in text.replace("\xa0", " ")
    assert "Kun til hjælp" in text
    assert press(client, url, {"wishes": ["1"]}).status_code == 409


def test_wishes_are_changed_until_they_are_counted(session: Session, place: Town) -> None:
    round_ = a_round(session, place)
    fest, bold, _tur = in_round(session, place, round_)
    with pytest.raises(MovedOn):
        say_wishes(session, round_, place.chair, {fest.id})
    open_ranking(session, round_, actor_id=place.chair.id)
    open_ranking(session, round_, actor_id=place.chair.id)
    say_wishes(session, round_, place.chair, {fest.id, 987_654})
    say_wishes(session, round_, place.chair, {bold.id})
    assert session.scalars(select(Wish.application_id)).all() == [bold.id]
    say_wishes(session, round_, place.chair, set())
    assert session.scalar(select(func.count()).select_from(Wish)) == 0
    close_ranking(session, round_, actor_id=place.chair.id)
    with pytest.raises(MovedOn):
        say_wishes(session, round_, place.chair, {fest.id})
    with pytest.raises(MovedOn):
        close_ranking(session, round_, actor_id=place.chair.id)
    assert session.get_one(RoundRanking, round_.id).budget == 10_000 * KR


def test_nobody_is_asked_while_one_may_apply(session: Session, place: Town) -> None:
    with pytest.raises(MovedOn):
        open_ranking(session, a_round(session, place, is_over=False), actor_id=place.chair.id)


def test_a_conflicted_member_is_not_asked_and_sees_no_line(session: Session, place: Town, sign_in: Any) -> None:
    round_ = a_round(session, place)
    applications = in_round(session, place, round_)
    fest, bold, _tur = applications
    member = place.members[1]
    wished(session, place, round_, applications)
    declare(session, fest, member.id, Conflict.family, by_id=member.id)
    assert session.scalars(select(Wish.application_id).where(Wish.person_id == member.id)).all() == [bold.id]
    url = url_of(place, round_)
    client = sign_in(member)
    text = client.get(url).text
    assert "Fest i gården" not in text
    assert "1 ansøgning er ikke på din liste" in text
    submit(client, url, {"wishes": [str(fest.id), str(bold.id)]})
    assert session.scalars(select(Wish.application_id).where(Wish.person_id == member.id)).all() == [bold.id]
    close_ranking(session, round_, actor_id=place.chair.id)
    text = sign_in(member).get(url).text
    for told in ("Her slipper pengene op", "Fest i gården", "vil give", "Bold for alle"):
        assert told not in text
    assert client.get(f"{url}.pb").status_code == 404


def test_the_file_names_nobody(session: Session, place: Town, sign_in: Any) -> None:
    round_ = a_round(session, place)
    applications = in_round(session, place, round_)
    wished(session, place, round_, applications)
    url = f"{url_of(place, round_)}.pb"
    client = sign_in(place.chair)
    assert client.get(url).status_code == 404
    close_ranking(session, round_, actor_id=place.chair.id)
    answer = sign_in(place.chair).get(url)
    assert answer.status_code == 200
    rows = list(csv.reader(answer.text.splitlines(), delimiter=";"))
    assert ["budget", "10000"] in rows
    assert ["2", "3001", "3", "Bold for alle", "1"] in rows
    votes = rows[rows.index(["voter_id", "vote"]) + 1 :]
    assert sorted(vote for _voter, vote in votes) == ["1,2", "1,2", "1,2", "3"]
    assert all(member.display_name not in answer.text for member in place.members)


def test_who_may(session: Session, place: Town, sign_in: Any) -> None:
    round_ = a_round(session, place)
    in_round(session, place, round_)
    url = url_of(place, round_)
    assert press(sign_in(place.members[1]), f"{url}/spoerg").status_code == 403
    assert press(sign_in(place.coordinator), f"{url}/spoerg").status_code == 303
    assert press(sign_in(place.coordinator), url, {"wishes": []}).status_code == 403
    assert sign_in(place.treasurer).get(url).status_code == 403
    other = town(session)
    assert sign_in(other.chair).get(f"/puljen/{other.pool.id}/runder/{round_.id}/prioriter").status_code == 404


@pytest.mark.parametrize("number", [1, 15])
def test_queries_are_constant(session: Session, place: Town, sign_in: Any, count_queries: Any, number: int) -> None:
    round_ = a_round(session, place)
    applications = [sent(session, place.pool, asked=600 * KR, round_id=round_.id) for _ in range(number)]
    open_ranking(session, round_, actor_id=place.chair.id)
    for member in place.members:
        say_wishes(session, round_, member, {one.id for one in applications})
    url = url_of(place, round_)
    for is_counted in (False, True):
        if is_counted:
            close_ranking(session, round_, actor_id=place.chair.id)
        client = sign_in(place.chair)
        client.get(url)
        with count_queries() as seen:
            assert client.get(url).status_code == 200
        assert len(seen) <= 8, len(seen)
