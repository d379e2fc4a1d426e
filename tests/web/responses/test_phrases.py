"""Phrases: a unit's own list, put into an answer without losing a word, and never sent as they are."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, OfficialFactory
from tests.web.forms import form_fields, submit
from tests.web.responses.facts import as_form, whole_no
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now
from youthvoice.responses.models import Answer, Phrase
from youthvoice.responses.queries.phrases import MOST_PHRASES, letters_of

ADDRESS = "/svar/formuleringer"
WORDS = "Det koster mere, end der er penge til i år. Vi tager det op igen, når vi laver budgettet for [år]."


def add(browser: Any, words: str = WORDS, name: str = "Pengene") -> Any:
    return submit(browser, ADDRESS, {"name": name, "words": words})


def phrase_of(session: Session) -> Phrase:
    session.expire_all()
    return session.scalars(select(Phrase)).one()


def make(session: Session, number: int, unit_id: int | None, by: int) -> None:
    words = f"En fast formulering nummer {number} til alle"
    values = {"name": f"Nummer {number}", "words": words, "letters": letters_of(words), "unit_id": unit_id}
    session.add(Phrase(form_key=f"{number:032x}", created_by_id=by, created_at=now(), **values))


def test_a_unit_has_its_own_and_everybodys(session: Session, sign_in: Any, official: Any) -> None:
    browser = sign_in(official)
    shown = browser.get(ADDRESS).text
    assert "Ingen formuleringer endnu" in shown
    fields = form_fields(shown, ADDRESS) | {"name": " Penge  i år ", "words": WORDS}
    for _twice in range(2):
        assert browser.post(ADDRESS, data=fields).status_code == 303
    mine = phrase_of(session)
    assert (mine.unit_id, mine.name, mine.letters) == (official.unit_id, "Penge i år", letters_of(WORDS))
    assert (
        add(sign_in(AdministratorFactory()), "En formulering, som alle enheder kan bruge.", "Alles").status_code == 303
    )
    other = OfficialFactory()
    listed = sign_in(other).get(ADDRESS).text
    assert "For alle enheder" in listed
    assert "Penge i år" not in listed
    # Nobody takes away what is not the own unit's.
    token = form_fields(listed, ADDRESS)["csrf_token"]
    for phrase in session.scalars(select(Phrase)):
        gone = sign_in(other).post(f"{ADDRESS}/{phrase.id}/fjern", data={"csrf_token": token})
        assert gone.status_code == 403
    assert sign_in(other).post(f"{ADDRESS}/99999/fjern", data={"csrf_token": token}).status_code == 404
    for _twice in range(2):
        assert sign_in(official).post(f"{ADDRESS}/{mine.id}/fjern", data={"csrf_token": token}).status_code == 303
    assert "Penge i år" not in sign_in(official).get(ADDRESS).text
    done = session.scalars(select(AuditEntry.action).where(AuditEntry.subject_kind == "phrase").order_by(AuditEntry.id))
    assert list(done) == ["phrase.add", "phrase.add", "phrase.retire"]


def test_a_phrase_is_a_sentence_with_a_name(session: Session, sign_in: Any, official: Any) -> None:
    browser = sign_in(official)
    for words, name, told in (
        ("", "Navn", "Skriv en hel sætning"),
        ("Nej. Nej. Nej. Nej. Nej. Nej.", "Navn", "Skriv en hel sætning"),
        ("asdfghjkl asdfghjkl asdfghjkl", "Navn", "Skriv en hel sætning"),
        ("x" * 1001, "Navn", "Skriv "),
        (f"{WORDS} 010110-1234", "Navn", "CPR-nummer"),
        (WORDS, "", "Giv formuleringen et navn"),
        (WORDS, "\u200b\u2800", "Giv formuleringen et navn"),
        (WORDS, "n" * 81, "Skriv højst 80 tegn"),
    ):
        refused = add(browser, words, name)
        assert (refused.status_code, told in refused.text) == (422, True), (words, name)
        if words:
            assert form_fields(refused.text, ADDRESS)["words"].strip() == words
    assert session.scalar(select(func.count(Phrase.id))) == 0
    for number in range(MOST_PHRASES):
        make(session, number, official.unit_id, official.id)
    full = add(sign_in(official))
    assert full.status_code == 422
    assert "Fjern en, før I laver en ny" in full.text


def test_it_is_put_in_without_losing_a_word(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}"
    add(browser)
    phrase = phrase_of(session)
    page = browser.get(address).text
    assert f'data-words="{WORDS}"' in page
    typed = as_form(whole_no(explanation="Tak for jeres forslag.")) | {"draft_version": "0"}
    put = browser.post(
        f"{address}/formulering", data={**form_fields(page, address), **typed, "formulering": str(phrase.id)}
    )
    assert put.status_code == 200
    fields = form_fields(put.text, address)
    assert fields["explanation"].strip().replace("\r\n", "\n") == f"Tak for jeres forslag.\n\n{WORDS}"
    for name in ("outcome", "reason", "next_step", "contact_name", "form_key"):
        assert fields[name] == {**form_fields(page, address), **typed}[name]
    for odd in ("", "x", "9" * 40, "0"):
        kept = browser.post(f"{address}/formulering", data={**fields, "formulering": odd})
        assert (kept.status_code, form_fields(kept.text, address)["next_step"]) == (200, fields["next_step"])


def test_it_must_be_adapted_before_it_is_sent(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}"
    add(browser, "Det koster mere, end der er penge til i år. Vi tager det op, når vi laver det næste budget.")
    before = "Tak for jeres forslag om en bane midt i byen. "
    copied = "DET KOSTER MERE end der er penge til i år -  vi tager det op når vi laver det næste budget"
    refused = submit(browser, address, as_form(whole_no(explanation=before + copied)))
    assert refused.status_code == 422
    assert "En fast formulering står, som den er." in refused.text
    gap = submit(browser, address, as_form(whole_no(explanation=before + WORDS)))
    assert gap.status_code == 422
    assert "Der står stadig noget i [ ]." in gap.text
    adapted = copied.replace("det næste budget", "budgettet for 2028, og så får I besked.")
    assert submit(browser, address, as_form(whole_no(explanation=before + adapted))).status_code == 303
    assert session.scalar(select(func.count(Answer.id))) == 1


def test_the_list_asks_few_queries(session: Session, sign_in: Any, official: Any, count_queries: Any) -> None:
    for number in range(20):
        make(session, number, official.unit_id if number % 2 else None, official.id)
    browser = sign_in(official)
    session.expunge_all()
    with count_queries() as seen:
        assert browser.get(ADDRESS).status_code == 200
    assert len(seen) <= 4, seen
