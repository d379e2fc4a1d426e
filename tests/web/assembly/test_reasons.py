"""«Skriv begrundelse»: a no to somebody's proposal is closed by its reasons, and by nothing less."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.assembly import LiveYearFactory
from tests.factories.resolutions import ready_motion
from tests.web.assembly.carried import counted, on_the_day
from tests.web.assembly.test_resolution_pages import chair_of
from tests.web.forms import form_fields
from tests.web.proposals.ladder import decide, fresh, stop_of
from youthvoice.assembly.commands.reasons import decision_made
from youthvoice.assembly.models import AssemblyYear, Motion
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.core.audit import AuditEntry
from youthvoice.councils.events import DecisionMade
from youthvoice.councils.models import Body, Decision, Meeting
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.rules import ReasonCode

REASONS = {
    "reason": "safety",
    "explanation": (
        "Vi talte længe om banen. De fleste skoler var bange for, at de små kommer til skade, når de store skater. "
        "Derfor stemte vi nej i dag."
    ),
    "next_step": "Find et sted, hvor der er god plads, og kom igen næste år.",
    "contact_name": "Blå Ugle",
    "contact_title": "Forperson",
    "contact_unit": "Bytinget",
}


def voted_down(session: Session) -> tuple[AssemblyYear, Any, Motion]:
    """A proposal that Bytinget said no to."""
    year, proposal, motion = on_the_day(session)
    counted(session, motion, hands=(5, 30, 1))
    return year, proposal, motion


def page_of(year: AssemblyYear, motion: Motion) -> str:
    """Where the reasons are written."""
    return f"/bytinget/{year.year}/forslag/{motion.number}/begrundelse"


def test_the_chair_is_told_what_is_missing_and_closes_the_motion_with_it(sign_in: Any, session: Session) -> None:
    year, proposal, motion = voted_down(session)
    client = sign_in(chair_of(session, year))
    waiting = client.get(f"/bytinget/{year.year}/efterarbejde").text
    assert motion.title in waiting
    where = page_of(year, motion)
    assert where in waiting
    page = client.get(where).text
    assert "5 for, 30 imod, 1 undlod" in page
    sent = client.post(where, data={**form_fields(page, where), **REASONS})
    assert sent.status_code == 303
    session.expire_all()
    stop = stop_of(session, fresh(session, proposal.id), session.get_one(Body, year.body_id))
    decision = session.get_one(Decision, stop.decision_id)
    assert motion.state is MotionState.rejected
    assert motion.decision_id == decision.id
    assert (decision.outcome, decision.reason_code) == (DecisionOutcome.rejected, ReasonCode.safety)
    assert (decision.votes_for, decision.votes_against, decision.votes_abstaining) == (5, 30, 1)
    assert fresh(session, proposal.id).status is ProposalStatus.council_no
    assert "Ingen mangler en begrundelse." in client.get(f"/bytinget/{year.year}/efterarbejde").text
    public = client.get(f"/forslag/{proposal.id}").text
    assert REASONS["explanation"][:40] in public
    assert REASONS["next_step"] in public
    deeds = session.scalars(select(AuditEntry.action)).all()
    assert "assembly_motion.give_reasons" in deeds


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("reason", ""),
        ("explanation", "Nej."),
        ("explanation", "nej " * 40),
        ("next_step", ""),
        ("contact_name", ""),
        ("explanation", "Han hedder Bo og har nummer 010203-1234. " + REASONS["explanation"]),
    ],
)
def test_what_a_no_lacks_is_told_beside_its_field_and_nothing_is_stored(
    sign_in: Any, session: Session, field: str, typed: str
) -> None:
    year, _proposal, motion = voted_down(session)
    client = sign_in(chair_of(session, year))
    where = page_of(year, motion)
    fields = {**form_fields(client.get(where).text, where), **REASONS, field: typed}
    answer = client.post(where, data=fields)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert REASONS["contact_title"] in answer.text
    session.expire_all()
    assert motion.state is MotionState.ready
    assert session.scalar(select(Decision.id).where(Decision.outcome == DecisionOutcome.rejected)) is None


def test_sent_twice_it_is_stored_once(sign_in: Any, session: Session) -> None:
    year, _proposal, motion = voted_down(session)
    client = sign_in(chair_of(session, year))
    where = page_of(year, motion)
    fields = {**form_fields(client.get(where).text, where), **REASONS}
    assert [client.post(where, data=fields).status_code for _ in range(2)] == [303, 303]
    found = session.scalars(select(Decision).where(Decision.outcome == DecisionOutcome.rejected)).all()
    assert len(found) == 1
    assert "Her mangler ingen begrundelse" in client.get(where).text


def test_where_the_vote_said_yes_or_nothing_there_are_no_reasons_to_write(sign_in: Any, session: Session) -> None:
    year = LiveYearFactory()
    motion = ready_motion(year_id=year.id)
    client = sign_in(chair_of(session, year))
    where = page_of(year, motion)
    assert "Her mangler ingen begrundelse" in client.get(where).text
    token = form_fields(client.get(f"/bytinget/{year.year}/beslutninger").text + '<form method="post"></form>')
    assert client.post(where, data={**token, **REASONS}).status_code in (400, 404)
    assert client.get(f"/bytinget/{year.year}/forslag/999/begrundelse").status_code == 404


def test_nobody_else_sees_what_is_missing(client: Any, sign_in: Any, session: Session) -> None:
    year, _proposal, motion = voted_down(session)
    session.commit()
    paths = (f"/bytinget/{year.year}/efterarbejde", page_of(year, motion))
    assert [client.get(path).status_code for path in paths] == [302, 302]
    browser = sign_in(PersonFactory())
    assert [browser.get(path).status_code for path in paths] == [403, 403]


def test_minutes_that_are_being_approved_say_so_and_keep_what_was_typed(sign_in: Any, session: Session) -> None:
    year, _proposal, motion = voted_down(session)
    client = sign_in(chair_of(session, year))
    where = page_of(year, motion)
    fields = {**form_fields(client.get(where).text, where), **REASONS}
    meeting = session.get_one(Meeting, year.meeting_id)
    meeting.state = MeetingState.minutes_ready
    session.commit()
    answer = client.post(where, data=fields)
    assert answer.status_code == 409
    assert REASONS["next_step"] in answer.text


def test_reasons_from_the_page_of_the_meeting_close_the_motion_too(session: Session) -> None:
    year, proposal, motion = voted_down(session)
    decision = decide(session, proposal, session.get_one(Body, year.body_id), DecisionOutcome.rejected)
    told = DecisionMade(
        decision.id, decision.item_id, year.body_id, year.meeting_id, "proposal", proposal.id,
        DecisionOutcome.rejected, False, decision.recorded_at,
    )  # fmt: skip
    decision_made(session, told)
    assert motion.state is MotionState.rejected
    assert motion.decision_id == decision.id


def test_a_decision_by_hand_before_the_vote_closes_nothing(session: Session) -> None:
    year, proposal, motion = on_the_day(session)
    told = DecisionMade(
        1, 1, year.body_id, year.meeting_id, "proposal", proposal.id, DecisionOutcome.rejected, False, year.starts_at
    )
    decision_made(session, told)
    assert motion.state is MotionState.ready
