"""What kinds of news (kinds.py) are about, and how soon each is mailed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from youthvoice.notifications.kinds import NewsKind


class NewsTopic(StrEnum):
    """What people set together, for nobody wants thirty switches."""

    own = "own"
    """What happens to one's own proposals."""
    following = "following"
    comments = "comments"
    councils = "councils"
    votes = "votes"
    """Elections and polls that one has a vote in."""
    grants = "grants"
    """What happens to the applications of one's group."""
    assembly = "assembly"
    """Bytinget: who goes, its motions, and what became of them."""
    hearings = "hearings"
    """What the municipality asks before it decides."""
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
            NewsKind.grant_pool_open,
            NewsKind.grant_more_told,
            NewsKind.grant_vote_open,
            NewsKind.grant_vote_near,
            NewsKind.grant_vote_settled,
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
            NewsKind.grant_new,
        }
    ),
    NewsTopic.grants: frozenset(
        {
            NewsKind.grant_sent,
            NewsKind.grant_received,
            NewsKind.grant_more_asked,
            NewsKind.grant_joined,
            NewsKind.grant_note,
            NewsKind.grant_decided,
            NewsKind.grant_complaint_settled,
            NewsKind.grant_letter,
            NewsKind.grant_adult,
            NewsKind.grant_paid,
            NewsKind.grant_unpaid,
            NewsKind.grant_payment_refused,
            NewsKind.grant_change_settled,
            NewsKind.grant_accounts_due,
            NewsKind.grant_accounts_back,
            NewsKind.grant_accounts_approved,
        }
    ),
    NewsTopic.assembly: frozenset(
        {
            NewsKind.bytinget_announced,
            NewsKind.bytinget_moved,
            NewsKind.delegation_added,
            NewsKind.delegate_named,
            NewsKind.bytinget_near,
            NewsKind.bytinget_ended,
            NewsKind.motions_due,
            NewsKind.motion_sent,
            NewsKind.motion_taken_up,
            NewsKind.motion_given,
            NewsKind.motion_moved,
            NewsKind.amendment_sent,
            NewsKind.amendment_settled,
            NewsKind.resolution_adopted,
            NewsKind.resolution_received,
            NewsKind.resolution_answered,
        }
    ),
    NewsTopic.hearings: frozenset(
        {
            NewsKind.hearing_open,
            NewsKind.hearing_shared,
            NewsKind.hearing_near,
            NewsKind.hearing_extended,
            NewsKind.hearing_finished,
            NewsKind.hearing_corrected,
            NewsKind.hearing_cancelled,
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
            NewsKind.grant_arrived,
            NewsKind.grant_withdrawn,
            NewsKind.grant_note_to_help,
            NewsKind.grant_complaint,
            NewsKind.grant_accepted,
            NewsKind.grant_given_up,
            NewsKind.grant_change_asked,
            NewsKind.grant_accounts_sent,
            NewsKind.grant_payment_asked,
            NewsKind.grant_payment_ready,
            NewsKind.hearing_answer,
            NewsKind.summary_owed,
            NewsKind.summary_due,
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
    NewsTopic.grants: Pace.now,
    NewsTopic.assembly: Pace.daily,
    NewsTopic.hearings: Pace.daily,
    NewsTopic.safety: Pace.now,
    NewsTopic.duties: Pace.daily,
    NewsTopic.alarms: Pace.now,
}
"""Until somebody chooses: at once where somebody waits for it, together where there may be much of it."""
DEFAULT_PUSH: frozenset[NewsTopic] = frozenset(
    {NewsTopic.own, NewsTopic.grants, NewsTopic.councils, NewsTopic.safety, NewsTopic.alarms}
)
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


REMINDER_HOUR = 8
"""Danish time."""
BYTINGET_DAYS, MOTION_DAYS, HEARING_DAYS = 1, 3, 2
"""Before the day of Bytinget, the last day for motions, and a hearing's closing."""


def reminder_at(told: datetime, until: datetime, days: int) -> datetime | None:
    """The morning that many days before; None where people were told a day before that or later. All on the Danish clock."""
    at = datetime.combine(until.date() - timedelta(days=days), time(REMINDER_HOUR), until.tzinfo)
    return at if at - told >= timedelta(days=1) else None


def vote_reminder_at(opened: datetime, closes: datetime) -> datetime | None:
    """When those on a roll are reminded: on the day before. None where they were told a day before that or later."""
    return reminder_at(opened, closes, 1)


def topics_for(*, is_adult: bool) -> list[NewsTopic]:
    """What a person can set, in the order of the page: adults write no proposals and apply for no money, and the young have no duties."""
    left_out = {NewsTopic.own, NewsTopic.grants} if is_adult else {NewsTopic.duties}
    return [topic for topic in NewsTopic if topic not in left_out | FIXED_TOPICS]
