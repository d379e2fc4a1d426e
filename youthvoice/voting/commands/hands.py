"""Hands raised in a class, counted and entered by an adult. They stand apart from the ballots, marked as what they are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import RuleBroken, violated_constraint
from youthvoice.voting.commands.casting import check_open, give_paper
from youthvoice.voting.labels import CONTEST_PROBLEM_TEXTS, PROBLEM_FIELDS
from youthvoice.voting.models import Contest, HandCount
from youthvoice.voting.queries.contests import hold_contest, on_roll
from youthvoice.voting.rules.contest import MOST_CHILDREN, ContestProblem, PaperKind, check_hands


@dataclass(frozen=True, kw_only=True)
class HandFacts:
    """How many hands each option got (its number -> hands) in a room of ``children``; who raised none voted blank.

    ``person_ids`` are those of the class with an account who were in the room: they can vote in no other way then. Those of
    them who have voted already are in the room, but are not counted again.
    """

    place: str
    children: int
    hands: Mapping[int, int]
    person_ids: Collection[int] = field(default=())


@dataclass(frozen=True)
class HandsAudit:
    """Audit: how many children an adult entered hands for; the hands stand with the result."""

    count_id: int
    children: int


def enter_hands(session: Session, contest: Contest, facts: HandFacts, form_key: str, *, actor_id: int) -> HandCount:
    """Enter a class's hands; sent twice, they are entered once. Whoever has voted already is not counted twice.

    Raises Closed, and RuleBroken (place, children, hands): for a class that was counted before, where more hands are entered
    than there are children who have not voted already, and where children stand on no roll who would have to.
    """
    contest = hold_contest(session, contest.id)
    check_open(contest)
    there = session.scalar(select(HandCount).where(HandCount.form_key == form_key))
    if there is not None:
        return there
    there_ids = on_roll(session, contest.id, facts.person_ids)
    given = sum(give_paper(session, contest.id, person_id, PaperKind.hands) for person_id in sorted(there_ids))
    children = facts.children - (len(there_ids) - given)
    strangers = children - given
    problem = _problem(contest, facts, children, strangers)
    if problem is not None:
        raise _broken(problem)
    count = _store(session, contest, facts, form_key, (children, strangers), actor_id)
    contest.roll_size += strangers
    contest.version += 1
    session.flush()
    data = HandsAudit(count.id, count.children)
    audit.record(session, actor_id, "contest.enter_hands", ("contest", contest.id), data)
    return count


def _problem(contest: Contest, facts: HandFacts, children: int, strangers: int) -> ContestProblem | None:
    """``children``: in the room, without those who have voted; ``strangers``: of them, those without an account."""
    if not 1 <= facts.children <= MOST_CHILDREN:
        return ContestProblem.children_wrong
    known = {option.number for option in contest.options}
    if any(number not in known or hands < 0 for number, hands in facts.hands.items()):
        return ContestProblem.more_hands_than_children
    if strangers < 0:
        return ContestProblem.more_accounts_than_children
    if strangers and not contest.takes_strangers:
        return ContestProblem.strangers_not_taken
    # What cannot be said of the room at all is told first: else one could ask by it, and leave no trace, who has voted.
    problem = check_hands(contest.method, facts.hands.values(), facts.children)
    if problem is None and children < 1:
        problem = ContestProblem.all_have_voted
    return problem or check_hands(contest.method, facts.hands.values(), children)


def _store(
    session: Session, contest: Contest, facts: HandFacts, form_key: str, counted: tuple[int, int], actor_id: int
) -> HandCount:
    children, strangers = counted
    count = HandCount(
        form_key=form_key,
        contest_id=contest.id,
        place=facts.place.strip(),
        children=children,
        without_account=strangers,
        hands={str(number): hands for number, hands in sorted(facts.hands.items())},
        entered_by_id=actor_id,
        created_at=now(),
    )
    try:
        with session.begin_nested():
            session.add(count)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) == "uq_hand_counts_contest_id_place":
            raise _broken(ContestProblem.place_taken) from error
        raise
    return count


def _broken(problem: ContestProblem) -> RuleBroken:
    return RuleBroken({PROBLEM_FIELDS[problem]: [CONTEST_PROBLEM_TEXTS[problem]]})
