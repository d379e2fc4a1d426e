"""Minutes and report of the day: the same as was stored, without a name of anybody, and small numbers kept back."""

import io
from datetime import timedelta
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from tests.factories.accounts import PersonFactory
from tests.factories.assembly import (
    AssemblyYearFactory,
    DayItemFactory,
    DelegateFactory,
    DelegationFactory,
    LiveYearFactory,
)
from tests.factories.resolutions import VoteFactory, ready_motion
from tests.html import CheckingClient
from tests.web.assembly.carried import counted
from youthvoice.assembly.models import AssemblyYear, DayItem, Delegation, Motion, Turn
from youthvoice.assembly.presenting.papers import hall_of, items_of
from youthvoice.assembly.queries.papers import Came, Run
from youthvoice.assembly.rules.day import ItemKind, ItemState, TurnState
from youthvoice.core.clock import now

SECRET_NAME = "Hemmelig Hare"


def paper(client: CheckingClient, path: str) -> str:
    """The words of a PDF."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.content_type == "application/pdf"
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages).split())


def delegation(year: AssemblyYear, name: str, came: int, away: int = 0) -> Delegation:
    """A school with so many who came, and so many who did not."""
    found: Delegation = DelegationFactory(year_id=year.id, name=name)
    for number in range(came + away):
        person = PersonFactory(display_name=f"{SECRET_NAME} {name} {number}")
        DelegateFactory(delegation=found, person=person, is_there=number < came)
    return found


@pytest.fixture
def year(session: Session) -> AssemblyYear:
    """A day that is over: two schools, one item with three who spoke, one motion adopted, one item skipped."""
    found: AssemblyYear = LiveYearFactory(theme="Et grønnere Lyngby", ended_at=now(), place="Rådhuset")
    large, small = delegation(found, "Virum Skole", 7, 2), delegation(found, "Lille Skole", 3)
    motion = ready_motion(year_id=found.id, title="Flere træer ved skolerne")
    start = now() - timedelta(hours=1)
    first = DayItemFactory(
        year_id=found.id, title="Velkommen fra borgmesteren", position=9, state=ItemState.done, started_at=start
    )
    second = DayItemFactory(
        year_id=found.id, kind=ItemKind.motion, motion_id=motion.id, title=motion.title, position=1,
        state=ItemState.done, started_at=start + timedelta(minutes=20),
    )  # fmt: skip
    DayItemFactory(year_id=found.id, title="Kage til alle", position=2, state=ItemState.skipped)
    for number, school in enumerate((large, small, large)):
        person = PersonFactory(display_name=f"{SECRET_NAME} taler {number}")
        at = start + timedelta(minutes=number)
        turn = Turn(year_id=found.id, item_id=second.id, person_id=person.id, delegation_id=school.id)
        turn.state, turn.asked_at, turn.called_at, turn.ended_at = TurnState.done, at, at, at
        session.add(turn)
    counted(session, motion, item_id=second.id, hands=(7, 2, 1))
    assert first.id < second.id
    session.commit()
    return found


def test_the_minutes_tell_the_day_as_it_was_run(client: CheckingClient, year: AssemblyYear) -> None:
    for told in (
        client.get(f"/bytinget/{year.year}/referat").text,
        paper(client, f"/bytinget/{year.year}/referat.pdf"),
    ):
        order = ["Velkommen fra borgmesteren", "Flere træer ved skolerne", "Kage til alle"]
        places = [told.index(words, told.index("Punkter")) for words in order]
        assert places == sorted(places)
        assert "3 indlæg: Virum Skole, Lille Skole, Virum Skole." in told
        assert "Vedtaget" in told
        assert "7 for og 2 imod." in told
        assert "Det blev til beslutning 1." in told
        assert "Sprunget over" in told
        assert "Rådhuset" in told
        assert SECRET_NAME not in told


def test_the_report_has_its_numbers_and_what_happens_now(client: CheckingClient, year: AssemblyYear) -> None:
    told = paper(client, f"/bytinget/{year.year}/rapport.pdf")
    assert f"Bytinget {year.year}" in told
    assert "Et grønnere Lyngby" in told
    for words in ("Så mange kom", "Hvad blev der af forslagene?", "Hvad blev svaret?", "Beslutninger: det sker nu"):
        assert words in told
    assert "Kommunen skal svare senest" in told
    assert "0 af 1 beslutninger har fået et svar." in told
    assert SECRET_NAME not in told


def test_numbers_that_tell_of_few_are_kept_back(client: CheckingClient, year: AssemblyYear) -> None:
    told = paper(client, f"/bytinget/{year.year}/referat.pdf")
    # Three came from the small school: neither that, nor what it could be found from.
    assert "Lille Skole for få til at vise" in told
    assert "Virum Skole for få til at vise for få til at vise 2" in told
    assert "I alt 12 10 3" in told


def test_large_numbers_are_told() -> None:
    hall = hall_of([Came("A", 20, 18, 3), Came("B", 12, 9, 0), Came("C", 5, 5, 1)])
    assert [(line.delegates, line.came) for line in hall.lines] == [(20, 18), (12, 9), (5, 5)]
    assert (hall.delegates, hall.came, hall.turns, hall.hides_some) == (37, 32, 4, False)


def test_a_school_from_which_nobody_came_is_told_as_such() -> None:
    hall = hall_of([Came("A", 20, 18, 3), Came("B", 12, 0, 0)])
    assert [line.came for line in hall.lines] == [18, 0]


def test_a_secret_vote_of_few_tells_its_verdict_alone(session: Session) -> None:
    motion = ready_motion()
    few, many = VoteFactory(motion=motion, hands=(3, 1, 0)), VoteFactory(motion=motion, hands=(4, 1, 0))
    session.expunge_all()
    for vote in (few, many):
        vote.is_named = False
        set_committed_value(vote, "options", [])
    runs = [Run(session.get_one(DayItem, vote.item_id), False, [], []) for vote in (few, many)]
    told = [line.votes[0].is_few for line in items_of(runs, [few, many], {})]
    assert told == [True, False]


def test_before_the_day_there_are_none_and_while_it_is_on_no_report(client: CheckingClient, session: Session) -> None:
    before, on = AssemblyYearFactory(), LiveYearFactory()
    session.commit()
    for name in ("referat", "referat.pdf", "rapport.pdf"):
        assert client.get(f"/bytinget/{before.year}/{name}").status_code == 404
    assert "Dagen er i gang" in client.get(f"/bytinget/{on.year}/referat").text
    assert "Dagen er i gang." in paper(client, f"/bytinget/{on.year}/referat.pdf")
    assert client.get(f"/bytinget/{on.year}/rapport.pdf").status_code == 404


def test_a_motion_that_is_hidden_stands_without_its_words(
    client: CheckingClient, session: Session, year: AssemblyYear
) -> None:
    path = f"/bytinget/{year.year}/referat"
    assert "Flere træer" in client.get(path).text
    motion = session.scalars(select(Motion).where(Motion.year_id == year.id)).one()
    motion.hidden_at, motion.version = now(), motion.version + 1
    session.commit()
    told = client.get(path).text
    assert "Flere træer" not in told
    assert "Skjult af en moderator" in told


def test_queries_stay_few(
    client: CheckingClient, sign_in: Any, session: Session, year: AssemblyYear, count_queries: Any
) -> None:
    for path, most in (("referat", 6), ("referat.pdf", 6), ("rapport.pdf", 6)):
        with count_queries() as seen:
            client.get(f"/bytinget/{year.year}/{path}")
        assert len(seen) <= most, seen
    browser = sign_in(PersonFactory())
    with count_queries() as seen:
        browser.get(f"/bytinget/{year.year}/referat")
    assert len(seen) <= 8, seen
