"""An answer that is sent at its time: in the writer's name, once, and only while it is whole and still owed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, UnitFactory
from tests.web.forms import form_fields
from tests.web.responses.facts import as_form, in_progress, whole_no
from tests.web.responses.test_drafts import AUTOSAVE, draft_of, keep
from tests.web.responses.test_reviews import news, press
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import COPENHAGEN, now
from youthvoice.responses import commands
from youthvoice.responses.models import Answer
from youthvoice.responses.publishing import publish_due
from youthvoice.responses.rules import CaseState

HOUR = timedelta(hours=1)


def at(moment: datetime) -> dict[str, str]:
    """What somebody types for a moment."""
    local = moment.astimezone(COPENHAGEN)
    return {"day": local.strftime("%d.%m.%Y"), "clock": local.strftime("%H.%M")}


@pytest.fixture
def planned(session: Session, case: Any, official: Any, sign_in: Any) -> str:
    """A whole draft that is sent in a day; its page."""
    page = f"/svar/{case.id}/kladde"
    keep(sign_in(official), f"/svar/{case.id}", as_form(whole_no()))
    sent = press(sign_in(official), page, "tid", **at(now() + 24 * HOUR))
    assert sent.status_code == 303, sent.text
    return page


def later(session: Session, hours: float = 25) -> None:
    """The worker comes by, so many hours from now."""
    with time_machine.travel(now() + hours * HOUR, tick=False):
        publish_due(session)
        session.commit()


def answers(session: Session) -> list[Answer]:
    session.expire_all()
    return list(session.scalars(select(Answer)))


def test_it_is_sent_at_its_time_in_the_writers_name(
    session: Session, sign_in: Any, case: Any, official: Any, planned: str
) -> None:
    shown = sign_in(official).get(planned).text
    assert f"med {official.display_name} som afsender" in shown
    assert "Bliver sendt" in sign_in(official).get(f"/svar/{case.id}").text
    later(session, 23)
    assert answers(session) == []
    later(session)
    later(session)
    (answer,) = answers(session)
    assert answer.written_by_id == official.id
    assert draft_of(session) is None
    session.refresh(case)
    assert case.state is CaseState.answered
    assert sign_in(official).get(planned).status_code == 303


def test_a_time_that_cannot_be_is_told_of(
    session: Session, sign_in: Any, case: Any, official: Any, planned: str
) -> None:
    browser = sign_in(official)
    wrongs = [
        ({"day": "", "clock": ""}, "Skriv både dag og klokkeslæt."),
        (at(now() - HOUR), "Vælg et tidspunkt, der ikke er gået."),
        (at(now() + timedelta(days=61)), "Vælg en dag inden for 60 dage."),
        (at(now() + HOUR) | {"day": "31.02.2027"}, "Skriv datoen som"),
        (at(now() + HOUR) | {"clock": "kl. 25"}, "Skriv tiden som"),
    ]
    for typed, told in wrongs:
        refused = press(browser, planned, "tid", **typed)
        assert (refused.status_code, told in refused.text) == (422, True), typed
        fields = form_fields(refused.text, f"{planned}/tid")
        if not told.startswith("V"):
            assert (fields["day"], fields["clock"]) == (typed["day"], typed["clock"])
    draft = draft_of(session)
    assert draft is not None
    assert draft.publish_at is not None


def test_only_what_is_whole_can_wait_for_its_time(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    browser, page = sign_in(official), f"/svar/{case.id}/kladde"
    keep(browser, f"/svar/{case.id}", as_form(whole_no(next_step="")))
    refused = press(browser, page, "tid", **at(now() + HOUR))
    assert refused.status_code == 422
    assert "Skriv, hvad der sker nu" in refused.text
    draft = draft_of(session)
    assert draft is not None
    assert draft.publish_at is None


def test_the_time_can_be_moved_and_taken_back(
    session: Session, sign_in: Any, case: Any, official: Any, planned: str
) -> None:
    browser = sign_in(official)
    moved = now() + 48 * HOUR
    assert press(browser, planned, "tid", **at(moved)).status_code == 303
    later(session, 47)
    assert answers(session) == []
    for _twice in range(2):
        assert (
            browser.post(
                f"{planned}/fortryd", data=form_fields(browser.get(planned).text, f"{planned}/ord")
            ).status_code
            == 303
        )
    later(session, 49)
    assert answers(session) == []
    said = session.scalars(select(AuditEntry.data).where(AuditEntry.action == "draft.plan").order_by(AuditEntry.id))
    assert [bool(entry["at"]) for entry in said] == [True, True, False]


def test_half_a_sentence_is_never_sent(session: Session, sign_in: Any, case: Any, official: Any, planned: str) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}"
    page = browser.get(address).text
    assert "data-autosave=" not in page
    fields = form_fields(page, address)
    typing = browser.post(f"{address}/kladde", data={**fields, "explanation": "Vi siger"}, headers=AUTOSAVE)
    assert typing.status_code == 409
    # Saved on purpose, and still whole: the time stands.
    assert keep(browser, address, {"next_step": "Kom forbi rådhuset en onsdag."}).status_code == 303
    draft = draft_of(session)
    assert draft is not None
    assert draft.publish_at is not None
    # Not whole any more: the writer is told at once.
    keep(browser, address, {"next_step": ""})
    told = browser.get(address).text
    assert "Derfor bliver det ikke sendt af sig selv." in told
    later(session)
    assert answers(session) == []


def test_the_writer_is_told_where_it_was_not_sent(
    session: Session, sign_in: Any, case: Any, official: Any, planned: str
) -> None:
    draft = draft_of(session)
    assert draft is not None
    with time_machine.travel(now() + timedelta(days=201), tick=False):
        # What it promises is past by now: the worker stood still for long.
        publish_due(session)
        session.commit()
    assert answers(session) == []
    assert news(session, official) == ["draft_held_back:"]
    assert "Datoen skal ligge efter i dag." in sign_in(official).get(planned).text
    assert "Svaret blev ikke sendt af sig selv" in sign_in(official).get(f"/svar/{case.id}").text


@pytest.mark.parametrize("change", ["renamed", "closed", "moved", "writer_left"])
def test_what_has_moved_on_is_not_answered_by_the_clock(
    session: Session, sign_in: Any, case: Any, official: Any, planned: str, change: str
) -> None:
    if change == "renamed":
        commands.rename_case(session, case.id, case.title, "Vi vil hellere have en svømmehal.")
    elif change == "closed":
        commands.close_case(session, case.id)
    elif change == "moved":
        case.unit = UnitFactory()
    else:
        official.closed_at = now()
    session.commit()
    later(session)
    assert answers(session) == []
    draft = draft_of(session)
    assert draft is not None
    assert (draft.publish_at, bool(draft.publish_error)) == (None, True)
    # A closed account is told of nothing.
    assert news(session, official) == ([] if change == "writer_left" else ["draft_held_back:"])


def test_an_answer_by_hand_comes_first_and_ends_the_waiting(
    session: Session, sign_in: Any, case: Any, official: Any, planned: str
) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}"
    assert browser.post(address, data=form_fields(browser.get(address).text, address)).status_code == 303
    later(session)
    assert len(answers(session)) == 1
    assert news(session, official) == []


def test_a_colleague_who_changed_the_words_sends_them(
    session: Session, sign_in: Any, case: Any, official: Any, planned: str
) -> None:
    colleague = OfficialFactory(unit=official.unit)
    assert (
        keep(sign_in(colleague), f"/svar/{case.id}", {"next_step": "Kom forbi rådhuset i morgen."}).status_code == 303
    )
    later(session)
    assert [answer.written_by_id for answer in answers(session)] == [colleague.id]


def test_the_night_that_has_an_hour_twice(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    with time_machine.travel(datetime(2027, 10, 30, 12, tzinfo=UTC), tick=False):
        browser, page = sign_in(official), f"/svar/{case.id}/kladde"
        facts = whole_no()
        keep(browser, f"/svar/{case.id}", as_form(facts))
        assert press(browser, page, "tid", day="31.10.2027", clock="02:30").status_code == 303
        draft = draft_of(session)
        assert draft is not None
        assert draft.publish_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
        assert form_fields(browser.get(page).text, f"{page}/tid")["clock"] == "02:30"


def test_a_promise_of_work_is_sent_too(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    browser, page = sign_in(official), f"/svar/{case.id}/kladde"
    keep(browser, f"/svar/{case.id}", as_form(in_progress(10)))
    assert press(browser, page, "tid", **at(now() + HOUR)).status_code == 303
    later(session, 2)
    session.refresh(case)
    assert case.state is CaseState.in_progress
