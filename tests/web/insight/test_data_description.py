"""The OpenAPI document is valid, and the interface keeps it: no question made from it gets an answer that it does not name."""

from collections import Counter
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy.orm import Session

from tests.html import CheckingClient
from tests.web.insight.world_of_data import make_data_world
from youthvoice.core.limits import limiter
from youthvoice.insight.data import cursors
from youthvoice.insight.data.sets import SETS

EXAMPLES = 12
"""Of each address, and of each kind: questions that fit the description, and questions that do not."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def test_the_document_is_valid(client: CheckingClient) -> None:
    told = client.get("/data/v1/openapi.json").json
    OpenAPIV31SpecValidator(told).validate()
    assert told["openapi"].startswith("3.1")
    assert told["info"]["license"] == {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"}


def test_every_address_stands_in_it(client: CheckingClient) -> None:
    paths = client.get("/data/v1/openapi.json").json["paths"]
    assert {f"/data/v1/{one.name}{ending}" for one in SETS for ending in ("", ".csv")} <= set(paths)
    for path in paths:
        assert client.get(path).status_code == 200


def test_it_can_be_read_in_both_languages(client: CheckingClient) -> None:
    danish, english = client.get("/data/v1/openapi.json").json, client.get("/en/data/v1/openapi.json").json
    assert set(danish["paths"]) == set(english["paths"])
    assert set(danish["components"]["schemas"]) == set(english["components"]["schemas"])


@pytest.fixture
def operations(client: CheckingClient, session: Session, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every operation of the description, before an application with something in every set."""
    make_data_world(session)
    session.commit()
    monkeypatch.setitem(client.application.config, "RATELIMIT_ENABLED", False)
    monkeypatch.setattr(limiter, "enabled", False)
    schema = schemathesis.openapi.from_wsgi("/data/v1/openapi.json", app=client.application)
    return [found.ok() for found in schema.get_all_operations()]


def test_no_question_gets_an_answer_that_is_not_described(operations: list[Any]) -> None:
    assert len(operations) > 2 * len(SETS)
    statuses: Counter[int] = Counter()
    for operation in operations:
        modes = list(schemathesis.GenerationMode) if operation.query else [schemathesis.GenerationMode.POSITIVE]
        for mode in modes:
            drive(operation, mode, statuses)
    assert set(statuses) == {200, 400}


def drive(operation: Any, mode: schemathesis.GenerationMode, statuses: Counter[int]) -> None:
    """Ask, and hold every answer to the description: status, headers, type and content."""

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        statuses[case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"}).status_code] += 1

    ask()


@pytest.mark.parametrize(
    "path", ["/data/v1/proposals", "/data/v1/grants", "/data/v1/scorecards", "/data/v1/hearing-results"]
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_key_is_an_error_of_ours(
    operations: list[Any], client: CheckingClient, path: str, data: st.DataObject
) -> None:
    key = data.draw(st.lists(st.sampled_from([0, 1, 7, 2**15, 2**31, 2**53, 2**63 - 1]), min_size=1, max_size=3))
    answer = client.get(
        path, query_string={"after": cursors.write(tuple(key)), "limit": data.draw(st.integers(1, 100))}
    )
    assert answer.status_code in (200, 400)
