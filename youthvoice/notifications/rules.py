"""The kinds of news a person gets, what they are about, and how soon each is mailed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum


class NewsKind(StrEnum):
    """What happened; the words are made from it when it is read (presenting.py)."""

    submitted = "submitted"
    receipt = "receipt"
    answered = "answered"
    answer_changed = "answer_changed"
    followed_answered = "followed_answered"
    followed_answer_changed = "followed_answer_changed"
    comment = "comment"
    reply = "reply"
    coauthor = "coauthor"
    more_supplied = "more_supplied"
    text_hidden = "text_hidden"
    text_restored = "text_restored"
    report_hidden = "report_hidden"
    report_kept = "report_kept"
    alarm = "alarm"
    meeting_called = "meeting_called"
    meeting_changed = "meeting_changed"
    meeting_cancelled = "meeting_cancelled"
    meeting_near = "meeting_near"
    minutes_approved = "minutes_approved"
    seat_given = "seat_given"
    seat_ended = "seat_ended"
    council_has_it = "council_has_it"
    council_meets = "council_meets"
    council_adopted = "council_adopted"
    council_rejected = "council_rejected"
    council_postponed = "council_postponed"
    carried = "carried"
    carried_to_municipality = "carried_to_municipality"
    council_got = "council_got"
    """For those who run a body: a proposal has come to its table."""
    feedback_wanted = "feedback_wanted"
    """Was the answer understood? Asked once more."""
    answer_reopened = "answer_reopened"
    """For those who asked: the municipality must answer better."""
    followed_reopened = "followed_reopened"
    case_reopened = "case_reopened"
    """For the unit: the same."""
    clearer_answer = "clearer_answer"
    followed_clearer_answer = "followed_clearer_answer"

    case_assigned = "case_assigned"
    """For an official: a case is theirs now."""
    cases_assigned = "cases_assigned"
    case_handed_over = "case_handed_over"
    """For those who lead a unit: another has handed it a case."""
    case_extended = "case_extended"
    """For those who asked: the answer comes later, and why."""
    cases_due = "cases_due"
    """For an official: this morning's deadlines."""

    promise_told = "promise_told"
    """For those who asked: how it goes with what was promised."""
    promise_done = "promise_done"
    """For those who asked: the municipality says that it is done. Was it kept?"""
    verdict_wanted = "verdict_wanted"
    """For those who asked: the day has passed, or a year. Was it kept?"""
    promise_taken_back = "promise_taken_back"
    promise_check = "promise_check"
    """For an official: the young people wait to hear how it goes."""
    promise_late = "promise_late"
    promise_given = "promise_given"
    """For an official: a promise, or a step of one, is theirs now."""
    promise_kept = "promise_kept"
    """For an official: what the young people say of it."""
    promise_broken = "promise_broken"
    draft_review_asked = "draft_review_asked"
    """For an official: a colleague asks for a look at a draft."""
    draft_reviewed = "draft_reviewed"
    draft_held_back = "draft_held_back"
    """For whoever wrote it: the answer was not sent at its time."""

    vote_open = "vote_open"
    """For everybody on the roll: now one can vote."""
    vote_near = "vote_near"
    """For everybody on the roll, whether they voted or not: soon it closes. Once."""
    vote_result = "vote_result"
    vote_cancelled = "vote_cancelled"
    election_announced = "election_announced"
    """For those who may stand."""
    election_moved = "election_moved"
    election_unopposed = "election_unopposed"
    """Everybody who stood is elected: nobody has to vote."""
    candidate_entered = "candidate_entered"
    """An adult has written the person in, who can say no."""
    election_stuck = "election_stuck"
    """For those who run it: it ended, and seats are empty."""
    vacancy_found = "vacancy_found"
    """For those who help a body: somebody left, and the ballots say who follows."""
    recall_asked = "recall_asked"
    """For whoever holds the seat: those who gave it will vote on it."""
    lot_wanted = "lot_wanted"
    """For those who run it: witnesses draw the lot, then it is counted."""
    election_due = "election_due"
    """For those who help an elevråd: its election is to be held before the end of October."""


class NewsTopic(StrEnum):
    """What people set together, for nobody wants thirty switches."""

    own = "own"
    """What happens to one's own proposals."""
    following = "following"
    comments = "comments"
    councils = "councils"
    votes = "votes"
    """Elections and polls that one has a vote in."""
    safety = "safety"
    """One's own texts that were hidden, and what became of one's reports."""
    duties = "duties"
    """What waits for an adult at work."""
    alarms = "alarms"
    """A young person may need help now."""


class Pace(StrEnum):
    """How soon news are mailed. They stand in the list in the app at once, whatever is chosen."""

    now = "now"
    daily = "daily"
    weekly = "weekly"
    never = "never"


TOPICS: dict[NewsTopic, frozenset[NewsKind]] = {
    NewsTopic.own: frozenset(
        {
            NewsKind.submitted,
            NewsKind.receipt,
            NewsKind.answered,
            NewsKind.answer_changed,
            NewsKind.council_has_it,
            NewsKind.council_meets,
            NewsKind.council_adopted,
            NewsKind.council_rejected,
            NewsKind.council_postponed,
            NewsKind.carried,
            NewsKind.carried_to_municipality,
            NewsKind.feedback_wanted,
            NewsKind.answer_reopened,
            NewsKind.clearer_answer,
            NewsKind.case_extended,
            NewsKind.promise_told,
            NewsKind.promise_done,
            NewsKind.verdict_wanted,
            NewsKind.promise_taken_back,
        }
    ),
    NewsTopic.following: frozenset(
        {
            NewsKind.followed_answered,
            NewsKind.followed_answer_changed,
            NewsKind.followed_reopened,
            NewsKind.followed_clearer_answer,
        }
    ),
    NewsTopic.comments: frozenset({NewsKind.comment, NewsKind.reply, NewsKind.coauthor}),
    NewsTopic.councils: frozenset(
        {
            NewsKind.meeting_called,
            NewsKind.meeting_changed,
            NewsKind.meeting_cancelled,
            NewsKind.meeting_near,
            NewsKind.minutes_approved,
            NewsKind.seat_given,
            NewsKind.seat_ended,
            NewsKind.council_got,
            NewsKind.candidate_entered,
            NewsKind.election_stuck,
            NewsKind.vacancy_found,
            NewsKind.recall_asked,
            NewsKind.lot_wanted,
        }
    ),
    NewsTopic.votes: frozenset(
        {
            NewsKind.vote_open,
            NewsKind.vote_near,
            NewsKind.vote_result,
            NewsKind.vote_cancelled,
            NewsKind.election_announced,
            NewsKind.election_moved,
            NewsKind.election_unopposed,
        }
    ),
    NewsTopic.safety: frozenset(
        {NewsKind.text_hidden, NewsKind.text_restored, NewsKind.report_hidden, NewsKind.report_kept}
    ),
    NewsTopic.duties: frozenset(
        {
            NewsKind.draft_review_asked,
            NewsKind.draft_reviewed,
            NewsKind.draft_held_back,
            NewsKind.more_supplied,
            NewsKind.promise_check,
            NewsKind.promise_late,
            NewsKind.promise_given,
            NewsKind.promise_kept,
            NewsKind.promise_broken,
            NewsKind.case_reopened,
            NewsKind.case_assigned,
            NewsKind.cases_assigned,
            NewsKind.case_handed_over,
            NewsKind.cases_due,
            NewsKind.election_due,
        }
    ),
    NewsTopic.alarms: frozenset({NewsKind.alarm}),
}
"""Every kind belongs to exactly one topic (a test sees to it)."""
TOPIC_OF: dict[NewsKind, NewsTopic] = {kind: topic for topic, kinds in TOPICS.items() for kind in kinds}

DEFAULT_PACE: dict[NewsTopic, Pace] = {
    NewsTopic.own: Pace.now,
    NewsTopic.following: Pace.weekly,
    NewsTopic.comments: Pace.daily,
    NewsTopic.councils: Pace.now,
    NewsTopic.votes: Pace.daily,
    NewsTopic.safety: Pace.now,
    NewsTopic.duties: Pace.daily,
    NewsTopic.alarms: Pace.now,
}
"""Until somebody chooses: at once where somebody waits for it, together where there may be much of it."""
DEFAULT_PUSH: frozenset[NewsTopic] = frozenset({NewsTopic.own, NewsTopic.councils, NewsTopic.safety, NewsTopic.alarms})
"""What a device is told of once its owner has asked for it; few and important things."""
FIXED_TOPICS: frozenset[NewsTopic] = frozenset({NewsTopic.alarms})
"""Cannot be turned off, and wait for no morning: somebody may be in danger."""
DIGEST_PACES: frozenset[Pace] = frozenset({Pace.daily, Pace.weekly})


@dataclass(frozen=True)
class Choice:
    """How soon by mail, and whether on one's devices."""

    pace: Pace
    push: bool


def with_defaults(stored: Mapping[str, Choice]) -> dict[NewsTopic, Choice]:
    """What holds for each topic: what was chosen where it may be, else the default."""
    defaults = {topic: Choice(DEFAULT_PACE[topic], push=topic in DEFAULT_PUSH) for topic in NewsTopic}
    chosen = {topic: stored[topic] for topic in NewsTopic if topic in stored and topic not in FIXED_TOPICS}
    return {**defaults, **chosen}


MOST_SHOWN_UNREAD = 9
"""The count in the menu goes no further: «9+»."""

DIGEST_HOUR = 16
"""Danish time. After school, before offices close, and never in the quiet hours. Both paces share the hour, so that
Monday brings one mail and not two."""
WEEKLY_DAY = 0
"""Monday."""


def digest_cut(pace: Pace, local_now: datetime) -> datetime:
    """The last moment at which such a digest was due; what happened before it goes into the mail.

    ``local_now`` is aware, on the Danish clock; so is the result.
    """
    day = local_now.date()
    if local_now.time() < time(DIGEST_HOUR):
        day -= timedelta(days=1)
    if pace is Pace.weekly:
        day -= timedelta(days=(day.weekday() - WEEKLY_DAY) % 7)
    return datetime.combine(day, time(DIGEST_HOUR), local_now.tzinfo)


VOTE_REMINDER_HOUR = 8
"""Danish time, on the day before a vote closes."""


def vote_reminder_at(opened: datetime, closes: datetime) -> datetime | None:
    """When those on a roll are reminded; None where they were told a day before that or later. All on the Danish clock."""
    at = datetime.combine(closes.date() - timedelta(days=1), time(VOTE_REMINDER_HOUR), closes.tzinfo)
    return at if at - opened >= timedelta(days=1) else None


def topics_for(*, is_adult: bool) -> list[NewsTopic]:
    """What a person can set, in the order of the page: adults write no proposals, and the young have no duties."""
    left_out = {NewsTopic.own} if is_adult else {NewsTopic.duties}
    return [topic for topic in NewsTopic if topic not in left_out | FIXED_TOPICS]
