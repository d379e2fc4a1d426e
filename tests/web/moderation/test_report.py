"""Reporting a text: anyone can, in two actions, without a cookie, and gets a receipt at once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import ModeratorFactory, PersonFactory
from tests.web.forms import form_fields, submit
from youthvoice.core import events
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.i18n import format_moment
from youthvoice.core.signing import sign
from youthvoice.moderation import commands
from youthvoice.moderation.commands import answer_due, raise_alarm, report_content
from youthvoice.moderation.events import ContentReported
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.queries import find_by_form_key
from youthvoice.moderation.rules import NOTE_MAX, ReportReason, ReportState
from youthvoice.moderation.targets import Target

URL = "/anmeld/text_of_tests/7"


def reports(session: Session) -> list[ContentReport]:
    session.expire_all()
    return list(session.scalars(select(ContentReport).order_by(ContentReport.id)))


def test_a_visitor_reports_without_a_cookie(session: Session, client: Any, target: Target) -> None:
    page = client.get(URL)
    answer = submit(client, URL, {"reason": "mean", "note": "Den er rettet mod min ven."})
    receipt = client.get(answer.location)
    assert [r.headers.get("Set-Cookie") for r in (page, answer, receipt)] == [None, None, None]
    [stored] = reports(session)
    assert answer.status_code == 303
    assert (stored.reason, stored.note, stored.reporter_id) == (ReportReason.mean, "Den er rettet mod min ven.", None)
    assert (stored.quoted, stored.target_title, stored.target_path) == (target.text, target.title, target.path)
    assert stored.due_at == answer_due(stored.created_at)
    assert format_moment(stored.due_at) in receipt.get_data(as_text=True)


def test_a_report_is_told_and_written_down(
    session: Session, target: Target, form_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[ContentReported] = []
    monkeypatch.setitem(events._listeners, ContentReported, [lambda _session, event: told.append(event)])
    person = PersonFactory()
    report = report_content(session, target, ReportReason.spam, "", person.id, form_key)
    reason = ReportReason.spam
    assert told == [ContentReported(report.id, target.kind, target.id, target.title, reason, False, False)]
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "moderation.report")).one()
    assert (entry.actor_id, entry.data) == (person.id, {"target_kind": target.kind, "target_id": 7, "reason": "spam"})


def test_who_is_signed_in_is_remembered(session: Session, sign_in: Any, target: Target) -> None:
    person = PersonFactory()
    assert submit(sign_in(person), URL, {"reason": "other"}).status_code == 303
    assert [r.reporter_id for r in reports(session)] == [person.id]


def test_the_same_form_twice_is_one_report(session: Session, client: Any, target: Target) -> None:
    fields = {**form_fields(client.get(URL).get_data(as_text=True), URL), "reason": "mean"}
    first, second = (client.post(URL, data=fields) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert len(reports(session)) == 1


def test_of_two_at_the_same_moment_the_database_takes_one(
    session: Session, target: Target, form_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = report_content(session, target, ReportReason.mean, "", None, form_key)
    looked: list[int] = []

    def not_seen_yet(*args: Any) -> ContentReport | None:
        """The other request has not committed when this one looks for the first time."""
        looked.append(1)
        return None if len(looked) == 1 else find_by_form_key(*args)

    monkeypatch.setattr(commands, "find_by_form_key", not_seen_yet)
    assert report_content(session, target, ReportReason.mean, "", None, form_key).id == first.id
    assert len(reports(session)) == 1


def test_a_form_is_good_for_one_text(session: Session, shelf: Any, target: Target, form_key: str) -> None:
    report_content(session, target, ReportReason.mean, "", None, form_key)
    with pytest.raises(Conflict):
        report_content(session, shelf.put(8), ReportReason.mean, "", None, form_key)


@pytest.mark.parametrize(
    ("reason", "note"), [("", ""), ("xyz", ""), ("mean", "n" * (NOTE_MAX + 1)), ("\x00", "\x00"), ("' OR 1=1 --", "")]
)
def test_what_will_not_do_comes_back(session: Session, client: Any, target: Target, reason: str, note: str) -> None:
    answer = submit(client, URL, {"reason": reason, "note": note})
    assert answer.status_code == 422
    assert note.strip("\x00") in answer.get_data(as_text=True)
    assert "Set-Cookie" not in answer.headers
    assert reports(session) == []


def test_the_command_refuses_a_long_note(session: Session, target: Target, form_key: str) -> None:
    with pytest.raises(RuleBroken):
        report_content(session, target, ReportReason.mean, "n" * (NOTE_MAX + 1), None, form_key)


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.test"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_other_sites_cannot_report(session: Session, client: Any, target: Target, headers: dict[str, str]) -> None:
    assert client.post(URL, data={"reason": "mean"}, headers=headers).status_code == 403
    assert reports(session) == []


@pytest.mark.parametrize(
    "path", ["/anmeld/text_of_tests/8", "/anmeld/nothing/7", "/anmeld/%00/7", f"/anmeld/x/{'9' * 40}"]
)
def test_what_is_not_there_cannot_be_reported(session: Session, client: Any, target: Target, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, data={"reason": "mean"}).status_code == 404
    assert reports(session) == []


def test_what_is_hidden_cannot_be_reported(session: Session, client: Any, shelf: Any, target: Target) -> None:
    shelf.hide(session, 7)
    assert client.get(URL).status_code == 404


@pytest.mark.parametrize(("reason", "note"), [("worried", ""), ("mean", "Hun skriver, at hun vil begå selvmord.")])
def test_worry_is_due_now_and_shows_help(session: Session, client: Any, target: Target, reason: str, note: str) -> None:
    answer = submit(client, URL, {"reason": reason, "note": note})
    [stored] = reports(session)
    assert stored.due_at == stored.created_at
    page = client.get(answer.location).get_data(as_text=True)
    assert page.count('href="tel:116111"') == 2  # the box, and the foot of every page
    assert format_moment(answer_due(stored.created_at)) in page


def test_an_alarm_is_raised_once_for_each_wording(session: Session, target: Target, shelf: Any) -> None:
    for _ in range(2):
        raise_alarm(session, target)
    raise_alarm(session, shelf.put(7, "En anden tekst."))
    found = reports(session)
    assert [r.quoted for r in found] == ["Du er dum.", "En anden tekst."]
    assert all(r.is_automatic and r.due_at == r.created_at and r.reporter_id is None for r in found)
    actions = session.scalars(select(AuditEntry.action)).all()
    assert list(actions).count("moderation.alarm") == 2


def test_the_receipt_tells_what_was_decided(session: Session, client: Any, target: Target) -> None:
    answer = submit(client, URL, {"reason": "mean"})
    [stored] = reports(session)
    moderator = ModeratorFactory()
    stored.state, stored.handled_at, stored.decision_note = ReportState.kept, now(), "Den må gerne stå der."
    stored.handled_by_id = moderator.id
    session.commit()
    page = client.get(answer.location).get_data(as_text=True)
    assert "Teksten bliver stående" in page
    assert "Den må gerne stå der." in page
    stored.state = ReportState.hidden
    session.commit()
    assert "Teksten er skjult" in client.get(answer.location).get_data(as_text=True)


@pytest.mark.parametrize("token", ["x", "1", "a.b.c", "%00"])
def test_a_receipt_cannot_be_guessed(client: Any, session: Session, token: str) -> None:
    assert client.get(f"/anmeldt/{token}").status_code == 404


def test_a_token_for_something_else_is_no_receipt(client: Any, session: Session) -> None:
    assert client.get(f"/anmeldt/{sign('kept-form', 1)}").status_code == 404
    assert client.get(f"/anmeldt/{sign('report-receipt', 'x')}").status_code == 404


def test_too_many_reports_are_refused_and_the_words_kept(session: Session, sign_in: Any, target: Target) -> None:
    client = sign_in(PersonFactory())
    fields = {**form_fields(client.get(URL).get_data(as_text=True), URL), "reason": "mean", "note": "Se lige her"}
    for number in range(30):
        assert client.post(URL, data={**fields, "form_key": f"{number:032x}"}).status_code == 303
    refused = client.post(URL, data={**fields, "form_key": "f" * 32})
    assert refused.status_code == 429
    assert "Se lige her" in refused.get_data(as_text=True)
    assert len(reports(session)) == 30
    client.delete_cookie("session")
    assert client.post(URL, data={**fields, "form_key": "f" * 32}).status_code == 303


def test_few_queries_and_a_day_that_is_later(client: Any, session: Session, target: Target, count_queries: Any) -> None:
    with count_queries() as seen:
        client.get(URL)
    assert len(seen) <= 6
    assert answer_due(now()) >= now() + timedelta(hours=23)
