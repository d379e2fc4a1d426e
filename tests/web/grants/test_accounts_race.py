"""At the same moment: accounts are approved once, and what is sent is what was written."""

import uuid
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import app_on
from tests.factories.base import bind_factories
from tests.factories.grants import KR, sent, town
from tests.factories.grants_accounts import ALL, bought, paid, told, version_of
from tests.races import SECONDS, at_once, in_database
from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.core.errors import DomainError
from youthvoice.grants.commands.accounts import approve, send_accounts, send_back
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.spending import SpentFacts, add_spent
from youthvoice.grants.models import Application, LedgerEntry, SpentLine
from youthvoice.grants.queries.accounts import find_report
from youthvoice.grants.queries.pools import get_application
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.paying import ReportState

REPLY = "Vi mangler kvitteringen for lyd. Den er på 400 kr."


def act(url: str, deed: str, application_id: int, person_id: int, seen: int, start: Any, results: Any) -> None:
    """Do one thing to the accounts as soon as all are there; put what came of it."""
    app = app_on(url)
    database = app.extensions["youthvoice"].database
    with app.test_request_context("/"), database.session(read_only=False) as session:
        application, person = get_application(session, application_id), session.get_one(Person, person_id)
        session.rollback()
        start.wait(SECONDS)
        try:
            if deed == "approve":
                approve(session, person, application, today(), seen)
            elif deed == "back":
                send_back(session, person, application, REPLY, seen)
            elif deed == "send":
                send_accounts(session, person, application)
            else:
                facts = SpentFacts(line_id=None, name="Saft", amount=100 * KR, without_receipt="Den blev væk.")
                add_spent(session, person, application, facts, uuid.uuid4().hex)
            session.commit()
        except DomainError as refused:
            session.rollback()
            results.put(f"{deed}: {type(refused).__name__}")
        else:
            results.put(deed)
    database.dispose()


def written(session: Session) -> tuple[int, int, int]:
    """(application, lead, coordinator): 7,000 of 8,000 kr. are spent, and told of."""
    bind_factories(session)
    place = town(session)
    application = sent(session, place.pool)
    paid(session, application, place.coordinator, ALL)
    bought(session, application, 7_000 * KR)
    told(session, application)
    return application.id, application.lead_id, place.coordinator.id


def waiting(session: Session) -> tuple[int, int, int]:
    """The same, sent."""
    application_id, lead_id, coordinator_id = written(session)
    send_accounts(session, session.get_one(Person, lead_id), get_application(session, application_id))
    return application_id, coordinator_id, version_of(session, session.get_one(Application, application_id))


def test_approved_or_sent_back_and_once(own_url: str) -> None:
    application_id, coordinator_id, seen = in_database(own_url, waiting)
    deeds = ("approve", "approve", "back", "approve", "back", "approve")
    got = at_once(act, [(own_url, deed, application_id, coordinator_id, seen) for deed in deeds])

    def after(session: Session) -> tuple[Application, list[tuple[EntryKind, int]], int]:
        application = get_application(session, application_id)
        rows = session.execute(select(LedgerEntry.kind, LedgerEntry.amount).order_by(LedgerEntry.number))
        end = [(kind, amount // KR) for kind, amount in rows][-3:]
        return application, end, balance_of(session, application.pool_id).paid // KR

    application, end, paid_out = in_database(own_url, after)
    if application.status is ApplicationStatus.closed:
        assert end == [(EntryKind.give_back, 1_000), (EntryKind.close_out, 7_000), (EntryKind.reuse, 1_000)]
        assert (paid_out, got.count("approve"), got.count("back")) == (0, 4, 0)
    else:
        assert application.status is ApplicationStatus.accepted
        assert (paid_out, got.count("approve"), got.count("back")) == (8_000, 0, 2)


def test_what_is_sent_is_what_was_written(own_url: str) -> None:
    application_id, lead_id, _coordinator = in_database(own_url, written)
    deeds = ("add", "send", "add", "send", "add", "add")
    got = at_once(act, [(own_url, deed, application_id, lead_id, 0) for deed in deeds])
    assert got.count("send") == 2

    def after(session: Session) -> tuple[int, int, ReportState]:
        report = find_report(session, application_id)
        assert report is not None
        spent = select(func.sum(SpentLine.amount)).where(SpentLine.application_id == application_id)
        return report.gives_back, int(session.scalar(spent) or 0), report.state

    gives_back, spent, state = in_database(own_url, after)
    assert state is ReportState.sent
    assert spent == (7_000 + 100 * got.count("add")) * KR
    assert gives_back == 8_000 * KR - spent
