"""A unit writes a hearing: who may, what is refused, and what stays typed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, SchoolFactory
from tests.web.consultations.asking import again, draft, official, typed
from tests.web.forms import form_fields, press, submit, type_into
from youthvoice.accounts.models import FormDraft
from youthvoice.consultations.models import Consultation, ConsultationSchool, Question
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.core.clock import local_date, today

URL = "/hoeringer/ny"
DAY = timedelta(days=1)


def all_of_them(session: Session) -> list[Consultation]:
    session.expire_all()
    return list(session.scalars(select(Consultation).order_by(Consultation.id)))


def test_an_official_writes_a_draft_that_only_the_unit_sees(session: Session, sign_in: Any) -> None:
    person, colleague, other = official(), OfficialFactory(), OfficialFactory()
    colleague.unit = person.unit
    answer = submit(sign_in(person), URL, typed())
    (found,) = all_of_them(session)
    assert (answer.status_code, answer.location) == (303, f"/hoeringer/{found.id}/spoergsmaal")
    assert (found.state, found.unit_id, found.asked_by_id) == (ConsultationState.draft, person.unit_id, person.id)
    assert found.summary_due_on == local_date(found.closes_at) + 21 * DAY
    page = f"/hoeringer/{found.id}/se"
    assert sign_in(colleague).get(page).status_code == 200
    assert sign_in(other).get(page).status_code == 404
    assert sign_in(PersonFactory()).get(f"/hoeringer/{found.id}").status_code == 404
    assert "Hvordan skal parken være?" not in sign_in(other).get("/hoeringer").text


def test_who_works_nowhere_asks_nobody(session: Session, client: Any, sign_in: Any) -> None:
    assert client.get(URL).status_code in (302, 303, 401)
    assert sign_in(PersonFactory()).get(URL).status_code == 403
    assert sign_in(OfficialFactory(unit=None)).get(URL).status_code == 403


def test_sent_twice_it_is_written_once(session: Session, sign_in: Any) -> None:
    client = sign_in(official())
    fields = form_fields(client.get(URL).text, URL) | typed()
    first, second = (client.post(URL, data=fields) for _ in range(2))
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert len(all_of_them(session)) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": "Par"}, "Skriv mindst 5 tegn"),
        ({"about": "Ring til 010107-1234 og hør mere."}, "CPR-nummer"),
        ({"closes_on": ""}, "Vælg den sidste dag."),
        ({"closes_on": (today() + 8 * DAY).isoformat()}, "åben i mindst 7 dage"),
        ({"opens_on": (today() - DAY).isoformat()}, "Den dag, den skal åbne, er gået"),
        ({"decision_on": (today() + 16 * DAY).isoformat()}, "skal lukke, før I beslutter"),
        ({"decision_on": (today() + DAY).isoformat()}, "sæt kryds ved, at beslutningen er taget"),
        ({"audience": "schools"}, "Vælg mindst én skole."),
        ({"audience": "all"}, "Vælg noget fra listen."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    session: Session, sign_in: Any, change: dict[str, str], words: str
) -> None:
    answer = submit(sign_in(official()), URL, typed(**change))
    assert answer.status_code == 422
    assert words in answer.text
    assert "Parken ligger ved søen og må koste to millioner kroner." in answer.text
    assert all_of_them(session) == []


def test_asked_after_the_decision_it_is_marked_everywhere(session: Session, client: Any, sign_in: Any) -> None:
    mark = "Beslutningen var taget, før I blev spurgt"
    late = typed(decision_on=(today() + DAY).isoformat(), is_late_meant="y")
    assert submit(sign_in(official()), URL, late).status_code == 303
    (found,) = all_of_them(session)
    assert found.is_too_late
    found.published_at, found.opens_at = found.created_at, found.created_at
    found.decision_on = today() - DAY
    session.commit()
    for path in ("/hoeringer", f"/hoeringer/{found.id}", "/hoeringer/vores", f"/hoeringer/{found.id}/laes",
                 f"/hoeringer/{found.id}/mere-tid", f"/hoeringer/{found.id}/aflys", f"/hoeringer/{found.id}/opsamling"):  # fmt: skip
        assert mark in client.get(path).text, path


def test_schools_that_are_asked(session: Session, sign_in: Any) -> None:
    first, _second = SchoolFactory(), SchoolFactory()
    client = sign_in(official())
    assert submit(client, URL, typed(audience="schools", school_ids=[str(first.id)])).status_code == 303
    (found,) = all_of_them(session)
    assert session.scalars(select(ConsultationSchool.school_id)).all() == [first.id]
    # For everybody again: the list is gone.
    assert submit(client, f"/hoeringer/{found.id}/ret", {"audience": "everyone"}).status_code == 303
    assert session.scalar(select(func.count()).select_from(ConsultationSchool)) == 0


def test_two_who_change_it_at_once_are_told(session: Session, sign_in: Any) -> None:
    found = draft(official())
    url = f"/hoeringer/{found.id}/ret"
    client = sign_in(found.asked_by)
    fields = form_fields(client.get(url).text, url)
    assert client.post(url, data={**fields, "title": "Hvordan skal søen være?"}).status_code == 303
    answer = client.post(url, data={**fields, "title": "Hvordan skal skoven være?"})
    assert answer.status_code == 409
    assert "En anden har rettet høringen imens" in answer.text
    assert "Hvordan skal skoven være?" in answer.text
    assert again(session, found).title == "Hvordan skal søen være?"
    assert client.post(url, data=form_fields(answer.text, url)).status_code == 303
    assert again(session, found).title == "Hvordan skal skoven være?"


def test_what_is_published_is_changed_no_more(session: Session, sign_in: Any) -> None:
    found = draft(official(), published_at=draft(official()).created_at)
    client = sign_in(found.asked_by)
    for path in ("ret", "spoergsmaal", "se", "spoergsmaal/ny/tekst"):
        assert client.get(f"/hoeringer/{found.id}/{path}").status_code == 409
    assert press(client, f"/hoeringer/{found.id}/slet").status_code == 409


def test_a_draft_is_thrown_away_with_its_questions(session: Session, sign_in: Any) -> None:
    found = draft(official(), questions=2)
    assert press(sign_in(found.asked_by), f"/hoeringer/{found.id}/slet").status_code == 303
    assert all_of_them(session) == []
    assert session.scalar(select(func.count()).select_from(Question)) == 0


def test_what_is_typed_in_a_draft_and_its_questions_is_kept(session: Session, sign_in: Any) -> None:
    found = draft(official(), questions=2)
    client = sign_in(found.asked_by)
    own = session.scalars(select(Question.id).where(Question.consultation_id == found.id)).first()
    base = f"/hoeringer/{found.id}"
    assert type_into(client, f"{base}/ret", about="Halvt")["about"] == "Halvt"
    assert type_into(client, f"{base}/spoergsmaal/{own}", words="Hvad")["words"] == "Hvad"
    new = f"{base}/spoergsmaal/ny/skala"
    assert type_into(client, new, words="Hvor", low_label="Lidt")["low_label"] == "Lidt"
    # One question more changes the draft; the one that is begun writes over nothing, and can be sent.
    assert submit(client, f"{base}/spoergsmaal/ny/tekst", {"words": "Hvad savner I mest?"}).status_code == 303
    assert submit(client, new, {"words": "Hvor vigtigt er det?", "high_label": "Meget"}).status_code == 303


def test_words_that_are_typed_are_not_left_behind_at_the_publishing(session: Session, sign_in: Any) -> None:
    found = draft(official())
    client, base = sign_in(found.asked_by), f"/hoeringer/{found.id}"
    type_into(client, f"{base}/ret", about="Vi laver en helt anden park, og vi bruger jeres svar.")
    held = submit(client, f"{base}/offentliggoer", {}, page=f"{base}/se")
    assert held.headers["Location"] == f"{base}/ret"
    assert again(session, found).published_at is None
    assert submit(client, f"{base}/ret", {}).status_code == 303
    assert submit(client, f"{base}/offentliggoer", {}, page=f"{base}/se").headers["Location"] == base
    assert again(session, found).about.startswith("Vi laver en helt anden park")


def test_what_is_typed_goes_with_a_draft_that_is_thrown_away(session: Session, sign_in: Any) -> None:
    found = draft(official())
    client, base = sign_in(found.asked_by), f"/hoeringer/{found.id}"
    type_into(client, f"{base}/ret", about="Halvt")
    type_into(client, f"{base}/spoergsmaal/ny/tekst", words="Hvad")
    assert press(client, f"{base}/slet").status_code == 303
    assert session.scalars(select(FormDraft.place)).all() == []
