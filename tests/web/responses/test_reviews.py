"""A colleague's look at a draft: who can be asked, who may say so, and what a changed word does to an approval."""

from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, OfficialFactory, PersonFactory
from tests.web.forms import form_fields
from tests.web.responses.facts import as_form, whole_no
from tests.web.responses.test_drafts import draft_of, keep
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now
from youthvoice.notifications.models import Notification
from youthvoice.responses.models import AnswerDraft, DraftNote


@pytest.fixture
def colleague(session: Session, official: Any) -> Any:
    return OfficialFactory(unit=official.unit, display_name="Bo Berg")


@pytest.fixture
def page(case: Any, official: Any, sign_in: Any) -> str:
    """The page of a draft that is whole."""
    keep(sign_in(official), f"/svar/{case.id}", as_form(whole_no()))
    return f"/svar/{case.id}/kladde"


def press(browser: Any, page: str, path: str, **typed: str) -> Any:
    """Fill in one of the forms of the page and send it."""
    return browser.post(f"{page}/{path}", data={**form_fields(browser.get(page).text, f"{page}/{path}"), **typed})


def news(session: Session, person: Any) -> list[str]:
    return [
        f"{row.kind}:{row.data.get('verdict', '')}"
        for row in session.scalars(
            select(Notification).where(Notification.person_id == person.id).order_by(Notification.id)
        )
    ]


def test_a_colleague_is_asked_and_approves(
    session: Session, sign_in: Any, case: Any, official: Any, colleague: Any, page: str
) -> None:
    browser = sign_in(official)
    assert press(browser, page, "spoerg", reviewer=str(colleague.id)).status_code == 303
    # Said twice, it is one asking.
    assert press(browser, page, "spoerg", reviewer=str(colleague.id)).status_code == 303
    assert news(session, colleague) == ["draft_review_asked:"]
    shown = browser.get(page).text
    assert "Bo Berg er bedt om at se på svaret." in shown
    assert 'value="godkend"' not in shown
    browser = sign_in(colleague)
    shown = browser.get(page).text
    for words in ("Kommunen siger nej", "Du er bedt om at se på svaret", 'value="godkend"', 'value="retur"'):
        assert words in shown, words
    fields = form_fields(shown, f"{page}/ord")
    for _twice in range(2):
        assert browser.post(f"{page}/ord", data={**fields, "handling": "godkend"}).status_code == 303
    assert session.scalar(select(func.count(DraftNote.id))) == 1
    assert news(session, official) == ["draft_reviewed:approved"]
    for address in (page, f"/svar/{case.id}"):
        assert "Godkendt af Bo Berg." in sign_in(official).get(address).text
    said = session.scalars(select(AuditEntry.data).where(AuditEntry.action == "draft.review").order_by(AuditEntry.id))
    assert [entry["verdict"] for entry in said] == ["asked", "approved"]


def test_an_approval_is_gone_as_soon_as_a_word_is_changed(
    session: Session, sign_in: Any, case: Any, official: Any, colleague: Any, page: str
) -> None:
    press(sign_in(official), page, "spoerg", reviewer=str(colleague.id))
    seen = form_fields(sign_in(colleague).get(page).text, f"{page}/ord")
    browser, address = sign_in(official), f"/svar/{case.id}"
    assert keep(browser, address, {"next_step": "Et andet næste skridt, som vi fandt på."}).status_code == 303
    # Words that the colleague has not seen cannot be approved, and what she wrote stays.
    late = sign_in(colleague).post(f"{page}/ord", data={**seen, "words": "Fint med mig", "handling": "godkend"})
    assert late.status_code == 409
    assert "Et andet næste skridt" in late.text
    assert "Kladden er ændret, mens du så på den" in late.text
    again = form_fields(late.text, f"{page}/ord")
    assert again["words"].strip() == "Fint med mig"
    assert sign_in(colleague).post(f"{page}/ord", data={**again, "handling": "godkend"}).status_code == 303
    draft = draft_of(session)
    assert draft is not None
    assert draft.approved_at is not None
    browser = sign_in(official)
    assert keep(browser, address, {}).status_code == 303
    draft = draft_of(session)
    assert draft is not None
    assert draft.approved_at is not None, "the same words are still approved"
    assert keep(browser, address, {"contact_name": "Lise Holm"}).status_code == 303
    draft = draft_of(session)
    assert draft is not None
    assert (draft.approved_at, draft.reviewer_id) == (None, None)
    assert "Ændret efter godkendelsen" in browser.get(page).text


def test_a_draft_is_sent_back_with_a_word(
    session: Session, sign_in: Any, case: Any, official: Any, colleague: Any, page: str
) -> None:
    press(sign_in(official), page, "spoerg", reviewer=str(colleague.id))
    browser = sign_in(colleague)
    silent = press(browser, page, "ord", handling="retur")
    assert silent.status_code == 422
    assert "Skriv, hvad der skal ændres." in silent.text
    assert press(browser, page, "ord", handling="retur", words="Det er for svært at læse.").status_code == 303
    assert news(session, official) == ["draft_reviewed:returned"]
    browser = sign_in(official)
    for address in (page, f"/svar/{case.id}"):
        shown = browser.get(address).text
        assert "Sendt retur" in shown
        assert "Det er for svært at læse." in shown
    # Asked anew, it waits anew.
    press(browser, page, "spoerg", reviewer=str(colleague.id))
    assert "Bo Berg er bedt om at se på svaret." in browser.get(page).text
    assert news(session, colleague) == ["draft_review_asked:", "draft_review_asked:"]


def test_only_who_was_asked_says_yes_and_nobody_to_the_own_words(
    session: Session, sign_in: Any, case: Any, official: Any, colleague: Any, page: str
) -> None:
    for chosen in ("", str(official.id), str(OfficialFactory().id), str(PersonFactory().id), "9" * 30, "x"):
        refused = press(sign_in(official), page, "spoerg", reviewer=chosen)
        assert refused.status_code == 422, chosen
    press(sign_in(official), page, "spoerg", reviewer=str(colleague.id))
    other = sign_in(OfficialFactory(unit=official.unit))
    assert press(other, page, "ord", handling="godkend").status_code == 403
    assert press(other, page, "ord", handling="ord", words="Husk en dato.").status_code == 303
    browser = sign_in(colleague)
    keep(browser, f"/svar/{case.id}", {"next_step": "Bo har selv rettet det næste skridt."})
    own = press(browser, page, "ord", handling="godkend", words="Fint")
    assert own.status_code == 422
    assert "Så skal en anden godkende den." in own.text
    draft = draft_of(session)
    assert draft is not None
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(update(AnswerDraft).values(reviewer_id=draft.asked_by_id, version=AnswerDraft.version))


def test_what_colleagues_say_stays_among_them(
    session: Session, sign_in: Any, case: Any, official: Any, colleague: Any, page: str
) -> None:
    press(sign_in(official), page, "ord", handling="ord", words="<b>Hemmeligt</b> ord mellem os.")
    assert "&lt;b&gt;Hemmeligt&lt;/b&gt;" in sign_in(colleague).get(page).text
    for person in (OfficialFactory(), PersonFactory()):
        assert sign_in(person).get(page).status_code == 403
    assert sign_in(AdministratorFactory()).get(page).status_code == 200
    for bad in ("", " ", "010110-1234 bor her", "x" * 1001):
        assert press(sign_in(official), page, "ord", handling="ord", words=bad).status_code == 422
    # They belong to the draft: the next one begins without them.
    case_page = f"/svar/{case.id}"
    sign_in(official).post(case_page, data=form_fields(sign_in(official).get(case_page).text, case_page))
    assert draft_of(session) is None
    assert sign_in(official).get(page).location == case_page
    for note in session.scalars(select(DraftNote)):
        assert note.at < now()
    keep(sign_in(official), case_page, {"next_step": "Et helt nyt skridt til sidst."}, f"{case_page}?ret=1")
    assert "Hemmeligt" not in sign_in(official).get(page).text
