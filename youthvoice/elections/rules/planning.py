"""Planning an election: its days, its seats and how it is counted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from youthvoice.voting.rules.methods import RANKED, Method, TieRule

DEFAULT_NOTICE_DAYS = 7
"""From the announcement to the first vote."""
MOST_NOTICE_DAYS = 60
NOMINATION_DAYS = 7
PAUSE_DAYS = 1
"""Between nomination and voting: time to read what the candidates say, and for an adult to look at pictures."""
VOTING_DAYS = 3
LONGEST = timedelta(days=120)
MOST_SEATS = 50
TITLE_MIN = 3
TITLE_MAX = 120
REASON_MIN = 5
REASON_MAX = 400
RECALL_PERCENT = 67
"""More than two thirds of the votes cast: a seat that was given by a vote is not lost by a whim."""
RECALL_QUORUM = 50
RECALL_DAYS = 3
RECALL_NOTICE_DAYS = 2
"""At the least: nobody's seat is voted on before they can have heard of it. The days that are proposed keep it."""


class PlanProblem(StrEnum):
    """Why an election cannot be as it was planned."""

    nomination_ends_before_it_begins = "nomination_ends_before_it_begins"
    nomination_too_short = "nomination_too_short"
    voting_before_nomination_ends = "voting_before_nomination_ends"
    voting_ends_before_it_begins = "voting_ends_before_it_begins"
    voting_too_short = "voting_too_short"
    too_little_notice = "too_little_notice"
    in_the_past = "in_the_past"
    too_long = "too_long"
    term_begins_too_early = "term_begins_too_early"
    term_ends_before_it_begins = "term_ends_before_it_begins"
    no_seats = "no_seats"
    nobody_below = "nobody_below"
    already_planned = "already_planned"
    tie_in_ranking = "tie_in_ranking"
    """A tie for who goes out would stop the count, and a new vote would leave out whoever leads."""


PROBLEM_FIELDS: dict[PlanProblem, str] = {
    PlanProblem.nomination_ends_before_it_begins: "nomination_closes_day",
    PlanProblem.nomination_too_short: "nomination_closes_day",
    PlanProblem.voting_before_nomination_ends: "voting_opens_day",
    PlanProblem.voting_ends_before_it_begins: "voting_closes_day",
    PlanProblem.voting_too_short: "voting_closes_day",
    PlanProblem.too_little_notice: "voting_opens_day",
    PlanProblem.in_the_past: "nomination_opens_day",
    PlanProblem.too_long: "voting_closes_day",
    PlanProblem.term_begins_too_early: "term_starts_on",
    PlanProblem.term_ends_before_it_begins: "term_ends_on",
    PlanProblem.no_seats: "seats",
    PlanProblem.nobody_below: "constituencies",
    PlanProblem.already_planned: "constituencies",
    PlanProblem.tie_in_ranking: "tie_rule",
}
"""Which field of the form each speaks of."""
SHORTEST_NOMINATION = timedelta(hours=12)
SHORTEST_VOTING = timedelta(minutes=30)
"""A class votes in one lesson."""


@dataclass(frozen=True, kw_only=True)
class Dates:
    """When what happens. Moments are aware; the days of the term are Danish ones, both included."""

    nomination_opens_at: datetime
    nomination_closes_at: datetime
    voting_opens_at: datetime
    voting_closes_at: datetime
    term_starts_on: date
    term_ends_on: date | None = None
    """None: as long as terms of the body are."""


def check_dates(
    dates: Dates, announced_at: datetime, notice_days: int, *, today: date, closes_on: date, may_begin_before: bool
) -> PlanProblem | None:
    """Say what is wrong with the days, or None.

    ``closes_on`` is the Danish day on which voting ends: nobody sits before that. ``may_begin_before`` where an election
    that was announced is changed: its nomination may have begun. A run-off has no nomination, and is not asked.
    """
    if not may_begin_before and dates.nomination_opens_at.date() < today - timedelta(days=1):
        return PlanProblem.in_the_past
    if dates.nomination_closes_at <= dates.nomination_opens_at:
        return PlanProblem.nomination_ends_before_it_begins
    if dates.nomination_closes_at - dates.nomination_opens_at < SHORTEST_NOMINATION:
        return PlanProblem.nomination_too_short
    return check_voting(dates, announced_at, notice_days) or _check_term(dates, closes_on)


def check_voting(dates: Dates, announced_at: datetime, notice_days: int) -> PlanProblem | None:
    """The part about the vote itself."""
    if dates.voting_opens_at < dates.nomination_closes_at:
        return PlanProblem.voting_before_nomination_ends
    if dates.voting_opens_at < announced_at + timedelta(days=notice_days):
        return PlanProblem.too_little_notice
    if dates.voting_closes_at <= dates.voting_opens_at:
        return PlanProblem.voting_ends_before_it_begins
    if dates.voting_closes_at - dates.voting_opens_at < SHORTEST_VOTING:
        return PlanProblem.voting_too_short
    if dates.voting_closes_at - announced_at > LONGEST:
        return PlanProblem.too_long
    return None


def check_tie_rule(method: Method, tie_rule: TieRule) -> PlanProblem | None:
    """Where people rank, ties are decided by lot alone: they arise in the middle of the count."""
    return PlanProblem.tie_in_ranking if method in RANKED and tie_rule is not TieRule.lot else None


def _check_term(dates: Dates, closes_on: date) -> PlanProblem | None:
    if dates.term_starts_on < closes_on:
        return PlanProblem.term_begins_too_early
    if dates.term_ends_on is not None and dates.term_ends_on <= dates.term_starts_on:
        return PlanProblem.term_ends_before_it_begins
    return None


@dataclass(frozen=True)
class ProposedDays:
    """The days that a form begins with: nomination from today, and a vote that ends on a day of school."""

    nomination_opens: date
    nomination_closes: date
    voting_opens: date
    voting_closes: date
    term_starts: date


def propose_days(today: date, notice_days: int = DEFAULT_NOTICE_DAYS) -> ProposedDays:
    """Days that keep the notice, leave room for reading, and open and close the vote on a weekday."""
    closes = weekday(today + timedelta(days=NOMINATION_DAYS))
    opens = weekday(max(closes + timedelta(days=PAUSE_DAYS + 1), today + timedelta(days=notice_days + 1)))
    ends = weekday(opens + timedelta(days=VOTING_DAYS))
    return ProposedDays(today, closes, opens, ends, ends + timedelta(days=1))


def weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


def preferred_method(seats: int) -> str:
    """How an election is counted unless somebody says otherwise: «stv», or «instant_runoff» for a single seat.

    STV, because two seats then do not go to one and the same half of a class, because nobody has to vote tactically, and
    because its papers hold who follows when a member leaves. For one seat it is the same count by its own name.
    """
    return "instant_runoff" if seats == 1 else "stv"
