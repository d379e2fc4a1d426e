"""A yes is a promise: with the last krone the group is told that it is done, and asked whether it was kept."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.grants import KR, Town, sent, town
from tests.factories.grants_accounts import bought, paid, told, version_of
from tests.factories.grants_after import lead_of, planned, running, yesterday
from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.grants.commands.accounts import approve, send_accounts
from youthvoice.grants.commands.paid import mark_paid
from youthvoice.grants.models import Application, Award
from youthvoice.notifications.models import Notification
from youthvoice.responses.commands.promises import follow_answer
from youthvoice.responses.models import Answer, Case, ProgressReport, Promise


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def promised(session: Session, application: Application) -> Promise:
    """What its answer promises."""
    award = session.scalars(select(Award).where(Award.application_id == application.id)).one()
    answer = session.get_one(Answer, award.answer_id)
    follow_answer(session, session.get_one(Case, application.case_id), answer)
    return session.scalars(select(Promise).where(Promise.case_id == application.case_id)).one()


def test_the_last_krone_keeps_it(session: Session, place: Town, sign_in: Any) -> None:
    application = running(session, place)
    promise, lead = promised(session, application), lead_of(session, application)
    client = sign_in(lead)
    for kroner, is_done in ((2_000, False), (4_000, True)):
        payment = planned(session, place, application, kroner)
        mark_paid(session, place.pool, {payment.id: yesterday()}, by_id=place.treasurer.id)
        session.commit()
        assert (promise.done_at is not None) is is_done
        text = client.get(f"/puljen/ansoegninger/{application.id}").text
        assert ("Pengene kommer senest" in text, "Pengene er betalt" in text) == (not is_done, is_done)
    report = session.scalars(select(ProgressReport)).one()
    assert (report.words, report.by_id) == ("Alle pengene er betalt.", place.treasurer.id)
    assert f"/loefter/{promise.id}/holdt" in session.scalars(
        select(Notification.path).where(Notification.person_id == lead.id)
    )


def test_accounts_end_it_once(session: Session, place: Town) -> None:
    application = sent(session, place.pool)
    paid(session, application, place.coordinator, 5_000 * KR)
    promise, lead = promised(session, application), session.get_one(Person, application.lead_id)
    told(session, application)
    bought(session, application, 5_000 * KR)
    send_accounts(session, lead, application)
    seen = version_of(session, application)
    for _twice in range(2):
        approve(session, place.coordinator, application, today(), seen)
    assert promise.done_at is not None
    report = session.scalars(select(ProgressReport)).one()
    assert report.words == "Regnskabet er godkendt. Der skal ikke betales mere."
