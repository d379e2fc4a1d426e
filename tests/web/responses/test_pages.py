"""The officials' pages: who may see them, what they show, and that nothing typed is lost."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, ModeratorFactory, OfficialFactory, PersonFactory
from tests.factories.responses import AnswerFactory
from tests.web.forms import form_fields, submit
from tests.web.responses.facts import as_form, asks_for_more, in_progress, whole_no
from youthvoice.core.clock import now
from youthvoice.responses.models import Answer
from youthvoice.responses.rules import CaseState, Outcome

CASE_QUERIES = 8


def test_a_case_is_for_its_own_unit(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    address = f"/svar/{case.id}"
    assert sign_in(official).get(address).status_code == 200
    assert sign_in(AdministratorFactory()).get(address).status_code == 200
    for person in (OfficialFactory(), PersonFactory(), ModeratorFactory(unit=official.unit)):
        browser = sign_in(person)
        assert browser.get(address).status_code == 403
        token = form_fields(browser.get("/").text)["csrf_token"]
        for path in (address, f"{address}/modtaget"):
            assert browser.post(path, data={"csrf_token": token, **as_form(whole_no())}).status_code == 403
    assert sign_in(official).get("/svar/999999").status_code == 404
    assert sign_in(official).get("/svar/99999999999999999999999").status_code == 404


def test_the_page_shows_the_words_of_the_young_person_and_fills_in_the_contact(
    session: Session, sign_in: Any, case: Any, official: Any
) -> None:
    text = sign_in(official).get(f"/svar/{case.id}").text
    assert case.question in text
    assert case.asked_by in text
    fields = form_fields(text, f"/svar/{case.id}")
    assert (fields["contact_name"], fields["contact_title"]) == (official.display_name, official.title)
    assert fields["contact_unit"] == official.unit.name


def test_the_page_asks_few_queries(
    session: Session, sign_in: Any, case: Any, official: Any, count_queries: Any
) -> None:
    for number in range(1, 8):
        AnswerFactory(case=case, number=number, replaced_at=now() if number < 7 else None)
    browser = sign_in(official)
    session.expunge_all()
    with count_queries() as seen:
        assert browser.get(f"/svar/{case.id}").status_code == 200
    assert len(seen) <= CASE_QUERIES, seen


def test_looking_changes_nothing(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    browser = sign_in(official)
    browser.get("/svar")
    browser.get(f"/svar/{case.id}?ret=1")
    session.refresh(case)
    assert (case.version, case.receipt_at) == (1, None)


def test_a_no_is_sent_and_shown_as_the_young_person_sees_it(
    session: Session, sign_in: Any, case: Any, official: Any
) -> None:
    facts = whole_no()
    sent = submit(sign_in(official), f"/svar/{case.id}", as_form(facts))
    assert sent.status_code == 303, sent.text
    page = sign_in(official).get(sent.location).text
    for words in ("Kommunen siger nej", facts.next_step, "Line Holm", "Pengene", "Ret svaret"):
        assert words in page
    session.refresh(case)
    assert case.state is CaseState.answered
    assert case.answered_at
    assert case.receipt_at
    assert case.receipt_by_id == official.id


def test_everything_missing_is_told_at_once_and_nothing_is_lost(
    session: Session, sign_in: Any, case: Any, official: Any
) -> None:
    facts = whole_no(reason=None, explanation="Det kan vi ikke.", next_step="", contact_name="")
    page = submit(sign_in(official), f"/svar/{case.id}", as_form(facts))
    assert page.status_code == 422
    for words in (
        "Vælg den vigtigste grund",
        "Forklaringen er for kort",
        "hvad der sker nu",
        "hvem den unge kan tale med",
    ):
        assert page.text.count(words) == 2, words
    fields = form_fields(page.text, f"/svar/{case.id}")
    assert fields["explanation"].strip() == "Det kan vi ikke."
    assert fields["outcome"] == "no"
    assert fields["contact_title"] == "Ungekonsulent"
    assert not session.scalar(select(func.count(Answer.id)))


def test_the_same_form_sent_twice_is_stored_once(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}"
    fields = form_fields(browser.get(address).text, address) | as_form(whole_no())
    assert browser.post(address, data=fields).status_code == 303
    assert browser.post(address, data=fields).status_code == 303
    assert session.scalar(select(func.count(Answer.id))) == 1


def test_a_cpr_number_never_becomes_public(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    for field in ("explanation", "next_step", "contact_name"):
        facts = as_form(whole_no())
        page = submit(sign_in(official), f"/svar/{case.id}", {**facts, field: facts[field] + " 010110-1234"})
        assert page.status_code == 422
        assert "CPR-nummer: 010110-1234" in page.text
    assert not session.scalar(select(func.count(Answer.id)))


def test_the_check_button_shows_reading_ease_and_a_preview_and_stores_nothing(
    session: Session, sign_in: Any, case: Any, official: Any
) -> None:
    facts = whole_no(next_step="")
    page = submit(sign_in(official), f"/svar/{case.id}", {**as_form(facts), "handling": "tjek"})
    assert page.status_code == 200
    for words in (
        "LIX ",
        "budgettet",
        "Sådan ser den unge svaret",
        "Kommunen siger nej",
        "Det mangler",
        "hvad der sker nu",
    ):
        assert words in page.text, words
    assert form_fields(page.text, f"/svar/{case.id}")["explanation"].strip() == facts.explanation
    whole = submit(sign_in(official), f"/svar/{case.id}", {**as_form(whole_no()), "handling": "tjek"})
    assert "klar til at blive sendt" in whole.text
    assert not session.scalar(select(func.count(Answer.id)))


def test_reading_ease_comes_as_a_fragment(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    browser = sign_in(official)
    token = form_fields(browser.get(f"/svar/{case.id}").text, f"/svar/{case.id}")["csrf_token"]

    def read(text: str) -> str:
        page = browser.post("/svar/laes", data={"csrf_token": token, "explanation": text})
        assert page.status_code == 200
        return str(page.text)

    easy = read("Vi siger nej. Det koster for meget. Kom og tal med os.")
    assert "meget let at læse" in easy
    assert "Godt." in easy
    hard = read(
        "Forvaltningen konstaterer indledningsvis, at kommunalbestyrelsens budgetmæssige forudsætninger "
        "udelukker imødekommelse"
    )
    assert "svær at læse" in hard
    assert "kommunalbestyrelsens" in hard
    assert "Prøv at komme under 35" in hard
    assert read("").strip() == ""
    assert "&lt;script&gt;" not in read("<script>alert(1)</script> hej")
    assert browser.get("/svar/laes").status_code in (404, 405)


def test_a_receipt_is_given_with_one_press(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    browser = sign_in(official)
    shown = browser.get(f"/svar/{case.id}").text
    assert f'form="answer-form" formaction="/svar/{case.id}/modtaget"' in shown
    assert browser.post(f"/svar/{case.id}/modtaget", data=form_fields(shown, f"/svar/{case.id}")).status_code == 200
    session.refresh(case)
    assert case.receipt_by_id == official.id
    assert case.state is CaseState.awaiting_answer
    first = case.receipt_at
    token = form_fields(browser.get(f"/svar/{case.id}").text)["csrf_token"]
    assert browser.post(f"/svar/{case.id}/modtaget", data={"csrf_token": token}).status_code == 303
    session.refresh(case)
    assert case.receipt_at == first


def test_a_change_is_a_new_wording_beside_the_old(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    address, first = f"/svar/{case.id}", whole_no()
    browser = sign_in(official)
    submit(browser, address, as_form(first))
    assert 'name="explanation"' not in browser.get(address).text
    shown = form_fields(browser.get(f"{address}?ret=1").text, address)
    assert shown["explanation"].strip() == first.explanation
    assert shown["outcome"] == "no"
    assert shown["reason"] == "budget"
    changed = {**as_form(whole_no(outcome=Outcome.partly)), "next_step": "I får to rampe-dage i uge 26."}
    assert submit(browser, address, changed, page=f"{address}?ret=1").status_code == 303
    page = browser.get(address).text
    for words in ("Kommunen siger delvist ja", "Svaret er ændret 1 gang", first.next_step, "to rampe-dage"):
        assert words in page, words
    old, new = session.scalars(select(Answer).order_by(Answer.number))
    assert (old.number, new.number, old.replaced_at is None, new.replaced_at) == (1, 2, False, None)


def test_waiting_answers_keep_the_case_open(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}"
    due_on = case.answer_due_on
    assert submit(browser, address, as_form(in_progress(20))).status_code == 303
    session.refresh(case)
    assert (case.state, case.answer_due_on, case.answered_at) == (CaseState.in_progress, due_on, None)
    assert submit(browser, address, as_form(asks_for_more())).status_code == 303
    session.refresh(case)
    assert case.state is CaseState.needs_more
    page = browser.get(address).text
    assert "Hvor i byen" in page
    assert 'name="explanation"' in page


@pytest.mark.parametrize("typed", ["31.02.2027", "i morgen", "2027-13-01", "0000-00-00", "31/12-27"])
def test_a_date_that_is_none_is_told_of(session: Session, sign_in: Any, case: Any, official: Any, typed: str) -> None:
    page = submit(sign_in(official), f"/svar/{case.id}", {**as_form(in_progress()), "expected_on": typed})
    assert page.status_code == 422
    assert "Skriv datoen som" in page.text


def test_work_in_progress_does_not_move_the_deadline(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    page = submit(sign_in(official), f"/svar/{case.id}", as_form(in_progress(800)))
    assert page.status_code == 422
    assert "Flyt fristen først" in page.text


def test_a_withdrawn_proposal_is_owed_nothing(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}"
    fields = form_fields(browser.get(address).text, address) | as_form(whole_no())
    case.closed_at = now()
    session.commit()
    late = browser.post(address, data=fields)
    assert late.status_code == 409
    assert "trukket tilbage" in browser.get(address).text
    assert not session.scalar(select(func.count(Answer.id)))


def test_who_comes_second_keeps_the_text_and_sees_the_other_answer(
    session: Session, sign_in: Any, case: Any, official: Any
) -> None:
    colleague = OfficialFactory(unit=official.unit, display_name="Bo Berg")
    browser, address = sign_in(official), f"/svar/{case.id}"
    mine = form_fields(browser.get(address).text, address) | as_form(
        whole_no(next_step="Min egen tekst om næste skridt.")
    )
    theirs = whole_no(next_step="Kollegaens ord om næste skridt.")
    assert submit(sign_in(colleague), address, as_form(theirs)).status_code == 303
    late = sign_in(official).post(address, data=mine)
    assert late.status_code == 409
    for words in ("Bo Berg har svaret, mens du skrev", "Kollegaens ord", "Min egen tekst"):
        assert words in late.text, words
    again = browser.post(address, data=form_fields(late.text, address))
    assert again.status_code == 303
    assert [a.next_step for a in session.scalars(select(Answer).order_by(Answer.number))] == [
        theirs.next_step,
        "Min egen tekst om næste skridt.",
    ]


@pytest.mark.parametrize("outcome", ["", "maybe", "no' OR 1=1", "\x00"])
def test_an_unknown_outcome_is_no_answer(
    session: Session, sign_in: Any, case: Any, official: Any, outcome: str
) -> None:
    page = submit(sign_in(official), f"/svar/{case.id}", {**as_form(whole_no()), "outcome": outcome, "version": "²"})
    assert page.status_code == 422
    assert "Vælg, hvad svaret er" in page.text


def test_saying_one_has_the_case_keeps_a_half_written_answer(
    session: Session, sign_in: Any, case: Any, official: Any
) -> None:
    browser = sign_in(official)
    fields = form_fields(browser.get(f"/svar/{case.id}").text, f"/svar/{case.id}")
    typed = {**fields, "explanation": "Vi er ved at regne på det", "outcome": "no"}
    page = browser.post(f"/svar/{case.id}/modtaget", data=typed)
    assert page.status_code == 200
    kept = form_fields(page.text, f"/svar/{case.id}")
    assert kept["explanation"].strip() == "Vi er ved at regne på det"
    assert kept["outcome"] == "no"
    session.refresh(case)
    assert case.receipt_by_id == official.id
    # The form stands on the case as it now is, so that sending it is no collision.
    assert kept["version"] == str(case.version)
