"""Votes on money as Pabulib's .pb. Source: Faliszewski and others, Participatory Budgeting: Data, Tools, and Analysis (2023)."""

import csv
import io
from collections.abc import Iterable

from youthvoice.voting.files.shape import PublicContest
from youthvoice.voting.rules.methods import Completion

RULES = {Completion.none: "equalshares/add1", Completion.greedy: "equalshares/add1/greedy"}


def write_pb(contest: PublicContest) -> str:
    """Three tables, with semicolons between the columns. Raises ValueError where only totals are published.

    Voters are numbers that count through the sorted ballots; they say nothing of anybody. Money is whole kroner.
    """
    ballots = contest.all_ballots
    if ballots is None:
        raise ValueError("only totals are published")
    rules, chosen = contest.rules, set(contest.outcome.elected)
    projects = [
        (option, rules.costs[option], contest.totals[option], contest.titles[option], int(option in chosen))
        for option in rules.options
    ]
    votes = (",".join(map(str, ballot)) for ballot, times in sorted(ballots.items()) for _ in range(times))
    rows: list[Iterable[object]] = [("META",), ("key", "value"), *_meta(contest, sum(ballots.values()))]
    rows += [("PROJECTS",), ("project_id", "cost", "votes", "name", "selected"), *projects]
    rows += [("VOTES",), ("voter_id", "vote"), *enumerate(votes, start=1)]
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()


def _meta(contest: PublicContest, voters: int) -> list[tuple[str, object]]:
    return [
        ("description", contest.title),
        ("country", "Denmark"),
        ("unit", contest.owner),
        ("instance", contest.closed_on[:4]),
        ("num_projects", len(contest.rules.options)),
        ("num_votes", voters),
        ("budget", contest.rules.budget),
        ("currency", "DKK"),
        ("vote_type", "approval"),
        ("rule", RULES[contest.rules.completion]),
        ("date_begin", contest.opened_on),
        ("date_end", contest.closed_on),
    ]
