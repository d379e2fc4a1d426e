"""What was heard: kept while it is written, and told once, whole or not at all."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.consultations import ConsultationFactory
from tests.web.consultations.asking import SUMMARY, again, closed, official
from tests.web.forms import form_fields, press, submit
from youthvoice.consultations.commands.summary import finish_consultation
from youthvoice.consultations.events import ConsultationFinished
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.consultations.rules.summary import Summary
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict
from youthvoice.core.events import subscribe

finished: list[ConsultationFinished] = []


def note(_session: Session, event: ConsultationFinished) -> None:
    finished.append(event)


@pytest.fixture(autouse=True)
def events() -> None:
    finished.clear()
    subscribe(ConsultationFinished, note)


def test_it_is_finished_with_three_whole_parts_once(session: Session, client: Any, sign_in: Any) -> None:
    found = closed(official())
    url = f"/hoeringer/{found.id}/opsamling"
    sign_in(found.asked_by)
    fields = form_fields(client.get(url).text, url) | SUMMARY | {"finish": "1"}
    for _ in range(2):
        answer = client.post(url, data=fields)
        assert (answer.status_code, answer.location) == (303, f"/hoeringer/{found.id}")
    found = again(session, found)
    assert found.state is ConsultationState.finished
    assert found.finished_by_id == found.asked_by_id
    assert finished == [ConsultationFinished(found.id)]
    page = client.get(f"/hoeringer/{found.id}").text
    for words in (*SUMMARY.values(), "Det hørte vi", "Det ændrede vi", "Det ændrede vi ikke, fordi …"):
        assert words in page


@pytest.mark.parametrize(
    ("part", "words", "told"),
    [
        ("heard", "", "Skriv, hvad I hørte fra de unge."),
        ("changed", "", "Ændrede I intet, så skriv det."),
        ("unchanged_why", "", "Skriv, hvad I ikke ændrede, og hvorfor."),
        ("heard", "Vi hørte jer.", "Skriv lidt mere."),
        ("heard", "Ja " * 40, "Skriv rigtige sætninger."),
        ("unchanged_why", SUMMARY["heard"], "Der står det samme som ovenfor."),
        ("changed", "Ring til 010107-1234, hvis du vil vide mere.", "CPR-nummer"),
    ],
)
def test_what_is_missing_is_told_and_nothing_goes_out(
    session: Session, sign_in: Any, part: str, words: str, told: str
) -> None:
    found = closed(official())
    answer = submit(sign_in(found.asked_by), f"/hoeringer/{found.id}/opsamling", SUMMARY | {part: words, "finish": "1"})
    assert answer.status_code == 422
    assert told in answer.text
    other = next(text for name, text in SUMMARY.items() if name != part)
    assert other in answer.text
    assert again(session, found).state is ConsultationState.closed
    assert finished == []


def test_a_draft_of_it_is_kept_and_nobody_else_reads_it(session: Session, client: Any, sign_in: Any) -> None:
    found = closed(official())
    url, page = f"/hoeringer/{found.id}/opsamling", f"/hoeringer/{found.id}"
    sign_in(found.asked_by)
    assert submit(client, url, {"heard": "Vi hørte", "save": "1"}).status_code == 303
    assert "Vi hørte" in client.get(url).text
    assert "Vi hørte" not in client.get(page).text
    fields = form_fields(client.get(url).text, url)
    kept = client.post(f"{url}/gem", data=fields | {"heard": "Vi hørte, at"})
    assert kept.status_code == 204
    assert kept.headers["X-Saved-Version"] == str(again(session, found).version)
    # Somebody else began with the wording before.
    overtaken = client.post(f"{url}/gem", data=fields | {"heard": "Noget andet"}, check=False)
    assert overtaken.status_code == 409
    assert again(session, found).heard == "Vi hørte, at"
    both = client.post(url, data=fields | {"heard": "Noget andet", "save": "1"})
    assert both.status_code == 409
    assert "Noget andet" in both.text
    assert "Vi hørte, at" in both.text
    assert client.post(url, data=form_fields(both.text, url) | {"save": "1"}).status_code == 303
    assert again(session, found).heard == "Noget andet"


def test_while_it_is_open_one_can_begin_and_not_finish(session: Session, sign_in: Any) -> None:
    found = ConsultationFactory()
    client = sign_in(found.asked_by)
    url = f"/hoeringer/{found.id}/opsamling"
    assert 'name="finish"' not in client.get(url).text
    assert submit(client, url, SUMMARY | {"finish": "1"}).status_code == 409
    assert submit(client, url, SUMMARY | {"save": "1"}).status_code == 303
    with pytest.raises(Conflict):
        finish_consultation(session, found.id, Summary(**SUMMARY), 2, actor_id=found.asked_by_id)
    assert again(session, found).state is ConsultationState.open


def test_others_do_not_write_it(session: Session, sign_in: Any) -> None:
    found = closed(official())
    client = sign_in(official())
    assert client.get(f"/hoeringer/{found.id}/opsamling").status_code == 403
    assert press(client, f"/hoeringer/{found.id}/opsamling", SUMMARY | {"finish": "1"}).status_code == 403
    assert press(client, f"/hoeringer/{found.id}/opsamling/gem", SUMMARY).status_code == 403


def test_a_late_summary_is_told_to_everybody(session: Session, client: Any) -> None:
    due, late = closed(official(), days_ago=21), closed(official(), days_ago=30)
    assert due.summary_due_on == today()
    session.commit()
    page = client.get(f"/hoeringer/{late.id}").text
    assert "Opsamlingen er forsinket" in page
    assert "skulle have fortalt senest" in page
    assert "forsinket" not in client.get(f"/hoeringer/{due.id}").text
    assert client.get("/hoeringer").text.count("Opsamlingen er forsinket") == 1


def test_a_cancelled_one_owes_none(session: Session, sign_in: Any) -> None:
    found = closed(
        official(), cancelled_at=now() - timedelta(days=2), cancel_reason="Pengene er brugt til noget andet."
    )
    assert sign_in(found.asked_by).get(f"/hoeringer/{found.id}/opsamling").status_code == 409
