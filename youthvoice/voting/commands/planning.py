"""A contest is planned, changed while nobody votes yet, and cancelled for a reason."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.events import publish
from youthvoice.voting.commands.storage import drop_room, hold_box, is_postgres
from youthvoice.voting.events import ContestCancelled, ContestPlanned
from youthvoice.voting.labels import CONTEST_PROBLEM_TEXTS, PROBLEM_FIELDS
from youthvoice.voting.models import Contest, ContestKey, ContestOption
from youthvoice.voting.queries.contests import find_by_form_key, hold_contest
from youthvoice.voting.rules.contest import ContestProblem, Paper, State, allowed, check_paper, check_times
from youthvoice.voting.rules.methods import Completion, Method, TieRule

KEY_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class OptionFacts:
    """One line of the paper. ``cost`` is øre, whole kroner."""

    title: str
    public_title: str | None = None
    text: str = ""
    cost: int | None = None
    group: str = ""
    url: str = ""
    picture_url: str = ""


@dataclass(frozen=True, kw_only=True)
class ContestFacts:
    """What is decided, how, when, and who answers for it. ``budget`` is øre, whole kroner."""

    owner_kind: str
    owner_title: str
    owner_url: str = ""
    title: str
    question: str = ""
    method: Method
    options: Sequence[OptionFacts]
    opens_at: datetime
    closes_at: datetime
    seats: int = 1
    max_choices: int | None = None
    budget: int | None = None
    tie_rule: TieRule = TieRule.run_off
    completion: Completion = Completion.none
    needs_spread: bool = False
    quorum_percent: int = 0
    allows_blank: bool = True
    fills_uncontested: bool = True
    takes_strangers: bool = False
    notice_days: int = 0
    is_public: bool = True
    announced_at: datetime | None = field(default=None)
    """When people were first told; now, if None. Notice is counted from it."""


OWN = (
    "owner_kind", "owner_title", "owner_url", "title", "question", "method", "opens_at", "closes_at", "seats",
    "max_choices", "budget", "tie_rule", "completion", "needs_spread", "quorum_percent", "allows_blank",
    "fills_uncontested", "takes_strangers", "notice_days", "is_public",
)  # fmt: skip


@dataclass(frozen=True)
class ContestAudit:
    """Audit: which way it is counted."""

    method: str


def plan_contest(session: Session, facts: ContestFacts, form_key: str, *, actor_id: int | None) -> Contest:
    """Plan a contest; sent twice, it is planned once. Raises RuleBroken (fields of labels.PROBLEM_FIELDS)."""
    there = find_by_form_key(session, form_key)
    if there is not None:
        return there
    _check(facts)
    values = {name: getattr(facts, name) for name in OWN}
    contest = Contest(
        form_key=form_key, key=secrets.token_hex(KEY_BYTES), created_at=now(), created_by_id=actor_id, **values
    )
    contest.options = _options(facts.options)
    try:
        with session.begin_nested():
            session.add(contest)
    except IntegrityError as error:
        there = find_by_form_key(session, form_key)
        if violated_constraint(error, Base.metadata) == "uq_contests_form_key" and there is not None:
            return there
        raise
    _record(session, actor_id, "contest.plan", contest)
    publish(session, ContestPlanned(contest.id))
    return contest


def change_contest(session: Session, contest: Contest, facts: ContestFacts, *, actor_id: int | None) -> None:
    """Word it anew while nobody votes yet. Raises Conflict later, RuleBroken as ``plan_contest`` does."""
    contest = hold_contest(session, contest.id)
    if contest.state is not State.planned:
        raise Conflict
    _check(facts, contest.created_at)
    for name in OWN:
        setattr(contest, name, getattr(facts, name))
    set_options(session, contest, facts.options)
    _record(session, actor_id, "contest.change", contest)


def set_options(session: Session, contest: Contest, options: Sequence[OptionFacts]) -> None:
    """Put other lines on the paper of a planned contest, in that order. Raises Conflict where people vote already."""
    if contest.state is not State.planned:
        raise Conflict
    contest.options.clear()
    session.flush()
    contest.options.extend(_options(options))
    contest.version += 1
    session.flush()


def cancel_contest(session: Session, contest: Contest, reason: str, *, actor_id: int | None) -> None:
    """Stop a contest that is not sealed. Ballots in the box are thrown away uncounted. Twice is once.

    Raises Conflict where it was sealed already, RuleBroken (reason) without a reason.
    """
    contest = hold_contest(session, contest.id)
    if contest.state is State.cancelled:
        return
    if not allowed(contest.state, State.cancelled):
        raise Conflict
    if len(reason.strip()) < 3:
        raise RuleBroken({"reason": [CONTEST_PROBLEM_TEXTS[ContestProblem.reason_needed]]})
    if contest.state is State.open:
        hold_box(session)
        drop_room(session, contest.id)
        contest.scrubbed_at = now() if is_postgres(session) else None
        forget_key(session, contest.id)
    contest.cancelled_at, contest.cancel_reason = now(), reason.strip()
    contest.version += 1
    _record(session, actor_id, "contest.cancel", contest)
    publish(session, ContestCancelled(contest.id))


def forget_key(session: Session, contest_id: int) -> None:
    """Take away the key that signs papers: from now on nobody can make one, whoever has the database."""
    key = session.get(ContestKey, contest_id)
    if key is not None:
        session.delete(key)
    session.flush()


def paper_of_facts(facts: ContestFacts) -> Paper:
    """The ballot paper that those facts describe."""
    return Paper(
        method=facts.method,
        options=tuple(range(1, len(facts.options) + 1)),
        seats=facts.seats,
        max_choices=facts.max_choices,
        allows_blank=facts.allows_blank,
        budget=(facts.budget or 0) // 100,
        costs=tuple(None if option.cost is None else option.cost // 100 for option in facts.options),
    )


def _check(facts: ContestFacts, planned_at: datetime | None = None) -> None:
    announced = facts.announced_at or planned_at or now()
    problem = check_times(facts.opens_at, facts.closes_at, announced, facts.notice_days)
    if problem is None and facts.options:
        problem = check_paper(paper_of_facts(facts), [option.title for option in facts.options])
    if problem is not None:
        raise RuleBroken({PROBLEM_FIELDS[problem]: [CONTEST_PROBLEM_TEXTS[problem]]})


def _options(options: Sequence[OptionFacts]) -> list[ContestOption]:
    return [
        ContestOption(
            number=number,
            title=option.title,
            public_title=option.public_title,
            text=option.text,
            cost=option.cost,
            group=option.group,
            url=option.url,
            picture_url=option.picture_url,
        )
        for number, option in enumerate(options, start=1)
    ]


def _record(session: Session, actor_id: int | None, action: str, contest: Contest) -> None:
    audit.record(session, actor_id, action, ("contest", contest.id), ContestAudit(contest.method.value))
