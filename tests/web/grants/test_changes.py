"""Changes that a group asks for, and its own plan."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.grants import Town, key, town
from tests.factories.grants_after import lead_of, running
from tests.web.forms import press, submit
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.grants.commands.changes import ChangeFacts, ask_change, settle_change
from youthvoice.grants.models import ApplicationEvent, ChangeRequest, GrantMilestone
from youthvoice.grants.rules.paying import ChangeKind, ChangeState
from youthvoice.grants.rules.timeline import Step
from youthvoice.moderation.models import ContentReport

WORDS = "Hallen er lukket den dag, så vi vil flytte det en uge."


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def test_new_days_move_the_accounts(session: Session, place: Town, sign_in: Any, count_queries: Any) -> None:
    application = running(session, place)
    page, day = f"/puljen/ansoegninger/{application.id}/aendringer", today() + timedelta(days=60)
    client = sign_in(lead_of(session, application))
    lacking = submit(client, page, {"kind": "dates", "words": WORDS})
    assert lacking.status_code == 422
    assert WORDS in lacking.text
    assert submit(client, page, {"kind": "dates", "words": WORDS, "begins_on": str(day)}).status_code == 303
    waiting = client.get(page).text
    assert "Spørg, om I må" not in waiting
    assert "Når I har fået svar" in waiting
    change = session.scalars(select(ChangeRequest)).one()
    client = sign_in(place.coordinator)
    with count_queries() as seen:
        assert WORDS in client.get(page).text
    assert len(seen) <= 8
    answer = submit(client, f"{page}/{change.id}/svar", {"answer": "yes"}, page=page)
    assert answer.status_code == 303
    session.expire_all()
    assert (application.begins_on, application.accounts_due_on) == (day, day + timedelta(days=30))
    step = session.scalars(select(ApplicationEvent).where(ApplicationEvent.kind == Step.changed)).one()
    assert step.day == day + timedelta(days=30)


def test_a_no_has_a_reason(session: Session, place: Town, sign_in: Any) -> None:
    application = running(session, place)
    facts = ChangeFacts(ChangeKind.budget, "Vi vil købe en højttaler i stedet.")
    change = ask_change(session, application, facts, key(), by_id=application.lead_id)
    page = f"/puljen/ansoegninger/{application.id}/aendringer"
    client = sign_in(place.coordinator)
    short = submit(client, f"{page}/{change.id}/svar", {"answer": "no", "reply": "Nej."}, page=page)
    assert short.status_code == 422
    assert "Nej." in short.text
    reply = "En højttaler kan I låne gratis af os i stedet."
    assert submit(client, f"{page}/{change.id}/svar", {"answer": "no", "reply": reply}, page=page).status_code == 303
    session.expire_all()
    assert change.state is ChangeState.refused
    with pytest.raises(Conflict):
        settle_change(session, change, agrees=True, reply="", by_id=place.coordinator.id)
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text("UPDATE change_requests SET reply = 'Nej.'"))


def test_one_question_at_a_time(session: Session, place: Town) -> None:
    application, once = running(session, place), key()
    facts = ChangeFacts(ChangeKind.content, WORDS)
    first = ask_change(session, application, facts, once, by_id=application.lead_id)
    assert ask_change(session, application, facts, once, by_id=application.lead_id) is first
    with pytest.raises(Conflict):
        ask_change(session, application, facts, key(), by_id=application.lead_id)


@pytest.mark.parametrize(("begins", "ends"), [(-1, None), (1000, None), (10, 9), (None, None)])
def test_days_that_cannot_be(session: Session, place: Town, begins: int | None, ends: int | None) -> None:
    first, last = (today() + timedelta(days=one) if one is not None else None for one in (begins, ends))
    application = running(session, place)
    with pytest.raises(RuleBroken):
        ask_change(
            session, application, ChangeFacts(ChangeKind.dates, WORDS, first, last), key(), by_id=application.lead_id
        )


def test_crying_for_help_calls_somebody(session: Session, place: Town, sign_in: Any) -> None:
    application = running(session, place)
    client, page = sign_in(lead_of(session, application)), f"/puljen/ansoegninger/{application.id}/aendringer"
    answer = submit(client, page, {"kind": "content", "words": "Jeg vil ikke leve mere, og det bliver ikke til noget."})
    assert answer.headers["Location"].endswith("/hjaelp")
    assert session.scalars(select(ContentReport)).one().target_kind == "grant_change"


def test_the_plan(session: Session, place: Town, sign_in: Any, count_queries: Any) -> None:
    application = running(session, place)
    client, page = sign_in(lead_of(session, application)), f"/puljen/ansoegninger/{application.id}/plan"
    for title in ("Book hallen", "Hæng plakater op"):
        assert submit(client, page, {"title": title, "due_on": str(today())}).status_code == 303
    first = session.scalars(select(GrantMilestone)).first()
    assert first
    for _twice in range(2):
        assert press(client, f"{page}/{first.id}", {"done": "yes"}).status_code == 303
    session.expire_all()
    assert first.done_at is not None
    with count_queries() as seen:
        assert "Hæng plakater op" in client.get(page).text
    assert len(seen) <= 8
    other = sign_in(place.coordinator)
    assert other.get(page).status_code == 200
    assert press(other, f"{page}/{first.id}", {"done": "no"}).status_code == 403
    assert sign_in(PersonFactory()).get(page).status_code == 403


def test_what_was_written_can_be_reported_and_hidden(session: Session, place: Town, sign_in: Any) -> None:
    application = running(session, place)
    facts = ChangeFacts(ChangeKind.content, "Noget grimt om en anden, som ikke skal stå her.")
    change = ask_change(session, application, facts, key(), by_id=application.lead_id)
    page = f"/puljen/ansoegninger/{application.id}/anmeld/grant_change/{change.id}"
    client = sign_in(place.coordinator)
    assert submit(client, page, {"reason": "mean"}).status_code == 303
    assert session.scalars(select(ContentReport)).one().target_id == change.id
    assert client.get(page.replace("grant_change", "person")).status_code == 404
    assert client.get(page.replace(str(application.id), str(application.id + 99), 1), check=False).status_code == 404
