"""The commands: harmless to repeat, refused where they do not belong."""

from collections import Counter
from dataclasses import replace
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, School, Unit
from youthvoice.accounts.queries import personas
from youthvoice.assembly.models import AssemblyYear, DayEvent, Motion
from youthvoice.consultations.models import Consultation, ConsultationResponse
from youthvoice.core.web import Services
from youthvoice.demo.basis import load_basis
from youthvoice.demo.load import load_demo
from youthvoice.discussions.models import Comment, Thread
from youthvoice.elections.models import Candidate, Election
from youthvoice.grants.models import Application, LedgerEntry
from youthvoice.notifications.models import Notification
from youthvoice.proposals.models import Endorsement, Proposal, ProposalEvent, ProposalFollow, Route
from youthvoice.proposals.rules import Topic
from youthvoice.responses.models import Answer, Case
from youthvoice.voting.models import BallotPaper, Contest, RollEntry

COUNTED = (
    Person,
    School,
    Unit,
    Proposal,
    Case,
    Answer,
    Thread,
    Comment,
    Endorsement,
    ProposalFollow,
    ProposalEvent,
    Notification,
    Application,
    LedgerEntry,
    AssemblyYear,
    Motion,
    DayEvent,
    Consultation,
    ConsultationResponse,
    Contest,
    RollEntry,
    BallotPaper,
    Election,
    Candidate,
)


def rows_of(session: Session) -> dict[str, int]:
    """How many rows each table has."""
    return {model.__tablename__: session.scalar(select(func.count()).select_from(model)) or 0 for model in COUNTED}


def test_the_basis_is_complete_and_harmless_to_load_again(session: Session) -> None:
    assert load_basis(session) > 0
    kinds = Counter(session.scalars(select(School.kind)))
    assert sorted(kinds.values()) == [2, 9]
    assert set(session.scalars(select(Route.topic))) == {*Topic, None}
    assert load_basis(session) == 0


def test_the_basis_leaves_what_an_administrator_has_changed(session: Session) -> None:
    load_basis(session)
    leisure = select(Route).where(Route.topic == Topic.leisure)
    route = session.scalars(leisure).one()
    route.unit_id = session.scalars(select(Unit.id).where(Unit.name == "Center for Social Indsats")).one()
    session.flush()
    load_basis(session)
    session.expire_all()
    assert session.scalars(leisure).one().unit_id == route.unit_id


def test_twice_is_once(session: Session) -> None:
    assert load_demo(session)
    before = rows_of(session)
    assert not load_demo(session)
    assert rows_of(session) == before


def test_the_front_page_and_a_persona_can_use_it(session: Session, client: Any, sign_in: Any) -> None:
    load_demo(session)
    session.commit()
    page = client.get("/").get_data(as_text=True)
    for title in ("Velkomst til nye i byen", "Byttemarked for tøj", "Gratis bind på skolen"):
        assert title in page
    mine = sign_in(personas(session)[0]).get("/min-side").get_data(as_text=True)
    for title in ("Ro til at læse op", "En skatebane midt i byen", "Natbus fra Lyngby Station"):
        assert title in mine


def test_the_command_loads_fills_and_lists(app: Flask, session: Session) -> None:
    run = app.test_cli_runner().invoke
    assert "loaded" in run(args=["demo", "--size", "5"]).output
    assert "already there" in run(args=["demo"]).output
    listed = run(args=["demo", "--list"]).output.strip().splitlines()
    assert len(listed) == 8
    assert listed[0] == "Blå Ræv (Ung): Virum Skole"
    assert session.scalar(select(func.count()).select_from(Proposal)) == 19 + 5


def test_the_demo_is_refused_outside_demo_mode(app: Flask, session: Session) -> None:
    found: Services = app.extensions["youthvoice"]
    app.extensions["youthvoice"] = Services(replace(found.settings, demo=False), found.database)
    try:
        refused = app.test_cli_runner().invoke(args=["demo"])
        basis = app.test_cli_runner().invoke(args=["basis"])
    finally:
        app.extensions["youthvoice"] = found
    assert refused.exit_code == 1
    assert "YOUTHVOICE_DEMO" in refused.output
    assert session.scalar(select(func.count()).select_from(Person)) == 0
    assert basis.exit_code == 0
    assert session.scalar(select(func.count()).select_from(School)) == 11
