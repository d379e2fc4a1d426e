"""Decisions: a no to somebody's proposal without reasons cannot be stored; database, rule and form each refuse it alone."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import (
    AgendaItemFactory,
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    OpenMeetingFactory,
    SeatFactory,
)
from tests.factories.responses import AnswerFactory
from tests.web.forms import form_fields
from tests.web.responses.facts import good_explanation
from tests.web.responses.test_promise import BAD, Bad
from youthvoice.core import events
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.textcheck import fingerprint
from youthvoice.councils.commands import decisions
from youthvoice.councils.commands.attendance import note_attendance
from youthvoice.councils.commands.decision_checks import reason_problems
from youthvoice.councils.commands.decisions import record_decision
from youthvoice.councils.events import DecisionMade
from youthvoice.councils.models import AgendaItem, Decision, Meeting
from youthvoice.councils.rules.decisions import DecisionFacts, DecisionOutcome, Votes
from youthvoice.councils.rules.meetings import ItemKind, MeetingState, Presence
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.responses.rules import ReasonCode

ADOPTED, REJECTED, POSTPONED = DecisionOutcome.adopted, DecisionOutcome.rejected, DecisionOutcome.postponed
COLUMNS = [
    "form_key", "item_id", "is_owed_reasons", "body_id", "meeting_id", "number", "outcome", "text", "votes_for",
    "votes_against", "votes_abstaining", "reason_code", "explanation", "explanation_key", "next_step", "contact_name",
    "contact_title", "contact_unit", "recorded_by_id", "recorded_at", "replaced_at",
]  # fmt: skip
INSERT = text(f"INSERT INTO decisions ({', '.join(COLUMNS)}) VALUES (:{', :'.join(COLUMNS)})")
EVERY_BAD = [pytest.param(bad, id=name) for name, bad in BAD.items()]


def whole_no(**changes: Any) -> DecisionFacts:
    """A no with everything that a no to somebody must have."""
    facts = DecisionFacts(
        outcome=REJECTED,
        text="Vi siger nej til en bane i år.",
        reason=ReasonCode.budget,
        explanation=good_explanation(),
        next_step="Kom til vores møde den 4. marts, så taler vi om det.",
        contact_name="Rolig Ræv",
        contact_title="Forperson",
        contact_unit="Ungerådet",
    )
    return replace(facts, **changes)


def as_form(facts: DecisionFacts) -> dict[str, str]:
    """What a browser sends for these facts."""
    votes = (facts.votes.votes_for, facts.votes.against, facts.votes.abstaining)
    names = ("text", "explanation", "next_step", "contact_name", "contact_title", "contact_unit")
    return {
        "outcome": facts.outcome or "",
        "reason": facts.reason or "",
        **{name: getattr(facts, name) for name in names},
        **{f"votes_{n}": str(v) for n, v in zip(("for", "against", "abstaining"), votes, strict=True) if v is not None},
    }


def row(item: AgendaItem, person_id: int, facts: DecisionFacts, **changes: Any) -> dict[str, Any]:
    """The same as a row of the table."""
    values: dict[str, Any] = dict.fromkeys(COLUMNS)
    values |= {"form_key": "f" * 32, "item_id": item.id, "is_owed_reasons": item.is_owed_reasons, "number": 1}
    values |= {"body_id": item.body_id, "meeting_id": item.meeting_id, "recorded_by_id": person_id}
    values |= {"outcome": facts.outcome, "reason_code": facts.reason, "recorded_at": now(), "text": facts.text}
    values |= {name: getattr(facts, name) for name in ("explanation", "next_step")}
    values |= {name: getattr(facts, name) for name in ("contact_name", "contact_title", "contact_unit")}
    return values | {"explanation_key": fingerprint(facts.explanation)} | changes


@pytest.fixture
def chair(session: Session) -> Any:
    return PersonFactory(display_name="Rolig Ræv")


@pytest.fixture
def meeting(session: Session, chair: Any) -> Meeting:
    """An open meeting of three members, of whom two are here: that is enough."""
    body = BodyFactory(name="Ungerådet")
    SeatFactory(body=body, person=chair)
    SeatFactory(body=body, person=chair, role=SeatRole.chair)
    other = SeatFactory(body=body).person
    SeatFactory(body=body)
    meeting: Meeting = OpenMeetingFactory(body=body)
    for person in (chair, other):
        note_attendance(session, meeting, person.id, Presence.present)
    return meeting


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    """Somebody's proposal: a no to it owes reasons."""
    found: AgendaItem = AgendaItemFactory(
        meeting=meeting, body=meeting.body, kind=ItemKind.proposal, subject_kind="plain", subject_id=7,
        is_owed_reasons=True, title="Skatebane",
    )  # fmt: skip
    return found


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[DecisionMade]:
    seen: list[DecisionMade] = []
    monkeypatch.setitem(events._listeners, DecisionMade, [lambda _session, event: seen.append(event)])
    return seen


def decide(session: Session, item: AgendaItem, facts: DecisionFacts, key: str = "a" * 32, **more: Any) -> Decision:
    meeting = session.get_one(Meeting, item.meeting_id)
    person = PersonFactory()
    return record_decision(session, item, meeting, person, facts, key, **more)


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Decision)) or 0


def names_of(bad: Bad) -> set[str]:
    return {name.replace("ck_answers_", "ck_decisions_") for name in bad.constraints}


@pytest.mark.parametrize("bad", EVERY_BAD)
def test_the_database_refuses_by_itself(session: Session, item: AgendaItem, chair: Any, bad: Bad) -> None:
    with pytest.raises(IntegrityError) as refused, session.begin_nested():
        session.execute(INSERT, row(item, chair.id, whole_no(**bad.changes)))
    assert violated_constraint(refused.value, Base.metadata) in names_of(bad)


@pytest.mark.parametrize("bad", EVERY_BAD)
def test_the_rule_refuses_by_itself(session: Session, item: AgendaItem, bad: Bad) -> None:
    assert bad.field in reason_problems(session, item, whole_no(**bad.changes))


@pytest.mark.parametrize("bad", EVERY_BAD)
def test_where_the_rule_is_silent_the_database_speaks_beside_the_field(
    session: Session, item: AgendaItem, bad: Bad, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "decision_problems", lambda *_args, **_more: {})
    with pytest.raises(RuleBroken) as refused:
        decide(session, item, whole_no(**bad.changes))
    assert next(iter(refused.value.problems)).split("_")[0] == bad.field.split("_")[0]
    assert count(session) == 0


@pytest.mark.parametrize("bad", EVERY_BAD)
def test_the_form_says_it_and_loses_nothing(
    sign_in: Any, session: Session, item: AgendaItem, chair: Any, bad: Bad
) -> None:
    client, address = sign_in(chair), f"/punkter/{item.id}/beslut"
    typed = as_form(whole_no(**bad.changes))
    answer = client.post(address, data=form_fields(client.get(address).text, address) | typed)
    assert answer.status_code == 422
    assert f'id="{bad.field}-error"' in answer.text
    assert "Vi siger nej til en bane i år." in answer.text
    assert count(session) == 0


def test_to_call_it_an_item_that_owes_nothing_is_refused(session: Session, item: AgendaItem, chair: Any) -> None:
    empty = DecisionFacts(outcome=REJECTED, text="Nej.")
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(INSERT, row(item, chair.id, empty, is_owed_reasons=False))
    decide(session, item, whole_no())
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text("UPDATE agenda_items SET is_owed_reasons = false WHERE id = :id"), {"id": item.id})


def test_an_explanation_is_used_once_by_young_and_adults_alike(
    session: Session, item: AgendaItem, meeting: Meeting
) -> None:
    first = whole_no()
    decide(session, item, first)
    second = AgendaItemFactory(
        meeting=meeting, body=meeting.body, kind=ItemKind.proposal, subject_kind="plain", subject_id=8, is_owed_reasons=True
    )  # fmt: skip
    with pytest.raises(RuleBroken) as refused:
        decide(session, second, whole_no(explanation=first.explanation.upper()))
    assert list(refused.value.problems) == ["explanation"]
    answer = AnswerFactory(explanation=good_explanation())
    answer.explanation_key = fingerprint(answer.explanation)
    session.flush()
    with pytest.raises(RuleBroken):
        decide(session, second, whole_no(explanation=answer.explanation))


def test_a_correction_may_keep_its_explanation(session: Session, item: AgendaItem, told: list[DecisionMade]) -> None:
    facts = whole_no()
    first = decide(session, item, facts)
    second = decide(session, item, replace(facts, text="Vi siger nej til en bane lige nu."), "b" * 32, seen_number=1)
    assert (second.number, first.replaced_at) == (2, second.recorded_at)
    assert [(event.decision_id, event.is_change) for event in told] == [(first.id, False), (second.id, True)]
    assert told[0].subject_id == 7


def test_sent_twice_is_stored_once_and_a_late_one_is_a_conflict(session: Session, item: AgendaItem) -> None:
    facts = DecisionFacts(outcome=ADOPTED, text="Vi arbejder for en bane.")
    assert decide(session, item, facts, seen_number=0).id == decide(session, item, facts, seen_number=0).id
    with pytest.raises(Conflict):
        decide(session, item, facts, "b" * 32, seen_number=0)


def test_an_item_of_no_room_above_is_told_to_nobody(
    session: Session, meeting: Meeting, told: list[DecisionMade]
) -> None:
    decide(session, AgendaItemFactory(meeting=meeting, body=meeting.body), DecisionFacts(outcome=REJECTED, text="Nej."))
    assert told == []


def test_what_is_postponed_goes_to_the_next_meeting_and_comes_back_if_it_is_not(
    session: Session, item: AgendaItem, meeting: Meeting
) -> None:
    later = MeetingFactory(body=meeting.body)
    decide(session, item, DecisionFacts(outcome=POSTPONED, text="Vi ved for lidt."))
    (again,) = session.scalars(select(AgendaItem).where(AgendaItem.continues_id == item.id))
    assert (again.meeting_id, again.subject_id, again.is_owed_reasons) == (later.id, 7, True)
    decide(session, item, DecisionFacts(outcome=ADOPTED, text="Vi arbejder for en bane."), "b" * 32)
    session.refresh(again)
    assert again.withdrawn_at is not None
    decide(session, item, DecisionFacts(outcome=POSTPONED, text="Og så alligevel ikke."), "c" * 32)
    session.refresh(again)
    assert (again.withdrawn_at, again.meeting_id) == (None, later.id)
    assert session.scalar(select(func.count()).select_from(AgendaItem).where(AgendaItem.continues_id == item.id)) == 1


def test_without_a_next_meeting_the_postponed_waits(session: Session, item: AgendaItem) -> None:
    decide(session, item, DecisionFacts(outcome=POSTPONED, text="Vi ved for lidt."))
    (again,) = session.scalars(select(AgendaItem).where(AgendaItem.continues_id == item.id))
    assert again.meeting_id is None


def test_what_was_decided_later_cannot_be_decided_before(session: Session, item: AgendaItem, meeting: Meeting) -> None:
    later = MeetingFactory(body=meeting.body)
    decide(session, item, DecisionFacts(outcome=POSTPONED, text="Vi ved for lidt."))
    (again,) = session.scalars(select(AgendaItem).where(AgendaItem.continues_id == item.id))
    DecisionFactory(item=again)
    assert again.meeting_id == later.id
    with pytest.raises(Conflict):
        decide(session, item, DecisionFacts(outcome=ADOPTED, text="Vi arbejder for en bane."), "b" * 32)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (DecisionFacts(outcome=None, text="Vi blev enige."), "outcome"),
        (DecisionFacts(outcome=ADOPTED, text="  "), "text"),
        (DecisionFacts(outcome=ADOPTED, text="x" * 1001), "text"),
        (DecisionFacts(outcome=ADOPTED, text="Ring til 010203-1234."), "text"),
        (DecisionFacts(outcome=ADOPTED, text="Ja tak.", votes=Votes(1, None, None)), "votes_for"),
        (DecisionFacts(outcome=ADOPTED, text="Ja tak.", votes=Votes(1, 1, 0)), "votes_for"),
        (DecisionFacts(outcome=ADOPTED, text="Ja tak.", votes=Votes(2, 1, 0)), "votes_for"),
        (DecisionFacts(outcome=ADOPTED, text="Ja tak.", votes=Votes(1, -1, 0)), "votes_against"),
        (DecisionFacts(outcome=ADOPTED, text="Ja tak.", votes=Votes(10**9, 0, 0)), "votes_for"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    session: Session, item: AgendaItem, facts: DecisionFacts, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        decide(session, item, facts)
    assert field in refused.value.problems


@pytest.mark.parametrize("outcome", [ADOPTED, POSTPONED])
def test_too_few_can_only_postpone(session: Session, item: AgendaItem, meeting: Meeting, chair: Any, outcome: DecisionOutcome) -> None:  # fmt: skip
    note_attendance(session, meeting, chair.id, Presence.apologies)
    facts = DecisionFacts(outcome=outcome, text="Det blev vi enige om.")
    if outcome is POSTPONED:
        assert decide(session, item, facts).outcome is POSTPONED
    else:
        with pytest.raises(RuleBroken) as refused:
            decide(session, item, facts)
        assert list(refused.value.problems) == ["outcome"]


@pytest.mark.parametrize("state", [s for s in MeetingState if s not in (MeetingState.open, MeetingState.ended)])
def test_only_an_open_or_ended_meeting_decides(
    session: Session, item: AgendaItem, meeting: Meeting, state: MeetingState
) -> None:
    meeting.state = state
    meeting.approved_at = now() if state is MeetingState.approved else None
    session.flush()
    with pytest.raises(Conflict):
        decide(session, item, DecisionFacts(outcome=POSTPONED, text="Vi ved for lidt."))


def test_the_form_is_prefilled_with_whoever_writes_and_office(sign_in: Any, item: AgendaItem, chair: Any) -> None:
    address = f"/punkter/{item.id}/beslut"
    fields = form_fields(sign_in(chair).get(address).text, address)
    assert [fields[f"contact_{name}"] for name in ("name", "title", "unit")] == ["Rolig Ræv", "Forperson", "Ungerådet"]


def test_somebody_elses_decision_is_shown_and_the_typed_one_stays(
    sign_in: Any, session: Session, item: AgendaItem, chair: Any
) -> None:
    client, address = sign_in(chair), f"/punkter/{item.id}/beslut"
    form = form_fields(client.get(address).text, address)
    decide(session, item, DecisionFacts(outcome=ADOPTED, text="Vi arbejder for en bane."))
    session.commit()
    typed = {"outcome": "adopted", "text": "Vi vil have en pumptrack."}
    late = client.post(address, data=form | typed)
    assert late.status_code == 409
    assert "Vi arbejder for en bane." in late.text
    assert "Vi vil have en pumptrack." in late.text
    assert client.post(address, data=form_fields(late.text, address) | typed).status_code == 303
    page = client.get(f"/moeder/{item.meeting_id}").text
    assert "Beslutningen er rettet" in page
    assert "Vi arbejder for en bane." in page


def test_how_easy_it_reads_is_told_while_writing(sign_in: Any, item: AgendaItem, chair: Any) -> None:
    client, address = sign_in(chair), f"/punkter/{item.id}/beslut"
    token = form_fields(client.get(address).text, address)["csrf_token"]
    answer = client.post("/punkter/laes", data={"csrf_token": token, "explanation": good_explanation()}, check=False)
    assert "LIX" in answer.text
