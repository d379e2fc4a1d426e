"""The stored counters move with the statuses, and only where the rules allow it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from sqlalchemy import create_engine, func, select, update
from sqlalchemy.orm import Session

from tests.apps import make_settings
from tests.factories.base import bind_factories
from tests.factories.proposals import ProposalFactory
from tests.postgres import postgres_server
from youthvoice.core.cli import alembic_config
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.core.errors import Conflict
from youthvoice.proposals.commands.counters import change_status, touch
from youthvoice.proposals.models import Proposal, ProposalCounter
from youthvoice.proposals.rules import ProposalStatus


def total(session: Session, status: ProposalStatus) -> int:
    """What the counter of a status says."""
    found = session.get(ProposalCounter, status)
    return found.total if found else 0


def test_an_answer_moves_the_counter_and_raises_the_version(session: Session) -> None:
    proposal = ProposalFactory()
    before = proposal.version
    change_status(session, proposal, ProposalStatus.yes, now())
    assert (total(session, ProposalStatus.awaiting), total(session, ProposalStatus.yes)) == (0, 1)
    assert proposal.version == before + 1
    assert proposal.listed_at is not None


def test_the_same_status_again_moves_no_counter(session: Session) -> None:
    proposal = ProposalFactory(status=ProposalStatus.yes)
    change_status(session, proposal, ProposalStatus.yes, now())
    assert total(session, ProposalStatus.yes) == 1


def test_a_withdrawn_proposal_leaves_list_and_counters(session: Session) -> None:
    proposal = ProposalFactory()
    change_status(session, proposal, ProposalStatus.withdrawn, now())
    assert total(session, ProposalStatus.awaiting) == 0
    assert total(session, ProposalStatus.withdrawn) == 0
    assert proposal.listed_at is None
    assert proposal.withdrawn_at is not None


def test_a_step_that_is_not_allowed_changes_nothing(session: Session) -> None:
    proposal = ProposalFactory()
    change_status(session, proposal, ProposalStatus.withdrawn, now())
    with pytest.raises(Conflict):
        change_status(session, proposal, ProposalStatus.awaiting, now())
    assert total(session, ProposalStatus.awaiting) == 0


def test_a_status_that_somebody_else_changed_meanwhile_is_a_conflict(session: Session) -> None:
    proposal = ProposalFactory()
    quietly = {"synchronize_session": False}
    query = update(Proposal).where(Proposal.id == proposal.id).values(status=ProposalStatus.no)
    session.execute(query, execution_options=quietly)
    with pytest.raises(Conflict):
        change_status(session, proposal, ProposalStatus.yes, now())


def test_two_touches_count_twice(session: Session) -> None:
    proposal = ProposalFactory()
    before = proposal.version
    touch(session, proposal)
    touch(session, proposal)
    assert proposal.version == before + 2


def test_many_at_once_on_postgresql_keep_counters_equal_to_the_rows() -> None:
    steps = [ProposalStatus.yes, ProposalStatus.no, ProposalStatus.awaiting, ProposalStatus.partly]
    with postgres_server().database() as url:
        command.upgrade(alembic_config(url), "head")
        engine = create_engine(url)
        with Session(engine) as session:
            bind_factories(session)
            ids = [ProposalFactory().id for _ in range(12)]
            session.commit()
        database = Database(make_settings(url))

        def walk(number: int) -> None:
            # Half of them go the other way round, so that two meet with the counters in opposite order.
            for status in steps if number % 2 else [ProposalStatus.no, ProposalStatus.awaiting, ProposalStatus.yes]:
                with database.transaction() as own:
                    change_status(own, own.get_one(Proposal, ids[number]), status, now())

        with ThreadPoolExecutor(12) as pool:
            list(pool.map(walk, range(12)))
        with Session(engine) as session:
            found = session.execute(select(Proposal.status, func.count().label("number")).group_by(Proposal.status))
            rows = {row.status: row.number for row in found}
            stored = {c.status: c.total for c in session.scalars(select(ProposalCounter)) if c.total}
        assert stored == rows == {ProposalStatus.partly: 6, ProposalStatus.yes: 6}
        database.dispose()
        engine.dispose()
