"""Support and follow: one per person, however often and however simultaneously the button is pressed."""

from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest
from alembic import command
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from tests.apps import make_settings
from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.base import bind_factories
from tests.factories.proposals import ProposalFactory
from tests.postgres import postgres_server
from tests.races import processes
from youthvoice.core.cli import alembic_config
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.core.errors import NotFound
from youthvoice.proposals.commands.support import set_follow, set_support
from youthvoice.proposals.models import Endorsement, Proposal, ProposalFollow


def press(client: Any, proposal: Proposal, what: str, til: str = "1") -> Any:
    """Press the button as a browser does."""
    page = client.get(f"/forslag/{proposal.id}").get_data(as_text=True)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    return client.post(f"/forslag/{proposal.id}/{what}", data={"csrf_token": token, "til": til})


def stored(session: Session, proposal: Proposal) -> tuple[int, int]:
    """(the stored count, the rows)."""
    session.expire_all()
    rows = session.scalar(select(func.count()).select_from(Endorsement).where(Endorsement.proposal_id == proposal.id))
    return session.get_one(Proposal, proposal.id).endorsement_count, rows or 0


def test_support_is_given_once_and_can_be_taken_back(client: Any, session: Session, sign_in: Any) -> None:
    proposal = ProposalFactory()
    person = PersonFactory()
    sign_in(person)
    version = proposal.version
    response = press(client, proposal, "stoet")
    assert response.status_code == 303
    assert stored(session, proposal) == (1, 1)
    assert session.get_one(Proposal, proposal.id).version == version + 1
    assert "Du er en af dem" in client.get(f"/forslag/{proposal.id}").get_data(as_text=True)
    press(client, proposal, "stoet")
    assert stored(session, proposal) == (1, 1)
    for _ in range(2):
        press(client, proposal, "stoet", "0")
        assert stored(session, proposal) == (0, 0)


def test_visitors_see_a_way_to_sign_in_and_no_button(client: Any, session: Session) -> None:
    proposal = ProposalFactory()
    session.commit()
    page = client.get(f"/forslag/{proposal.id}").get_data(as_text=True)
    assert "Log ind for at støtte" in page
    assert "<form" not in page.partition('id="stoette"')[2].partition("</section>")[0]
    assert client.post(f"/forslag/{proposal.id}/stoet", data={"til": "1"}).status_code in (400, 401)
    assert stored(session, proposal) == (0, 0)


def test_adults_are_told_why_they_cannot_support(client: Any, session: Session, sign_in: Any) -> None:
    proposal = ProposalFactory()
    sign_in(OfficialFactory())
    assert "Kun unge kan støtte" in client.get(f"/forslag/{proposal.id}").get_data(as_text=True)
    assert press(client, proposal, "stoet").status_code == 403
    assert stored(session, proposal) == (0, 0)


def test_nobody_supports_their_own_proposal(client: Any, session: Session, sign_in: Any) -> None:
    proposal = ProposalFactory()
    sign_in(proposal.author)
    assert press(client, proposal, "stoet").status_code == 403
    assert stored(session, proposal) == (0, 0)


def test_what_cannot_be_read_cannot_be_supported(client: Any, session: Session, sign_in: Any) -> None:
    hidden = ProposalFactory(hidden_at=now(), listed_at=None)
    other = ProposalFactory()
    sign_in(PersonFactory())
    page = client.get(f"/forslag/{other.id}").get_data(as_text=True)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    for what in ("stoet", "foelg"):
        assert client.post(f"/forslag/{hidden.id}/{what}", data={"csrf_token": token, "til": "1"}).status_code == 404
        assert client.post(f"/forslag/{other.id}/{what}", data={"til": "1"}).status_code == 400
    with pytest.raises(NotFound):
        set_support(session, hidden.id, PersonFactory().id, wanted=True)


def test_following_is_toggled(client: Any, session: Session, sign_in: Any) -> None:
    proposal = ProposalFactory()
    sign_in(OfficialFactory())
    assert press(client, proposal, "foelg").status_code == 303
    press(client, proposal, "foelg")
    assert session.scalar(select(func.count()).select_from(ProposalFollow)) == 1
    assert "Følg ikke mere" in client.get(f"/forslag/{proposal.id}").get_data(as_text=True)
    press(client, proposal, "foelg", "0")
    assert session.scalar(select(func.count()).select_from(ProposalFollow)) == 0


def test_commands_say_whether_something_changed(session: Session) -> None:
    proposal, person = ProposalFactory(), PersonFactory()
    assert set_support(session, proposal.id, person.id, wanted=True)
    assert not set_support(session, proposal.id, person.id, wanted=True)
    assert proposal.endorsement_count == 1
    assert set_support(session, proposal.id, person.id, wanted=False)
    assert not set_support(session, proposal.id, person.id, wanted=False)
    assert proposal.endorsement_count == 0
    assert set_follow(session, proposal.id, person.id, wanted=True)
    assert not set_follow(session, proposal.id, person.id, wanted=True)


def endorse(url: str, proposal_id: int, person_ids: list[int]) -> int:
    """In a process of its own: every person presses; how many of them changed something."""
    database = Database(make_settings(url))
    changed = 0
    for person_id in person_ids:
        with database.transaction() as session:
            changed += set_support(session, proposal_id, person_id, wanted=True)
    database.dispose()
    return changed


def test_sixteen_processes_at_once_on_postgresql_count_exactly() -> None:
    with postgres_server().database() as url:
        command.upgrade(alembic_config(url), "head")
        engine = create_engine(url)
        with Session(engine) as session:
            bind_factories(session)
            proposal_id = ProposalFactory().id
            everybody = [PersonFactory().id for _ in range(20)]
            alone = [[PersonFactory().id for _ in range(3)] for _ in range(16)]
            session.commit()
        # Everybody of the common list is pressed by all sixteen, the others by one.
        with ProcessPoolExecutor(16, mp_context=processes()) as pool:
            done = [pool.submit(endorse, url, proposal_id, everybody + mine) for mine in alone]
            changed = sum(one.result(timeout=120) for one in done)
        with Session(engine) as session:
            proposal = session.get_one(Proposal, proposal_id)
            rows = session.scalar(select(func.count()).select_from(Endorsement))
            assert proposal.endorsement_count == rows == changed == 20 + 16 * 3
            assert proposal.version == 1 + changed
        engine.dispose()
