"""A hearing goes out, is given more time, is called off; each once, and each for everybody to see."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.consultations import ConsultationFactory
from tests.web.consultations.asking import REASON, again, closed, draft, official
from tests.web.forms import form_fields, press, submit
from youthvoice.consultations.commands.publishing import cancel_consultation, give_more_time, publish_consultation
from youthvoice.consultations.events import ConsultationCancelled, ConsultationExtended, ConsultationPublished
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import local_date, now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import subscribe

DAY = timedelta(days=1)
heard: list[object] = []


def note(_session: Session, event: object) -> None:
    heard.append(event)


@pytest.fixture(autouse=True)
def events() -> list[object]:
    heard.clear()
    for kind in (ConsultationPublished, ConsultationExtended, ConsultationCancelled):
        subscribe(kind, note)
    return heard


def deeds(session: Session, found: Consultation) -> list[str]:
    query = select(AuditEntry.action).where(
        AuditEntry.subject_kind == "consultation", AuditEntry.subject_id == found.id
    )
    return list(session.scalars(query.order_by(AuditEntry.id)))


def test_it_goes_out_once_and_everybody_reads_it(session: Session, client: Any, sign_in: Any) -> None:
    asker = official()
    found, name = draft(asker), asker.display_name
    page, url = f"/hoeringer/{found.id}/se", f"/hoeringer/{found.id}/offentliggoer"
    sign_in(asker)
    fields = form_fields(client.get(page).text, url)
    for _ in range(2):
        answer = client.post(url, data=fields)
        assert (answer.status_code, answer.location) == (303, f"/hoeringer/{found.id}")
    assert heard == [ConsultationPublished(found.id)]
    assert deeds(session, found) == ["consultation.publish"]
    assert again(session, found).state is ConsultationState.planned
    client.delete_cookie("session")
    with client.session_transaction() as cookie:
        cookie.clear()
    text = client.get(f"/hoeringer/{found.id}").text
    for words in (found.title, found.open_text, found.fixed_text, found.fixed_why, found.decider, "Hvad vil I lave 1?",
                  name, "Ungekonsulent", "Åbner snart"):  # fmt: skip
        assert words in text


def test_one_that_opens_today_is_open_at_once(session: Session, sign_in: Any) -> None:
    found = draft(official(), opens_at=now() - timedelta(minutes=1))
    published = publish_consultation(session, found.id, 1, actor_id=found.asked_by_id)
    assert published
    assert again(session, found).state is ConsultationState.open
    assert found.opens_at == found.published_at


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"open_text": ""}, "Skriv, hvad de unge kan være med til at bestemme."),
        ({"fixed_why": "Fordi."}, "Skriv, hvorfor det ligger fast."),
        ({"decider": ""}, "Skriv, hvem der beslutter."),
        ({"opens_at": now() - 3 * DAY}, "Den dag, den skal åbne, er gået."),
        ({"questions": 0}, "Der mangler mindst ét spørgsmål."),
    ],
)
def test_what_lacks_is_told_and_it_stays_a_draft(
    session: Session, sign_in: Any, changes: dict[str, Any], words: str
) -> None:
    found = draft(official(), **changes)
    client = sign_in(found.asked_by)
    page = client.get(f"/hoeringer/{found.id}/se").text
    assert words in page
    assert f"/hoeringer/{found.id}/offentliggoer" not in page
    answer = press(client, f"/hoeringer/{found.id}/offentliggoer", {"seen": "1"})
    assert answer.status_code == 422
    assert words in answer.text
    assert again(session, found).published_at is None
    assert heard == []


def test_what_was_changed_since_it_was_seen_does_not_go_out(session: Session, sign_in: Any) -> None:
    found = draft(official())
    client = sign_in(found.asked_by)
    url = f"/hoeringer/{found.id}/offentliggoer"
    fields = form_fields(client.get(f"/hoeringer/{found.id}/se").text, url)
    submit(client, f"/hoeringer/{found.id}/ret", {"title": "Noget helt andet?"})
    answer = client.post(url, data=fields)
    assert answer.status_code == 409
    assert "En anden har rettet høringen imens" in answer.text
    assert again(session, found).published_at is None


def test_more_time_for_a_reason_that_everybody_reads(session: Session, client: Any, sign_in: Any) -> None:
    found = ConsultationFactory()
    before, last = found.closes_at, local_date(found.closes_at)
    url = f"/hoeringer/{found.id}/mere-tid"
    sign_in(found.asked_by)
    later = {
        "closes_on": (last + 5 * DAY).isoformat(),
        "why": "Mange klasser har ferie i uge 7, og de vil gerne nå det.",
    }
    for change, words in (
        ({"closes_on": last.isoformat()}, "Vælg en senere dag."),
        ({"closes_on": (last - DAY).isoformat()}, "Vælg en senere dag."),
        ({"closes_on": found.decision_on.isoformat()}, "skal lukke, før I beslutter"),
        ({"why": "bla bla bla bla bla bla bla bla"}, "Skriv grunden i en hel sætning."),
    ):
        answer = submit(client, url, later | change)
        assert answer.status_code == 422
        assert words in answer.text
    assert again(session, found).closes_at == before
    for _ in range(2):
        assert press(client, url, later).status_code == 303
    found = again(session, found)
    assert local_date(found.closes_at) == last + 5 * DAY
    assert found.summary_due_on == last + 26 * DAY
    assert heard == [ConsultationExtended(found.id)]
    assert "Mange klasser har ferie i uge 7" in client.get(f"/hoeringer/{found.id}").text


def test_no_more_time_once_it_has_closed(session: Session, sign_in: Any) -> None:
    found = closed(official())
    assert sign_in(found.asked_by).get(f"/hoeringer/{found.id}/mere-tid").status_code == 409
    with pytest.raises(Conflict):
        give_more_time(session, found.id, local_date(now()) + 9 * DAY, REASON, actor_id=found.asked_by_id)


def test_it_is_called_off_for_a_reason_once(session: Session, client: Any, sign_in: Any) -> None:
    found = ConsultationFactory()
    url = f"/hoeringer/{found.id}/aflys"
    sign_in(found.asked_by)
    refused = submit(client, url, {"reason": "Nej, det går ikke"})
    assert refused.status_code == 422
    assert submit(client, url, {"reason": REASON}).status_code == 303
    assert press(client, url, {"reason": REASON}).status_code == 409
    cancel_consultation(session, found.id, REASON, actor_id=found.asked_by_id)
    assert heard == [ConsultationCancelled(found.id)]
    page = client.get(f"/hoeringer/{found.id}").text
    assert REASON in page
    assert "Aflyst" in page


def test_a_draft_is_not_called_off_and_a_finished_one_neither(session: Session) -> None:
    unseen = draft(official())
    with pytest.raises(Conflict):
        cancel_consultation(session, unseen.id, REASON, actor_id=unseen.asked_by_id)
    running = ConsultationFactory()
    with pytest.raises(RuleBroken):
        cancel_consultation(session, running.id, "Fordi.", actor_id=running.asked_by_id)


def test_a_hidden_one_is_seen_by_its_unit_alone(session: Session, client: Any, sign_in: Any) -> None:
    found = ConsultationFactory(hidden_at=now())
    path = f"/hoeringer/{found.id}"
    assert client.get(path).status_code == 404
    assert found.title not in client.get("/hoeringer").text
    assert sign_in(official()).get(path).status_code == 404
    assert "Høringen er skjult" in sign_in(found.asked_by).get(path).text
