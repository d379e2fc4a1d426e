"""A vote of the day is planned, and called off. It is opened by ``opening_votes`` and closed by ``closing_votes``."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from youthvoice.assembly.commands.calling_off import CAN_STOP, call_off
from youthvoice.assembly.commands.minuting import VoteAudit, changed
from youthvoice.assembly.commands.repeating import repeated
from youthvoice.assembly.day_targets import alarm_of
from youthvoice.assembly.models import Amendment, AssemblyYear, DayItem, DayVote, DayVoteOption, Motion
from youthvoice.assembly.queries.console import open_amendments
from youthvoice.assembly.queries.day import get_item
from youthvoice.assembly.queries.votes import hold_vote
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.day import QUESTION_MAX, Verdict, VoteState
from youthvoice.assembly.rules.motions import AmendmentState, MotionState
from youthvoice.assembly.rules.voting import MANY_SEATS, QUESTION_MIN, method_of, paper_problem
from youthvoice.assembly.rules.years import DayTie, Majority, YearState
from youthvoice.core import audit
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.textcheck import find_cpr
from youthvoice.elections.rules.polls import Way
from youthvoice.voting.labels import CONTEST_PROBLEM_TEXTS, PROBLEM_FIELDS

OPTION_MAX = 160


@dataclass(frozen=True, kw_only=True)
class VoteFacts:
    """What is voted on, how, and by which rules. Money is in whole kroner; a motion and an amendment get yes or no."""

    item_id: int
    question: str
    way: Way
    is_named: bool
    majority: Majority
    tie_rule: DayTie
    quorum_percent: int
    amendment_id: int | None = None
    is_on_motion: bool = False
    options: Sequence[tuple[str, int | None]] = ()
    """(title, what it costs) of each."""
    seats: int = 1
    max_choices: int | None = None
    budget: int | None = None


def plan_vote(session: Session, year_id: int, facts: VoteFacts, form_key: str, *, actor_id: int) -> DayVote:
    """Plan a vote on an item; sent twice, it is planned once.

    Raises RuleBroken (question, options, seats, max_choices, budget, quorum_percent), NotFound, Conflict.
    """
    year = _hold(session, year_id)
    found = session.scalar(select(DayVote).where(DayVote.form_key == form_key))
    if found is not None:
        return found
    item = get_item(session, year_id, facts.item_id)
    _check(facts)
    vote = _new(session, year, item, facts, form_key, actor_id)
    alarm_of(session, vote)
    _done(session, year, "day.plan_vote", vote, actor_id)
    return vote


def plan_votes_of_motion(session: Session, year_id: int, item_id: int, *, actor_id: int) -> int:
    """Plan what a motion's item needs by the year's rules: each open amendment, then the motion. How many are new.

    What is planned, open or decided already is left alone, so that twice is once. Raises NotFound, Conflict for no motion.
    """
    year = _hold(session, year_id)
    item = get_item(session, year_id, item_id)
    if item.motion_id is None:
        raise Conflict(gettext("Punktet har ikke noget forslag."))
    motion = session.get_one(Motion, item.motion_id, populate_existing=True)
    votes = _votes_on(session, item.motion_id)
    standing = {vote.amendment_id for vote in votes if vote.verdict is not Verdict.no_quorum}
    fell = {vote.amendment_id: vote for vote in votes if vote.verdict is Verdict.no_quorum}
    subjects = [*open_amendments(session, item.motion_id), None] if motion.state is MotionState.ready else []
    planned = [
        _again_or_new(session, year, item, _facts_of(year, item, motion, amendment), fell, actor_id)
        for amendment in subjects
        if (amendment.id if amendment else None) not in standing
    ]
    for vote in planned:
        audit.record(session, actor_id, "day.plan_vote", ("assembly_year", year.id), VoteAudit(vote.id))
    if planned:
        changed(session, year)
    return len(planned)


def cancel_vote(session: Session, year_id: int, vote_id: int, *, actor_id: int) -> bool:
    """Call off a vote that is planned or open; ballots are thrown away uncounted. False where it is called off already.

    Raises NotFound, Conflict where it is closed.
    """
    year = hold_year(session, year_id)
    vote = hold_vote(session, year_id, vote_id)
    if vote.state is VoteState.cancelled:
        return False
    if vote.state not in CAN_STOP:
        raise Conflict(gettext("Afstemningen er lukket. Den kan ikke aflyses."))
    call_off(session, year, vote, gettext("Dirigenten stoppede afstemningen."), by_id=actor_id)
    _done(session, year, "day.cancel_vote", vote, actor_id)
    return True


def yes_no_options() -> list[tuple[str, int | None]]:
    """The three answers, in the order of voting's rules."""
    return [(gettext("For"), None), (gettext("Imod"), None), (gettext("Hverken for eller imod"), None)]


def _hold(session: Session, year_id: int) -> AssemblyYear:
    year = hold_year(session, year_id)
    if year.state is YearState.over:
        raise Conflict(gettext("Dagen er slut. Der kan ikke stemmes mere."))
    return year


def _again_or_new(
    session: Session,
    year: AssemblyYear,
    item: DayItem,
    facts: VoteFacts,
    fell: Mapping[int | None, DayVote],
    actor_id: int,
) -> DayVote:
    """Too few took part in one: the next follows it."""
    before = fell.get(facts.amendment_id)
    if before is not None:
        return repeated(session, before, actor_id)
    return _new(session, year, item, facts, secrets.token_hex(16), actor_id)


def _new(
    session: Session, year: AssemblyYear, item: DayItem, facts: VoteFacts, form_key: str, actor_id: int
) -> DayVote:
    is_subject = facts.is_on_motion or facts.amendment_id is not None
    way = Way.yes_no if is_subject else facts.way
    vote = DayVote(
        form_key=form_key,
        year_id=year.id,
        item_id=item.id,
        motion_id=_motion_of(session, item, facts),
        amendment_id=_amendment_of(session, item, facts),
        question=facts.question,
        way=way,
        seats=facts.seats if way in MANY_SEATS else 1,
        max_choices=facts.max_choices if way is Way.several else None,
        budget=facts.budget * 100 if way is Way.money and facts.budget else None,
        is_named=facts.is_named,
        majority=facts.majority,
        tie_rule=facts.tie_rule,
        quorum_percent=facts.quorum_percent,
        written_by_id=actor_id,
    )
    lines = yes_no_options() if way is Way.yes_no else facts.options
    vote.options = [
        DayVoteOption(number=number, title=title, cost=cost * 100 if way is Way.money and cost else None)
        for number, (title, cost) in enumerate(lines, start=1)
    ]
    session.add(vote)
    session.flush()
    return vote


def _motion_of(session: Session, item: DayItem, facts: VoteFacts) -> int | None:
    if not facts.is_on_motion:
        return None
    if item.motion_id is None:
        raise Conflict(gettext("Punktet har ikke noget forslag."))
    if session.get_one(Motion, item.motion_id, populate_existing=True).state is not MotionState.ready:
        raise Conflict(gettext("Forslaget er afgjort, eller det er ikke klar."))
    return item.motion_id


def _amendment_of(session: Session, item: DayItem, facts: VoteFacts) -> int | None:
    if facts.amendment_id is None:
        return None
    found = session.get(Amendment, facts.amendment_id, populate_existing=True)
    if found is None or item.motion_id is None or found.motion_id != item.motion_id:
        raise NotFound
    if found.state is not AmendmentState.open:
        raise Conflict(gettext("Ændringen er allerede afgjort."))
    return found.id


def _facts_of(year: AssemblyYear, item: DayItem, motion: Motion, amendment: Amendment | None) -> VoteFacts:
    values = {"number": motion.number, "title": motion.title}
    question = gettext("Skal forslag %(number)s vedtages? %(title)s", **values)
    if amendment is not None:
        question = gettext("Ændring %(change)s til forslag %(number)s: %(title)s", change=amendment.number, **values)
    return VoteFacts(
        item_id=item.id,
        question=question[:QUESTION_MAX],
        way=Way.yes_no,
        is_named=year.is_named,
        majority=year.majority,
        tie_rule=year.tie_rule,
        quorum_percent=year.quorum_percent,
        amendment_id=amendment.id if amendment else None,
        is_on_motion=amendment is None,
    )


def _votes_on(session: Session, motion_id: int) -> Sequence[DayVote]:
    """All on a motion (``amendment_id`` is None) and on whether its amendments are adopted, that were not called off, in their order."""
    amendments = select(Amendment.id).where(Amendment.motion_id == motion_id)
    about = (DayVote.motion_id == motion_id) | DayVote.amendment_id.in_(amendments)
    query = select(DayVote).where(about, DayVote.way == Way.yes_no, DayVote.cancelled_at.is_(None))
    return session.scalars(query.options(selectinload(DayVote.options)).order_by(DayVote.id)).all()


def _check(facts: VoteFacts) -> None:
    problems: dict[str, list[object]] = {}
    if len(facts.question.strip()) < QUESTION_MIN or len(facts.question) > QUESTION_MAX:
        words = gettext("Skriv fra %(low)d til %(high)d tegn.", low=QUESTION_MIN, high=QUESTION_MAX)
        problems["question"] = [words]
    if find_cpr("\n".join([facts.question, *(title for title, _cost in facts.options)])):
        problems["question"] = [gettext("Der står et CPR-nummer. Slet det. Alle kan læse spørgsmålet.")]
    if not 0 <= facts.quorum_percent <= 100:
        problems["quorum_percent"] = [gettext("Skriv et tal fra %(low)d til %(high)d.", low=0, high=100)]
    is_subject = facts.is_on_motion or facts.amendment_id is not None
    if not is_subject and facts.way is not Way.yes_no:
        problems |= _paper_problems(facts)
    if problems:
        raise RuleBroken(problems)


def _paper_problems(facts: VoteFacts) -> dict[str, list[object]]:
    titles = [title for title, _cost in facts.options]
    if any(len(title) > OPTION_MAX for title in titles):
        return {"options": [gettext("Skriv højst %(most)d tegn på hver linje.", most=OPTION_MAX)]}
    seats = facts.seats if facts.way in MANY_SEATS else 1
    problem = paper_problem(
        method_of(facts.way, seats, facts.max_choices if facts.way is Way.several else None),
        titles,
        [cost for _title, cost in facts.options],
        seats=seats,
        max_choices=facts.max_choices,
        budget=facts.budget or 0,
    )
    return {} if problem is None else {PROBLEM_FIELDS[problem]: [CONTEST_PROBLEM_TEXTS[problem]]}


def _done(session: Session, year: AssemblyYear, action: str, vote: DayVote, actor_id: int) -> None:
    audit.record(session, actor_id, action, ("assembly_year", year.id), VoteAudit(vote.id))
    changed(session, year)
