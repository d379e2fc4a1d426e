"""The queue of reported texts: who sees it, in what order, and what a decision does."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.factories.accounts import (
    AdministratorFactory,
    ModeratorFactory,
    OfficialFactory,
    PersonFactory,
    TeacherFactory,
)
from tests.factories.moderation import ReportFactory
from tests.web.forms import form_fields, submit
from youthvoice.core import events
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, Forbidden, NotFound, RuleBroken
from youthvoice.moderation.commands import decide
from youthvoice.moderation.events import ContentHidden, ContentKept
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.queries import HANDLED_LENGTH, QUEUE_LENGTH, handled_page, open_queue
from youthvoice.moderation.rules import ReportReason, ReportState
from youthvoice.moderation.targets import Target

REASON = "Teksten går efter en bestemt person."
PATHS = ("/anmeldelser", "/anmeldelser/behandlede", "/anmeldelser/{id}")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The decisions that were published."""
    heard: list[Any] = []
    for kind in (ContentHidden, ContentKept):
        monkeypatch.setitem(events._listeners, kind, [lambda _session, event: heard.append(event)])
    return heard


def send_hide(client: Any, report: ContentReport, note: str) -> Any:
    """Press «Skjul» on the page of a report: its form belongs to «Behold», and the button has an address of its own."""
    path = f"/anmeldelser/{report.id}"
    fields = form_fields(client.get(path).get_data(as_text=True), f"{path}/behold")
    return client.post(f"{path}/skjul", data={**fields, "note": note})


def state_of(session: Session, report: ContentReport) -> ReportState:
    return session.scalars(select(ContentReport.state).where(ContentReport.id == report.id)).one()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("factory", "status"),
    [
        (PersonFactory, 403),
        (TeacherFactory, 403),
        (OfficialFactory, 403),
        (ModeratorFactory, 200),
        (AdministratorFactory, 200),
    ],
)
def test_only_moderators_and_administrators_see_it(
    sign_in: Any, target: Target, path: str, factory: Any, status: int
) -> None:
    report = ReportFactory()
    assert sign_in(factory()).get(path.format(id=report.id)).status_code == status


@pytest.mark.parametrize("path", PATHS)
def test_visitors_are_led_to_the_sign_in(session: Session, client: Any, target: Target, path: str) -> None:
    report = ReportFactory()
    session.commit()
    answer = client.get(path.format(id=report.id))
    assert answer.status_code == 302
    assert "/log-ind" in answer.location


@pytest.mark.parametrize("deed", ["skjul", "behold"])
def test_others_decide_nothing(session: Session, sign_in: Any, target: Target, deed: str) -> None:
    report = ReportFactory()
    client = sign_in(OfficialFactory())
    fields = form_fields(client.get("/anmeld/text_of_tests/7").get_data(as_text=True), "/log-ud")
    data = {**fields, "note": REASON, "seen": "open"}
    assert client.post(f"/anmeldelser/{report.id}/{deed}", data=data).status_code == 403
    with pytest.raises(Forbidden):
        decide(session, PersonFactory(), report.id, ReportState.hidden, REASON, seen=ReportState.open)
    assert state_of(session, report) is ReportState.open


def test_the_order_and_the_number_of_reports(session: Session, sign_in: Any, target: Target) -> None:
    moment = now()
    ReportFactory(target_id=1, due_at=moment + timedelta(hours=9))
    ReportFactory(target_id=2, due_at=moment + timedelta(hours=3), reason=ReportReason.spam)
    ReportFactory(target_id=2, due_at=moment + timedelta(hours=5), note="Igen her", quoted="Ny ordlyd")
    ReportFactory(target_id=3, created_at=moment, due_at=moment, is_automatic=True, reason=ReportReason.worried)
    ReportFactory(target_id=4, state=ReportState.kept, handled_at=moment, handled_by_id=ModeratorFactory().id)
    queue = open_queue(session)
    assert [(item.report.target_id, item.count, item.is_urgent) for item in queue.items] == [
        (3, 1, True),
        (2, 2, False),
        (1, 1, False),
    ]
    twice = queue.items[1]
    assert twice.wordings == ("Du er dum.", "Ny ordlyd")
    assert twice.reasons == (ReportReason.spam, ReportReason.mean)
    assert twice.notes == ("Igen her",)
    assert twice.due_at == moment + timedelta(hours=3)
    page = sign_in(ModeratorFactory()).get("/anmeldelser").get_data(as_text=True)
    assert "Anmeldt 2 gange" in page
    assert page.index("Alarm: se på den nu") < page.index("Anmeldt 2 gange")
    assert "Nogen kan have det svært" in page


@pytest.mark.parametrize("size", [1, QUEUE_LENGTH + 4])
def test_the_queue_costs_the_same_however_long(sign_in: Any, target: Target, count_queries: Any, size: int) -> None:
    for number in range(size):
        ReportFactory.create_batch(2, target_id=number)
    client = sign_in(ModeratorFactory())
    with count_queries() as seen:
        page = client.get("/anmeldelser").get_data(as_text=True)
    assert len(seen) <= 4, seen
    assert ("Der venter flere" in page) is (size > QUEUE_LENGTH)


def test_an_empty_queue_says_so(sign_in: Any, target: Target) -> None:
    client = sign_in(ModeratorFactory())
    assert "Der er ikke noget at tage stilling til" in client.get("/anmeldelser").get_data(as_text=True)
    assert "Her er ikke noget" in client.get("/anmeldelser/behandlede").get_data(as_text=True)


def test_hiding_settles_all_reports_and_tells_the_author(
    session: Session, sign_in: Any, shelf: Any, target: Target, told: list[Any]
) -> None:
    person, moderator = PersonFactory(), ModeratorFactory()
    first, second, other = ReportFactory(), ReportFactory(reporter_id=person.id), ReportFactory(target_id=8)
    client = sign_in(moderator)
    answer = send_hide(client, first, REASON)
    assert (answer.status_code, answer.location) == (303, "/anmeldelser")
    assert [state_of(session, r) for r in (first, second, other)] == [
        ReportState.hidden,
        ReportState.hidden,
        ReportState.open,
    ]
    assert not shelf.texts[7].is_readable
    assert told == [
        ContentHidden(target.kind, 7, shelf.author.id, REASON, target.path, target.title, first.id, (person.id,))
    ]
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "moderation.hide")).one()
    assert (entry.actor_id, entry.data["reports"], entry.data["after"]) == (moderator.id, 2, "hidden")
    assert "Teksten er skjult." in client.get("/anmeldelser").get_data(as_text=True)


def test_the_form_of_the_queue_hides_and_keeps(session: Session, sign_in: Any, shelf: Any, target: Target) -> None:
    report = ReportFactory()
    client = sign_in(ModeratorFactory())
    assert submit(client, f"/anmeldelser/{report.id}/behold", {}, page="/anmeldelser").status_code == 303
    assert state_of(session, report) is ReportState.kept
    assert shelf.texts[7].is_readable


@pytest.mark.parametrize("note", ["", "  kort   ", "x" * 501])
def test_hiding_needs_a_reason(session: Session, sign_in: Any, shelf: Any, target: Target, note: str) -> None:
    report = ReportFactory()
    client = sign_in(ModeratorFactory())
    answer = send_hide(client, report, note)
    assert answer.status_code == 422
    assert note.strip() in answer.get_data(as_text=True)
    assert state_of(session, report) is ReportState.open
    assert shelf.texts[7].is_readable
    with pytest.raises(RuleBroken):
        decide(session, ModeratorFactory(), report.id, ReportState.hidden, note, seen=ReportState.open)


def test_of_two_moderators_the_second_is_told(session: Session, sign_in: Any, target: Target) -> None:
    report = ReportFactory()
    client = sign_in(ModeratorFactory())
    fields = form_fields(
        client.get(f"/anmeldelser/{report.id}").get_data(as_text=True), f"/anmeldelser/{report.id}/behold"
    )
    decide(session, ModeratorFactory(), report.id, ReportState.hidden, REASON, seen=ReportState.open)
    session.commit()
    late = client.post(f"/anmeldelser/{report.id}/behold", data=fields)
    assert late.status_code == 409
    assert state_of(session, report) is ReportState.hidden


def test_the_update_itself_looks_again(session: Session, target: Target) -> None:
    report, moderator = ReportFactory(), ModeratorFactory()
    values = {"state": ReportState.kept, "handled_at": now(), "handled_by_id": moderator.id}
    # Somebody else settles it after this session has read it as open.
    session.execute(update(ContentReport).values(values).execution_options(synchronize_session=False))
    assert report.state is ReportState.open
    with pytest.raises(Conflict):
        decide(session, moderator, report.id, ReportState.hidden, REASON, seen=ReportState.open)


def test_a_decision_can_be_turned(session: Session, sign_in: Any, shelf: Any, target: Target, told: list[Any]) -> None:
    reports = ReportFactory.create_batch(2)
    moderator = ModeratorFactory()
    decide(session, moderator, reports[0].id, ReportState.hidden, REASON, seen=ReportState.open)
    client, path = sign_in(moderator), f"/anmeldelser/{reports[0].id}"
    assert submit(client, f"{path}/behold", {}, page=path).status_code == 303
    assert shelf.texts[7].is_readable
    assert [state_of(session, r) for r in reports] == [ReportState.kept, ReportState.kept]
    assert [type(event) for event in told] == [ContentHidden, ContentKept]
    assert told[1].was_hidden
    again = form_fields(client.get(path).get_data(as_text=True), f"{path}/skjul")
    assert client.post(f"{path}/skjul", data={**again, "note": REASON}).status_code == 303
    assert not shelf.texts[7].is_readable


def test_only_the_latest_decision_can_be_turned(session: Session, sign_in: Any, target: Target) -> None:
    moderator = ModeratorFactory()
    first = ReportFactory()
    decide(session, moderator, first.id, ReportState.kept, "", seen=ReportState.open)
    second = ReportFactory()
    with pytest.raises(Conflict):
        decide(session, moderator, first.id, ReportState.hidden, REASON, seen=ReportState.kept)
    decide(session, moderator, second.id, ReportState.hidden, REASON, seen=ReportState.open)
    with pytest.raises(Conflict):
        decide(session, moderator, first.id, ReportState.hidden, REASON, seen=ReportState.kept)
    page = sign_in(moderator).get(f"/anmeldelser/{first.id}").get_data(as_text=True)
    assert "Teksten er anmeldt eller behandlet igen siden." in page


@pytest.mark.parametrize("seen", ["", "xyz", "hidden", "\x00"])
def test_a_state_that_was_never_seen_is_a_conflict(session: Session, sign_in: Any, target: Target, seen: str) -> None:
    report = ReportFactory()
    data = {"note": REASON, "seen": seen}
    answer = submit(sign_in(ModeratorFactory()), f"/anmeldelser/{report.id}/behold", data, page="/anmeldelser")
    assert answer.status_code == 409


def test_nobody_judges_their_own_text(session: Session, target: Target, shelf: Any) -> None:
    author = ModeratorFactory()
    shelf.author = author
    shelf.put(9)
    report = ReportFactory(target_id=9)
    with pytest.raises(Forbidden):
        decide(session, author, report.id, ReportState.kept, "", seen=ReportState.open)


def test_a_text_that_is_gone_can_still_be_settled(session: Session, target: Target, told: list[Any]) -> None:
    report = ReportFactory(target_id=99)
    decide(session, ModeratorFactory(), report.id, ReportState.hidden, REASON, seen=ReportState.open)
    assert state_of(session, report) is ReportState.hidden
    assert told == []


def test_an_unknown_report_is_not_found(session: Session, sign_in: Any, target: Target) -> None:
    client = sign_in(ModeratorFactory())
    for number in ("999999999", "9" * 40):
        assert client.get(f"/anmeldelser/{number}").status_code == 404
    with pytest.raises(NotFound):
        decide(session, ModeratorFactory(), 999_999_999, ReportState.kept, "", seen=ReportState.open)


def test_the_page_of_a_report_shows_who_wrote_it(
    session: Session, sign_in: Any, shelf: Any, target: Target, count_queries: Any
) -> None:
    reporter = PersonFactory(display_name="Uglen som anmelder")
    report = ReportFactory(reporter_id=reporter.id, note="Jeg blev ked af det.")
    client = sign_in(ModeratorFactory())
    with count_queries() as seen:
        page = client.get(f"/anmeldelser/{report.id}").get_data(as_text=True)
    assert len(seen) <= 8, seen
    assert shelf.author.display_name in page
    assert shelf.author.email in page
    assert "Jeg blev ked af det." in page
    assert reporter.display_name not in page


def test_handled_decisions_in_pages(session: Session, sign_in: Any, target: Target, count_queries: Any) -> None:
    moderator, moment = ModeratorFactory(), now()
    settled = {
        "state": ReportState.hidden,
        "handled_at": moment,
        "handled_by_id": moderator.id,
        "decision_note": REASON,
    }
    for number in range(HANDLED_LENGTH + 2):
        ReportFactory.create_batch(2, target_id=number, due_at=moment + timedelta(hours=number), **settled)
    with count_queries() as seen:
        first = handled_page(session, ReportState.hidden, None)
    assert len(seen) == 1
    assert [entry.report.target_id for entry in first.items] == list(range(HANDLED_LENGTH + 1, 1, -1))
    assert {(entry.count, entry.is_latest) for entry in first.items} == {(2, True)}
    second = handled_page(session, ReportState.hidden, first.next_cursor)
    assert [entry.report.target_id for entry in second.items] == [1, 0]
    assert second.next_cursor is None
    client = sign_in(moderator)
    page = client.get("/anmeldelser/behandlede?vis=skjult")
    assert f"efter={first.next_cursor}" in page.get_data(as_text=True)
    assert client.get(f"/anmeldelser/behandlede?vis=skjult&efter={first.next_cursor}").status_code == 200
    assert "Her er ikke noget" in client.get("/anmeldelser/behandlede?vis=beholdt&efter=%00").get_data(as_text=True)
