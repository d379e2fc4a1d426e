"""The public file: written when a contest is counted, the same for everybody, and never more than may be known."""

import gzip
import hashlib
import json
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import AdministratorFactory, PersonFactory
from tests.factories.voting import opened_contest, planned_contest
from tests.html import CheckingClient
from tests.web.voting.counted import close, counted_contest, options, voted_contest
from youthvoice.voting.commands.hands import HandFacts, enter_hands
from youthvoice.voting.commands.opening import open_contest
from youthvoice.voting.commands.planning import OptionFacts
from youthvoice.voting.commands.publishing import publish_file
from youthvoice.voting.commands.slips import make_slips
from youthvoice.voting.crypto.seals import file_public_key
from youthvoice.voting.files.recounting import recount
from youthvoice.voting.files.seal_file import read_seal
from youthvoice.voting.models import Contest, PublishedFile, SealedBox
from youthvoice.voting.queries.contests import outcome_of
from youthvoice.voting.queries.published import read_published
from youthvoice.voting.rules.contest import TOTALS_ONLY_BELOW
from youthvoice.voting.rules.methods import Method, TieRule


def fetch(client: CheckingClient, contest_id: int, ending: str = "jsonl", **headers: str) -> Any:
    return client.get(f"/afstemninger/{contest_id}/optaelling.{ending}", headers=headers)


def lines_of(client: CheckingClient, contest: Contest) -> list[dict[str, Any]]:
    return [json.loads(line) for line in fetch(client, contest.id).get_data(as_text=True).splitlines()]


def raise_hands(session: Session, contest: Contest, classes: Sequence[tuple[str, int, dict[int, int]]]) -> None:
    actor = AdministratorFactory.create()
    for number, (place, children, hands) in enumerate(classes):
        facts = HandFacts(place=place, children=children, hands=hands)
        enter_hands(session, contest, facts, f"{number:032x}", actor_id=actor.id)


@pytest.mark.parametrize("method", Method)
def test_every_method_is_recounted_from_its_file(client: CheckingClient, session: Session, method: Method) -> None:
    more: dict[str, Any] = {"tie_rule": TieRule.lot, "seed": "482193"}
    ballots: dict[Any, int] = {(1,): 30, (2,): 15, (3,): 4, (): 2}
    if method is Method.block:
        more |= {"seats": 2, "max_choices": 2}
    if method in (Method.stv, Method.instant_runoff):
        ballots = {(1, 2): 26, (2, 3): 15, (3, 2, 1): 8, (): 2}
    if method is Method.equal_shares:
        more |= {"options": options("Bænk", "Bane", "Bold", cost=100_000), "budget": 200_000}
    contest = counted_contest(session, ballots, method, **more)
    raw = fetch(client, contest.id).data
    seal = read_seal(fetch(client, contest.id, "jsonl.sig").get_data(as_text=True))
    found = recount(raw, seal)
    assert found.holds, found.findings
    assert found.outcome == outcome_of(contest)
    assert seal.public_key == file_public_key(SECRET)
    assert (fetch(client, contest.id, "blt").status_code == 200) is (method in (Method.stv, Method.instant_runoff))
    assert (fetch(client, contest.id, "pb").status_code == 200) is (method is Method.equal_shares)
    assert fetch(client, contest.id, "csv").get_data(as_text=True).count("\r\n") >= 5


def test_it_is_there_after_the_count_and_not_before(client: CheckingClient, session: Session) -> None:
    PersonFactory.create()
    contest = opened_contest(session)
    endings = ("jsonl", "jsonl.sig", "csv", "blt", "pb")
    assert [fetch(client, contest.id, ending).status_code for ending in endings] == [404] * 5
    close(session, contest)
    assert [fetch(client, contest.id, ending).status_code for ending in endings] == [200, 200, 200, 404, 404]


def test_where_few_voted_only_totals_are_told(client: CheckingClient, session: Session) -> None:
    ballots = {(1, 2, 3): TOTALS_ONLY_BELOW - 2, (3, 2): 1}
    contest = counted_contest(session, ballots, Method.stv)
    lines = lines_of(client, contest)
    assert lines[0]["ballots"] == "totals"
    assert not any("ballot" in line for line in lines)
    assert sum("token" in line for line in lines) == TOTALS_ONLY_BELOW - 1
    assert [line["totals"] for line in lines if "totals" in line] == [{"1": 48, "2": 0, "3": 1}]
    assert recount(fetch(client, contest.id).data).holds
    assert fetch(client, contest.id, "blt").status_code == 404
    assert fetch(client, contest.id, "csv").status_code == 200
    page = client.get(f"/afstemninger/{contest.id}/resultat").get_data(as_text=True)
    assert "Her er kun tallene lagt frem" in page
    assert "optaelling.blt" not in page


FEW = {(1, 2): 17, (2, 1): 17, (3, 2, 1): 1}
"""Eva has one vote, and is excluded."""


@pytest.mark.parametrize("method", [Method.stv, Method.instant_runoff])
def test_where_few_voted_nobody_is_told_whose_votes_went_to_whom(
    client: CheckingClient, session: Session, method: Method
) -> None:
    contest = counted_contest(session, FEW, method)
    outcome = next(line["outcome"] for line in lines_of(client, contest) if "outcome" in line)
    totals = [one["totals"] for one in outcome["rounds"]]
    kept = outcome_of(contest)
    assert kept is not None
    assert totals == [one["totals"] for one in kept.to_json()["rounds"]]
    assert any(one.transfers for one in kept.rounds)
    assert [(one["source"], one["transfers"]) for one in outcome["rounds"]] == [(None, {})] * len(totals)
    steps = [one["facts"] for one in outcome["log"] if one["kind"] == "transferred"]
    assert steps
    assert not any({"to", "exhausted", "lost"} & set(step) for step in steps)
    found = recount(fetch(client, contest.id).data)
    assert found.holds
    page = client.get(f"/afstemninger/{contest.id}/resultat").get_data(as_text=True)
    assert "Stemmerne på Eva går videre" in page
    assert " får " not in page.split('id="count"')[1].split('id="again"')[0]
    assert "Nye i runden" not in page


@pytest.mark.parametrize("method", [Method.stv, Method.instant_runoff])
def test_where_enough_voted_it_is_told_whose_votes_went_to_whom(
    client: CheckingClient, session: Session, method: Method
) -> None:
    contest = counted_contest(session, FEW | {(1, 2): 25, (2, 1): 25}, method)
    outcome = next(line["outcome"] for line in lines_of(client, contest) if "outcome" in line)
    assert any(one["transfers"] for one in outcome["rounds"])
    page = client.get(f"/afstemninger/{contest.id}/resultat").get_data(as_text=True)
    assert " får " in page.split('id="count"')[1].split('id="again"')[0]
    assert "Nye i runden" in page


def test_where_enough_voted_every_ballot_is_told(client: CheckingClient, session: Session) -> None:
    contest = counted_contest(session, {(1, 2, 3): TOTALS_ONLY_BELOW - 1, (3, 2): 1}, Method.stv)
    found = [(line["ballot"], line["count"]) for line in lines_of(client, contest) if "ballot" in line]
    assert found == [("1 2 3", 49), ("3 2", 1)]
    assert fetch(client, contest.id, "blt").status_code == 200


def test_what_one_class_chose_is_told_nowhere(client: CheckingClient, session: Session) -> None:
    contest, _voters, _receipts = voted_contest(session, {(1,): 30}, takes_strangers=True)
    raise_hands(session, contest, [("8.A", 22, {2: 22}), ("7.B", 20, {1: 1, 3: 17})])
    close(session, contest)
    lines = lines_of(client, contest)
    hands = next(line for line in lines if "hands" in line)
    assert hands == {"hands": [{"place": "7.B", "children": 20}, {"place": "8.A", "children": 22}], "votes": None}
    ballots = {line["ballot"]: line["count"] for line in lines if "ballot" in line}
    assert ballots == {"": 2, "1": 31, "2": 22, "3": 17}
    assert recount(fetch(client, contest.id).data).holds


def test_hands_of_many_are_told_together(client: CheckingClient, session: Session) -> None:
    contest, _voters, _receipts = voted_contest(session, {(1,): 50}, takes_strangers=True)
    raise_hands(session, contest, [("8.A", 28, {2: 28}), ("7.B", 22, {1: 2, 3: 18})])
    close(session, contest)
    lines = lines_of(client, contest)
    hands = next(line for line in lines if "hands" in line)
    assert hands["votes"] == [["", 2], ["1", 2], ["2", 28], ["3", 18]]
    assert {line["ballot"]: line["count"] for line in lines if "ballot" in line} == {"1": 50}
    assert recount(fetch(client, contest.id).data).holds


def test_few_who_voted_on_paper_beside_many_hands_are_not_told_apart(client: CheckingClient, session: Session) -> None:
    contest, _voters, _receipts = voted_contest(session, {(3,): 2}, takes_strangers=True)
    raise_hands(session, contest, [("Aulaen", 200, {1: 120, 2: 80})])
    close(session, contest)
    lines = lines_of(client, contest)
    assert next(line for line in lines if "hands" in line)["votes"] is None
    assert {line["ballot"]: line["count"] for line in lines if "ballot" in line} == {"1": 120, "2": 80, "3": 2}


def test_nobody_stands_in_it_but_by_a_public_name(client: CheckingClient, session: Session) -> None:
    hidden = [OptionFacts(title="Ida Holm", public_title="Kandidat 1", group="7.B"), OptionFacts(title="Bo")]
    contest, voters, receipts = voted_contest(session, {(1,): 50}, options=hidden)
    close(session, contest)
    files = [fetch(client, contest.id, ending).get_data(as_text=True) for ending in ("jsonl", "jsonl.sig", "csv")]
    text = "".join(files)
    assert "Kandidat 1" in text
    for private in ("Ida Holm", "7.B", *receipts[:3], *(voter.display_name for voter in voters)):
        assert private not in text
    header = lines_of(client, contest)[0]
    assert header["opened_on"] == header["closed_on"]
    assert len(header["opened_on"]) == len("2027-03-01")


def test_counts_and_slips(client: CheckingClient, session: Session) -> None:
    contest, _voters, _receipts = voted_contest(session, {(1,): 3, (): 1})
    make_slips(session, SECRET, contest, 7, "7.B", "c" * 32, actor_id=AdministratorFactory.create().id)
    close(session, contest)
    assert lines_of(client, contest)[0]["counts"] == {
        "roll": 12,
        "issued": 11,
        "slips": 7,
        "ballots": 4,
        "hands": 0,
        "blank": 1,
    }


def test_seats_nobody_contested_have_a_file_too(client: CheckingClient, session: Session) -> None:
    PersonFactory.create()
    contest = planned_contest(session, Method.stv, options=options("Ida", "Bo"), seats=3)
    open_contest(session, SECRET, contest, actor_id=None)
    found = recount(fetch(client, contest.id).data)
    assert found.holds
    assert found.outcome is not None
    assert found.outcome.elected == (1, 2)


def test_the_reader_is_told_when_nothing_is_new(client: CheckingClient, session: Session, count_queries: Any) -> None:
    contest = counted_contest(session, {(1,): 2})
    first = fetch(client, contest.id, **{"Accept-Encoding": "gzip"})
    raw = gzip.decompress(first.data)
    assert first.headers["Content-Encoding"] == "gzip"
    assert fetch(client, contest.id).data == raw
    assert first.headers["Content-Disposition"] == f"attachment; filename=afstemning-{contest.id}.jsonl"
    assert first.headers["Cache-Control"].startswith("public")
    seal = read_seal(fetch(client, contest.id, "jsonl.sig").get_data(as_text=True))
    assert hashlib.sha256(raw).digest() == seal.sha256
    with count_queries() as seen:
        again = fetch(client, contest.id, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert not any("body" in query for query in seen)
    for ending in ("jsonl.sig", "csv"):
        etag = fetch(client, contest.id, ending).headers["ETag"]
        assert fetch(client, contest.id, ending, **{"If-None-Match": etag}).status_code == 304


def test_a_file_that_was_published_stands(session: Session) -> None:
    contest = counted_contest(session, {(1,): 2})
    before = session.get_one(PublishedFile, contest.id).sha256
    contest.title = "Noget helt andet"
    assert publish_file(session, SECRET, contest).sha256 == before


def test_it_has_the_two_lists_and_nothing_to_join_them(client: CheckingClient, session: Session) -> None:
    contest = counted_contest(session, {(1,): 30, (2,): 25})
    told = read_published(session, contest.id)
    sealed = session.get_one(SealedBox, contest.id)
    assert [[ballot, times] for ballot, times in sealed.ballots] == [["1", 30], ["2", 25]]
    assert told.tokens == tuple(sorted(told.tokens))
    assert len(told.tokens) == 55
