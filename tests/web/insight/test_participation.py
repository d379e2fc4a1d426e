"""The page of participation, and reports on a period."""

import csv
import io
import json
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pypdf
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, SchoolFactory
from tests.factories.councils import BodyFactory, ClassFactory, SeatFactory
from tests.factories.discussions import CommentFactory
from tests.factories.proposals import ProposalFactory
from tests.web.forms import submit
from youthvoice.core.clock import now, today
from youthvoice.insight.evaluating import count_when_old, count_years, make_evaluation
from youthvoice.insight.models import Evaluation, ParticipationYear
from youthvoice.insight.taking_part import Period, people_of, sums_of

YEAR = Period(date(today().year, 1, 1), date(today().year, 12, 31))


def six_who_write(school: Any) -> None:
    for _one in range(6):
        ProposalFactory(author=PersonFactory(school=school, birth_year=today().year - 15))


def test_the_period_ends_when_its_last_danish_day_does(session: Session) -> None:
    day = date(2026, 3, 28)
    period = Period(day, day + timedelta(days=1))
    assert (period.ends - period.begins).total_seconds() == 47 * 3600  # the clocks went forward
    inside, outside = period.ends - timedelta(seconds=1), period.ends
    ProposalFactory(submitted_at=inside)
    ProposalFactory(submitted_at=outside)
    ProposalFactory(submitted_at=period.begins - timedelta(seconds=1))
    assert sums_of(session, period)["proposals"] == 1


def test_adults_and_pupils_of_a_class_are_not_counted_for_being_there(session: Session) -> None:
    CommentFactory(author=OfficialFactory())
    SeatFactory(body=ClassFactory())
    seat = SeatFactory(body=BodyFactory())
    found = {one.person_id: one.deeds for one in people_of(session, YEAR)}
    assert found[seat.person_id] == {"seat"}
    assert [deeds for deeds in found.values() if "seat" in deeds] == [{"seat"}]
    assert not any("comment" in deeds for deeds in found.values())


def test_the_page_shows_counts_and_no_person(session: Session, client: Any, count_queries: Any) -> None:
    empty = client.get("/deltagelse")
    assert "Der er ikke talt noget op endnu" in empty.text
    six_who_write(SchoolFactory(name="Engskolen"))
    PersonFactory(school=SchoolFactory(name="Den stille skole"))
    count_years(session)
    session.commit()
    with count_queries() as queries:
        page = client.get("/deltagelse")
    assert len(queries) <= 6
    assert page.status_code == 200
    assert "Engskolen" in page.text
    assert "Den stille skole" not in page.text
    assert "Set-Cookie" not in page.headers
    assert client.get("/deltagelse?aar=1900").status_code == 200
    assert client.get("/deltagelse/metode").status_code == 200


def test_years_are_counted_anew_by_the_worker_when_they_are_old(session: Session) -> None:
    six_who_write(SchoolFactory())
    assert count_when_old(session) is False
    first = session.scalars(select(ParticipationYear).order_by(ParticipationYear.year.desc())).first()
    assert first is not None
    assert first.figures["people"]["all"] == {"all": 6}
    counted = first.counted_at
    count_when_old(session)
    session.expire_all()
    assert session.scalar(select(func.max(ParticipationYear.counted_at))) == counted


@pytest.fixture
def official(session: Session, client: Any, sign_in: Any) -> Any:
    sign_in(OfficialFactory())
    return client


def test_a_report_is_made_once_and_stands(session: Session, official: Any) -> None:
    six_who_write(SchoolFactory(name="Engskolen"))
    days = {"first_on": f"{today().year}-01-01", "last_on": today().isoformat()}
    days["form_key"] = "a" * 32
    answer = submit(official, "/evaluering", days)
    assert answer.status_code == 303
    assert submit(official, "/evaluering", days).headers["Location"] == answer.headers["Location"]
    made = session.scalars(select(Evaluation)).one()
    page = official.get(answer.headers["Location"])
    assert "Engskolen" in page.text
    ProposalFactory()
    session.commit()
    assert official.get(answer.headers["Location"]).text.count("Engskolen") == page.text.count("Engskolen")
    data = json.loads(official.get(f"/evaluering/{made.id}.json").text)
    assert data["period"]["sums"]["proposals"] == 6
    assert data["period"]["people"]["deeds"] == {"proposal": 6}
    assert data["fewest"] == 5
    sheet = official.get(f"/evaluering/{made.id}.csv")
    rows = list(csv.reader(io.StringIO(sheet.data.decode("utf-8-sig")), delimiter=";"))
    assert ["participation", "6"] in [[row[0], row[3]] for row in rows]
    paper = official.get(f"/evaluering/{made.id}.pdf")
    words = "\n".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(paper.data)).pages)
    for told in ("Evaluering", "Engskolen", "Metode", "Høringer"):
        assert told in words


@pytest.mark.parametrize(
    ("first", "last", "field", "words"),
    [
        ("", "2026-01-01", "first_on", "Skriv den første dag."),
        ("2026-02-01", "2026-01-01", "last_on", "Den sidste dag skal ligge efter den første."),
        ("2026-02-01", "2126-01-01", "last_on", "Perioden skal være slut."),
        ("1999-02-01", "2026-01-01", "first_on", "Vælg højst ti år."),
    ],
)
def test_a_period_that_cannot_be_is_told_beside_its_field(
    official: Any, session: Session, first: str, last: str, field: str, words: str
) -> None:
    answer = submit(official, "/evaluering", {"first_on": first, "last_on": last})
    assert answer.status_code == 422
    beside = answer.text.split(f'id="{field}-error"')[1].split("</p>")[0]
    assert words in beside
    assert session.scalars(select(Evaluation)).all() == []


def test_who_may_not_make_reports(session: Session, client: Any, sign_in: Any) -> None:
    made = make_evaluation(session, YEAR, "b" * 32, actor_id=OfficialFactory().id)
    session.commit()
    sign_in(PersonFactory())
    for path in ("/evaluering", f"/evaluering/{made.id}", f"/evaluering/{made.id}.json"):
        assert client.get(path).status_code == 403
    assert now() > made.made_at
