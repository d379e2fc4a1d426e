"""Who gets in where: every address and method of the product stands in this table, or the test fails."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.architecture.world import ROLES, get_paths, make_world, post_paths

EVERYONE = frozenset(ROLES)
SIGNED_IN = EVERYONE - {"anonymous"}
YOUNG = frozenset({"author", "young_person", "council_member", "council_chair", "former_member", "pupil"})
AUTHOR = frozenset({"author"})
OFFICIALS = frozenset({"official", "other_official", "administrator"})
ITS_OFFICIALS = frozenset({"official", "administrator"})
MODERATORS = frozenset({"moderator", "administrator"})
STRANGERS = YOUNG - AUTHOR
# By their seats in the elevråd, or in a class of it; the former member's ended yesterday and gives nothing.
SITS_IN_COUNCIL = frozenset({"council_member", "council_chair", "council_coordinator"})
RUNS_COUNCIL = frozenset({"council_chair", "council_coordinator"})
HELPS_COUNCIL = frozenset({"council_coordinator"})
SEATS_COUNCIL = HELPS_COUNCIL | {"administrator"}
HELPS_CLASS = frozenset({"class_teacher", "council_coordinator"})
SITS_IN_CLASS = frozenset({"pupil", "class_teacher"})

ACCESS: dict[str, frozenset[str]] = {
    # Anyone may read.
    **dict.fromkeys(
        (
            "GET core.health",
            "GET core.ready",
            "GET core.dev_mail",
            "GET pages.home",
            "GET pages.rights",
            "GET pages.rights_for_children",
            "GET learning.dictionary",
            "GET learning.lessons",
            "GET learning.lesson",
            "GET insight.scorecard",
            "GET insight.unit_scorecard",
            "GET insight.method",
            "GET insight.figures_file",
            "GET pages.accessibility",
            "GET pages.privacy",
            "GET pages.robots",
            "GET proposals.list_proposals",
            "GET proposals.detail",
            "GET proposals.feed",
            "GET proposals.history",
            "GET proposals.print_view",
            "GET proposals.qr_code",
            "GET proposals.file",
            "GET proposals.invitation",
            "GET discussions.replies",
            "GET discussions.comment",
        ),
        EVERYONE,
    ),
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
    # Anyone may sign in and out, and report.
    **dict.fromkeys(
        (
            "GET accounts.sign_in",
            "GET accounts.code_again",
            "GET accounts.welcome_again",
            "POST accounts.send_code",
            "POST accounts.enter_code",
            "POST accounts.welcome",
            "POST accounts.choose_persona",
            "GET accounts.away_again",
            "GET accounts.link_again",
            "POST accounts.go_elsewhere",
            "GET accounts.came_back",
            "POST accounts.come_in",
            "GET accounts.passkey_again",
            "POST accounts.passkey_options",
            "POST accounts.use_passkey",
            "POST accounts.sign_out",
            "GET moderation.report",
            "POST moderation.report",
            "GET moderation.receipt",
            # Whoever has the mail; a mail provider does it for its reader.
            "GET notifications.ask_to_stop",
            "POST notifications.stop",
            "GET push.service_worker",
        ),
        EVERYONE,
    ),
    # Whoever is signed in.
    **dict.fromkeys(
        (
            "GET pages.me",
            "GET accounts.show_profile",
            "POST accounts.save_profile",
            "GET accounts.own_data",
            "GET accounts.confirm_close",
            "POST accounts.close_account",
            "POST accounts.sign_out_everywhere",
            "POST accounts.link_elsewhere",
            "GET accounts.own_email",
            "GET accounts.own_code_again",
            "POST accounts.send_own_code",
            "POST accounts.confirm_own_email",
            "GET accounts.show_passkeys",
            "POST accounts.new_passkey_options",
            "POST accounts.add_passkey",
            "GET notifications.index",
            "GET notifications.show_settings",
            "POST notifications.save_settings",
            "POST notifications.read_all",
            "GET discussions.write",
            "POST discussions.post",
            "POST proposals.follow",
        ),
        SIGNED_IN,
    ),
    "POST notifications.open_one": AUTHOR,
    # No key of push is set here: then there is no device to add.
    "POST notifications.add": frozenset(),
    "POST notifications.remove": AUTHOR,
    "GET accounts.confirm_remove_passkey": AUTHOR,
    "POST accounts.remove_passkey": AUTHOR,
    **dict.fromkeys(
        ("GET discussions.edit", "POST discussions.edit", "GET discussions.withdraw", "POST discussions.withdraw"),
        AUTHOR,
    ),
    "GET discussions.offer_help": AUTHOR,
    # The young write and support.
    **dict.fromkeys(("GET proposals.write", "POST proposals.write", "POST proposals.autosave"), YOUNG),
    "POST proposals.accept_invitation": YOUNG,
    # Nobody supports an own proposal.
    "POST proposals.support": STRANGERS,
    # Readers ask for a clearer answer: neither those who asked the municipality, nor those who answer for it.
    "POST proposals.wish": SIGNED_IN - AUTHOR - OFFICIALS,
    # Those who asked say whether they understood the answer.
    **dict.fromkeys(("GET responses.ask_feedback", "POST responses.give_feedback"), AUTHOR),
    # Only those whose proposal it is.
    **dict.fromkeys(
        (
            "GET proposals.write_step",
            "POST proposals.write_step",
            "GET proposals.review",
            "POST proposals.submit",
            "GET proposals.sent",
            "GET proposals.edit",
            "POST proposals.edit",
            "GET proposals.withdraw",
            "POST proposals.withdraw",
            "GET proposals.invite",
            "POST proposals.renew_invitation",
            "POST proposals.remove_coauthor",
            "GET proposals.file_page",
            "POST proposals.file_page",
            "GET proposals.more",
            "POST proposals.more",
            "GET proposals.ask_municipality",
            "POST proposals.ask_municipality",
        ),
        AUTHOR,
    ),
    # The ladder: whoever sits anywhere takes a proposal up there; those who run a body that said yes carry it on.
    **dict.fromkeys(("GET proposals.bring", "POST proposals.bring"), SITS_IN_COUNCIL | SITS_IN_CLASS),
    **dict.fromkeys(("GET proposals.carry", "POST proposals.carry"), RUNS_COUNCIL),
    # The administration answers, its own cases only.
    "GET responses.inbox": OFFICIALS,
    "GET responses.my_promises": OFFICIALS,
    "POST responses.readability": OFFICIALS,
    "POST responses.give_many": OFFICIALS,
    "GET responses.phrases": OFFICIALS,
    "POST responses.add_phrase": OFFICIALS,
    "POST responses.retire_phrase": ITS_OFFICIALS,
    **dict.fromkeys(
        (
            "GET responses.show_case",
            "POST responses.answer_case",
            "POST responses.confirm_receipt",
            "POST responses.preview_answer",
            "POST responses.insert_phrase",
            "POST responses.keep_draft",
            "GET responses.show_draft",
            "POST responses.ask_review",
            "POST responses.write_note",
            "POST responses.plan_draft",
            "POST responses.unplan_draft",
            "POST responses.take_case",
            "GET responses.show_give",
            "POST responses.give_case",
            "POST responses.hand_over",
            "GET responses.record_json",
            "GET responses.record_pdf",
            "GET responses.show_extend",
            "POST responses.extend",
        ),
        ITS_OFFICIALS,
    ),
    # The leader of a unit takes its cases out, an administrator everybody's; the official of the small world leads hers.
    **dict.fromkeys(("GET responses.show_export", "POST responses.export_cases"), ITS_OFFICIALS),
    # What became of a yes: anyone reads it, the unit plans it, and only a young person who asked judges it.
    **dict.fromkeys(("GET promises.list_promises", "GET promises.show", "GET promises.picture"), EVERYONE),
    **dict.fromkeys(
        (
            "GET promises.of_case",
            "GET promises.show_plan",
            "GET promises.add_step",
            "POST promises.add_step",
            "GET promises.change_step",
            "POST promises.change_step",
            "POST promises.finish_step",
            "GET promises.report",
            "POST promises.report",
            "POST promises.not_done",
            "GET promises.give",
            "POST promises.give",
        ),
        ITS_OFFICIALS,
    ),
    **dict.fromkeys(("GET promises.mark", "POST promises.mark"), AUTHOR),
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
    # Units and routes are the administrators'; a leader looks after the people of the own unit.
    **dict.fromkeys(
        (
            "GET admin.overview",
            "GET admin.units",
            "GET admin.new_unit",
            "POST admin.new_unit",
            "GET admin.edit_unit",
            "POST admin.edit_unit",
            "GET admin.close_unit",
            "POST admin.close_unit",
            "POST admin.open_unit",
            "GET admin.routes",
            "GET admin.new_route",
            "POST admin.new_route",
            "GET admin.edit_route",
            "POST admin.edit_route",
            "GET admin.drop_route",
            "POST admin.drop_route",
            "GET admin.log",
        ),
        frozenset({"administrator"}),
    ),
    **dict.fromkeys(
        ("GET admin.unit", "POST admin.add_member", "GET admin.remove_member", "POST admin.remove_member"),
        ITS_OFFICIALS,
    ),
    # A human decides on what was reported.
    **dict.fromkeys(
        (
            "GET moderation.queue",
            "GET moderation.handled",
            "GET moderation.detail",
            "POST moderation.hide",
            "POST moderation.keep",
        ),
        MODERATORS,
    ),
}


def addresses(app: Flask, world: Any) -> dict[tuple[str, str], str]:
    """(method, endpoint) -> address, of everything."""
    reads = {("GET", endpoint): path for endpoint, path in get_paths(app, world).items()}
    return reads | {("POST", endpoint): path for endpoint, path in post_paths(app, world).items()}


def outcome(answer: Any) -> str:
    """«in», «sign in» or «refused»."""
    location = answer.headers.get("Location", "")
    if answer.status_code == 401 or (answer.status_code == 302 and "/log-ind?next=" in location):
        return "sign in"
    if answer.status_code in (403, 404):
        return "refused"
    return "in" if answer.status_code < 400 or answer.status_code in (409, 422) else f"status {answer.status_code}"


def test_every_address_stands_in_the_table(app: Flask, session: Session) -> None:
    known = {f"{method} {endpoint}" for method, endpoint in addresses(app, make_world(session))}
    assert known == set(ACCESS)


@pytest.mark.parametrize("role", ROLES)
def test_only_those_in_the_table_get_in(
    app: Flask, session: Session, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    world = make_world(session)
    session.commit()
    person = world.people.get(role)
    connection = app.extensions["test_connection"]
    wrong = {}
    for (method, endpoint), path in addresses(app, world).items():
        client: FlaskClient = app.test_client()
        if person is not None:
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = f"{person.id}.0", True
        undo = connection.begin_nested()
        got = outcome(client.open(path, method=method, data=world.sent.get(endpoint), check=False))
        undo.rollback()
        allowed = role in ACCESS[f"{method} {endpoint}"]
        wanted = "in" if allowed else "sign in" if person is None else "refused"
        if got != wanted:
            wrong[f"{method} {endpoint}"] = f"{got}, not {wanted}"
    assert not wrong
