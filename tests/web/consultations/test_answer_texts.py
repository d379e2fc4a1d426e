"""Words in answers: cries for help, reports, hidden and shown again; one's own data; and whoever leaves."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.consultations_answered import alone, answered, asked, question
from tests.web.consultations.recount import recounted, stored
from tests.web.forms import form_fields
from youthvoice.accounts.commands import close_account
from youthvoice.accounts.export import export
from youthvoice.consultations.commands.drafts import keep_draft
from youthvoice.consultations.models import Consultation, ConsultationResponse, ResponseDraft, ResponseText
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.targets import KIND, hide_text, restore_text
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.targets import find_target

CRISIS = "Jeg vil ikke leve mere"


@pytest.fixture
def found(session: Session) -> Consultation:
    return asked(session)


def close(session: Session, found: Consultation) -> None:
    found.opens_at, found.closes_at = now() - timedelta(days=20), now() - timedelta(minutes=1)
    session.commit()


def test_a_cry_for_help_is_sent_and_heard_at_once(session: Session, sign_in: Any, found: Consultation) -> None:
    browser = sign_in(PersonFactory())
    where = f"/hoeringer/{found.id}/svar"
    text = question(session, found, QuestionKind.text)
    fields = form_fields(browser.get(where).get_data(as_text=True), where) | {f"q{text.id}": CRISIS}
    answer = browser.post(where, data=fields)
    assert answer.status_code == 303
    page = browser.get(answer.headers["Location"]).get_data(as_text=True)
    assert "116 111" in page
    assert "Svaret er sendt" in page
    report = session.query(ContentReport).one()
    assert (report.target_kind, report.is_automatic, report.quoted) == (KIND, True, CRISIS)
    stored_text = session.query(ResponseText).one()
    assert stored_text.hidden_at is None
    assert report.target_id == stored_text.mark


def test_what_is_hidden_leaves_the_counts_and_comes_back(session: Session, found: Consultation) -> None:
    answered(session, found, text=["Mere lys"], one=["1"])
    answered(session, found, text=["En bane"])
    text = question(session, found, QuestionKind.text)
    mark = session.query(ResponseText.mark).order_by(ResponseText.id).limit(1).scalar()
    assert stored(session, found.id)[0][text.id, "alone", 0] == (2, 2, 0)
    hide_text(session, mark)
    hide_text(session, mark)
    assert stored(session, found.id)[0][text.id, "alone", 0] == (1, 1, 0)
    restore_text(session, mark)
    restore_text(session, mark)
    assert stored(session, found.id)[0][text.id, "alone", 0] == (2, 2, 0)
    assert stored(session, found.id) == recounted(session, found.id)
    with pytest.raises(NotFound):
        hide_text(session, mark + 1)


def test_hidden_words_stand_still_while_the_rest_is_changed(
    session: Session, sign_in: Any, found: Consultation
) -> None:
    person = PersonFactory()
    answered(session, found, alone(person), text=["Grimme ord"], one=["1"])
    mark = session.query(ResponseText.mark).scalar()
    hide_text(session, mark)
    page = sign_in(person).get(f"/hoeringer/{found.id}/svar").get_data(as_text=True)
    assert "En voksen har skjult det, du skrev her" in page
    assert "Grimme ord" not in page
    answered(session, found, alone(person), text=["Andre ord"], one=["2"])
    session.expire_all()
    text = session.query(ResponseText).one()
    assert (text.text, text.mark) == ("Grimme ord", mark)
    assert stored(session, found.id) == recounted(session, found.id)


def test_it_can_be_reported_when_everybody_can_read_it(session: Session, client: Any, found: Consultation) -> None:
    answered(session, found, text=["Mere lys"])
    session.commit()
    mark = session.query(ResponseText.mark).scalar()
    assert client.get(f"/anmeld/{KIND}/{mark}").status_code == 404
    close(session, found)
    page = client.get(f"/hoeringer/{found.id}/resultat/1").get_data(as_text=True)
    assert f"/anmeld/{KIND}/{mark}" in page
    assert client.get(f"/anmeld/{KIND}/{mark}").status_code == 200
    hide_text(session, mark)
    session.commit()
    assert client.get(f"/anmeld/{KIND}/{mark}").status_code == 404


def test_one_takes_ones_own_answers_along(session: Session, found: Consultation) -> None:
    person, other = PersonFactory(), PersonFactory()
    answered(session, found, alone(person), text=["Mere lys"], ranking=["2:1", "1:2"], scale=["5"])
    answered(session, found, alone(other), text=["Ikke mit"])
    keep_draft(session, asked(session, QuestionKind.text).id, person.id, None, {"q1": ["Halvt"]})
    file = export(session, person)
    assert [one["consultation"] for one in file["consultation_responses"]] == [found.title]
    assert [one["text"] for one in file["consultation_texts"]] == ["Mere lys"]
    assert {(one["option"], one["title"], one["rank"]) for one in file["consultation_choices"]} == {
        (2, "Mulighed 2", 1), (1, "Mulighed 1", 2), (5, None, 1),
    }  # fmt: skip
    assert [one["typed"] for one in file["consultation_drafts"]] == [{"q1": ["Halvt"]}]


def test_whoever_leaves_leaves_the_answer_and_no_trace(session: Session, client: Any, found: Consultation) -> None:
    person = PersonFactory()
    answered(session, found, alone(person), text=["Mere lys"], one=["1"])
    keep_draft(session, asked(session, QuestionKind.text).id, person.id, None, {"q1": ["Halvt"]})
    close_account(session, person, OfficialFactory().id)
    session.flush()
    session.expire_all()
    assert session.query(ConsultationResponse).one().person_id is None
    assert session.query(ResponseDraft).count() == 0
    assert stored(session, found.id) == recounted(session, found.id)
    assert stored(session, found.id)[1] == 1
    target = find_target(session, KIND, session.query(ResponseText.mark).scalar())
    assert target is not None
    assert target.author_id == 0
    close(session, found)
    assert "Mere lys" in client.get(f"/hoeringer/{found.id}/resultat").get_data(as_text=True)
