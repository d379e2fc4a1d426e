"""What councils carried up becomes motions: by itself or in one press, in the author's own words, with credit to all."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.assembly import AssemblyYearFactory, seat_of_chair
from tests.web.assembly.carried import carried_to
from tests.web.assembly.motions import state_of, texts, visitor
from tests.web.forms import press, submit
from tests.web.proposals.ladder import fresh, make_school
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.gathering import take_up
from youthvoice.assembly.models import AssemblyYear, Motion, MotionCredit
from youthvoice.assembly.motion_listeners import gather
from youthvoice.assembly.rules.motions import MotionState, text_of_proposal
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.events import publish
from youthvoice.councils.queries.bodies import get_body
from youthvoice.moderation.events import ContentHidden, ContentKept
from youthvoice.proposals.commands.ladder import bring
from youthvoice.proposals.events import ProposalWithdrawn
from youthvoice.proposals.models import Proposal, ProposalCoauthor


@pytest.fixture
def year(session: Session) -> AssemblyYear:
    found: AssemblyYear = AssemblyYearFactory()
    return found


@pytest.fixture
def chair(year: AssemblyYear) -> Person:
    return seat_of_chair(year)


@pytest.fixture
def proposal(session: Session, year: AssemblyYear, chair: Person) -> Proposal:
    assert chair.id
    return carried_to(session, year)


def labels(session: Session, motion: Motion) -> list[str]:
    query = select(MotionCredit.label).where(MotionCredit.motion_id == motion.id).order_by(MotionCredit.id)
    return list(session.scalars(query))


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Motion)) or 0


def test_in_one_press_the_authors_words_are_version_one_with_credit_to_all(
    app: Flask, sign_in: Any, session: Session, year: AssemblyYear, chair: Person, proposal: Proposal
) -> None:
    page = f"/bytinget/{year.year}/baaret"
    client = sign_in(chair)
    assert proposal.title in client.get(page).text
    address = f"{page}/{proposal.id}"
    assert submit(client, address, {}, page=page).headers["Location"] == f"/bytinget/{year.year}/forslag/1"
    assert press(client, address).headers["Location"] == f"/bytinget/{year.year}/forslag/1"
    motion = session.scalars(select(Motion)).one()
    own = text_of_proposal(proposal.title, proposal.what, proposal.why)
    assert texts(session, motion.id) == [own]
    assert proposal.what in own
    assert labels(session, motion) == ["Grøn Odder", "Elevrådet på Virum Skole"]
    shown = visitor(app, session).get(f"/bytinget/{year.year}/forslag/1").text
    assert "Bygger på forslag fra Grøn Odder og Elevrådet på Virum Skole." in shown
    assert f"/forslag/{proposal.id}" in shown
    assert "Der venter ikke noget" in client.get(page).text


def test_those_who_wrote_it_too_are_credited(session: Session, year: AssemblyYear) -> None:
    at = make_school(session)
    proposal = carried_to(session, year, at)
    session.add(ProposalCoauthor(proposal_id=proposal.id, person_id=at.teacher.id, created_at=now()))
    motion = take_up(session, year.id, proposal.id, None)
    assert labels(session, motion)[1] == at.teacher.byline


def test_what_a_council_carried_comes_by_itself_once(session: Session, year: AssemblyYear, proposal: Proposal) -> None:
    for _ in range(2):
        gather(session)
    motion = session.scalars(select(Motion)).one()
    assert (motion.proposal_id, motion.state, motion.number) == (proposal.id, MotionState.submitted, 1)


@pytest.mark.parametrize(
    "facts",
    [{"announced_at": None}, {"motions_due_at": now() - timedelta(hours=1)}],
)
def test_a_year_that_takes_no_motions_gathers_nothing(
    session: Session, year: AssemblyYear, proposal: Proposal, facts: dict[str, Any]
) -> None:
    for name, value in facts.items():
        setattr(year, name, value)
    session.flush()
    gather(session)
    assert count(session) == 0


def test_what_a_delegate_brought_waits_for_those_who_lead(sign_in: Any, session: Session, year: AssemblyYear) -> None:
    at, chair = make_school(session), seat_of_chair(year)
    elsewhere = AssemblyYearFactory()
    proposal = carried_to(session, elsewhere, at)
    bring(session, chair, fresh(session, proposal.id), get_body(session, year.body_id))
    gather(session)
    assert session.scalars(select(Motion.year_id)).all() == [elsewhere.id]
    page = f"/bytinget/{year.year}/baaret"
    assert submit(sign_in(chair), f"{page}/{proposal.id}", {}, page=page).status_code == 303
    assert count(session) == 2


def test_what_is_not_on_bytingets_table_is_not_taken_up(
    sign_in: Any, session: Session, year: AssemblyYear, proposal: Proposal
) -> None:
    other = AssemblyYearFactory()
    its_chair = seat_of_chair(other)
    with pytest.raises(NotFound):
        take_up(session, other.id, proposal.id, None)
    assert press(sign_in(its_chair), f"/bytinget/{other.year}/baaret/{proposal.id}", check=False).status_code == 404
    assert sign_in(proposal.author).get(f"/bytinget/{year.year}/baaret", check=False).status_code == 403


def test_hidden_there_it_is_hidden_here_and_shown_again_with_it(
    app: Flask, session: Session, year: AssemblyYear, proposal: Proposal
) -> None:
    motion = take_up(session, year.id, proposal.id, None)
    told: dict[str, Any] = {
        "kind": "proposal",
        "id": proposal.id,
        "author_id": proposal.author_id,
        "reason": "",
        "path": "",
        "title": "",
    }
    publish(session, ContentHidden(**told, report_id=1, reporter_ids=()))
    address = f"/bytinget/{year.year}/forslag/{motion.number}"
    assert visitor(app, session).get(address, check=False).status_code == 404
    publish(session, ContentKept(**told, report_id=1, reporter_ids=(), was_hidden=True))
    assert visitor(app, session).get(address).status_code == 200


def test_its_author_takes_it_back_until_the_day_begins(
    session: Session, year: AssemblyYear, proposal: Proposal
) -> None:
    motion = take_up(session, year.id, proposal.id, None)
    year.begun_at = now()
    session.flush()
    publish(session, ProposalWithdrawn(proposal.id))
    assert state_of(session, motion.id) is MotionState.submitted
    year.begun_at = None
    session.flush()
    publish(session, ProposalWithdrawn(proposal.id))
    assert state_of(session, motion.id) is MotionState.withdrawn


def test_its_author_withdraws_the_motion_without_being_a_delegate(
    sign_in: Any, session: Session, year: AssemblyYear, proposal: Proposal
) -> None:
    motion = take_up(session, year.id, proposal.id, None)
    session.commit()
    address = f"/bytinget/{year.year}/forslag/{motion.number}/traek-tilbage"
    assert submit(sign_in(proposal.author), address, {}).status_code == 303
    assert state_of(session, motion.id) is MotionState.withdrawn


def test_short_words_of_a_proposal_get_its_title_and_no_others() -> None:
    assert text_of_proposal("En gynge", "Vi vil have en gynge.", "") == "Forslag: En gynge\n\nVi vil have en gynge."
    long = "Vi vil have en stor gynge i skolegården."
    assert text_of_proposal("En gynge", long, "Alle gynger.") == f"{long}\n\nAlle gynger."
