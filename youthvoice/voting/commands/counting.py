"""The lot is drawn, the ballots are counted, and what follows is told."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.voting.events import ContestCounted
from youthvoice.voting.labels import CONTEST_PROBLEM_TEXTS, PROBLEM_FIELDS
from youthvoice.voting.models import Contest, HandCount, SealedBox
from youthvoice.voting.owners import owner_of
from youthvoice.voting.queries.contests import hold_contest
from youthvoice.voting.rules.ballots import Ballot, read_ballot
from youthvoice.voting.rules.contest import FEWEST_WITNESSES, SEED_MAX, SEED_MIN, ContestProblem, State, count_witnesses
from youthvoice.voting.rules.methods import TieRule
from youthvoice.voting.tallies import TallyRules, count


@dataclass(frozen=True)
class CountAudit:
    """Audit: how many ballots were counted, hands too."""

    ballots: int


@dataclass(frozen=True)
class LotAudit:
    """Audit: what was drawn."""

    seed: str


def draw_lot(session: Session, contest: Contest, seed: str, witnesses: str, *, actor_id: int) -> None:
    """Write down what witnesses drew after the closing, before anybody knows the count. It is drawn once.

    Raises Conflict before the closing, after the count, or where another lot was drawn; RuleBroken (seed, witnesses: at least
    two).
    """
    contest = hold_contest(session, contest.id)
    seed, witnesses = "".join(seed.split()).upper(), witnesses.strip()
    if contest.lot_seed is not None and contest.lot_seed == seed:
        return
    if contest.state is not State.sealed or contest.lot_seed is not None:
        raise Conflict
    problems: dict[str, list[object]] = {}
    if not (SEED_MIN <= len(seed) <= SEED_MAX and seed.isascii() and seed.isalnum()):
        problems |= _problem(ContestProblem.seed_wrong)
    if count_witnesses(witnesses) < FEWEST_WITNESSES:
        problems |= _problem(ContestProblem.witnesses_needed)
    if problems:
        raise RuleBroken(problems)
    contest.lot_seed, contest.lot_witnesses, contest.lot_drawn_at = seed, witnesses[:200], now()
    contest.version += 1
    session.flush()
    audit.record(session, actor_id, "contest.draw_lot", ("contest", contest.id), LotAudit(seed))


def needs_lot(contest: Contest) -> bool:
    """Tell whether witnesses must draw a lot before it can be counted."""
    return contest.state is State.sealed and contest.tie_rule is TieRule.lot and contest.lot_seed is None


def count_contest(session: Session, contest: Contest, *, actor_id: int | None) -> None:
    """Count a sealed contest; twice is once. Raises Conflict before it is sealed, or while the lot is not drawn."""
    contest = hold_contest(session, contest.id)
    if contest.state is State.counted:
        return
    if contest.state is not State.sealed or needs_lot(contest):
        raise Conflict
    finish(session, contest, actor_id=actor_id)


def finish(session: Session, contest: Contest, *, actor_id: int | None) -> None:
    """Count what there is (nothing, where seats are not contested), store it, and tell it."""
    ballots = all_ballots(session, contest.id)
    outcome = count(tally_rules(contest), ballots, contest.lot_seed)
    contest.outcome, contest.counted_at = outcome.to_json(), now()
    contest.version += 1
    session.flush()
    audit.record(session, actor_id, "contest.count", ("contest", contest.id), CountAudit(outcome.valid + outcome.blank))
    owner_of(contest).counted(session, contest)
    publish(session, ContestCounted(contest.id))


def tally_rules(contest: Contest) -> TallyRules:
    """What the count goes by."""
    return TallyRules(
        method=contest.method,
        options=tuple(option.number for option in contest.options),
        seats=contest.seats,
        max_choices=contest.max_choices,
        tie_rule=contest.tie_rule,
        costs={option.number: option.cost // 100 for option in contest.options if option.cost is not None},
        budget=(contest.budget or 0) // 100,
        completion=contest.completion,
        groups={option.number: option.group for option in contest.options if option.group},
        spread=contest.needs_spread,
    )


def all_ballots(session: Session, contest_id: int) -> dict[Ballot, int]:
    """Every ballot of a sealed contest, grouped, with the hands that were counted in classes."""
    sealed = session.get(SealedBox, contest_id)
    ballots: dict[Ballot, int] = {read_ballot(text): number for text, number in (sealed.ballots if sealed else ())}
    for counted in session.scalars(select(HandCount).where(HandCount.contest_id == contest_id)):
        for ballot, number in ballots_of_hands(counted.children, counted.hands).items():
            ballots[ballot] = ballots.get(ballot, 0) + number
    return ballots


def ballots_of_hands(children: int, hands: dict[str, int]) -> dict[Ballot, int]:
    """Raised hands as ballots: one for each hand, and a blank one for each child that raised none."""
    ballots: dict[Ballot, int] = {(int(number),): count for number, count in hands.items() if count}
    blank = children - sum(hands.values())
    return ballots | ({(): blank} if blank else {})


def _problem(problem: ContestProblem) -> dict[str, list[object]]:
    return {PROBLEM_FIELDS[problem]: [CONTEST_PROBLEM_TEXTS[problem]]}
