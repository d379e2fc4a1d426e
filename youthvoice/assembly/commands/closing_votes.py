"""A vote of the day is closed and counted: by name here, a secret one by the room of voting. Then it has its verdict."""

from collections import Counter

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.amendments import adopt_amendment, reject_amendment
from youthvoice.assembly.commands.minuting import VoteAudit, changed, note
from youthvoice.assembly.commands.wordings import wording_voted
from youthvoice.assembly.events import VoteCounted
from youthvoice.assembly.models import Amendment, AssemblyYear, DayVote, NamedBallot
from youthvoice.assembly.queries.votes import find_by_contest, hold_vote
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.day import Verdict, VoteState, has_quorum
from youthvoice.assembly.rules.motions import AmendmentState
from youthvoice.assembly.rules.verdicts import Tally, VoteRule, tells_of_few, verdict_of
from youthvoice.assembly.rules.voting import method_of, tally_tie_rule
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.elections.rules.polls import Way
from youthvoice.voting.commands.counting import count_contest, draw_lot, needs_lot
from youthvoice.voting.commands.hurrying import close_now
from youthvoice.voting.labels import CONTEST_PROBLEM_TEXTS
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.rules.ballots import Ballot, read_ballot
from youthvoice.voting.rules.contest import FEWEST_WITNESSES, SEED_MAX, SEED_MIN, ContestProblem, State, count_witnesses
from youthvoice.voting.rules.methods import NO, YES, TieRule
from youthvoice.voting.tallies import Outcome, SeedNeeded, TallyRules, by_lot, count


def close_vote(session: Session, year_id: int, vote_id: int, *, actor_id: int) -> bool:
    """Let nobody vote any more, and count it unless a lot must be drawn; False where it was closed already.

    Ballots by name that are being cast at this moment are waited for, and counted. Secret equal shares are counted after it
    (``count_vote``, or the worker within a minute): it can take seconds, in which nobody in the municipality could vote.

    Raises NotFound, Conflict.
    """
    year = hold_year(session, year_id)
    vote = hold_vote(session, year_id, vote_id)
    if vote.closed_at is not None:
        return False
    if vote.state is not VoteState.open:
        raise Conflict(gettext("Afstemningen er ikke åben."))
    vote.closed_at = now()
    session.flush()
    audit.record(session, actor_id, "day.close_vote", ("assembly_year", year.id), VoteAudit(vote.id))
    if vote.contest_id is None:
        _count_named(session, year, vote, actor_id)
    else:
        contest = get_contest(session, vote.contest_id)
        close_now(session, contest, actor_id=actor_id)
    changed(session, year)
    return True


def count_vote(session: Session, year_id: int, vote_id: int, *, actor_id: int) -> bool:
    """Count a secret vote that was closed and not counted with it; False where it is counted already.

    Raises NotFound, Conflict where it is not closed, or a lot must be drawn.
    """
    year = hold_year(session, year_id)
    vote = hold_vote(session, year_id, vote_id)
    if vote.state is VoteState.counted:
        return False
    contest = get_contest(session, vote.contest_id) if vote.contest_id is not None else None
    if contest is None or contest.state is not State.sealed or needs_lot(contest):
        raise Conflict(gettext("Den kan ikke tælles nu."))
    audit.record(session, actor_id, "day.count_vote", ("assembly_year", year.id), VoteAudit(vote.id))
    count_contest(session, contest, actor_id=actor_id)
    return True


def draw(session: Session, year_id: int, vote_id: int, seed: str, witnesses: str, *, actor_id: int) -> bool:
    """Write down what witnesses drew, and count; False where it is counted already.

    Raises NotFound, Conflict where no lot is wanted, RuleBroken (seed, witnesses).
    """
    year = hold_year(session, year_id)
    vote = hold_vote(session, year_id, vote_id)
    if vote.state is VoteState.counted:
        return False
    if vote.state is not VoteState.closed:
        raise Conflict(gettext("Der skal ikke trækkes lod lige nu."))
    seed, witnesses = "".join(seed.split()).upper(), witnesses.strip()[:200]
    _check_lot(seed, witnesses)
    vote.lot_seed, vote.lot_witnesses = seed, witnesses
    session.flush()
    audit.record(session, actor_id, "day.draw_lot", ("assembly_year", year.id), VoteAudit(vote.id))
    contest = get_contest(session, vote.contest_id) if vote.contest_id is not None else None
    if contest is not None and contest.state is State.sealed:
        draw_lot(session, contest, seed, witnesses, actor_id=actor_id)
        count_contest(session, contest, actor_id=actor_id)
    elif contest is not None:
        _settle(session, year, vote, actor_id)
    else:
        _count_named(session, year, vote, actor_id)
    changed(session, year)
    return True


def contest_counted(session: Session, contest: Contest) -> None:
    """The room of voting has counted a secret vote: its outcome is the day's. Also where the worker closed it."""
    found = find_by_contest(session, contest.id)
    if found is None or found.counted_at is not None:
        return
    year = hold_year(session, found.year_id)
    vote = hold_vote(session, found.year_id, found.id)
    vote.closed_at = vote.closed_at or contest.sealed_at or now()
    vote.outcome, vote.taken_part = contest.outcome, contest.taken_part
    contest.is_public = contest.is_public and not tells_of_few(vote.is_named, vote.taken_part)
    _settle(session, year, vote, None)
    changed(session, year)


def _count_named(session: Session, year: AssemblyYear, vote: DayVote, actor_id: int) -> None:
    cast = NamedBallot.vote_id == vote.id, NamedBallot.ballot.is_not(None)
    rows = session.execute(select(NamedBallot.ballot, func.count()).where(*cast).group_by(NamedBallot.ballot)).all()
    ballots: Counter[Ballot] = Counter()
    for text, number in rows:
        ballots[read_ballot(text or "")] += number
    vote.taken_part = sum(ballots.values())
    try:
        outcome = count(tally_rules(vote), ballots, vote.lot_seed)
    except SeedNeeded:
        if has_quorum(vote.taken_part, vote.delegates, vote.quorum_percent):
            return
        # It is not valid anyhow: nobody has to draw for it.
        outcome = count(tally_rules(vote, TieRule.run_off), ballots)
    vote.outcome = outcome.to_json()
    _settle(session, year, vote, actor_id)


def tally_rules(vote: DayVote, tie_rule: TieRule | None = None) -> TallyRules:
    """What the count goes by; the options must be loaded."""
    return TallyRules(
        method=method_of(vote.way, vote.seats, vote.max_choices),
        options=tuple(option.number for option in vote.options),
        seats=vote.seats,
        max_choices=vote.max_choices,
        tie_rule=tie_rule or tally_tie_rule(vote.way, vote.tie_rule),
        costs={option.number: option.cost // 100 for option in vote.options if option.cost is not None},
        budget=(vote.budget or 0) // 100,
    )


def _settle(session: Session, year: AssemblyYear, vote: DayVote, actor_id: int | None) -> None:
    """Give it its verdict, unless a lot is still to be drawn, and let follow what follows. Publishes VoteCounted."""
    outcome = Outcome.from_json(vote.outcome or {})
    rule = VoteRule(vote.majority, vote.tie_rule, vote.quorum_percent)
    drawn = by_lot(vote.lot_seed, (YES, NO))[0] == YES if vote.lot_seed else None
    verdict = verdict_of(rule, tally_of(vote, outcome), lot_says_yes=drawn)
    session.flush()
    if verdict is None:
        return
    vote.verdict, vote.counted_at = verdict, now()
    session.flush()
    told = {"vote_id": vote.id, "verdict": verdict.value, "taken_part": vote.taken_part, "delegates": vote.delegates}
    note(session, year, "vote_counted", vote.question, item_id=vote.item_id, by_id=actor_id, data=told)
    if vote.way is Way.one and vote.amendment_id is not None:
        wording_voted(session, year, vote, list(outcome.elected) if verdict is Verdict.chosen else [])
    else:
        _settle_amendment(session, vote)
    publish(session, VoteCounted(vote.id, year.id))


def tally_of(vote: DayVote, outcome: Outcome) -> Tally:
    """What the rules of procedure ask of a count."""
    totals = outcome.rounds[0].totals if outcome.rounds else {}
    is_question = vote.way is Way.yes_no
    return Tally(
        delegates=vote.delegates,
        taken_part=vote.taken_part,
        is_question=is_question,
        votes_for=int(totals.get(YES, 0)) if is_question else 0,
        against=int(totals.get(NO, 0)) if is_question else 0,
        is_tied=bool(outcome.tied) and not is_question,
    )


def _settle_amendment(session: Session, vote: DayVote) -> None:
    if vote.amendment_id is None or vote.verdict not in (Verdict.adopted, Verdict.rejected):
        return
    amendment = session.get_one(Amendment, vote.amendment_id, populate_existing=True)
    if amendment.state is not AmendmentState.open:
        return
    moment = vote.counted_at or now()
    if vote.verdict is Verdict.adopted:
        adopt_amendment(session, amendment, moment)
    else:
        reject_amendment(session, amendment, moment)


def _check_lot(seed: str, witnesses: str) -> None:
    problems: dict[str, list[object]] = {}
    if not (SEED_MIN <= len(seed) <= SEED_MAX and seed.isascii() and seed.isalnum()):
        problems["seed"] = [CONTEST_PROBLEM_TEXTS[ContestProblem.seed_wrong]]
    if count_witnesses(witnesses) < FEWEST_WITNESSES:
        problems["witnesses"] = [CONTEST_PROBLEM_TEXTS[ContestProblem.witnesses_needed]]
    if problems:
        raise RuleBroken(problems)
