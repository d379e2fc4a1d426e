"""The letter of a grant: what stands in it, whose yes it needs, the adult's link, and giving the money up."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.grants import KR, Town, sent, town
from tests.factories.grants_after import asked, lead_of, letter_of, planned, running, with_account, with_letter
from tests.web.forms import press, submit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict
from youthvoice.core.mail import OutboxMessage
from youthvoice.core.readability import lix
from youthvoice.grants.commands.accepting import accept, adult_answers, give_up
from youthvoice.grants.commands.batches import send_batch
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.letters import adult_token
from youthvoice.grants.models import Agreement, ApplicationEvent, BankDetails, Dimension, PoolTally
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.paying import PaymentState
from youthvoice.grants.rules.timeline import Step


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def test_the_letter_says_it_all_and_stays_as_it_was(session: Session, place: Town) -> None:
    application = with_letter(session, place)
    words = letter_of(session, application).words
    for said in (
        "6.000 kr.", "8.000 kr.", "Åben hal-fredag", "Husk at rydde op bagefter.", "kvitteringer", "regnskab", "konto",
        "Linje 1", "Virumhallen", "Line Holm",
    ):  # fmt: skip
        assert said in words
    assert lix(words).lix <= 25


def test_there_is_no_letter_of_a_no(session: Session, place: Town) -> None:
    application = with_letter(session, place, 0)
    assert session.scalar(select(Agreement).where(Agreement.application_id == application.id)) is None


def test_the_adult_is_mailed_and_says_yes_without_an_account(
    client: Any, session: Session, place: Town, count_queries: Any
) -> None:
    application = with_letter(session, place)
    session.commit()
    mail = session.scalars(select(OutboxMessage).where(OutboxMessage.recipient == "bo@example.test")).one()
    path = re.search(r"(/puljen/voksen/\S+)", mail.body_text)
    assert path
    with count_queries() as seen:
        page = client.get(path[1])
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert len(seen) <= 6
    refused = submit(client, path[1], {"answer": "no", "reply": ""})
    assert refused.status_code == 422
    assert submit(client, path[1], {"answer": "no", "reply": "Ikke den dag."}).status_code == 303
    session.expire_all()
    agreement = letter_of(session, application)
    assert (agreement.adult_accepted_at, agreement.adult_reply) == (None, "Ikke den dag.")
    assert submit(client, path[1], {"answer": "yes"}).status_code == 303
    session.expire_all()
    assert letter_of(session, application).adult_accepted_at is not None
    assert "Du har sagt ja" in client.get(path[1]).text


def test_a_forged_link_opens_nothing(client: Any, session: Session, place: Town) -> None:
    application = with_letter(session, place)
    session.commit()
    token = adult_token(letter_of(session, application))
    assert client.get(f"/puljen/voksen/{token[:-2]}xx").status_code == 404
    assert client.post(f"/puljen/voksen/{token}", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_the_lead_says_yes_after_the_adult(session: Session, place: Town, sign_in: Any, count_queries: Any) -> None:
    application = with_letter(session, place)
    lead, address = lead_of(session, application), f"/puljen/ansoegninger/{application.id}/brev"
    client = sign_in(lead)
    with count_queries() as seen:
        page = client.get(address)
    assert len(seen) <= 8
    assert "En voksen skal sige ja først" in page.text
    assert "Vi siger ja" not in page.text
    assert press(client, f"{address}/ja").status_code == 409
    adult_answers(session, letter_of(session, application), says_yes=True, reply="")
    session.commit()
    assert "Vi siger ja" in client.get(address).text
    for _twice in range(2):
        assert press(client, f"{address}/ja").status_code == 303
    session.expire_all()
    assert application.status is ApplicationStatus.accepted
    assert application.begins_on
    assert application.accounts_due_on == application.begins_on + timedelta(days=30)
    steps = session.scalars(
        select(ApplicationEvent.kind).where(
            ApplicationEvent.application_id == application.id, ApplicationEvent.kind == Step.accepted
        )
    ).all()
    assert len(steps) == 1


def test_a_grown_up_lead_needs_nobody(session: Session, place: Town) -> None:
    lead = PersonFactory(birth_year=today().year - 20)
    application = with_letter(session, place, lead=lead)
    assert not letter_of(session, application).needs_adult
    accept(session, application, by_id=lead.id)
    assert application.status is ApplicationStatus.accepted


def test_the_mail_is_sent_again_but_not_at_once(session: Session, place: Town, sign_in: Any) -> None:
    application = with_letter(session, place)
    client, again = sign_in(lead_of(session, application)), f"/puljen/ansoegninger/{application.id}/brev/voksen"
    assert press(client, again).status_code == 409
    letter_of(session, application).adult_asked_at = now() - timedelta(hours=2)
    session.commit()
    assert press(client, again).status_code == 303
    mails = session.scalars(select(OutboxMessage).where(OutboxMessage.recipient == "bo@example.test")).all()
    assert len(mails) == 2


def test_the_letter_as_a_pdf(session: Session, place: Town, sign_in: Any) -> None:
    application = with_letter(session, place)
    answer = sign_in(lead_of(session, application)).get(f"/puljen/ansoegninger/{application.id}/brev.pdf")
    assert answer.status_code == 200
    pages = PdfReader(BytesIO(answer.data))
    printed = " ".join("".join(page.extract_text() for page in pages.pages).split())
    assert f"Bevillingsbrev {place.pool.year}-{application.number}" in printed
    assert "Husk at rydde op bagefter." in printed
    assert "6.000 kr." in printed
    assert "bo@example.test" not in printed


def test_the_database_wants_the_adult_first(session: Session, place: Town) -> None:
    application = with_letter(session, place)
    statement = f"UPDATE agreements SET accepted_at = '2027-01-01', accepted_by_id = {application.lead_id}"
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text(statement))
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text("UPDATE agreements SET adult_refused_at = '2027-01-01'"))


def test_given_up_before_anything_is_paid(session: Session, place: Town, sign_in: Any) -> None:
    application = with_account(session, running(session, place))
    payment = planned(session, place, application, 1_000)
    before = balance_of(session, place.pool.id).allocation
    page = f"/puljen/ansoegninger/{application.id}/opgiv"
    client = sign_in(lead_of(session, application))
    assert client.get(page).status_code == 200
    for _twice in range(2):
        assert press(client, page).status_code == 303
    session.expire_all()
    assert application.status is ApplicationStatus.given_up
    assert balance_of(session, place.pool.id).allocation == before + 6_000 * KR
    assert payment.state is PaymentState.cancelled
    assert session.get_one(BankDetails, application.id).sealed is None
    tally = session.get_one(PoolTally, (place.pool.id, Dimension.all, ""))
    assert (tally.awards, tally.amount) == (0, 0)


def test_not_given_up_while_money_is_out(session: Session, place: Town) -> None:
    application = running(session, place)
    payment = planned(session, place, application, 1_000)
    send_batch(session, place.pool, [payment.id], "ab" * 16, by_id=place.treasurer.id)
    with pytest.raises(Conflict):
        give_up(session, application, by_id=application.lead_id)


def test_a_payment_waits_for_the_yes(session: Session, place: Town) -> None:
    with pytest.raises(Conflict):
        asked(session, with_letter(session, place), 100)
    with pytest.raises(Conflict):
        asked(session, sent(session, place.pool), 100)
