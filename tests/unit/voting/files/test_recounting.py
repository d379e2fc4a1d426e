"""The recount finds whatever was changed, and repeats every result."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from tests.unit.voting.files.making import contests, made, private_key, rewritten, rules_of, sealed, signed, tokens
from youthvoice.voting.crypto import blind
from youthvoice.voting.files.lines import read_file, write_file
from youthvoice.voting.files.recounting import FROM_TOTALS, Check, Recount, recount
from youthvoice.voting.files.shape import Hands, PublicContest, Token
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import RANKED, Method
from youthvoice.voting.tallies import by_lot

STV = rules_of(Method.stv, seats=2)
BALLOTS = {(1, 2): 5, (2, 1, 3): 3, (3,): 2, (4, 3): 2, (): 1}


def contest_of_rankings() -> PublicContest:
    return made(STV, BALLOTS)


def wrong(found: Recount) -> set[Check]:
    return {finding.check for finding in found.findings if finding.holds is False}


@settings(max_examples=150, deadline=None)
@given(contests())
def test_every_file_is_read_again_and_recounted_the_same(contest: PublicContest) -> None:
    raw = write_file(contest)
    assert read_file(raw) == contest
    found = recount(raw, sealed(raw))
    assert found.holds, found.findings
    assert found.outcome == contest.outcome


@settings(max_examples=60, deadline=None)
@given(contests())
def test_where_ballots_are_not_told_totals_still_say_who_won(contest: PublicContest) -> None:
    told = replace(contest, ballots=None, hands=Hands(contest.hands.places, None))
    found = recount(write_file(told))
    assert found.holds, found.findings
    if contest.rules.method in FROM_TOTALS:
        assert found.outcome == contest.outcome
    else:
        assert found.outcome is None
        assert any(finding.check is Check.outcome_same and finding.holds is None for finding in found.findings)


def test_an_untouched_file_holds() -> None:
    raw = write_file(contest_of_rankings())
    found = recount(raw, sealed(raw))
    assert found.holds
    assert {finding.check for finding in found.findings} == set(Check) - {Check.readable, Check.rounds_add_up}


def test_any_changed_letter_breaks_the_seal() -> None:
    raw = write_file(contest_of_rankings())
    changed = raw.replace(b"Hvem", b"Hvor", 1)
    assert wrong(recount(changed, sealed(raw))) == {Check.sealed}
    forged = sealed(changed, "the secret of somebody else, also long")
    assert wrong(recount(changed, replace(forged, public_key=sealed(raw).public_key))) == {Check.sealed}
    other_seed = raw.replace(b'"seed":"482193"', b'"seed":"000000"', 1)
    assert wrong(recount(other_seed, sealed(raw))) == {Check.sealed}


def forged_token(contest: PublicContest) -> bytes:
    return rewritten(contest, tokens=(signed(blind.generate_key()), *contest.tokens[1:]))


def moved_signature(contest: PublicContest) -> bytes:
    first, second, *rest = contest.tokens
    swapped = Token(first.token, first.prefix, second.signature)
    return rewritten(contest, tokens=(swapped, second, *rest))


def tied(contest: PublicContest) -> PublicContest:
    return made(replace(STV, seats=1), {(1,): 2, (2,): 2, (3,): 2})


CHANGES: list[tuple[str, Callable[[PublicContest], bytes], set[Check]]] = [
    (
        "a ballot changed",
        lambda c: rewritten(c, ballots=BALLOTS | {(1, 2): 4, (4,): 1}),
        {Check.totals_same, Check.outcome_same},
    ),
    (
        "a ballot added",
        lambda c: rewritten(c, ballots=BALLOTS | {(4,): 1}),
        {Check.tokens_are_ballots, Check.totals_same, Check.outcome_same},
    ),
    (
        "a ballot removed",
        lambda c: rewritten(c, ballots=BALLOTS | {(1, 2): 4}),
        {Check.tokens_are_ballots, Check.totals_same, Check.outcome_same},
    ),
    ("a ballot that was cast blank is told otherwise", lambda c: rewritten(c, ballots=_unblank()), {Check.totals_same, Check.outcome_same}),
    ("a preference changed", lambda c: rewritten(c, ballots=_other_preference()), {Check.outcome_same}),
    ("a token twice", lambda c: rewritten(c, tokens=(c.tokens[0], *c.tokens[:-1])), {Check.tokens_once}),
    ("a token missing", lambda c: rewritten(c, tokens=c.tokens[1:]), {Check.tokens_are_ballots}),
    ("a forged signature", forged_token, {Check.tokens_signed}),
    ("a signature of another paper", moved_signature, {Check.tokens_signed}),
    ("another key", lambda c: rewritten(c, public_key=b"no key at all"), {Check.tokens_signed}),
    ("more papers than were given", lambda c: rewritten(c, counts=replace(c.counts, issued=3)), {Check.not_more_than_issued}),
    ("more papers than voters", lambda c: rewritten(c, counts=replace(c.counts, roll=14)), {Check.issued_on_roll}),
    ("other totals", lambda c: rewritten(c, totals={**c.totals, 1: 9}), {Check.totals_same}),
    ("another winner", lambda c: rewritten(c, outcome=replace(c.outcome, elected=(4, 3))), {Check.outcome_same}),
    ("another log", lambda c: rewritten(c, outcome=replace(c.outcome, log=c.outcome.log[:-1])), {Check.outcome_same}),
    ("another seed", lambda c: _other_lot(tied(c)), {Check.outcome_same}),
    ("no seed where one is needed", lambda c: rewritten(tied(c), seed=None), {Check.outcome_same}),
    ("other rules", lambda c: rewritten(c, rules=replace(STV, seats=1)), {Check.outcome_same}),
    ("a choice that is not on the paper", lambda c: rewritten(c, ballots=_stranger()), {Check.totals_same, Check.ballots_fit}),
]  # fmt: skip


def _unblank() -> dict[Ballot, int]:
    return {ballot: times for ballot, times in BALLOTS.items() if ballot} | {(4, 3): 3}


def _other_preference() -> dict[Ballot, int]:
    return {(4, 2) if ballot == (4, 3) else ballot: times for ballot, times in BALLOTS.items()}


def _other_lot(contest: PublicContest) -> bytes:
    """A seed by which another one would be first."""
    first = by_lot(str(contest.seed), (1, 2, 3))[0]
    seeds = (f"11111{number}" for number in range(100))
    return rewritten(contest, seed=next(seed for seed in seeds if by_lot(seed, (1, 2, 3))[0] != first))


def _stranger() -> dict[Ballot, int]:
    return {(9,) if ballot == (3,) else ballot: times for ballot, times in BALLOTS.items()}


@pytest.mark.parametrize(("_name", "change", "found"), CHANGES, ids=[name for name, *_ in CHANGES])
def test_what_was_changed_is_found_even_under_a_new_seal(
    _name: str, change: Callable[[PublicContest], bytes], found: set[Check]
) -> None:
    raw = change(contest_of_rankings())
    assert wrong(recount(raw, sealed(raw))) == found


def test_it_says_where_the_result_differs() -> None:
    contest = contest_of_rankings()
    rounds = list(contest.outcome.rounds)
    rounds[1] = replace(rounds[1], exhausted=rounds[1].exhausted + 1)
    raw = rewritten(contest, outcome=replace(contest.outcome, quota=3, rounds=tuple(rounds)))
    [finding] = [one for one in recount(raw).findings if one.check is Check.outcome_same]
    assert finding.differs == ("quota", "rounds 2")


@pytest.mark.parametrize("method", sorted(RANKED))
def test_where_rankings_are_not_told_no_vote_may_be_lost_between_rounds(method: Method) -> None:
    contest = made(rules_of(method), BALLOTS, listed=False)
    last = contest.outcome.rounds[-1]
    short = replace(last, exhausted=last.exhausted + 1)
    raw = rewritten(contest, outcome=replace(contest.outcome, rounds=(*contest.outcome.rounds[:-1], short)))
    assert wrong(recount(raw)) == {Check.rounds_add_up}


def test_hands_count_as_ballots_without_papers() -> None:
    hands = Hands((("7.B", 3),), {(1,): 2, (): 1})
    contest = made(rules_of(Method.plurality), {(1,): 2, (2,): 3}, hands=hands)
    raw = write_file(contest)
    assert recount(raw).holds
    more = Hands((("7.B", 3),), {(1,): 4})
    assert Check.tokens_are_ballots in wrong(recount(rewritten(contest, hands=more)))


def test_hands_that_stand_among_the_ballots_have_no_papers_either() -> None:
    contest = made(rules_of(Method.plurality), {(1,): 4, (2,): 3}, hands=Hands((("7.B", 3),), None))
    assert len(contest.tokens) == 4
    assert recount(write_file(contest)).holds
    assert Check.tokens_are_ballots in wrong(recount(rewritten(contest, tokens=tokens(7))))


def edited(change: Callable[[list[Any]], None]) -> bytes:
    lines = [json.loads(line) for line in write_file(contest_of_rankings()).decode().splitlines()]
    change(lines)
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


BROKEN: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no JSON": lambda: b"hello\n",
    "no end": lambda: write_file(contest_of_rankings())[:-1],
    "no UTF-8": lambda: b"\xff\xfe\n",
    "a list": lambda: b"[1]\n",
    "no header": lambda: edited(lambda lines: lines.pop(0)),
    "another version": lambda: edited(lambda lines: lines[0].update(version=2)),
    "another order": lambda: edited(lambda lines: lines.insert(1, lines.pop())),
    "ballots not sorted": lambda: edited(lambda lines: lines.insert(1, lines.pop(2))),
    "a ballot twice": lambda: edited(lambda lines: lines.insert(1, lines[1])),
    "less than no ballots": lambda: edited(lambda lines: lines[1].update(count=-1)),
    "half a ballot": lambda: edited(lambda lines: lines[1].update(count=0.5)),
    "a true ballot": lambda: edited(lambda lines: lines[1].update(count=True)),
    "no ballot": lambda: edited(lambda lines: lines[1].update(ballot="1,2")),
    "ballots in a file of totals": lambda: edited(lambda lines: lines[0].update(ballots="totals")),
    "no outcome": lambda: edited(lambda lines: lines.pop()),
    "another method": lambda: edited(lambda lines: lines[0]["rules"].update(method="drawing straws")),
    "a token of other letters": lambda: edited(lambda lines: lines[6].update(token="***")),
    "hands nobody raised": lambda: edited(lambda lines: lines[0]["counts"].update(hands=4)),
    "a fraction by nothing": lambda: edited(lambda lines: lines[-1]["outcome"]["rounds"][0].update(lost="1/0")),
    "nested beyond reading": lambda: b"[" * 100_000 + b"\n",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_is_no_such_file_is_said_to_be_none(broken: Callable[[], bytes]) -> None:
    found = recount(broken())
    assert wrong(found) == {Check.readable}
    assert found.contest is None


def test_the_lists_say_nothing_by_their_order() -> None:
    contest = contest_of_rankings()
    mixed = replace(
        contest, tokens=tuple(reversed(contest.tokens)), ballots=dict(reversed((contest.ballots or {}).items()))
    )
    assert write_file(mixed) == write_file(contest)
    assert private_key() not in write_file(contest)
