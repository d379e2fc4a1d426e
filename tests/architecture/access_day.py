"""Who gets in where: the day of Bytinget. The council's chair and its coordinator run Bytinget too."""

from tests.architecture.access_roles import EVERYONE, RUNS_COUNCIL

RUNS_DAY = RUNS_COUNCIL | {"administrator"}

DAY: dict[str, frozenset[str]] = {
    "GET assembly.day_agenda": EVERYONE,
    **dict.fromkeys(
        (
            # The agenda, before the day.
            "GET assembly.edit_agenda",
            "POST assembly.edit_agenda",
            "POST assembly.add_motions",
            "GET assembly.change_item",
            "POST assembly.change_item",
            "POST assembly.move_item",
            "POST assembly.remove_item",
            # The desk.
            "GET assembly.desk",
            "POST assembly.check_in_delegate",
            # The console.
            "GET assembly.console",
            "GET assembly.console_now",
            "POST assembly.begin_day",
            "POST assembly.next_item",
            "POST assembly.go_to_item",
            "POST assembly.skip_item",
            "POST assembly.say",
            "GET assembly.end_day",
            "POST assembly.end_day",
            "POST assembly.call_speaker",
            "POST assembly.end_turn",
            "POST assembly.open_list",
            "POST assembly.take_off",
            "GET assembly.plan_day_vote",
            "POST assembly.plan_day_vote",
            "POST assembly.plan_motion_votes",
            "POST assembly.open_day_vote",
            "POST assembly.close_day_vote",
            "POST assembly.count_day_vote",
            "POST assembly.cancel_day_vote",
            "POST assembly.vote_day_again",
            "POST assembly.choose_day_wording",
            "POST assembly.plan_day_wording",
            "GET assembly.draw_day_lot",
            "POST assembly.draw_day_lot",
        ),
        RUNS_DAY,
    ),
}
