"""Two processes are told of the same count at the same moment: one resolution, one case, one step of the ladder."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import app_on
from tests.factories.assembly import LiveYearFactory
from tests.factories.base import bind_factories
from tests.factories.resolutions import VoteFactory, ready_motion
from tests.races import at_once, doing, in_database
from tests.web.assembly.carried import carried_to, motion_of
from tests.web.proposals.writing import route
from youthvoice.assembly.commands.resolving import vote_counted
from youthvoice.assembly.events import VoteCounted
from youthvoice.assembly.models import Resolution
from youthvoice.councils.models import Decision
from youthvoice.proposals.models import ProposalEvent
from youthvoice.proposals.rules import EventKind
from youthvoice.responses.models import Case


def prepare(url: str, *, is_proposal: bool) -> list[tuple[int, int]]:
    """Two votes of one year that are counted; both on the same motion where it is a proposal's."""
    app = app_on(url)
    with app.test_request_context("/"), app.extensions["youthvoice"].database.transaction() as session:
        bind_factories(session)
        route()
        year = LiveYearFactory()
        if is_proposal:
            motion = motion_of(session, year, carried_to(session, year))
            votes = [VoteFactory(motion=motion)] * 2
        else:
            votes = [VoteFactory(motion=ready_motion(year_id=year.id)) for _ in range(2)]
        found = [(vote.id, vote.year_id) for vote in votes]
    app.extensions["youthvoice"].database.dispose()
    return found


def tell(session: Session, vote_id: int, year_id: int) -> None:
    """What the day does when it has counted."""
    vote_counted(session, VoteCounted(vote_id, year_id))


def numbers(session: Session) -> tuple[list[int], int, int, int]:
    """The resolutions' numbers; how many cases, decisions by vote of the day, and lines of carrying to the municipality."""
    resolutions = list(session.scalars(select(Resolution.number).order_by(Resolution.number)))
    lines = session.scalars(select(ProposalEvent.data).where(ProposalEvent.kind == EventKind.carried))
    cases, decisions = (session.scalar(select(func.count()).select_from(model)) or 0 for model in (Case, Decision))
    return resolutions, cases, decisions, sum(data["to"] is None for data in lines)


@pytest.mark.parametrize("is_proposal", [True, False])
def test_told_at_once(own_url: str, is_proposal: bool) -> None:
    votes = prepare(own_url, is_proposal=is_proposal)
    arguments: list[Any] = [(own_url, tell, vote) for vote in votes]
    assert at_once(doing, arguments) == ["done", "done"]
    found = in_database(own_url, numbers)
    assert found == (([1], 1, 2, 1) if is_proposal else ([1, 2], 2, 0, 0))
