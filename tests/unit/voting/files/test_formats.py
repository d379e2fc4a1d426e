"""Other formats, read by readers that know nothing of the writers; and the seal as a file."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.voting.files.making import NAMES, made, rules_of, sealed
from youthvoice.voting.files.blt import write_blt
from youthvoice.voting.files.pabulib import write_pb
from youthvoice.voting.files.seal_file import read_seal, write_seal
from youthvoice.voting.files.shape import PublicContest
from youthvoice.voting.files.sheet import write_sheet
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import Completion, Method
from youthvoice.voting.tallies import count

RANKINGS = {(1, 2): 5, (2, 1, 3): 3, (3,): 2, (4, 3): 2, (): 1}


def blt_tokens(text: str) -> list[str]:
    """BLT is words with blanks between them; names stand in quotes."""
    return re.findall(r'"[^"]*"|\S+', text)


def read_blt(text: str) -> tuple[int, int, Counter[Ballot], list[str], str]:
    """(candidates, seats, ballots, names, title)."""
    words = iter(blt_tokens(text))
    candidates, seats = int(next(words)), int(next(words))
    ballots: Counter[Ballot] = Counter()
    while (times := int(next(words))) != 0:
        ballots[tuple(int(word) for word in iter(lambda: next(words), "0"))] += times
    names = [next(words).strip('"') for _ in range(candidates)]
    title = next(words).strip('"')
    assert list(words) == []
    return candidates, seats, ballots, names, title


rankings = st.dictionaries(st.lists(st.integers(1, 4), unique=True).map(tuple), st.integers(1, 9), max_size=12)


@settings(max_examples=50, deadline=None)
@given(rankings)
def test_blt_holds_every_ballot(ballots: dict[Ballot, int]) -> None:
    contest = made(rules_of(Method.stv, seats=2), ballots)
    candidates, seats, found, names, title = read_blt(write_blt(contest))
    assert (candidates, seats, title) == (4, 2, contest.title)
    assert found == ballots
    assert names == list(NAMES[:4])


def test_blt_names_stay_whole() -> None:
    contest = made(rules_of(Method.stv, 2), {(1,): 2}, names=('Ida "Løven"\nHolm', "0"))
    assert read_blt(write_blt(contest))[3] == ["Ida 'Løven' Holm", "0"]


def read_pb(text: str) -> dict[str, list[dict[str, str]]]:
    """The three tables, each a list of lines by heading."""
    tables: dict[str, list[dict[str, str]]] = {}
    heading: list[str] = []
    name = ""
    for line in csv.reader(io.StringIO(text), delimiter=";"):
        if line[0] in ("META", "PROJECTS", "VOTES") and len(line) == 1:
            name, heading = line[0], []
            tables[name] = []
        elif not heading:
            heading = line
        else:
            tables[name].append(dict(zip(heading, line, strict=True)))
    return tables


approvals = st.dictionaries(
    st.sets(st.integers(1, 6)).map(lambda chosen: tuple(sorted(chosen))), st.integers(1, 9), max_size=12
)


@settings(max_examples=50, deadline=None)
@given(approvals, st.sampled_from(Completion))
def test_pb_holds_every_ballot_and_what_was_bought(ballots: dict[Ballot, int], completion: Completion) -> None:
    contest = made(rules_of(Method.equal_shares, 6, completion=completion), ballots)
    tables = read_pb(write_pb(contest))
    meta = {line["key"]: line["value"] for line in tables["META"]}
    assert (meta["budget"], meta["num_projects"], meta["num_votes"]) == ("1000", "6", str(sum(ballots.values())))
    found = Counter(tuple(map(int, filter(None, line["vote"].split(",")))) for line in tables["VOTES"])
    assert found == ballots
    assert len({line["voter_id"] for line in tables["VOTES"]}) == sum(ballots.values())
    recounted = count(
        replace(contest.rules, costs={int(line["project_id"]): int(line["cost"]) for line in tables["PROJECTS"]}),
        found,
        contest.seed,
    )
    bought = {int(line["project_id"]) for line in tables["PROJECTS"] if line["selected"] == "1"}
    assert bought == set(recounted.elected)
    assert [line["name"] for line in tables["PROJECTS"]] == list(NAMES[:6])


@pytest.mark.parametrize("write", [write_blt, write_pb])
def test_where_only_totals_are_published_there_is_no_list_of_ballots(write: Callable[[PublicContest], str]) -> None:
    method = Method.stv if write is write_blt else Method.equal_shares
    contest = made(rules_of(method), {(1,): 3}, listed=False)
    with pytest.raises(ValueError, match="only totals"):
        write(contest)


def read_sheet(contest: PublicContest) -> list[dict[str, str]]:
    text = write_sheet(contest)
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_the_sheet_holds_every_round_exactly() -> None:
    contest = made(rules_of(Method.stv, seats=2), {(1, 2): 7, (2, 1, 3): 3, (3,): 2, (4, 3): 2, (): 1})
    lines = read_sheet(contest)
    for shown, option in zip(lines, contest.rules.options, strict=False):
        assert (shown["nr"], shown["navn"], shown["stemmer"]) == (
            str(option),
            NAMES[option - 1],
            str(contest.totals[option]),
        )
        for one in contest.outcome.rounds:
            assert Fraction(shown[f"runde {one.number}"].replace(",", ".")) == one.totals[option]
    chosen = sorted((line for line in lines if line["valgt"]), key=lambda line: int(line["valgt"]))
    assert tuple(int(line["nr"]) for line in chosen) == contest.outcome.elected
    exhausted = next(line for line in lines if line["navn"] == "peger ikke på flere")
    assert exhausted[f"runde {len(contest.outcome.rounds)}"] != "0"
    assert lines[-1]["navn"] == "blanke stemmer"
    assert lines[-1]["stemmer"] == "1"


@pytest.mark.parametrize("method", Method)
def test_no_name_is_a_formula_and_every_method_has_its_sheet(method: Method) -> None:
    lines = read_sheet(made(rules_of(method, 6), {(1,): 3, (2,): 1}))
    assert len(lines) >= 4
    assert not any(line["navn"].startswith(("=", "+", "-", "@")) for line in lines)
    if method is not Method.yes_no:
        assert lines[4]["navn"] == "'=1+1"


def test_a_question_that_was_carried_marks_yes() -> None:
    assert [line["valgt"] for line in read_sheet(made(rules_of(Method.yes_no), {(1,): 3, (2,): 1}))][:3] == [
        "1",
        "",
        "",
    ]
    assert not any(line["valgt"] for line in read_sheet(made(rules_of(Method.yes_no), {(1,): 1, (2,): 3})))


def test_a_seal_is_read_as_it_was_written_and_holds_for_its_file_alone() -> None:
    seal = sealed(b"what was sealed")
    assert read_seal(write_seal(seal)) == seal
    assert seal.holds(b"what was sealed")
    assert not seal.holds(b"what was sealed!")
    assert not replace(seal, signature=bytes(64)).holds(b"what was sealed")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format":"youthvoice-seal","version":1,"sha256":"zz"}', "[" * 100_000]
)
def test_what_is_no_seal_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"seal|Expecting|hexadecimal"):
        read_seal(text)
