"""A meeting from plan to approved minutes, by the commands alone: numbers, standing items, what waited, states, events."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import AgendaItemFactory, BodyFactory, MeetingFactory
from youthvoice.core import events
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.councils.commands.meetings import (
    MeetingFacts,
    call_meeting,
    cancel_meeting,
    edit_meeting,
    end_meeting,
    facts_version,
    open_meeting,
    plan_meeting,
    stored_facts,
)
from youthvoice.councils.commands.minutes import approve_minutes, reopen_minutes, submit_minutes
from youthvoice.councils.events import ItemPlaced, MeetingCalled, MeetingChanged, MinutesApproved
from youthvoice.councils.models import AgendaItem, Body, Meeting
from youthvoice.councils.queries.minutes import items_of
from youthvoice.councils.rules.meetings import ItemKind, MeetingState, allowed


def facts(days: int = 14, **changes: Any) -> MeetingFacts:
    """A meeting of two hours in the town hall."""
    starts = (now() + timedelta(days=days)).replace(microsecond=0)
    return replace(MeetingFacts(starts_at=starts, ends_at=starts + timedelta(hours=2), place="Rådhuset"), **changes)


def plan(session: Session, body: Body, key: str = "a" * 32, days: int = 14, **changes: Any) -> Meeting:
    return plan_meeting(session, body, facts(days, **changes), key, actor_id=PersonFactory().id)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every event of meetings that is published."""
    seen: list[object] = []
    for kind in (MeetingCalled, MeetingChanged, MinutesApproved, ItemPlaced):
        monkeypatch.setitem(events._listeners, kind, [lambda _session, event: seen.append(event)])
    return seen


def test_meetings_of_a_body_are_counted_from_one(session: Session) -> None:
    first, second = BodyFactory(), BodyFactory()
    numbers = [plan(session, body, f"{n:032x}").number for n, body in enumerate((first, first, second))]
    assert numbers == [1, 2, 1]


def test_sent_twice_is_planned_once_and_not_for_another_body(session: Session) -> None:
    body = BodyFactory()
    assert plan(session, body).id == plan(session, body).id
    with pytest.raises(Conflict):
        plan(session, BodyFactory())


def test_what_always_stands_there(session: Session) -> None:
    meeting = plan(session, BodyFactory())
    assert [item.title for item in items_of(session, meeting.id)] == ["Godkendelse af dagsordenen", "Eventuelt"]


@pytest.mark.parametrize(("state", "is_asked"), [(MeetingState.minutes_ready, True), (MeetingState.approved, False)])
def test_last_minutes_are_approved_where_nobody_has(session: Session, state: MeetingState, is_asked: bool) -> None:
    body, day = BodyFactory(), now() - timedelta(days=30)
    MeetingFactory(body=body, state=state, starts_at=day, ended_at=day, approved_at=day)
    titles = [item.title for item in items_of(session, plan(session, body).id)]
    assert titles[:2] == ["Godkendelse af dagsordenen", "Godkendelse af sidste referat"] if is_asked else titles[:1]
    assert ("Godkendelse af sidste referat" in titles) is is_asked
    assert titles[-1] == "Eventuelt"


def test_what_waited_is_placed_between(session: Session, told: list[object]) -> None:
    body = BodyFactory()
    waiting = AgendaItemFactory(
        meeting=None, body=body, kind=ItemKind.proposal, title="Skatebane", subject_kind="plain", subject_id=7
    )
    meeting = plan(session, body)
    assert [item.title for item in items_of(session, meeting.id)][1] == "Skatebane"
    assert told == [ItemPlaced(waiting.id, body.id, meeting.id, "plain", 7)]


def test_the_deadline_for_items_is_the_bodys(session: Session) -> None:
    meeting = plan(session, BodyFactory(item_deadline_days=5))
    assert meeting.starts_at - meeting.items_due_at == timedelta(days=5)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"place": "", "link": ""}, "place"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"ends_at": now()}, "ends"),
        ({"ends_at": now() + timedelta(days=30)}, "ends"),
        ({"items_due_at": now() + timedelta(days=15)}, "due_day"),
    ],
)
def test_what_is_not_a_meeting_is_refused_beside_its_field(
    session: Session, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        plan(session, BodyFactory(), **changes)
    assert list(refused.value.problems) == [field]


def test_yesterday_is_not_planned(session: Session) -> None:
    with pytest.raises(RuleBroken) as refused:
        plan(session, BodyFactory(), days=-2)
    assert list(refused.value.problems) == ["day"]


def step(session: Session, meeting: Meeting, after: MeetingState) -> None:
    """The command that brings a meeting into that state."""
    who = meeting.created_by_id
    if after is MeetingState.ended and meeting.state is MeetingState.minutes_ready:
        reopen_minutes(session, meeting, actor_id=who)
    elif after is MeetingState.cancelled:
        cancel_meeting(session, meeting, "Sygdom", actor_id=who)
    elif after is MeetingState.approved:
        approve_minutes(session, meeting, publish=True, actor_id=who)
    else:
        commands: dict[MeetingState, Any] = {
            MeetingState.called: call_meeting,
            MeetingState.open: open_meeting,
            MeetingState.ended: end_meeting,
            MeetingState.minutes_ready: submit_minutes,
        }
        commands[after](session, meeting, actor_id=who)


@pytest.mark.parametrize("after", [state for state in MeetingState if state is not MeetingState.planned])
@pytest.mark.parametrize("before", list(MeetingState))
def test_every_pair_of_states(session: Session, before: MeetingState, after: MeetingState) -> None:
    meeting = MeetingFactory(state=before, approved_at=now() if before is MeetingState.approved else None)
    if before is after or allowed(before, after):
        step(session, meeting, after)
        assert meeting.state is after
    else:
        with pytest.raises(Conflict):
            step(session, meeting, after)
        assert meeting.state is before


def test_another_place_is_told_to_those_who_were_called(session: Session, told: list[object]) -> None:
    meeting = plan(session, BodyFactory())
    who = meeting.created_by_id
    edit_meeting(session, meeting, replace(stored_facts(meeting), place="Aulaen"), facts_version(meeting), actor_id=who)
    assert (told, meeting.sequence) == ([], 1)
    call_meeting(session, meeting, actor_id=who)
    told.clear()
    changed = replace(stored_facts(meeting), call_text="Tag en ven med.")
    edit_meeting(session, meeting, changed, facts_version(meeting), actor_id=who)
    assert (told, meeting.sequence) == ([], 1)
    moved = replace(stored_facts(meeting), place="Biblioteket")
    edit_meeting(session, meeting, moved, facts_version(meeting), actor_id=who)
    assert told == [MeetingChanged(meeting.id, meeting.body_id, is_cancelled=False, sequence=2)]


def test_an_edit_of_what_somebody_changed_meanwhile_is_a_conflict(session: Session) -> None:
    meeting = plan(session, BodyFactory())
    seen = facts_version(meeting)
    edit_meeting(session, meeting, replace(stored_facts(meeting), place="Aulaen"), seen, actor_id=1)
    with pytest.raises(Conflict):
        edit_meeting(session, meeting, replace(stored_facts(meeting), place="Kælderen"), seen, actor_id=1)


def test_a_cancelled_meeting_loses_nothing(session: Session, told: list[object]) -> None:
    body = BodyFactory()
    first = plan(session, body, "a" * 32)
    later = plan(session, body, "b" * 32, days=40)
    item = AgendaItemFactory(meeting=first, body=body, title="Skolemad")
    call_meeting(session, first, actor_id=1)
    cancel_meeting(session, first, "Sygdom", actor_id=1)
    assert item.meeting_id == later.id
    assert MeetingChanged(first.id, body.id, is_cancelled=True, sequence=1) in told
    cancel_meeting(session, later, "Sygdom", actor_id=1)
    assert item.meeting_id is None


def test_what_was_brought_and_not_decided_goes_on_to_the_next_meeting(session: Session, told: list[object]) -> None:
    meeting = MeetingFactory(state=MeetingState.minutes_ready)
    item = AgendaItemFactory(
        meeting=meeting, body=meeting.body, kind=ItemKind.proposal, subject_kind="plain", subject_id=3
    )
    AgendaItemFactory(meeting=meeting, body=meeting.body)
    approve_minutes(session, meeting, publish=False, actor_id=meeting.created_by_id)
    (later,) = session.scalars(select(AgendaItem).where(AgendaItem.continues_id.is_not(None)))
    assert (later.continues_id, later.meeting_id, later.subject_id) == (item.id, None, 3)
    assert meeting.published_at is None
    assert told == [MinutesApproved(meeting.id, meeting.body_id, is_public=False)]
