"""One application: everybody reads what is public, the others what they need, and names and receipts nobody who should not."""

import re
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.awarding import voted
from tests.factories.grants import KR, Town, draft, key, sent, town
from tests.factories.grants_after import running, with_letter
from tests.factories.grants_decided import LEARNED, RULE, accepted, closed, decided, entered
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.core.i18n import format_day
from youthvoice.grants.commands.letters import make_letter
from youthvoice.grants.events import Awarded
from youthvoice.grants.models import (
    Application,
    ApplicationFile,
    ApplicationMember,
    ApplicationNote,
    BudgetLine,
    Motion,
    Panelist,
    SpentLine,
)
from youthvoice.grants.rules.applications import Field, FileKind, LineKind, MemberRole
from youthvoice.grants.rules.deciding import Conflict, FoundBy, MotionState
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.responses.models import Case

FOR_VISITORS, SIGNED_IN = 6, 8
SECRETS = {
    "lead": "Solsort Nielsen", "member": "Karla Jensen", "adult": "Bo Holm", "mail": "bo@example.test",
    "shop": "Virum Lyd og Lys", "receipt": "Kvittering fra Netto", "note": "Husk at spørge om nøglen",
    "about": "Vi hedder Alma og Bror", "risk": "Det kan blive regnvejr", "quote": "Tilbud på en scene",
}  # fmt: skip


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


@pytest.fixture
def lead(session: Session) -> Person:
    return PersonFactory(display_name=SECRETS["lead"])


def address(application: Application) -> str:
    return f"/puljen/ansoegninger/{application.id}"


def a_file(application: Application, kind: FileKind, alt_text: str, by: Person, spent: int | None = None) -> Any:
    return ApplicationFile(
        form_key=key(), application_id=application.id, kind=kind, content_type="image/webp", alt_text=alt_text,
        size_bytes=3, by_id=by.id, created_at=now(), data=b"abc", thumb=b"abc", spent_id=spent,
    )  # fmt: skip


def full(session: Session, place: Town, lead: Person, **more: Any) -> Application:
    """With everything that must not be told, and a picture that may be."""
    application = sent(
        session, place.pool, lead, about_group=SECRETS["about"], risks=SECRETS["risk"], **more
    )  # fmt: skip
    member = PersonFactory(display_name=SECRETS["member"])
    session.add(
        ApplicationMember(application_id=application.id, person_id=member.id, role=MemberRole.member, joined_at=now())
    )
    session.add(
        ApplicationNote(
            form_key=key(), application_id=application.id, field=Field.everything, words=SECRETS["note"],
            by_id=lead.id, at=now(),
        )
    )  # fmt: skip
    session.add_all(
        [
            a_file(application, FileKind.picture, "En hal med lys", lead),
            a_file(application, FileKind.quote, SECRETS["quote"], lead),
        ]
    )
    session.flush()
    return application


def ended(session: Session, place: Town, application: Application, lead: Person) -> None:
    """Granted, paid, bought for, and accounted for."""
    decided(session, application, application.asked, place.coordinator)
    accepted(session, application)
    spent = SpentLine(
        form_key=key(), application_id=application.id, kind=LineKind.rent, name=SECRETS["shop"], amount=500 * KR,
        created_at=now(),
    )  # fmt: skip
    session.add(spent)
    session.flush()
    session.add(a_file(application, FileKind.receipt, SECRETS["receipt"], lead, spent.id))
    session.add(a_file(application, FileKind.result, "Alle danser", lead))
    closed(session, application, application.asked, place.coordinator, unused=300 * KR)


def test_from_the_application_to_the_receipt_for_everybody(
    client: Any, session: Session, place: Town, lead: Person
) -> None:
    application = full(session, place, lead)
    ended(session, place, application, lead)
    session.commit()
    page = client.get(address(application)).text.replace("\xa0", " ")
    for words in ("Hal-holdet", "Vi vil åbne hallen", "En hal med lys", "Alle danser", LEARNED, "Linje 1", "8.000 kr."):
        assert words in page, words
    for step in ("Ansøgningen blev sendt", "Rådet sagde ja", "Regnskabet blev godkendt", "300 kr."):
        assert step in page, step
    for what, secret in SECRETS.items():
        assert secret not in page, what


def test_before_it_is_decided_only_some_read_it(
    client: Any, session: Session, place: Town, lead: Person, sign_in: Any
) -> None:
    application = full(session, place, lead)
    session.commit()
    assert client.get(address(application), check=False).status_code in (302, 401)
    for person, sees_names in ((lead, True), (place.coordinator, True), (place.chair, False)):
        page = sign_in(person).get(address(application)).text
        assert SECRETS["risk"] in page
        assert SECRETS["quote"] in page
        assert (SECRETS["mail"] in page) is sees_names
    assert sign_in(PersonFactory()).get(address(application), check=False).status_code == 404


def test_what_is_not_public_yet_is_reported_by_those_who_read_it(
    session: Session, place: Town, lead: Person, sign_in: Any
) -> None:
    application = sent(session, place.pool, lead)
    own = f"/puljen/ansoegninger/{application.id}"
    for browser, page in ((sign_in(place.chair), f"{own}/bord"), (sign_in(place.coordinator), own)):
        assert f'href="{own}/anmeld"' in browser.get(page).text
        assert browser.get(f"{own}/anmeld").status_code == 200
    assert f'href="{own}/anmeld"' not in sign_in(lead).get(own).text


def test_whoever_has_a_conflict_does_not_find_it(session: Session, place: Town, lead: Person, sign_in: Any) -> None:
    application = full(session, place, lead)
    member = place.members[1]
    facts = {"conflict": Conflict.family, "found_by": FoundBy.member, "is_conflicted": True, "at": now()}
    session.add(Panelist(application_id=application.id, person_id=member.id, **facts))
    session.commit()
    assert sign_in(member).get(address(application), check=False).status_code == 404
    decided(session, application, application.asked, place.coordinator)
    session.commit()
    page = sign_in(member).get(address(application)).text
    assert "Vi vil åbne hallen" in page
    assert SECRETS["risk"] not in page


def test_a_no_is_read_by_the_group_alone_unless_it_wants_otherwise(
    client: Any, session: Session, place: Town, lead: Person, sign_in: Any
) -> None:
    quiet, loud = full(session, place, lead), full(session, place, lead, shows_refusal=True)
    for application in (quiet, loud):
        decided(session, application, 0, place.coordinator)
    session.commit()
    assert client.get(address(quiet), check=False).status_code in (302, 401)
    assert RULE in client.get(address(loud)).text
    assert RULE in sign_in(lead).get(address(quiet)).text


def test_a_draft_is_the_groups(session: Session, place: Town, lead: Person, sign_in: Any) -> None:
    application = draft(session, place.pool, lead)
    session.commit()
    page = sign_in(lead).get(address(application)).text
    assert "Skriv videre" in page
    for person in (place.chair, place.coordinator):
        assert sign_in(person).get(address(application), check=False).status_code == 404


def test_what_one_can_do_next_leads_somewhere(
    client: Any, session: Session, place: Town, lead: Person, sign_in: Any
) -> None:
    application = full(session, place, lead)
    people = (lead, place.chair, place.coordinator, place.treasurer)
    session.commit()

    def granted() -> None:
        award = decided(session, application, 5_000 * KR, place.coordinator)
        told = award.outcome, award.amount, award.answer_id
        make_letter(session, Awarded(award.id, application.id, place.pool.id, *told, False, place.coordinator.id))

    for stage in (None, granted, lambda: accepted(session, application)):
        if stage:
            stage()
            session.commit()
        for person in people:
            page = sign_in(person).get(address(application))
            links = set(re.findall(r'href="([^"]+)"', page.text.partition("<h1")[2].partition("</main>")[0]))
            assert links or person is not lead
            for path in (one for one in links if one.startswith("/")):
                answer = client.get(path, check=False)
                assert answer.status_code in (200, 303), (person.display_name, path, answer.status_code)


def test_what_comes_first_stands_at_the_head(session: Session, place: Town, sign_in: Any) -> None:
    application = with_letter(session, place)
    group = sign_in(session.get_one(Person, application.lead_id))
    session.commit()
    head = group.get(address(application)).text.partition("</header>")[2].partition("<aside")[0]
    assert f"{address(application)}/brev" in head
    assert "tabs__link" not in group.get(f"{address(application)}/brev").text


def test_money_that_was_paid_is_not_given_up_but_accounted_for(session: Session, place: Town, sign_in: Any) -> None:
    application = running(session, place)
    group = sign_in(session.get_one(Person, application.lead_id))
    session.commit()
    assert f"{address(application)}/opgiv" in group.get(address(application)).text
    entered(session, application, EntryKind.pay, 1_000 * KR, place.treasurer)
    session.commit()
    assert f"{address(application)}/opgiv" not in group.get(address(application)).text
    assert f"{address(application)}/regnskab" in group.get(f"{address(application)}/betalinger").text


def test_a_cached_page_is_made_anew_after_each_change(client: Any, session: Session, place: Town, lead: Person) -> None:
    application = full(session, place, lead)
    decided(session, application, application.asked, place.coordinator)
    seen = set()

    def tag() -> str:
        session.commit()
        first, again = (client.get(address(application)).headers["ETag"] for _ in range(2))
        assert first == again
        return str(first)

    seen.add(tag())
    accepted(session, application)
    seen.add(tag())
    session.add(a_file(application, FileKind.picture, "En anden hal", lead))
    seen.add(tag())
    closed(session, application, application.asked, place.coordinator)
    seen.add(tag())
    assert len(seen) == 4


@pytest.mark.parametrize("number", [1, 12])
def test_the_number_of_queries_is_the_same(
    client: Any, session: Session, place: Town, lead: Person, count_queries: Any, sign_in: Any, number: int
) -> None:
    application = full(session, place, lead)
    for n in range(number):
        session.add(
            BudgetLine(application_id=application.id, number=10 + n, kind=LineKind.food, name=f"Boller {n}", amount=100)
        )
        session.add(a_file(application, FileKind.picture, f"Billede {n}", lead))
    ended(session, place, application, lead)
    session.commit()
    with count_queries() as seen:
        client.get(address(application))
    assert len(seen) == 4 <= FOR_VISITORS
    for person in (lead, place.chair, place.coordinator, PersonFactory()):
        sign_in(person)
        with count_queries() as seen:
            client.get(address(application))
        assert len(seen) <= SIGNED_IN, "\n".join(seen)


def test_the_chair_answers_once_the_council_has_voted(
    session: Session, place: Town, lead: Person, sign_in: Any, count_queries: Any
) -> None:
    application = full(session, place, lead)
    chair, deeds = sign_in(place.chair), ("/afgoer", "/indstil")
    for state, offered in (
        (None, (False, True)),
        (MotionState.open, (False, False)),
        (MotionState.lost, (True, True)),
        (MotionState.carried, (True, False)),
    ):
        if state is not None:
            session.execute(update(Motion).where(Motion.state == MotionState.open).values(state=MotionState.dropped))
            voted(session, place.chair, application, 5_000 * KR, state)
        session.commit()
        with count_queries() as seen:
            text = chair.get(address(application)).text
        assert len(seen) <= SIGNED_IN
        assert tuple(f'{address(application)}{deed}"' in text for deed in deeds) == offered, state


def test_the_group_reads_when_the_answer_comes(session: Session, place: Town, lead: Person, sign_in: Any) -> None:
    application = full(session, place, lead)
    due_on = session.get_one(Case, application.case_id).answer_due_on
    assert due_on is not None
    session.commit()
    assert f"Rådet skal svare senest {format_day(due_on)}" in sign_in(lead).get(address(application)).text
