"""Writes of cases and answers."""

from youthvoice.responses.commands.answers import give_answer
from youthvoice.responses.commands.cases import (
    LONGEST_ASKER,
    add_party,
    calendar,
    close_case,
    confirm_receipt,
    due_dates_from,
    hold_case,
    open_case,
    remove_party,
    rename_asker,
    rename_case,
    resume_case,
)

__all__ = [
    "LONGEST_ASKER",
    "add_party",
    "calendar",
    "close_case",
    "confirm_receipt",
    "due_dates_from",
    "give_answer",
    "hold_case",
    "open_case",
    "remove_party",
    "rename_asker",
    "rename_case",
    "resume_case",
]
