"""Nothing that nobody may read stands in any data set, feed or calendar, and nothing that everybody may read is missing."""

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.consultations import ConsultationFactory, QuestionFactory
from tests.factories.voting import close_and_count, opened_contest
from tests.html import CheckingClient
from tests.web.insight.world_of_data import DataWorld, make_data_world
from youthvoice.insight.data.feeds import FEEDS
from youthvoice.insight.data.sets import SETS

PATHS = [
    *(f"/data/v1/{one.name}?limit=100" for one in SETS),
    *(f"/data/v1/{one.name}.csv" for one in SETS),
    *(f"/data/v1/feeds/{feed.name}.atom" for feed in FEEDS),
    "/data/v1/calendar.ics",
    "/data/v1/openapi.json",
    "/data/v1",
    "/data",
]


@pytest.fixture
def world(session: Session) -> DataWorld:
    made = make_data_world(session)
    session.commit()
    return made


@pytest.fixture
def everything(client: CheckingClient, world: DataWorld) -> dict[str, str]:
    """Every answer there is, by its address."""
    found = {path: client.get(path) for path in PATHS}
    assert {answer.status_code for answer in found.values()} == {200}
    return {path: answer.get_data().decode() for path, answer in found.items()}


def test_no_secret_is_told(everything: dict[str, str], world: DataWorld) -> None:
    told = [(path, word) for path, text in everything.items() for word in world.secrets if word in text]
    assert told == []
    assert not [path for path, text in everything.items() if "example.test" in text]


def test_what_everybody_may_read_is_there(everything: dict[str, str], world: DataWorld) -> None:
    for ending in ("?limit=100", ".csv"):
        whole = "".join(text for path, text in everything.items() if path.endswith(ending))
        assert [word for word in world.public if word not in whole] == []


def test_a_refusal_nobody_may_read_is_told_without_its_words(client: CheckingClient, world: DataWorld) -> None:
    rows = client.get("/data/v1/grants?limit=100").json["data"]
    shown, refused = sorted(rows, key=lambda row: not row["is_public"])
    assert (shown["title"], shown["amount"]) == ("Nye bænke til alle", 600_000)
    assert {name for name, value in refused.items() if value is not None} == {
        "pool_id", "decided_on", "outcome", "amount", "rule", "is_public",
    }  # fmt: skip


def test_small_numbers_are_kept_back(client: CheckingClient, world: DataWorld) -> None:
    figures = client.get("/data/v1/scorecards?limit=100").json["data"]
    withheld = [row["measure"] for row in figures if row["is_withheld"]]
    assert withheld == ["withdrawn"]
    assert all((row["value"] is None) == row["is_withheld"] for row in figures)
    answers = client.get("/data/v1/hearing-results?limit=100").json["data"]
    alone = [row for row in answers if row["kind"] == "one" and row["answered_by"] == "alone"]
    # One and three are few; with ten of fourteen told, their sum of four would be few too.
    assert {row["option_words"]: row["figure"] for row in alone} == {
        None: 14, "Blå bænke": None, "Røde bænke": None, "Gule bænke": None,
    }  # fmt: skip


def test_an_open_hearing_tells_no_figures(client: CheckingClient, session: Session) -> None:
    hearing = ConsultationFactory(responses=50, people=50)
    QuestionFactory(consultation_id=hearing.id)
    session.commit()
    row = client.get("/data/v1/hearings").json["data"][0]
    assert (row["state"], row["responses"], row["people"]) == ("open", None, None)
    assert client.get("/data/v1/hearing-results").json["data"] == []


def test_a_vote_of_few_tells_no_turnout(client: CheckingClient, session: Session) -> None:
    for _ in range(4):
        PersonFactory()
    contest = opened_contest(session)
    close_and_count(session, contest, actor_id=None)
    session.commit()
    row = client.get("/data/v1/votes").json["data"][0]
    assert (row["might_vote"], row["voted"]) == (None, 0)
