"""Single transferable vote by the rules of Scottish local elections, and instant run-off.

Source: The Scottish Local Government Elections Order 2011, schedule 1, the rules on counting.
"""

from collections.abc import Mapping

from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import Method
from youthvoice.voting.tallies.lots import RunOffNeeded, Ties
from youthvoice.voting.tallies.papers import UNIT
from youthvoice.voting.tallies.ranking import Ranking
from youthvoice.voting.tallies.shapes import Outcome, TallyRules
from youthvoice.voting.tallies.spread import Guard
from youthvoice.voting.tallies.steps import About, Reason, StepKind, step


def count_ranked(rules: TallyRules, ballots: Mapping[Ballot, int], ties: Ties, guard: Guard) -> Outcome:
    """Fill the seats from ranked ballots, as the method says."""
    counted = Ranking(rules.options, ballots, guard, ties)
    quota = None
    tied: tuple[int, ...] = ()
    try:
        if rules.method is Method.instant_runoff:
            _run_off(counted)
        else:
            valid = sum(ballots.values())
            quota = valid // (guard.seats + 1) + 1
            ties.log.append(step(StepKind.quota, valid=valid, seats=guard.seats, quota=quota))
            _transfer_votes(counted, quota * UNIT)
    except RunOffNeeded as needed:
        tied = needed.tied
    counted.close()
    elected, rounds = tuple(counted.elected), tuple(counted.rounds)
    return Outcome(rules.method, elected, tied, guard.free(elected) if tied else 0, quota=quota, rounds=rounds)


def _transfer_votes(counted: Ranking, quota: int) -> None:
    """In units: whoever has the quota is elected; the largest surplus goes on; else the last is excluded."""
    waiting: set[int] = set()
    while True:
        _elect_by_quota(counted, quota)
        waiting.update(option for option in counted.now_elected if counted.totals[option] > quota)
        if counted.is_filled() or counted.elect_last():
            return
        if not waiting:
            counted.exclude(lambda tied: _is_harmless(counted, tied))
            continue
        option = _largest(counted, waiting)
        waiting.remove(option)
        counted.close()
        counted.transfer(option, counted.totals[option] - quota)


def _elect_by_quota(counted: Ranking, quota: int) -> None:
    """Those with the quota, most votes first. Where seats are spread each election can shut somebody else out."""
    while reached := [option for option in sorted(counted.able()) if counted.totals[option] >= quota]:
        most = max(counted.totals[option] for option in reached)
        tied = [option for option in reached if counted.totals[option] == most]
        must_choose = len(tied) > 1 and bool(counted.guard.groups)
        option = counted.settle(tied, About.seat) if must_choose else tied[0]
        counted.elect(option, Reason.quota)


def _largest(counted: Ranking, waiting: set[int]) -> int:
    most = max(counted.totals[option] for option in waiting)
    tied = sorted(option for option in waiting if counted.totals[option] == most)
    return tied[0] if len(tied) == 1 else counted.settle(tied, About.surplus)


def _is_harmless(counted: Ranking, tied: list[int]) -> bool:
    """Tell whether it is the same which of them goes first: none has a vote to send on, and all of them will go.

    More is not harmless: a later tie can be settled by the totals of the counts in between.
    """
    vacancies = counted.guard.seats - len(counted.elected)
    all_go = len(counted.standing) - len(tied) >= vacancies
    return all_go and counted.totals[tied[0]] == 0 and not counted.guard.groups


def _run_off(counted: Ranking) -> None:
    """Until one has more than half of the ballots that still name somebody, the last is excluded."""
    while counted.standing:
        active = sum(counted.totals[option] for option in counted.standing)
        needed = active // UNIT // 2 + 1
        counted.log.append(step(StepKind.majority, round=counted.number, active=active // UNIT, needed=needed))
        leader = max(counted.standing, key=lambda option: counted.totals[option])
        if counted.totals[leader] >= needed * UNIT:
            counted.elect(leader, Reason.majority)
        elif len(counted.standing) == 1:
            counted.elect(leader, Reason.last_seats)
        if counted.elected:
            return
        counted.exclude(lambda tied: _is_harmless(counted, tied))
