"""A summary that was told is corrected: other words stand, for a reason, and every wording can be read."""

from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.consultations import ConsultationResponseFactory
from tests.web.consultations.asking import SUMMARY, again, closed, official
from tests.web.forms import form_fields, press, submit
from youthvoice.consultations.commands.correcting import correct_summary
from youthvoice.consultations.models import Consultation, SummaryWording
from youthvoice.consultations.rules.summary import Summary
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.notifications.models import Notification

WHY = "Vi skrev, at stien er flyttet. Det er den ikke."
RIGHT = "Vi satte flere lamper op, men stien bliver liggende."
LATER = "Vi satte flere lamper op, og stien bliver flyttet til maj."


@pytest.fixture
def told(session: Session) -> Consultation:
    found = closed(official(), finished_at=now(), **SUMMARY)
    found.finished_by_id = found.asked_by_id
    session.flush()
    return found


def page_of(found: Consultation) -> str:
    return f"/hoeringer/{found.id}"


def corrections(session: Session) -> list[tuple[int, str]]:
    query = select(Notification.person_id, Notification.event_key).where(Notification.kind == "hearing_corrected")
    return [tuple(row) for row in session.execute(query.order_by(Notification.id))]


def test_the_new_words_stand_beside_the_old_ones(
    session: Session, client: Any, sign_in: Any, told: Consultation
) -> None:
    sign_in(told.asked_by)
    url = f"{page_of(told)}/opsamling/ret"
    assert f'href="{url}"' in client.get(page_of(told)).text
    fields = form_fields(client.get(url).text, url) | {"changed": RIGHT, "why": WHY}
    assert fields["heard"] == SUMMARY["heard"]
    for _ in range(2):
        assert client.post(url, data=fields).headers["Location"] == page_of(told)
    client.delete_cookie("session")
    page = client.get(page_of(told)).text
    assert RIGHT in page
    assert WHY in page
    assert SUMMARY["changed"] not in page
    every = client.get(f"{page_of(told)}/opsamling/udgaver").text
    assert every.index(RIGHT) < every.index(SUMMARY["changed"])
    assert every.count(WHY) == 1
    rows = session.scalars(select(SummaryWording).order_by(SummaryWording.number)).all()
    assert [(row.number, row.changed, row.why) for row in rows] == [(1, SUMMARY["changed"], ""), (2, RIGHT, WHY)]
    assert rows[0].at == told.finished_at
    assert rows[0].written_by_id == told.finished_by_id


def test_a_third_wording_keeps_both(session: Session, client: Any, told: Consultation) -> None:
    asker = told.asked_by_id
    for changed, why in ((RIGHT, WHY), (LATER, "Nu er det besluttet at flytte stien.")):
        words = Summary(SUMMARY["heard"], changed, SUMMARY["unchanged_why"])
        assert correct_summary(session, told.id, words, why, told.version, actor_id=asker)
    session.commit()
    page = client.get(f"{page_of(told)}/opsamling/udgaver").text
    assert page.index(LATER) < page.index(RIGHT) < page.index(SUMMARY["changed"])
    assert again(session, told).changed == LATER


@pytest.mark.parametrize(
    ("typed", "told_of"),
    [
        ({"heard": ""}, "Skriv, hvad I hørte fra de unge."),
        ({"changed": "Nej."}, "Skriv lidt mere."),
        ({"unchanged_why": "Ja " * 40}, "Skriv rigtige sætninger."),
        ({"why": ""}, "Skriv, hvorfor I retter den."),
        ({"why": "x" * 30}, "Skriv grunden i en hel sætning."),
        ({"changed": SUMMARY["changed"]}, "Der står det samme som før."),
        ({"why": "Ring til 010107-1234, hvis du vil vide mere."}, "CPR-nummer"),
    ],
)
def test_the_same_rules_hold(
    session: Session, sign_in: Any, told: Consultation, typed: dict[str, str], told_of: str
) -> None:
    sent = {"changed": RIGHT, "why": WHY} | typed
    answer = submit(sign_in(told.asked_by), f"{page_of(told)}/opsamling/ret", sent)
    assert answer.status_code == 422
    assert told_of in answer.text
    assert again(session, told).changed == SUMMARY["changed"]
    assert not session.scalars(select(SummaryWording)).all()


def test_those_who_answered_are_told_once_of_each(session: Session, told: Consultation) -> None:
    response = ConsultationResponseFactory(consultation_id=told.id)
    session.flush()
    words = Summary(SUMMARY["heard"], RIGHT, SUMMARY["unchanged_why"])
    seen = told.version
    for _ in range(2):
        correct_summary(session, told.id, words, WHY, seen, actor_id=told.asked_by_id)
    assert corrections(session) == [(response.person_id, f"hearing:{told.id}:corrected:2")]
    news = session.scalars(select(Notification).where(Notification.kind == "hearing_corrected")).one()
    assert news.data["reason"] == WHY


def test_a_hidden_hearing_tells_nobody(session: Session, client: Any, told: Consultation) -> None:
    ConsultationResponseFactory(consultation_id=told.id)
    told.hidden_at = now()
    session.flush()
    words = Summary(SUMMARY["heard"], RIGHT, SUMMARY["unchanged_why"])
    correct_summary(session, told.id, words, WHY, told.version, actor_id=told.asked_by_id)
    session.commit()
    assert not corrections(session)
    assert client.get(f"{page_of(told)}/opsamling/udgaver").status_code == 404


def test_whoever_comes_second_sees_both_texts(session: Session, client: Any, sign_in: Any, told: Consultation) -> None:
    sign_in(told.asked_by)
    url = f"{page_of(told)}/opsamling/ret"
    fields = form_fields(client.get(url).text, url) | {"changed": LATER, "why": WHY}
    words = Summary(SUMMARY["heard"], RIGHT, SUMMARY["unchanged_why"])
    correct_summary(session, told.id, words, WHY, told.version, actor_id=told.asked_by_id)
    session.commit()
    second = client.post(url, data=fields)
    assert second.status_code == 409
    assert RIGHT in second.text
    assert LATER in second.text
    assert client.post(url, data=form_fields(second.text, url)).status_code == 303
    assert again(session, told).changed == LATER


def test_only_the_asker_and_only_what_was_told(session: Session, client: Any, sign_in: Any, told: Consultation) -> None:
    owed = closed(official())
    sign_in(official())
    url = f"{page_of(told)}/opsamling/ret"
    assert client.get(url, check=False).status_code == 403
    assert press(client, url, SUMMARY | {"changed": RIGHT, "why": WHY}, check=False).status_code == 403
    assert client.get(f"{page_of(told)}/opsamling/udgaver").status_code == 404
    assert sign_in(owed.asked_by).get(f"{page_of(owed)}/opsamling/ret").status_code == 409
    with pytest.raises(Conflict):
        correct_summary(session, owed.id, Summary(**SUMMARY), WHY, owed.version, actor_id=owed.asked_by_id)


@pytest.mark.parametrize("part", ["heard", "changed", "unchanged_why", "why"])
def test_the_database_keeps_no_empty_wording(session: Session, told: Consultation, part: str) -> None:
    words = Summary(SUMMARY["heard"], RIGHT, SUMMARY["unchanged_why"])
    correct_summary(session, told.id, words, WHY, told.version, actor_id=told.asked_by_id)
    second = update(SummaryWording).where(SummaryWording.number == 2)
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(second.values(**{part: "  \u200b "}))


def test_a_wording_that_says_nothing_is_refused_whoever_calls(session: Session, told: Consultation) -> None:
    with pytest.raises(RuleBroken):
        correct_summary(session, told.id, Summary("", "", ""), WHY, told.version, actor_id=told.asked_by_id)
    words = Summary(SUMMARY["heard"], RIGHT, SUMMARY["unchanged_why"])
    with pytest.raises(RuleBroken):
        correct_summary(session, told.id, words, "", told.version, actor_id=told.asked_by_id)
