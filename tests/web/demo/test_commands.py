"""The commands: harmless to repeat, refused where they do not belong."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import app_on
from youthvoice.accounts.models import Person, School, Unit
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


def test_twice_is_once(loaded: Session) -> None:
    before = rows_of(loaded)
    assert not load_demo(loaded)
    assert rows_of(loaded) == before


def test_the_command_loads_fills_and_lists(app: Flask, session: Session) -> None:
    run = app.test_cli_runner().invoke
    assert "loaded" in run(args=["demo", "--size", "5"]).output
    assert "already there" in run(args=["demo"]).output
    listed = run(args=["demo", "--list"]).output.strip().splitlines()
    assert len(listed) == 8
    assert listed[0] == "Blå Ræv (Ung): Virum Skole"
    assert session.scalar(select(func.count()).select_from(Proposal)) == 19 + 5


def test_the_command_makes_the_tables_too(tmp_path: Path) -> None:
    app = app_on(f"sqlite:///{tmp_path}/empty.sqlite")
    with app.app_context():
        done = app.test_cli_runner().invoke(args=["demo", "--upgrade", "--list"])
    app.extensions["youthvoice"].database.dispose()
    assert done.exit_code == 0, done.output
    assert done.output == "The database is up to date.\n"


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
