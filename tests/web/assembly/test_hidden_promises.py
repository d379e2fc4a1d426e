"""What was adopted and is hidden takes its promise along, from every page, count and file; shown again, it is there again."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.assembly import LiveYearFactory
from tests.factories.resolutions import ready_motion
from tests.html import CheckingClient
from tests.web.assembly.carried import carried_to, counted, motion_of
from tests.web.assembly.test_resolution_journey import answer, case_of, judge, told_numbers
from tests.web.proposals.writing import route
from youthvoice.assembly.models import AssemblyYear, Motion
from youthvoice.core.events import publish
from youthvoice.moderation.events import ContentHidden, ContentKept
from youthvoice.moderation.targets import hide_target, restore_target
from youthvoice.responses.models import Promise, PromiseCounter
from youthvoice.responses.rules import Outcome
from youthvoice.responses.rules.follow_up import Verdict

TITLE = "Flere cykelstier ved skolerne"


def hide(session: Session, kind: str, target_id: int) -> None:
    """As moderation does it."""
    hide_target(session, kind, target_id)
    publish(session, ContentHidden(kind, target_id, 1, "", "", "", 1, ()))
    session.commit()


def restore(session: Session, kind: str, target_id: int) -> None:
    """As moderation does it."""
    restore_target(session, kind, target_id)
    publish(session, ContentKept(kind, target_id, 1, "", "", "", 1, (), was_hidden=True))
    session.commit()


def adopted(session: Session) -> tuple[AssemblyYear, Motion]:
    """A motion of a delegation that was adopted."""
    route()
    year: AssemblyYear = LiveYearFactory()
    motion = ready_motion(year_id=year.id, written_by_id=PersonFactory().id, title=TITLE)
    counted(session, motion)
    return year, motion


def counters(session: Session) -> int:
    return sum(session.scalars(select(PromiseCounter.total)))


def stored(session: Session, motion: Motion) -> Promise:
    query = select(Promise).where(Promise.case_id == case_of(session, motion).id)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def readable(client: CheckingClient, year: AssemblyYear) -> tuple[bool, bool, int]:
    """Whether the promise stands among the promises and in the open data; and how many the year counts as kept."""
    listed = TITLE in client.get("/i-sagde-vi-gjorde").text
    data: Any = client.get("/data/v1/promises").get_json() or {}
    page = client.get(f"/bytinget/{year.year}/beslutninger").text
    return listed, TITLE in str(data), told_numbers(page)["Løfter holdt"]


def test_hidden_and_shown_again(client: CheckingClient, session: Session) -> None:
    year, motion = adopted(session)
    answer(session, case_of(session, motion), outcome=Outcome.yes)
    judge(session, case_of(session, motion), Verdict.kept)
    session.commit()
    assert readable(client, year) == (True, True, 1)
    for _ in range(2):
        hide(session, "assembly_motion", motion.id)
        assert readable(client, year) == (False, False, 0)
        assert counters(session) == 0
        assert client.get(f"/loefter/{stored(session, motion).id}").status_code == 404
    restore(session, "assembly_motion", motion.id)
    assert readable(client, year) == (True, True, 1)
    assert counters(session) == 1


def test_a_promise_that_is_made_while_it_is_hidden_is_hidden(session: Session) -> None:
    _year, motion = adopted(session)
    hide(session, "assembly_motion", motion.id)
    answer(session, case_of(session, motion), outcome=Outcome.yes)
    assert stored(session, motion).hidden_at is not None
    assert counters(session) == 0
    restore(session, "assembly_motion", motion.id)
    assert stored(session, motion).hidden_at is None
    assert counters(session) == 1


def test_it_goes_with_the_proposal_that_it_was(session: Session) -> None:
    route()
    year = LiveYearFactory()
    proposal = carried_to(session, year)
    motion = motion_of(session, year, proposal, title=TITLE)
    counted(session, motion)
    answer(session, case_of(session, motion), outcome=Outcome.yes)
    hide(session, "proposal", proposal.id)
    assert stored(session, motion).hidden_at is not None
    restore(session, "proposal", proposal.id)
    assert stored(session, motion).hidden_at is None
    assert counters(session) == 1


@pytest.mark.parametrize("kind", ["assembly_motion", "proposal"])
def test_nothing_else_is_hidden(session: Session, kind: str) -> None:
    _year, motion = adopted(session)
    answer(session, case_of(session, motion), outcome=Outcome.yes)
    publish(session, ContentHidden(kind, motion.id + 77, 1, "", "", "", 1, ()))
    assert stored(session, motion).hidden_at is None
