"""Writes of class meetings: one module a step. All of them hold the class meeting's row, so caps are exact."""

from youthvoice.councils.commands.classroom.choosing import choose_idea, draw_lot, goes_to
from youthvoice.councils.commands.classroom.hands import change_hands, raise_hand, set_hands
from youthvoice.councils.commands.classroom.ideas import add_idea, edit_idea, hide_idea, send_idea, show_idea
from youthvoice.councils.commands.classroom.running import (
    ClassFacts,
    close_tablets,
    end_class_meeting,
    go_to_phase,
    open_tablets,
    start_class_meeting,
)

__all__ = [
    "ClassFacts",
    "add_idea",
    "change_hands",
    "choose_idea",
    "close_tablets",
    "draw_lot",
    "edit_idea",
    "end_class_meeting",
    "go_to_phase",
    "goes_to",
    "hide_idea",
    "open_tablets",
    "raise_hand",
    "send_idea",
    "set_hands",
    "show_idea",
    "start_class_meeting",
]
