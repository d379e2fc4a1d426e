"""The copied elections in `data`, read: BLT and Pabulib."""

import csv
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import Method
from youthvoice.voting.tallies import TallyRules

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Ward:
    """A ward: its contest, its ballots, its candidates' names, and the official result."""

    rules: TallyRules
    ballots: Counter[Ballot]
    names: list[str]
    official: dict[str, Any]


def read_ward(number: int) -> Ward:
    """A ward of Edinburgh, 2012. A line of ballots is how many, the preferences, 0."""
    name = f"edinburgh_2012_ward{number}"
    lines = (DATA / f"{name}.blt").read_text(encoding="utf-8").splitlines()
    candidates, seats = map(int, lines[0].split())
    end = lines.index("0")
    ballots: Counter[Ballot] = Counter()
    for line in lines[1:end]:
        times, *ballot, _ = map(int, line.split())
        ballots[tuple(ballot)] += times
    rules = TallyRules(method=Method.stv, options=tuple(range(1, candidates + 1)), seats=seats)
    names = [" ".join(text.split()[:-1]) for text in lines[end + 1 : end + 1 + candidates]]
    return Ward(rules, ballots, names, json.loads((DATA / f"{name}.official.json").read_text(encoding="utf-8")))


def read_assen() -> tuple[TallyRules, Counter[Ballot], set[int]]:
    """Assen, 2024: what was voted on, the ballots, and the projects that were bought."""
    tables: dict[str, list[list[str]]] = {}
    with (DATA / "netherlands_assen_2024.pb").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            if len(row) == 1:
                table = tables.setdefault(row[0], [])
            else:
                table.append(row)
    meta = dict(tables["META"])
    projects = [dict(zip(tables["PROJECTS"][0], row, strict=True)) for row in tables["PROJECTS"][1:]]
    costs = {int(row["project_id"]): int(row["cost"]) for row in projects}
    ballots = Counter(tuple(sorted(map(int, chosen.split(",")))) for _, chosen in tables["VOTES"][1:])
    assert ballots.total() == int(meta["num_votes"])
    rules = TallyRules(method=Method.equal_shares, options=tuple(costs), costs=costs, budget=int(meta["budget"]))
    return rules, ballots, {int(row["project_id"]) for row in projects if row["selected"] == "1"}
