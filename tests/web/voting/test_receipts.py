"""Whoever holds a receipt sees that the ballot was counted; nobody sees what it says."""

import logging
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.html import CheckingClient
from tests.web.voting.counted import close, counted_contest, voted_contest
from youthvoice.voting import receipts as showing
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.models import Contest


def address(contest: Contest) -> str:
    return f"/afstemninger/{contest.id}/kvitteringer"


def look_for(client: CheckingClient, contest: Contest, typed: str, **headers: str) -> Any:
    return client.post(address(contest), data={"receipt": typed}, headers=headers)


@pytest.fixture
def sealed(session: Session) -> tuple[Contest, list[str]]:
    contest, _voters, receipts = voted_contest(session, {(1,): 3, (2,): 2})
    seal_contest(session, contest, actor_id=None)
    session.commit()
    return contest, receipts


def test_all_stand_in_the_list_in_alphabetical_order(
    client: CheckingClient, sealed: tuple[Contest, list[str]], session: Session
) -> None:
    contest, receipts = sealed
    text = client.get(address(contest)).get_data(as_text=True)
    places = [text.index(f"<li>{receipt}</li>") for receipt in sorted(receipts, key=lambda r: r.translate(LAST))]
    assert places == sorted(places)
    assert "Der lå 5 stemmer i boksen." in text


LAST = str.maketrans({"æ": "{a", "ø": "{b", "å": "{c"})


def test_ones_own_is_found_however_it_is_typed(client: CheckingClient, sealed: tuple[Contest, list[str]]) -> None:
    contest, receipts = sealed
    for typed in (receipts[0], receipts[0].upper().replace("-", " "), f"  {receipts[0]}  "):
        answer = look_for(client, contest, typed)
        assert answer.status_code == 200
        text = answer.get_data(as_text=True)
        assert "Ja, den er med" in text
        assert f'<li class="receipts__mine">{receipts[0]}</li>' in text
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers


def test_another_one_is_not_found(client: CheckingClient, sealed: tuple[Contest, list[str]]) -> None:
    contest, receipts = sealed
    other = next(f"blå-ræv-cykel-{number}" for number in range(10, 99) if f"blå-ræv-cykel-{number}" not in receipts)
    answer = look_for(client, contest, other)
    assert answer.status_code == 200
    assert "Den står ikke på listen" in answer.get_data(as_text=True)


@pytest.mark.parametrize("typed", ["", "hej", "blå-ræv-cykel", "<b>blå</b>", "x" * 5000, "blå\x00\x1b\u202e"])
def test_what_is_no_receipt_is_said_to_be_none(
    client: CheckingClient, sealed: tuple[Contest, list[str]], typed: str
) -> None:
    answer = look_for(client, sealed[0], typed)
    assert answer.status_code == 422
    assert "Det ligner ikke en kvittering." in answer.get_data(as_text=True)


def test_two_papers_may_share_a_receipt(
    client: CheckingClient, sealed: tuple[Contest, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    contest, receipts = sealed
    monkeypatch.setattr("youthvoice.voting.queries.published.receipt", lambda _token: receipts[0])
    text = look_for(client, contest, receipts[0]).get_data(as_text=True)
    assert "står på listen 5 gange" in text


def test_a_receipt_stands_in_no_address_and_no_log(
    client: CheckingClient, sealed: tuple[Contest, list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    contest, receipts = sealed
    with caplog.at_level(logging.DEBUG):
        answer = look_for(client, contest, receipts[0])
    assert answer.location is None
    assert receipts[0] not in caplog.text


def test_the_form_is_taken_from_our_own_page_alone(client: CheckingClient, sealed: tuple[Contest, list[str]]) -> None:
    contest, receipts = sealed
    assert look_for(client, contest, receipts[0], Origin="https://example.com").status_code == 403


def test_nothing_is_told_while_people_vote(client: CheckingClient, session: Session) -> None:
    contest, _voters, receipts = voted_contest(session, {(1,): 2})
    assert client.get(address(contest)).status_code == 404
    assert look_for(client, contest, receipts[0]).status_code == 404


def test_many_are_parted_by_letter(client: CheckingClient, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    contest, _voters, receipts = voted_contest(session, {(1,): 8})
    close(session, contest)
    session.commit()
    monkeypatch.setattr(showing, "ON_ONE_PAGE", 5)
    ordered = sorted(receipts, key=lambda r: r.translate(LAST))
    first = client.get(address(contest)).get_data(as_text=True)
    shown = [receipt for receipt in receipts if f">{receipt}</li>" in first]
    assert sorted(shown) == sorted(one for one in receipts if one[0] == ordered[0][0])
    last = client.get(f"{address(contest)}?bogstav={ordered[-1][0]}").get_data(as_text=True)
    assert f">{ordered[-1]}</li>" in last
    found = look_for(client, contest, ordered[-1]).get_data(as_text=True)
    assert f'<li class="receipts__mine">{ordered[-1]}</li>' in found
    odd = client.get(f"{address(contest)}?bogstav=%C3%BFx").get_data(as_text=True)
    assert f">{ordered[0]}</li>" in odd


def test_how_many_queries_it_takes(client: CheckingClient, session: Session, sign_in: Any, count_queries: Any) -> None:
    contest, voters, receipts = voted_contest(session, {(1,): 2})
    close(session, contest)
    session.commit()
    with count_queries() as seen:
        client.get(address(contest))
    assert len(seen) <= 6
    sign_in(voters[0])
    for method in ("GET", "POST"):
        with count_queries() as seen:
            client.open(address(contest), method=method, data={"receipt": receipts[0]})
        assert len(seen) <= 8


def test_a_box_nobody_used_has_no_receipts(client: CheckingClient, session: Session) -> None:
    contest = counted_contest(session, {})
    assert "Der lå 0 stemmer i boksen." in client.get(address(contest)).get_data(as_text=True)
