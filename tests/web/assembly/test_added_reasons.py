"""Reasons of a no that come after the minutes were approved: added with their own day, and nothing that stood is changed."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.web.assembly.carried import counted, on_the_day
from tests.web.assembly.test_reasons import REASONS, page_of
from tests.web.assembly.test_resolution_pages import chair_of
from tests.web.forms import form_fields
from tests.web.proposals.ladder import fresh, stop_of
from youthvoice.assembly.commands import ladder
from youthvoice.assembly.models import AssemblyYear, Motion
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.core.clock import local_date
from youthvoice.core.errors import Conflict
from youthvoice.core.i18n import format_day
from youthvoice.councils.commands.decisions import record_decision
from youthvoice.councils.commands.meetings import end_meeting, open_meeting
from youthvoice.councils.commands.minutes import approve_minutes, submit_minutes, write_minutes
from youthvoice.councils.models import AgendaItem, Body, Decision, Meeting
from youthvoice.councils.rules.decisions import DecisionFacts, DecisionOutcome, Votes
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.responses.rules import ReasonCode

SAID = "Mange talte om banen. Vi nåede ikke at skrive hvorfor."
ADDED = "Tilføjet den {}. Referatet var godkendt før det."


def approved(session: Session, *, on_agenda: bool = True) -> tuple[AssemblyYear, Any, Motion, Meeting]:
    """The day said no, and its minutes are approved without the reasons."""
    year, proposal, motion = on_the_day(session)
    counted(session, motion, hands=(5, 30, 1))
    meeting = session.get_one(Meeting, year.meeting_id)
    by = year.created_by_id
    open_meeting(session, meeting, actor_id=by)
    if on_agenda:
        item = ladder.item_on_the_day(session, year, fresh(session, proposal.id))
        write_minutes(session, item, PersonFactory(), SAID, 0)
    end_meeting(session, meeting, actor_id=by)
    submit_minutes(session, meeting, actor_id=by)
    approve_minutes(session, meeting, publish=True, actor_id=by)
    session.commit()
    return year, proposal, motion, meeting


def test_they_are_added_with_their_day_wherever_the_no_is_read(sign_in: Any, client: Any, session: Session) -> None:
    year, proposal, motion, meeting = approved(session)
    approved_at, by = meeting.approved_at, sign_in(chair_of(session, year))
    where = page_of(year, motion)
    page = by.get(where).text
    assert "Jeres begrundelse bliver tilføjet med dagens dato." in page
    assert by.post(where, data={**form_fields(page, where), **REASONS}).status_code == 303
    session.expire_all()
    assert (meeting.state, meeting.approved_at) == (MeetingState.approved, approved_at)
    assert motion.state is MotionState.rejected
    decision = session.get_one(Decision, motion.decision_id)
    item = session.get_one(AgendaItem, decision.item_id)
    assert (item.meeting_id, item.minutes, decision.reason_code) == (meeting.id, SAID, ReasonCode.safety)
    assert decision.recorded_at > approved_at
    assert stop_of(session, fresh(session, proposal.id), session.get_one(Body, year.body_id)).decision_id == decision.id
    # What took it up again at the next meeting leaves that one.
    later = session.scalars(select(AgendaItem).where(AgendaItem.continues_id == item.id)).one()
    assert later.withdrawn_at is not None
    added = ADDED.format(format_day(local_date(decision.recorded_at)))
    for path in (f"/moeder/{meeting.id}/referat", f"/bytinget/{year.year}/forslag/{motion.number}"):
        told = client.get(path).text
        assert added in told
        assert REASONS["explanation"][:40] in told
    assert SAID in client.get(f"/moeder/{meeting.id}/referat").text
    of_the_day = client.get(f"/bytinget/{year.year}/referat").text
    assert f"Begrundelsen blev tilføjet den {format_day(local_date(decision.recorded_at))}." in of_the_day
    way = client.get(f"/forslag/{proposal.id}").text
    voted = format_day(local_date(meeting.starts_at))
    assert f"De stemte den {voted}. Begrundelsen kom, da referatet var godkendt." in way
    assert "Ingen mangler en begrundelse." in by.get(f"/bytinget/{year.year}/efterarbejde").text
    assert by.post(where, data={**form_fields(page, where), **REASONS}).status_code == 303
    assert len(session.scalars(select(Decision).where(Decision.outcome == DecisionOutcome.rejected)).all()) == 1


def test_where_the_minutes_had_no_item_of_it_one_is_added(sign_in: Any, session: Session) -> None:
    year, _proposal, motion, meeting = approved(session, on_agenda=False)
    where = page_of(year, motion)
    by = sign_in(chair_of(session, year))
    assert by.post(where, data={**form_fields(by.get(where).text, where), **REASONS}).status_code == 303
    session.expire_all()
    decision = session.get_one(Decision, motion.decision_id)
    assert session.get_one(AgendaItem, decision.item_id).meeting_id == decision.meeting_id == meeting.id


def test_reasons_in_time_are_not_called_late(sign_in: Any, client: Any, session: Session) -> None:
    year, proposal, motion = on_the_day(session)
    counted(session, motion, hands=(5, 30, 1))
    where, by = page_of(year, motion), sign_in(chair_of(session, year))
    page = by.get(where).text
    assert "Referatet er godkendt" not in page
    assert by.post(where, data={**form_fields(page, where), **REASONS}).status_code == 303
    told = client.get(f"/bytinget/{year.year}/forslag/{motion.number}").text
    assert "Derfor sagde Bytinget nej" in told
    assert REASONS["next_step"] in told
    assert "Tilføjet den" not in told
    assert "Begrundelsen blev tilføjet" not in client.get(f"/bytinget/{year.year}/referat").text
    assert "da referatet var godkendt" not in client.get(f"/forslag/{proposal.id}").text


@pytest.mark.parametrize(("field", "typed"), [("reason", ""), ("explanation", "Nej."), ("contact_name", "")])
def test_they_owe_what_all_reasons_owe(sign_in: Any, session: Session, field: str, typed: str) -> None:
    year, _proposal, motion, _meeting = approved(session)
    where, by = page_of(year, motion), sign_in(chair_of(session, year))
    fields = {**form_fields(by.get(where).text, where), **REASONS, field: typed}
    answer = by.post(where, data=fields)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    session.expire_all()
    assert motion.state is MotionState.ready


def test_nothing_else_is_written_into_approved_minutes(session: Session) -> None:
    year, proposal, _motion, meeting = approved(session)
    item = session.scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.subject_id == proposal.id)
    ).one()
    no = DecisionFacts(
        outcome=DecisionOutcome.rejected, text="Vi sagde nej.", reason=ReasonCode.safety, next_step=REASONS["next_step"],
        explanation=REASONS["explanation"], contact_name="Blå Ugle", contact_title="Forperson", contact_unit="Bytinget",
    )  # fmt: skip
    yes = DecisionFacts(outcome=DecisionOutcome.adopted, text="Vi sagde ja.", votes=Votes(3, 1, 0))
    for facts, adds in ((no, False), (yes, True)):
        with pytest.raises(Conflict):
            record_decision(session, item, meeting, PersonFactory(), facts, "e" * 32, is_counted=True, adds=adds)
    record_decision(session, item, meeting, PersonFactory(), no, "f" * 32, is_counted=True, adds=True)
    with pytest.raises(Conflict):
        record_decision(session, item, meeting, PersonFactory(), no, "a" * 32, is_counted=True, adds=True)
    assert year.version > 1
