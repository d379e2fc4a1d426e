"""The recount: everything that a public file claims is looked at again. It needs the file alone."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from youthvoice.voting.crypto.papers import TOKEN_BYTES
from youthvoice.voting.files.lines import BadFile, read_file, write_text
from youthvoice.voting.files.seal_file import Seal
from youthvoice.voting.files.shape import PublicContest, totals_of
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import RANKED, Method
from youthvoice.voting.tallies import BadBallot, Outcome, SeedNeeded, StepKind, count

FROM_TOTALS = frozenset({Method.yes_no, Method.plurality, Method.block, Method.approval})
"""Totals alone say who wins."""


class Check(StrEnum):
    """What is looked at."""

    readable = "readable"
    sealed = "sealed"
    tokens_signed = "tokens_signed"
    tokens_once = "tokens_once"
    tokens_are_ballots = "tokens_are_ballots"
    ballots_fit = "ballots_fit"
    not_more_than_issued = "not_more_than_issued"
    issued_on_roll = "issued_on_roll"
    totals_same = "totals_same"
    rounds_add_up = "rounds_add_up"
    outcome_same = "outcome_same"


@dataclass(frozen=True)
class Finding:
    """What one look found. ``holds`` is None where it cannot be looked at: no seal was given, no ballots are published.

    ``facts`` are figures of the check; ``differs`` names the parts of the outcome that came out otherwise.
    """

    check: Check
    holds: bool | None
    facts: Mapping[str, int | str]
    differs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recount:
    """``contest`` is None where the file cannot be read; ``outcome`` where nothing could be counted."""

    contest: PublicContest | None
    outcome: Outcome | None
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Tell whether nothing was found to be wrong."""
        return all(finding.holds is not False for finding in self.findings)


def recount(raw: bytes, seal: Seal | None = None) -> Recount:
    """Check the file and count again. Never raises for what stands in it."""
    sealed = _found(Check.sealed, None) if seal is None else _seal(raw, seal)
    try:
        contest = read_file(raw)
    except BadFile as error:
        return Recount(None, None, (sealed, _found(Check.readable, holds=False, why=str(error))))
    outcome, counted = _count(contest)
    findings = (sealed, *_papers(contest), *_totals(contest), *counted)
    return Recount(contest, outcome, findings)


def _seal(raw: bytes, seal: Seal) -> Finding:
    return _found(Check.sealed, seal.holds(raw), public_key=write_text(seal.public_key))


def _found(check: Check, holds: bool | None, **facts: int | str) -> Finding:
    return Finding(check, holds, facts)


def _papers(contest: PublicContest) -> Iterator[Finding]:
    """Every paper is the contest's own and lies there once, and there are as many papers as ballots."""
    tokens, counts = contest.tokens, contest.counts
    forged = sum(
        not _is_signed(contest.public_key, *part) for part in ((t.token, t.prefix, t.signature) for t in tokens)
    )
    yield _found(Check.tokens_signed, forged == 0, tokens=len(tokens), forged=forged)
    twice = sum(times > 1 for times in Counter(one.token for one in tokens).values())
    yield _found(Check.tokens_once, twice == 0, twice=twice)
    yield _tokens_are_ballots(contest)
    cast = len(tokens) + contest.hands.children
    yield _found(Check.not_more_than_issued, cast <= counts.issued, cast=cast, issued=counts.issued)
    yield _found(Check.issued_on_roll, counts.issued <= counts.roll, issued=counts.issued, roll=counts.roll)


def _is_signed(public_key: bytes, token: bytes, prefix: bytes, signature: bytes) -> bool:
    from cryptography.exceptions import UnsupportedAlgorithm

    from youthvoice.voting.crypto.blind import verify

    try:
        return len(token) == TOKEN_BYTES and verify(public_key, prefix, token, signature)
    except (ValueError, UnsupportedAlgorithm):
        return False


def _tokens_are_ballots(contest: PublicContest) -> Finding:
    """Ballots that came by paper are as many as papers; hands have none. Where only totals are told, the sums must be."""
    listed = contest.all_ballots
    cast = contest.outcome.valid + contest.outcome.blank if listed is None else sum(listed.values())
    by_paper = cast - contest.hands.children
    hands = contest.hands.votes
    fits = by_paper == len(contest.tokens) == contest.counts.ballots
    fits = fits and (hands is None or sum(hands.values()) == contest.hands.children)
    return _found(Check.tokens_are_ballots, fits, tokens=len(contest.tokens), ballots=by_paper)


def _totals(contest: PublicContest) -> Iterator[Finding]:
    listed, outcome = contest.all_ballots, contest.outcome
    if listed is None:
        yield _found(Check.totals_same, _may_be(contest))
        return
    valid, blank = sum(times for ballot, times in listed.items() if ballot), listed.get((), 0)
    same = (valid, blank, blank) == (outcome.valid, outcome.blank, contest.counts.blank)
    fits = all(option in contest.rules.options for ballot in listed for option in ballot)
    yield _found(Check.totals_same, fits and same and dict(contest.totals) == totals_of(contest.rules, listed))


def _may_be(contest: PublicContest) -> bool:
    """Tell whether those totals can be, when the ballots themselves are not told."""
    rules, votes, valid = contest.rules, contest.totals, contest.outcome.valid
    if set(votes) != set(rules.options) or contest.counts.blank != contest.outcome.blank:
        return False
    one_each = rules.method in RANKED | {Method.yes_no, Method.plurality}
    return sum(votes.values()) == valid if one_each else all(number <= valid for number in votes.values())


def _count(contest: PublicContest) -> tuple[Outcome | None, list[Finding]]:
    """Count again, from the ballots or, where they are not told, from what the totals allow."""
    listed = contest.all_ballots
    if listed is None and contest.rules.method not in FROM_TOTALS:
        return None, [*_rounds(contest), _found(Check.outcome_same, None)]
    told: dict[Ballot, int] = {(option,): votes for option, votes in contest.totals.items() if votes}
    ballots = told if listed is None else listed
    try:
        outcome = count(contest.rules, ballots, contest.seed)
    except BadBallot as error:
        return None, [_found(Check.ballots_fit, holds=False, ballot=" ".join(map(str, error.ballot)))]
    except SeedNeeded:
        return None, [_found(Check.outcome_same, holds=False, why="seed")]
    if listed is None:
        outcome = _as_told(outcome, contest.outcome)
    differs = tuple(differences(contest.outcome, outcome))
    same = Finding(Check.outcome_same, not differs, {}, differs)
    return outcome, [_found(Check.ballots_fit, holds=True), same]


def _as_told(counted: Outcome, told: Outcome) -> Outcome:
    """Totals do not say how many ballots they come from: for that the file is believed, and compared with its papers."""
    log = tuple(
        replace(one, facts={"valid": told.valid, "blank": told.blank}) if one.kind is StepKind.counted else one
        for one in counted.log
    )
    return replace(counted, valid=told.valid, blank=told.blank, log=log)


def _rounds(contest: PublicContest) -> Iterator[Finding]:
    """Ranked ballots that are not told: no vote may come or go between the counts that are told."""
    outcome = contest.outcome
    if contest.rules.method in RANKED:
        sums = [sum(one.totals.values()) + one.exhausted + one.lost for one in outcome.rounds]
        yield _found(Check.rounds_add_up, all(found == outcome.valid for found in sums), rounds=len(sums))


def differences(told: Outcome, counted: Outcome) -> Iterator[str]:
    """The names of the parts that are not the same; of rounds and log, the first of each: ``rounds 3``."""
    one, other = told.to_json(), counted.to_json()
    for name in one:
        if one[name] == other[name]:
            continue
        if isinstance(one[name], list) and name in ("rounds", "log"):
            yield f"{name} {_first(one[name], other[name])}"
        else:
            yield name


def _first(told: list[object], counted: list[object]) -> int:
    pairs = zip(told, counted, strict=False)
    return next((n for n, (a, b) in enumerate(pairs, start=1) if a != b), min(len(told), len(counted)) + 1)
