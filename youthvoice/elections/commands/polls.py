"""A body puts a question to its people, and words it anew while nobody votes yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.councils.commands.touch import touch_body
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import PRIVATE_KINDS
from youthvoice.elections.models import Poll
from youthvoice.elections.poll_owner import KIND
from youthvoice.elections.poll_targets import tell_of_poll
from youthvoice.elections.queries.polls import find_poll
from youthvoice.elections.rules.polls import Voters, Way, method_of, tie_rule_of
from youthvoice.voting.commands.hurrying import open_now
from youthvoice.voting.commands.planning import ContestFacts, OptionFacts, change_contest, plan_contest
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import hold_contest
from youthvoice.voting.rules.methods import Completion, TieRule


@dataclass(frozen=True, kw_only=True)
class PollFacts:
    """What is asked, how it is answered, by whom and when. ``opens_at`` None: at once. Money is in whole kroner."""

    title: str
    question: str
    way: Way
    options: Sequence[tuple[str, int | None]]
    """(title, what it costs) of each."""
    seats: int
    max_choices: int | None
    budget: int | None
    spends_rest: bool
    voters: Voters
    is_public: bool
    opens_at: datetime | None
    closes_at: datetime
    tie_rule: TieRule
    quorum_percent: int
    allows_blank: bool
    takes_strangers: bool


def plan_poll(
    session: Session, secret_key: str, body: Body, facts: PollFacts, form_key: str, *, actor_id: int
) -> Contest:
    """Ask it; sent twice, it is asked once. Where it opens at once, people vote from now on.

    Raises RuleBroken (fields of voting's labels.PROBLEM_FIELDS), Conflict in a body that is no more.
    """
    if body.closed_at is not None:
        raise Conflict
    contest = plan_contest(session, _contest_facts(body, facts, facts.opens_at or now()), form_key, actor_id=actor_id)
    if find_poll(session, contest.id) is not None:
        return contest
    poll = Poll(contest_id=contest.id, body_id=body.id, voters=facts.voters, asked_by_id=actor_id)
    poll.is_public = contest.is_public
    session.add(poll)
    session.flush()
    touch_body(session, body)
    tell_of_poll(session, contest, poll)
    if facts.opens_at is None:
        open_now(session, secret_key, contest, actor_id=actor_id)
    return contest


def change_poll(session: Session, poll: Poll, body: Body, facts: PollFacts, seen: int, *, actor_id: int) -> None:
    """Word it anew. Raises Conflict where somebody has changed it since version ``seen``, or people vote; RuleBroken."""
    contest = hold_contest(session, poll.contest_id)
    if contest.version != seen:
        raise Conflict
    planned = _contest_facts(body, facts, facts.opens_at or contest.opens_at)
    change_contest(session, contest, planned, actor_id=actor_id)
    poll.voters, poll.is_public = facts.voters, contest.is_public
    contest.is_public = poll.is_public and poll.hidden_at is None
    session.flush()
    touch_body(session, body)
    tell_of_poll(session, contest, poll)


def _contest_facts(body: Body, facts: PollFacts, opens_at: datetime) -> ContestFacts:
    is_money, is_question = facts.way is Way.money, facts.way is Way.yes_no
    return ContestFacts(
        owner_kind=KIND,
        owner_title=body.name,
        owner_url=f"/raad/{body.id}",
        title=facts.title,
        question=facts.question,
        method=method_of(facts.way, facts.seats, facts.max_choices),
        options=_options(facts),
        opens_at=opens_at,
        closes_at=facts.closes_at,
        seats=facts.seats if facts.way in (Way.several, Way.ranked) else 1,
        max_choices=facts.max_choices if facts.way is Way.several else None,
        budget=facts.budget * 100 if is_money and facts.budget else None,
        tie_rule=tie_rule_of(facts.way, facts.tie_rule),
        completion=Completion.greedy if is_money and facts.spends_rest else Completion.none,
        quorum_percent=facts.quorum_percent,
        # Who is neither for nor against says so on the paper.
        allows_blank=facts.allows_blank and not is_question,
        fills_uncontested=False,
        takes_strangers=facts.takes_strangers,
        is_public=facts.is_public and body.kind not in PRIVATE_KINDS,
    )


def _options(facts: PollFacts) -> list[OptionFacts]:
    is_money = facts.way is Way.money
    return [
        OptionFacts(title=title, cost=cost * 100 if is_money and cost is not None else None)
        for title, cost in facts.options
    ]
