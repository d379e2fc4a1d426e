"""Who gets in where: councils, their meetings, classes and slips, and the ladder."""

from tests.architecture.access_roles import (
    EVERYONE,
    HELPS_CLASS,
    RUNS_COUNCIL,
    SEATS_COUNCIL,
    SIGNED_IN,
    SITS_IN_CLASS,
    SITS_IN_COUNCIL,
)

COUNCILS: dict[str, frozenset[str]] = {
    # Councils: anyone may see them; an administrator sets them up, and whoever helps gives the seats.
    **dict.fromkeys(("GET councils.list_bodies", "GET councils.body", "GET councils.seat_history"), EVERYONE),
    **dict.fromkeys(
        (
            "GET councils.new_body",
            "POST councils.new_body",
            "GET councils.edit_body",
            "POST councils.edit_body",
            "GET councils.close_body",
            "POST councils.close_body",
            "GET councils.new_school",
            "POST councils.new_school",
            "GET councils.import_people",
            "POST councils.import_people",
            "GET councils.import_sample",
        ),
        frozenset({"administrator"}),
    ),
    **dict.fromkeys(
        (
            "GET councils.seats",
            "GET councils.give_seat",
            "POST councils.give_seat",
            "GET councils.step_in",
            "POST councils.step_in",
        ),
        SEATS_COUNCIL,
    ),
    # The seat is the member's own.
    **dict.fromkeys(("GET councils.end_seat", "POST councils.end_seat"), SEATS_COUNCIL | {"council_member"}),
    "GET councils.handover": SITS_IN_COUNCIL | {"administrator"},
    "POST councils.handover": RUNS_COUNCIL | {"administrator"},
    # The ladder: whoever sits anywhere takes a proposal up there; those who run a body that said yes carry it on.
    # The young person is a delegate, and brings proposals to Bytinget.
    **dict.fromkeys(
        ("GET proposals.bring", "POST proposals.bring"), SITS_IN_COUNCIL | SITS_IN_CLASS | {"young_person"}
    ),
    **dict.fromkeys(("GET proposals.carry", "POST proposals.carry"), RUNS_COUNCIL),
    # A class meeting is run by the adult who helps the class, or the elevråd above it; tablets need the code alone.
    **dict.fromkeys(
        (
            "GET councils.class_meeting_new",
            "POST councils.class_meeting_new",
            "GET councils.class_board",
            "GET councils.class_news",
            "POST councils.class_phase",
            "POST councils.class_tablets",
            "GET councils.class_choice",
            "POST councils.class_choose",
            "POST councils.class_lot",
            "POST councils.class_end",
            "POST councils.add_class_idea",
            "GET councils.edit_class_idea",
            "POST councils.edit_class_idea",
            "POST councils.hide_class_idea",
            "POST councils.show_class_idea",
            "GET councils.class_waiting",
            "POST councils.class_hands",
        ),
        HELPS_CLASS,
    ),
    **dict.fromkeys(
        (
            "GET councils.class_join",
            "GET councils.tablet",
            "GET councils.tablet_news",
            "POST councils.tablet_idea",
            "POST councils.tablet_hand",
        ),
        EVERYONE,
    ),
    # Slips for a class: made and closed by whoever helps it; used by anyone who has one.
    **dict.fromkeys(
        (
            "GET councils.sheets",
            "POST councils.make_sheet",
            "GET councils.revoke_sheet",
            "POST councils.revoke_sheet",
            "GET councils.sheet_pdf",
        ),
        HELPS_CLASS | {"administrator"},
    ),
    **dict.fromkeys(
        ("GET councils.type_code", "POST councils.type_code", "GET councils.join", "POST councils.join"), EVERYONE
    ),
    "GET councils.joined": SITS_IN_CLASS | HELPS_CLASS | {"administrator"},
    # Paper and calendars: agendas, and minutes that were published; whoever knows the address reads a person's calendar.
    **dict.fromkeys(
        (
            "GET councils.agenda_pdf",
            "GET councils.minutes_pdf",
            "GET councils.body_calendar",
            "GET councils.own_calendar",
        ),
        EVERYONE,
    ),
    **dict.fromkeys(("GET councils.show_calendar", "POST councils.renew_calendar"), SIGNED_IN),
    # Meetings: agendas and published minutes for everyone; members bring items; those who run them do the rest.
    **dict.fromkeys(("GET councils.meetings", "GET councils.meeting", "GET councils.minutes"), EVERYONE),
    **dict.fromkeys(("GET councils.add_item", "POST councils.add_item"), SITS_IN_COUNCIL),
    **dict.fromkeys(
        ("GET councils.remove_item", "POST councils.remove_item"), SITS_IN_COUNCIL
    ),  # the member's own, or by those who run it
    "GET councils.item_help": frozenset({"council_member"}),
    "POST councils.readability": SIGNED_IN,
    **dict.fromkeys(
        (
            "GET councils.new_meeting",
            "POST councils.new_meeting",
            "GET councils.edit_meeting",
            "POST councils.edit_meeting",
            "GET councils.cancel_meeting",
            "POST councils.cancel_meeting",
            "POST councils.call_meeting",
            "POST councils.open_meeting",
            "POST councils.end_meeting",
            "POST councils.attendance",
            "POST councils.move_item",
            "GET councils.write_minutes",
            "POST councils.write_minutes",
            "POST councils.keep_minutes",
            "POST councils.submit_minutes",
            "POST councils.reopen_minutes",
            "GET councils.approve_minutes",
            "POST councils.approve_minutes",
            "GET councils.decide",
            "POST councils.decide",
        ),
        RUNS_COUNCIL,
    ),
}
