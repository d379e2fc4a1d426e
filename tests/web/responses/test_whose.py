"""Whose turn it is: taken, given, handed over, given more time; who may, what is told, and two officials at once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, OfficialFactory, PersonFactory, UnitFactory
from tests.factories.responses import CaseFactory
from tests.web.forms import form_fields, submit
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now, today
from youthvoice.core.mail import OutboxMessage
from youthvoice.notifications.models import Notification
from youthvoice.responses.commands import calendar, whose
from youthvoice.responses.models import Case, CaseExtension, CaseMove, CaseParty
from youthvoice.responses.rules import CaseState

WORD = "Det er jer, der passer stierne. Vi har ikke med dem at gøre."
REASON = "Vi venter på en pris fra Vejdirektoratet. Den kommer efter ferien."


def told(session: Session, person: Any) -> list[tuple[str, str]]:
    """(kind, path) of what stands in somebody's list."""
    found = session.execute(select(Notification.kind, Notification.path).where(Notification.person_id == person.id))
    return [(kind, path) for kind, path in found]


def later(days: int = 14) -> Any:
    """A working day after the deadline of the factory's case."""
    return calendar().next_working_day(today() + timedelta(days=30 + days))


@pytest.fixture
def colleague(session: Session, official: Any) -> Any:
    return OfficialFactory(unit=official.unit, display_name="Bo Berg")


def test_a_case_is_taken_with_one_press_and_a_half_written_answer_stays(
    session: Session, sign_in: Any, case: Any, official: Any
) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}"
    page = browser.get(address).text
    assert "Ingen har taget den" in page
    fields = form_fields(page, address) | {"explanation": "Vi er ved at regne på det"}
    taken = browser.post(f"{address}/tag", data=fields)
    assert taken.status_code == 200
    assert "Det er din tur nu" in taken.text
    assert form_fields(taken.text, address)["explanation"].strip() == "Vi er ved at regne på det"
    session.refresh(case)
    assert (case.assignee_id, case.receipt_at) == (official.id, None)
    assert told(session, official) == []
    assert "Tag sagen" not in taken.text
    assert f"{official.display_name} tog sagen." in taken.text
    (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "response.assign"))
    assert (entry.actor_id, entry.data["to_person_id"]) == (official.id, official.id)


def test_who_presses_second_takes_nothing_from_a_colleague(
    session: Session, sign_in: Any, case: Any, official: Any, colleague: Any
) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}"
    fields = form_fields(browser.get(address).text, address) | {"explanation": "Mine ord."}
    theirs = sign_in(colleague)
    assert theirs.post(f"{address}/tag", data=form_fields(theirs.get(address).text, address)).status_code == 200
    late = sign_in(official).post(f"{address}/tag", data=fields)
    assert "En kollega kom før dig" in late.text
    assert form_fields(late.text, address)["explanation"].strip() == "Mine ord."
    session.refresh(case)
    assert case.assignee_id == colleague.id


def test_a_case_is_given_to_a_colleague_who_is_told_and_back_to_the_unit(
    session: Session, sign_in: Any, case: Any, official: Any, colleague: Any
) -> None:
    address = f"/svar/{case.id}/giv"
    browser = sign_in(official)
    assert submit(browser, address, {"assignee": str(colleague.id)}).status_code == 303
    assert told(session, colleague) == [("case_assigned", f"/svar/{case.id}")]
    assert "Bo Berg" in browser.get(f"/svar/{case.id}").text
    assert submit(browser, address, {"assignee": "ingen"}).status_code == 303
    session.refresh(case)
    assert case.assignee_id is None
    assert len(session.scalars(select(CaseMove)).all()) == 2


@pytest.mark.parametrize("assignee", ["", "0", "999999", "9" * 30, "mig", "\x00", "-1"])
def test_nobody_known_gets_no_case(session: Session, sign_in: Any, case: Any, official: Any, assignee: str) -> None:
    page = submit(sign_in(official), f"/svar/{case.id}/giv", {"assignee": assignee})
    assert page.status_code == 422
    assert "Vælg, hvem der skal have sagen." in page.text


def test_only_the_units_own_people_get_its_cases(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    strangers = [
        OfficialFactory(),
        PersonFactory(),
        OfficialFactory(unit=official.unit, closed_at=now()),
        AdministratorFactory(unit=official.unit),
    ]
    browser = sign_in(official)
    for person in strangers:
        assert submit(browser, f"/svar/{case.id}/giv", {"assignee": str(person.id)}).status_code == 422
    session.refresh(case)
    assert case.assignee_id is None


def test_a_case_is_handed_over_with_a_word_and_keeps_its_deadline(
    session: Session, sign_in: Any, case: Any, official: Any
) -> None:
    leader = OfficialFactory()
    member, target = OfficialFactory(unit=leader.unit), leader.unit
    target.leader_id = leader.id
    case.assignee_id, due_on = official.id, case.answer_due_on
    page = f"/svar/{case.id}/giv"
    browser = sign_in(official)
    sent = submit(browser, f"/svar/{case.id}/enhed", {"unit": str(target.id), "word": WORD}, page=page)
    assert sent.status_code == 303
    assert f"Sagen er nu hos {target.name}" in browser.get(sent.location).text
    assert browser.get(f"/svar/{case.id}").status_code == 403
    session.refresh(case)
    assert (case.unit_id, case.assignee_id, case.answer_due_on) == (target.id, None, due_on)
    assert told(session, leader) == [("case_handed_over", f"/svar/{case.id}")]
    assert told(session, member) == []
    log = sign_in(member).get(f"/svar/{case.id}").text
    assert WORD in log
    assert f"gav sagen fra {official.unit.name} til {target.name}" in log


def test_a_handover_says_what_is_missing_and_keeps_what_was_typed(
    session: Session, sign_in: Any, case: Any, official: Any
) -> None:
    target = OfficialFactory().unit
    empty, closed = UnitFactory(), OfficialFactory().unit
    closed.closed_at = now()
    page, address = f"/svar/{case.id}/giv", f"/svar/{case.id}/enhed"
    browser = sign_in(official)
    for data, words in (
        ({"unit": "", "word": ""}, ["Vælg en anden enhed", "Skriv kort, hvorfor"]),
        ({"unit": str(official.unit_id), "word": WORD}, ["Vælg en anden enhed"]),
        ({"unit": str(empty.id), "word": WORD}, ["Vælg en anden enhed"]),
        ({"unit": str(closed.id), "word": WORD}, ["Vælg en anden enhed"]),
        ({"unit": str(target.id), "word": "asdf asdf asdf"}, ["Skriv kort, hvorfor"]),
        # Signs that nobody can see are no word; the database would refuse them.
        ({"unit": str(target.id), "word": "\u2800" * 30}, ["Skriv kort, hvorfor"]),
        ({"unit": str(target.id), "word": WORD + " 010110-1234"}, ["CPR-nummer"]),
        ({"unit": str(target.id), "word": WORD * 20}, ["Skriv højst 600 tegn"]),
    ):
        shown = submit(browser, address, data, page=page)
        assert shown.status_code == 422, data
        for text in words:
            assert text in shown.text, data
        assert form_fields(shown.text, address)["word"].strip() == data["word"].strip()
    session.refresh(case)
    assert case.unit_id == official.unit_id


def test_a_deadline_is_moved_once_and_those_who_asked_hear_why(
    session: Session, sign_in: Any, case: Any, official: Any
) -> None:
    author = PersonFactory()
    left = PersonFactory()
    session.add(CaseParty(case_id=case.id, person_id=author.id, since=now()))
    session.add(CaseParty(case_id=case.id, person_id=left.id, since=now(), until=now()))
    before, until = case.answer_due_on, later()
    browser, address = sign_in(official), f"/svar/{case.id}/frist"
    sent = submit(browser, address, {"until_on": until.isoformat(), "reason": REASON})
    assert sent.status_code == 303
    session.refresh(case)
    assert case.answer_due_on == until
    (extension,) = session.scalars(select(CaseExtension))
    assert (extension.before_on, extension.until_on, extension.reason) == (before, until, REASON)
    assert told(session, author) == [("case_extended", case.path)]
    assert told(session, left) == []
    (mail,) = session.scalars(select(OutboxMessage))
    assert mail.recipient == author.email
    assert REASON in mail.body_text
    assert official.byline in mail.body_text
    again = browser.get(address).text
    assert "Den kan ikke flyttes igen" in again
    assert REASON in again
    assert 'name="reason"' not in again
    assert REASON in browser.get(f"/svar/{case.id}").text


def test_an_extension_says_what_is_missing_and_keeps_what_was_typed(
    session: Session, sign_in: Any, case: Any, official: Any
) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}/frist"
    good = later().isoformat()
    for until_on, reason, words in (
        ("", "", ["Skriv en ny dato", "hvorfor I skal bruge mere tid"]),
        (case.answer_due_on.isoformat(), REASON, ["efter fristen"]),
        ((today() + timedelta(days=400)).isoformat(), REASON, ["højst flyttes 60 dage"]),
        ("9999-12-31", REASON, ["højst flyttes 60 dage"]),
        ("31.02.2027", REASON, ["Skriv datoen som"]),
        (good, "Vi har travlt", ["hvorfor I skal bruge mere tid"]),
        (good, "\u2800 " * 40, ["hvorfor I skal bruge mere tid"]),
        (good, REASON + " Ring om 010110-1234.", ["CPR-nummer"]),
    ):
        page = submit(browser, address, {"until_on": until_on, "reason": reason})
        assert page.status_code == 422, (until_on, reason)
        for text in words:
            assert text in page.text, (until_on, reason)
        fields = form_fields(page.text, address)
        assert (fields["until_on"], fields["reason"].strip()) == (until_on, reason.strip())
    assert session.scalar(select(CaseExtension)) is None


@pytest.mark.parametrize("state", [CaseState.answered, CaseState.needs_more])
def test_there_is_nothing_to_move_where_no_clock_runs(
    session: Session, sign_in: Any, case: Any, official: Any, state: CaseState
) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}/frist"
    fields = form_fields(browser.get(address).text, address) | {"until_on": later().isoformat(), "reason": REASON}
    case.state, case.answered_at = state, now()
    session.commit()
    late = browser.post(address, data=fields)
    assert late.status_code == 409
    assert "ingen frist at flytte" in late.text
    assert 'name="reason"' not in browser.get(address).text


@pytest.mark.parametrize(
    ("path", "page", "data"),
    [
        ("enhed", "giv", {"word": WORD}),
        ("frist", "frist", {"reason": REASON}),
        ("giv", "giv", {"assignee": "ingen"}),
    ],
)
def test_who_comes_second_is_told_kindly_and_loses_nothing(
    session: Session, sign_in: Any, case: Any, official: Any, colleague: Any, path: str, page: str, data: dict[str, str]
) -> None:
    target, address = OfficialFactory().unit, f"/svar/{case.id}/{path}"
    case.assignee_id = official.id
    browser = sign_in(official)
    sent = form_fields(browser.get(f"/svar/{case.id}/{page}").text, address)
    sent |= {"unit": str(target.id), "until_on": later().isoformat(), **data}
    submit(sign_in(colleague), f"/svar/{case.id}/giv", {"assignee": str(colleague.id)})
    late = sign_in(official).post(address, data=sent)
    assert late.status_code == 409
    assert "Nogen kom før dig" in late.text
    fields = form_fields(late.text, address)
    for name, value in data.items():
        assert fields[name].strip() == value
    # Sent once more, it is on purpose.
    again = browser.post(address, data=sent | fields)
    assert again.status_code == 303, again.text


def test_a_case_that_a_colleague_gave_away_meanwhile_is_told_of(
    session: Session, sign_in: Any, case: Any, official: Any, colleague: Any
) -> None:
    target, address = OfficialFactory().unit, f"/svar/{case.id}/frist"
    browser = sign_in(official)
    fields = form_fields(browser.get(address).text, address) | {"until_on": later().isoformat(), "reason": REASON}
    sent = {"unit": str(target.id), "word": WORD}
    submit(sign_in(colleague), f"/svar/{case.id}/enhed", sent, page=f"/svar/{case.id}/giv")
    assert sign_in(official).post(address, data=fields).status_code == 403


def test_answered_and_withdrawn_cases_stay_where_they_are(session: Session, case: Any, official: Any) -> None:
    target = OfficialFactory().unit
    case.state, case.answered_at = CaseState.answered, now()
    for change in ({}, {"closed_at": now()}):
        for name, value in change.items():
            setattr(case, name, value)
        with pytest.raises(whose.Conflict):
            whose.hand_over(session, case, official, target, WORD)
    with pytest.raises(whose.Conflict):
        whose.assign(session, case, official, official)


def ticked(browser: Any, cases: list[Any], to: Any, page: str = "/svar") -> Any:
    fields = form_fields(browser.get(page).text, "/svar/giv")
    return browser.post("/svar/giv", data={**fields, "sag": [str(c.id) for c in cases], "assignee": str(to)})


def test_several_cases_are_given_at_once_with_one_message(
    session: Session, sign_in: Any, case: Any, official: Any, colleague: Any
) -> None:
    more = [CaseFactory(unit=official.unit) for _ in range(3)]
    browser = sign_in(official)
    sent = ticked(browser, [case, *more], colleague.id, "/svar?hos=ingen&tilstand=awaiting_receipt")
    assert sent.status_code == 303
    assert sent.location == "/svar?tilstand=awaiting_receipt&hos=ingen"
    assert "4 sager er givet til Bo Berg." in browser.get(sent.location).text
    assert told(session, colleague) == [("cases_assigned", "/svar?fane=mine")]
    assert set(session.scalars(select(Case.assignee_id))) == {colleague.id}
    assert len(session.scalars(select(CaseMove)).all()) == 4
    # Back to the unit is nobody's message.
    assert "4 sager er hele enhedens igen." in browser.get(ticked(browser, [case, *more], "ingen").location).text
    assert len(told(session, colleague)) == 1


def test_what_cannot_be_given_is_told_and_keeps_none_of_the_others_back(
    session: Session, sign_in: Any, case: Any, official: Any, colleague: Any
) -> None:
    closed = CaseFactory(unit=official.unit, title="Trukket <sag>")
    foreign = CaseFactory(title="En andens sag")
    browser = sign_in(official)
    fields = form_fields(browser.get("/svar").text, "/svar/giv")
    closed.closed_at = now()
    session.commit()
    ids = [str(c.id) for c in (case, closed, foreign)]
    sent = browser.post("/svar/giv", data={**fields, "sag": [*ids, "x", "9" * 40], "assignee": str(colleague.id)})
    page = browser.get(sent.location).text
    assert "1 sag er givet til Bo Berg." in page
    assert "De her sager kunne ikke gives videre: «Trukket &lt;sag&gt;»." in page
    assert "1 sag er ikke længere hos jer." in page
    assert foreign.title not in page
    session.expire_all()
    assert (case.assignee_id, closed.assignee_id, foreign.assignee_id) == (colleague.id, None, None)


@pytest.mark.parametrize(("ticks", "to"), [(False, "ingen"), (True, "x"), (True, "")])
def test_nothing_chosen_is_told_and_the_ticks_stay(
    session: Session, sign_in: Any, case: Any, official: Any, ticks: bool, to: str
) -> None:
    page = ticked(sign_in(official), [case] if ticks else [], to)
    assert page.status_code == 422
    assert ("Vælg, hvem der skal have sagerne." if ticks else "Sæt kryds ved mindst én sag.") in page.text
    assert (f'value="{case.id}" form="give-many" checked' in page.text) is ticks


def test_the_pages_ask_few_queries(
    session: Session, sign_in: Any, case: Any, official: Any, colleague: Any, count_queries: Any
) -> None:
    for to in (official, colleague, None, official):
        whose.assign(session, case, colleague, to)
    for _ in range(10):
        OfficialFactory(unit=official.unit)
        OfficialFactory()
    browser = sign_in(official)
    for path in ("", "/giv", "/frist"):
        session.expunge_all()
        with count_queries() as seen:
            assert browser.get(f"/svar/{case.id}{path}").status_code == 200
        assert len(seen) <= 8, (path, seen)
