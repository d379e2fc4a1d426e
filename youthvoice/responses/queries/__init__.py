"""Reads of cases and answers."""

from youthvoice.responses.queries.cases import (
    AnswerRow,
    answer_by_key,
    answers_of,
    current_answer,
    get_case,
    shown_answers,
    used_in_another_case,
)
from youthvoice.responses.queries.deeds import LogLine, log_of
from youthvoice.responses.queries.inbox import (
    MOST_COUNTED,
    Asked,
    InboxRow,
    Tab,
    count_late,
    inbox_page,
    tab_counts,
)
from youthvoice.responses.queries.whose import may_answer_for, members, open_units

__all__ = [
    "MOST_COUNTED",
    "AnswerRow",
    "Asked",
    "InboxRow",
    "LogLine",
    "Tab",
    "answer_by_key",
    "answers_of",
    "count_late",
    "current_answer",
    "get_case",
    "inbox_page",
    "log_of",
    "may_answer_for",
    "members",
    "open_units",
    "shown_answers",
    "tab_counts",
    "used_in_another_case",
]
