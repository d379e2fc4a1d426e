"""Somebody whose sign-in has run out is a visitor everywhere: the cookie is there, and nobody is signed in."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.assembly import AssemblyYearFactory
from tests.factories.consultations import ConsultationFactory
from tests.factories.councils import BodyFactory
from tests.factories.elections import announced
from tests.factories.grants import PoolFactory


@pytest.fixture
def stale(client: Any) -> Any:
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = "999999.0", True
    return client


def test_public_pages_are_read_with_a_cookie_that_has_run_out(session: Session, stale: Any) -> None:
    paths = [
        f"/raad/{BodyFactory().id}",
        f"/puljen/{PoolFactory().id}",
        f"/valg/{announced(session, BodyFactory()).id}",
        f"/bytinget/{AssemblyYearFactory().year}",
        f"/hoeringer/{ConsultationFactory().id}",
    ]
    session.commit()
    assert {path: stale.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
