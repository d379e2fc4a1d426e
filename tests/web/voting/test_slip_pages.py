"""Voting by a printed slip, at home and at a shared tablet."""

import re
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory
from tests.factories.voting import SECRET, opened_contest
from tests.web.voting.steps import RECEIPT, fields_for
from youthvoice.core.clock import now
from youthvoice.core.codes import grouped
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.commands.slips import make_slips, void_slips
from youthvoice.voting.models import BallotPaper, Contest, Kiosk, SlipSheet, UsedSlip
from youthvoice.voting.slip_address import address_of

STRANGE = ["", " ", "A" * 16, "BCDFGHJKLMNPRSTV", "x" * 5000, "\x00", "æøå", "<b>"]


@pytest.fixture
def slips(session: Session) -> tuple[Contest, tuple[str, ...], SlipSheet]:
    """An open contest with three slips."""
    contest = opened_contest(session, titles=("Bænk", "Bold"), takes_strangers=True)
    printed = make_slips(session, SECRET, contest, 3, "7.B", "a" * 32, actor_id=AdministratorFactory().id)
    session.commit()
    return contest, printed.codes, printed.sheet


@pytest.fixture
def kiosk(session: Session, slips: Any) -> str:
    """The address of a shared tablet for it."""
    person = AdministratorFactory()
    session.add(Kiosk(contest_id=slips[0].id, code="BCDFGH", opened_by_id=person.id, opened_at=now()))
    session.commit()
    return "/kiosk/BCDFGH"


def text_of(answer: Any) -> str:
    return answer.get_data(as_text=True)


def counts(session: Session) -> tuple[int, int]:
    used, there = (session.scalar(select(func.count()).select_from(table)) for table in (UsedSlip, BallotPaper))
    return used or 0, there or 0


def to_the_review(client: Any, path: str, code: str, choice: str = "1") -> str:
    """Code, paper, and the page to look it over."""
    paper = client.post(path, data={"code": code})
    assert paper.status_code == 200
    return text_of(client.post(path, data={**fields_for(text_of(paper), "review"), "choice": choice}))


def cast_at(client: Any, path: str, code: str, choice: str = "1") -> Any:
    return client.post(path, data=fields_for(to_the_review(client, path, code, choice), "cast"))


def test_from_the_code_to_the_receipt(session: Session, client: Any, slips: Any) -> None:
    _contest, codes, _sheet = slips
    assert "Stem med din seddel" in text_of(client.get("/s"))
    answer = cast_at(client, "/s", grouped(codes[0]).lower())
    assert answer.status_code == 200
    assert re.search(RECEIPT, text_of(answer))
    assert codes[0] not in text_of(answer)
    assert counts(session) == (1, 1)
    assert client.get_cookie("session", domain="localhost") is None


def test_no_page_of_a_slip_sets_a_cookie_or_names_the_code_in_an_address(client: Any, slips: Any) -> None:
    code = slips[1][0]
    looked_over = to_the_review(client, "/s", code)
    for answer in (client.get("/s"), client.post("/s", data=fields_for(looked_over, "cast"))):
        assert "Set-Cookie" not in answer.headers
        assert "Location" not in answer.headers
    assert not re.search(rf'(?:href|action)="[^"]*{code}', looked_over)


def test_the_qr_code_keeps_the_code_from_every_log(app: Any, slips: Any) -> None:
    address = address_of(slips[1][0])
    assert address == f"http://localhost/s#{slips[1][0]}"


@pytest.mark.parametrize("code", STRANGE)
def test_a_code_that_is_none_says_so(client: Any, slips: Any, code: str) -> None:
    answer = client.post("/s", data={"code": code})
    assert answer.status_code == 404
    assert "Koden virker ikke" in text_of(answer)


def test_a_slip_that_is_void_or_too_late_is_worth_nothing(session: Session, client: Any, slips: Any) -> None:
    contest, codes, sheet = slips
    cast_at(client, "/s", codes[0])
    void_slips(session, sheet, actor_id=sheet.made_by_id)
    session.commit()
    assert client.post("/s", data={"code": codes[1]}).status_code == 404
    assert client.post("/s", data={"code": codes[0]}).status_code == 200
    seal_contest(session, contest, actor_id=None)
    session.commit()
    assert client.post("/s", data={"code": codes[0]}).status_code == 404


def test_a_slip_that_is_void_in_the_middle_is_refused_kindly(session: Session, client: Any, slips: Any) -> None:
    fields = fields_for(to_the_review(client, "/s", slips[1][0]), "cast")
    void_slips(session, slips[2], actor_id=slips[2].made_by_id)
    session.commit()
    assert client.post("/s", data=fields).status_code == 404
    assert counts(session) == (0, 0)


def test_the_same_slip_again_changes_the_vote(session: Session, client: Any, slips: Any) -> None:
    code = slips[1][0]
    first = cast_at(client, "/s", code, "1")
    assert "Sedlen er brugt før" in text_of(client.post("/s", data={"code": code}))
    second = cast_at(client, "/s", code, "2")
    assert re.search(RECEIPT, text_of(first))[1] == re.search(RECEIPT, text_of(second))[1]
    assert session.scalars(select(BallotPaper.ballot)).all() == ["2"]


def test_the_right_contest_is_found(session: Session, client: Any, slips: Any) -> None:
    other = opened_contest(session, title="En anden", takes_strangers=True)
    printed = make_slips(session, SECRET, other, 1, "7.C", "b" * 32, actor_id=slips[2].made_by_id)
    session.commit()
    assert "En anden" in text_of(client.post("/s", data={"code": printed.codes[0]}))
    assert "En anden" not in text_of(client.post("/s", data={"code": slips[1][0]}))


def test_finding_a_slip_costs_the_same_however_many_contests_are_open(
    session: Session, client: Any, slips: Any, count_queries: Any
) -> None:
    with count_queries() as few:
        client.post("/s", data={"code": slips[1][0]})
    for number in range(5):
        more = opened_contest(session, takes_strangers=True)
        make_slips(session, SECRET, more, 1, "x", f"{number:032x}", actor_id=slips[2].made_by_id)
    session.commit()
    with count_queries() as many:
        client.post("/s", data={"code": slips[1][0]})
    assert len(few) == len(many) <= 5


@pytest.mark.parametrize("path", ["/s", "/kiosk/BCDFGH"])
def test_another_site_cannot_send_the_form(client: Any, kiosk: str, slips: Any, path: str) -> None:
    answer = client.post(path, data={"code": slips[1][0]}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_guessing_codes_comes_to_an_end(client: Any, slips: Any) -> None:
    statuses = [client.post("/s", data={"code": "BCDFGHJKLMNPRSTV"}, check=False).status_code for _ in range(121)]
    assert statuses[0] == 404
    assert statuses[-1] == 429


def test_a_class_voting_is_not_stopped(session: Session, client: Any, slips: Any) -> None:
    for _ in range(125):
        assert client.post("/s", data={"code": slips[1][0]}, check=False).status_code == 200


def test_a_shared_tablet_takes_one_after_the_other(session: Session, client: Any, kiosk: str, slips: Any) -> None:
    for code in slips[1]:
        assert 'name="code"' in text_of(client.get(kiosk))
        answer = cast_at(client, kiosk, code)
        page = text_of(answer)
        assert answer.headers["Refresh"] == f"30; url={kiosk}"
        assert answer.headers["Cache-Control"] == "no-store"
        assert code not in page
        assert 'name="ballot"' not in page
    assert counts(session) == (3, 3)


def test_nobody_goes_back_into_the_ballot_of_the_one_before(
    session: Session, client: Any, kiosk: str, slips: Any
) -> None:
    """What «back» or «reload» of a tablet's browser sends again."""
    code = slips[1][0]
    paper = fields_for(text_of(client.post(kiosk, data={"code": code})), "review")
    looked_over = text_of(client.post(kiosk, data={**paper, "choice": "2"}))
    change, cast = fields_for(looked_over, "change"), fields_for(looked_over, "cast")
    receipt = re.search(RECEIPT, text_of(client.post(kiosk, data=cast)))[1]
    for again in ({"code": code}, {**paper, "choice": "2"}, change):
        answer = client.post(kiosk, data=again)
        assert answer.status_code == 409
        assert "Sedlen er brugt" in text_of(answer)
        assert "Bold" not in text_of(answer)
        assert code not in text_of(answer)
    retried = client.post(kiosk, data=cast)
    assert re.search(RECEIPT, text_of(retried))[1] == receipt
    assert counts(session) == (1, 1)


def test_a_tablet_that_is_left_goes_back_by_itself(client: Any, kiosk: str, slips: Any) -> None:
    paper = client.post(kiosk, data={"code": slips[1][0]})
    assert paper.headers["Refresh"] == f"300; url={kiosk}"
    fields = fields_for(text_of(paper), "review")
    assert client.post(kiosk, data={**fields, "choice": "1"}).headers["Refresh"] == f"300; url={kiosk}"
    assert "Refresh" not in client.get(kiosk).headers


def test_whoever_reads_slowly_gets_more_time(client: Any, kiosk: str, slips: Any) -> None:
    thanks = text_of(cast_at(client, kiosk, slips[1][0]))
    longer = client.post(kiosk, data=fields_for(thanks, "longer"))
    assert longer.headers["Refresh"] == f"180; url={kiosk}"
    assert re.search(RECEIPT, text_of(longer))[1] == re.search(RECEIPT, thanks)[1]
    assert client.post(kiosk, data={"step": "longer", "receipt": "<b>x</b>"}).status_code == 404


def test_a_tablet_takes_its_own_contest_alone(session: Session, client: Any, kiosk: str, slips: Any) -> None:
    other = opened_contest(session, takes_strangers=True)
    printed = make_slips(session, SECRET, other, 1, "7.C", "b" * 32, actor_id=slips[2].made_by_id)
    session.commit()
    assert client.post(kiosk, data={"code": printed.codes[0]}).status_code == 404


def test_a_tablet_that_is_closed_is_no_page(session: Session, client: Any, kiosk: str) -> None:
    session.scalars(select(Kiosk)).one().closed_at = now()
    session.commit()
    for answer in (client.get(kiosk), client.post(kiosk, data={"code": "x"}), client.get("/kiosk/AEIOU")):
        assert answer.status_code == 404


def test_after_the_end_a_tablet_says_so(session: Session, client: Any, kiosk: str, slips: Any) -> None:
    seal_contest(session, slips[0], actor_id=None)
    session.commit()
    page = text_of(client.get(kiosk))
    assert "Afstemningen er slut" in page
    assert 'name="code"' not in page
