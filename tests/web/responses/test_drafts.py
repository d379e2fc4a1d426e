"""The draft: kept with everything in it, shared, never lost and never written over, and gone once the answer is given."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.web.forms import form_fields, submit
from tests.web.responses.facts import as_form, whole_no
from youthvoice.core.clock import now
from youthvoice.responses.models import Answer, AnswerDraft, CaseParty
from youthvoice.responses.rules import CaseState, Outcome, ReasonCode

AUTOSAVE = {"X-Requested-With": "autosave"}
QUERIES = 8


def draft_of(session: Session) -> AnswerDraft | None:
    session.expire_all()
    return session.scalar(select(AnswerDraft))


@pytest.fixture
def address(case: Any) -> str:
    return f"/svar/{case.id}"


def keep(browser: Any, address: str, typed: dict[str, Any], page: str | None = None, **kwargs: Any) -> Any:
    """«Gem kladde» on the case's own page."""
    fields = form_fields(browser.get(page or address).text, address)
    return browser.post(f"{address}/kladde", data={**fields, **typed}, **kwargs)


def test_a_draft_is_kept_whole_and_shown_to_a_colleague(
    session: Session, sign_in: Any, case: Any, official: Any, address: str
) -> None:
    facts = whole_no(explanation="Vi er ved at regne på det.")
    saved = keep(sign_in(official), address, as_form(facts))
    assert (saved.status_code, saved.location) == (303, f"{address}?ret=1")
    draft = draft_of(session)
    assert draft is not None
    assert (draft.outcome, draft.reason_code, draft.version) == (Outcome.no, ReasonCode.budget, 1)
    colleague = OfficialFactory(unit=official.unit)
    page = sign_in(colleague).get(address).text
    fields = form_fields(page, address)
    for name, value in as_form(facts).items():
        assert fields[name].strip() == value, name
    assert fields["draft_version"] == "1"
    assert f"{official.display_name} skrev sidst" in page
    # The young person sees nothing of it: no answer was given.
    assert session.scalar(select(func.count(Answer.id))) == 0
    session.refresh(case)
    assert (case.state, case.version) == (CaseState.awaiting_receipt, 1)


def test_it_saves_itself_and_tells_which_wording_comes_next(
    session: Session, sign_in: Any, official: Any, address: str
) -> None:
    browser = sign_in(official)
    page = browser.get(address).text
    assert f'data-autosave="{address}/kladde"' in page
    fields = form_fields(page, address)
    nothing = browser.post(f"{address}/kladde", data=fields, headers=AUTOSAVE)
    assert (nothing.status_code, nothing.headers["X-Saved-Version"], draft_of(session)) == (204, "0", None)
    # A date that is half written does not keep the rest from being saved.
    first = browser.post(
        f"{address}/kladde", data={**fields, "explanation": "Hej", "expected_on": "3."}, headers=AUTOSAVE
    )
    assert (first.status_code, first.headers["X-Saved-Version"]) == (204, "1")
    for words, version in (("Hej Ræven", "2"), ("Hej Ræven", "2"), ("Hej Ræven!", "3")):
        seen = "1" if words == "Hej Ræven" else "2"
        later = browser.post(
            f"{address}/kladde", data={**fields, "explanation": words, "draft_version": seen}, headers=AUTOSAVE
        )
        assert (later.status_code, later.headers["X-Saved-Version"]) == (204, version)
    # Saved on purpose, the date is told of, and what was typed stands.
    told = browser.post(f"{address}/kladde", data={**fields, "draft_version": "3", "expected_on": "3."})
    assert told.status_code == 422
    assert "Skriv datoen som" in told.text
    assert 'value="3."' in told.text


def test_two_colleagues_in_one_draft_lose_nothing(session: Session, sign_in: Any, official: Any, address: str) -> None:
    colleague = OfficialFactory(unit=official.unit, display_name="Bo Berg")
    mine = form_fields(sign_in(official).get(address).text, address) | {"explanation": "Mine egne ord."}
    assert keep(sign_in(colleague), address, {"explanation": "Bos ord.", "outcome": "no"}).status_code == 303
    browser = sign_in(official)
    by_itself = browser.post(f"{address}/kladde", data=mine, headers=AUTOSAVE)
    assert (by_itself.status_code, by_itself.text) == (409, "")
    for path in (f"{address}/kladde", address):
        sent = {**mine, **(as_form(whole_no()) | {"explanation": mine["explanation"] * 8} if path == address else {})}
        both = browser.post(path, data=sent)
        assert both.status_code in (409, 422)
        assert "Mine egne ord." in form_fields(both.text, address)["explanation"]
    clash = browser.post(f"{address}/kladde", data=mine)
    assert clash.status_code == 409
    for words in ("Bo Berg har skrevet i kladden, mens du skrev", "Bos ord.", "Behold kladden"):
        assert words in clash.text, words
    draft = draft_of(session)
    assert draft is not None
    assert draft.explanation == "Bos ord."
    # Saving once more is on purpose.
    fields = form_fields(clash.text, address)
    assert browser.post(f"{address}/kladde", data=fields).status_code == 303
    draft = draft_of(session)
    assert draft is not None
    assert (draft.explanation, draft.written_by_id) == ("Mine egne ord.", official.id)


def test_an_answer_never_throws_away_what_a_colleague_wrote_since(
    session: Session, sign_in: Any, official: Any, address: str
) -> None:
    browser, facts = sign_in(official), whole_no()
    assert keep(browser, address, as_form(facts)).status_code == 303
    mine = form_fields(browser.get(address).text, address)
    colleague = OfficialFactory(unit=official.unit, display_name="Bo Berg")
    assert keep(sign_in(colleague), address, {"next_step": "Bos ord om næste skridt."}).status_code == 303
    clash = sign_in(official).post(address, data=mine)
    assert clash.status_code == 409
    assert "Bos ord om næste skridt." in clash.text
    assert session.scalar(select(func.count(Answer.id))) == 0
    assert sign_in(official).post(address, data=form_fields(clash.text, address)).status_code == 303
    assert draft_of(session) is None
    assert session.scalar(select(Answer.next_step)) == facts.next_step


def test_the_draft_goes_with_the_answer_and_the_next_begins_with_the_answer(
    session: Session, sign_in: Any, case: Any, official: Any, address: str
) -> None:
    browser, facts = sign_in(official), whole_no()
    keep(browser, address, as_form(facts))
    fields = form_fields(browser.get(address).text, address)
    assert browser.post(address, data=fields).status_code == 303
    assert draft_of(session) is None
    # Sent twice by two quick presses: once.
    assert browser.post(address, data=fields).status_code == 303
    assert session.scalar(select(func.count(Answer.id))) == 1
    # A page that was open meanwhile brings no draft back to life.
    late = browser.post(f"{address}/kladde", data=fields, headers=AUTOSAVE)
    assert late.status_code == 409
    assert draft_of(session) is None
    assert form_fields(browser.get(f"{address}?ret=1").text, address)["draft_version"] == "0"
    assert keep(browser, address, {"next_step": "Noget nyt om næste skridt."}, f"{address}?ret=1").status_code == 303
    assert "Skriv videre på kladden" in browser.get(address).text
    assert session.scalar(select(Answer.next_step)) == facts.next_step


def test_what_must_not_be_kept_is_not_and_stays_in_the_form(
    session: Session, sign_in: Any, case: Any, official: Any, address: str
) -> None:
    browser = sign_in(official)
    for name, text in (("explanation", "Skriv til 010110-1234"), ("reason_detail", "x" * 301)):
        for headers in ({}, AUTOSAVE):
            refused = keep(browser, address, {name: text}, headers=headers)
            assert refused.status_code == 422
            assert text in refused.text
    odd = keep(
        browser, address, {"draft_version": "²", "version": "-1", "outcome": "x", "explanation": "\x00Hej\u202e"}
    )
    assert odd.status_code == 409
    assert draft_of(session) is None
    case.closed_at = now()
    session.commit()
    token = form_fields(browser.get("/").text)["csrf_token"]
    assert browser.post(f"{address}/kladde", data={"csrf_token": token, "explanation": "Hej"}).status_code == 409


def test_the_page_with_a_draft_asks_few_queries(
    session: Session, sign_in: Any, case: Any, official: Any, address: str, count_queries: Any
) -> None:
    for born in (2013, 2014, 2010):
        session.add(CaseParty(case_id=case.id, person_id=PersonFactory(birth_year=born).id, since=now()))
    browser = sign_in(official)
    keep(browser, address, as_form(whole_no()))
    for page in (address, f"{address}/kladde"):
        session.expunge_all()
        with count_queries() as seen:
            assert browser.get(page).status_code == 200
        assert len(seen) <= QUERIES, (page, seen)


def test_beside_the_form_stand_the_ages_the_words_and_the_answer_as_on_a_phone(
    session: Session, sign_in: Any, case: Any, official: Any, address: str
) -> None:
    year = now().year
    for born in (year - 13, year - 14, year - 16):
        session.add(CaseParty(case_id=case.id, person_id=PersonFactory(birth_year=born).id, since=now()))
    browser = sign_in(official)
    page = browser.get(address).text
    assert "Alder: 13-14 år og 15-17 år" in page
    assert "skatebane" in page.split('id="question-words"')[1].split("</div>")[0]
    fields = form_fields(page, address)
    long = "Vi siger nej til en skatebane, for " + "den koster mere og mere " * 4
    shown = browser.post(f"{address}/vis", data={**fields, "outcome": "no", "explanation": long})
    assert shown.status_code == 200
    for words in ("Kommunen siger nej", "den koster mere", 'id="question-words" hx-swap-oob="true"', "Står i svaret:"):
        assert words in shown.text, words
    read = browser.post("/svar/laes", data={**fields, "explanation": long}).text
    assert "Lange sætninger" in read
    assert "27 ord" in read


def test_a_case_that_was_sent_on_asks_for_what_the_others_said(
    session: Session, sign_in: Any, case: Any, official: Any, address: str
) -> None:
    facts = whole_no(outcome=Outcome.passed_on, reason_detail="Movia")
    browser = sign_in(official)
    # Who sends something on need not choose the reason too.
    assert submit(browser, address, {**as_form(facts), "reason": ""}).status_code == 303
    session.refresh(case)
    assert case.state is CaseState.passed_on
    page = browser.get(address).text
    for words in ("Skriv, hvad de svarede", "Det bestemmer: Movia", "Kommunen har sendt det videre"):
        assert words in page, words
    wrong = submit(browser, address, {**as_form(facts), "reason": "budget"})
    assert wrong.status_code == 422
    assert "grunden, at en anden bestemmer" in wrong.text
