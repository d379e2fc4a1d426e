"""The kinds of news a person gets."""

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


MOST_SHOWN_UNREAD = 9
"""The count in the menu goes no further: «9+»."""
