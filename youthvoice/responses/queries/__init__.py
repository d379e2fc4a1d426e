"""Reads of cases and answers."""

from youthvoice.responses.queries.cases import (
    MOST_COUNTED,
    AnswerRow,
    InboxRow,
    Tab,
    answer_by_key,
    answers_of,
    count_late,
    current_answer,
    get_case,
    inbox,
    shown_answers,
    used_in_another_case,
)

__all__ = [
    "MOST_COUNTED",
    "AnswerRow",
    "InboxRow",
    "Tab",
    "answer_by_key",
    "answers_of",
    "count_late",
    "current_answer",
    "get_case",
    "inbox",
    "shown_answers",
    "used_in_another_case",
]
