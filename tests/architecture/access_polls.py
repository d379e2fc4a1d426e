"""Who gets in where: polls of a body, and where a vote is run. The small world's poll is one of the elevråd, to all classes."""

from tests.architecture.access_roles import RUNS_COUNCIL

RUNS_POLL = RUNS_COUNCIL | {"administrator"}
HANDS_OUT = frozenset({"council_coordinator", "administrator"})
"""Slips and tablets are in the hands of adults."""
HELPS_VOTERS = HANDS_OUT | {"class_teacher"}
"""A class's teacher counts hands there, and sees how many of its slips are used."""

POLLS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "GET polls.new",
            "POST polls.new",
            "GET polls.edit",
            "POST polls.edit",
            "GET voting.run",
            "GET voting.open_contest_now",
            "POST voting.open_contest_now",
            "GET voting.close_contest_now",
            "POST voting.close_contest_now",
            "GET voting.count_contest_now",
            "POST voting.count_contest_now",
            "GET voting.cancel_contest_now",
            "POST voting.cancel_contest_now",
            "GET voting.lot",
            "POST voting.lot",
        ),
        RUNS_POLL,
    ),
    **dict.fromkeys(
        (
            "POST voting.print_slips",
            "GET voting.void_sheet",
            "POST voting.void_sheet",
            "GET voting.kiosks",
            "POST voting.add_kiosk",
            "GET voting.show_kiosk",
            "GET voting.close_kiosk_now",
            "POST voting.close_kiosk_now",
        ),
        HANDS_OUT,
    ),
    **dict.fromkeys(("GET voting.slips", "GET voting.hands", "POST voting.count_hands"), HELPS_VOTERS),
}
