"""The house answers, on both databases."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.proposals import ProposalFactory
from tests.factories.responses import AnswerFactory


def test_health_and_readiness(client: Any) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.get_json()["schema"] == "0002"


def test_factories_make_rows_that_the_constraints_accept(session: Session) -> None:
    proposal = ProposalFactory()
    answer = AnswerFactory()
    session.flush()
    assert proposal.id
    assert answer.id
