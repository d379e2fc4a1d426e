"""``flask person``: adults are made by an administrator, with clear words where something is wrong."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, SchoolFactory, UnitFactory
from youthvoice.accounts import commands, queries
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound, RuleBroken

GOOD = {"email": "Line@Kommune.test", "name": "Line Holm", "role": "official", "title": "Ungekonsulent", "unit": "Ung"}


def run(app: Any, *args: str) -> Any:
    return app.test_cli_runner().invoke(args=["person", *args])


def options(**changes: str | None) -> list[str]:
    values = {**GOOD, **changes}
    return ["add", *(part for name, value in values.items() if value is not None for part in (f"--{name}", value))]


@pytest.fixture
def unit(session: Session) -> None:
    UnitFactory(name="Ung")
    SchoolFactory(name="Virum Skole")
    session.commit()


def test_an_adult_is_added_and_listed(app: Any, session: Session, unit: None) -> None:
    PersonFactory(display_name="Blå Ræv")
    session.commit()
    result = run(app, *options())
    assert result.exit_code == 0, result.output
    made = session.scalars(select(Person).where(Person.email == "line@kommune.test")).one()
    assert made.byline == "Line Holm, Ungekonsulent, Ung"
    assert "official\tline@kommune.test\tLine Holm, Ungekonsulent, Ung" in run(app, "list").output
    assert "Blå Ræv" in run(app, "list").output
    assert "Blå Ræv" not in run(app, "list", "--adults").output


def test_a_teacher_belongs_to_a_school(app: Any, session: Session, unit: None) -> None:
    result = run(app, *options(role="teacher", title="Lærer", unit=None, school="Virum Skole"))
    assert "Line Holm, Lærer, Virum Skole" in result.output


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"unit": "Nope"}, "There are: Ung"),
        ({"unit": None, "school": "Nope"}, "There are: Virum Skole"),
        ({"unit": None}, "center eller en skole"),
        ({"email": "no address"}, "ligner ikke en e-mail"),
        ({"name": "L"}, "fra 2 til 60"),
        ({"name": "Line\x07Holm"}, "fra 2 til 60"),
        ({"title": " "}, "skal have en titel"),
        ({"role": "young_person"}, "Invalid value"),
        ({"title": None}, "Missing option"),
    ],
)
def test_what_is_wrong_is_said(app: Any, session: Session, unit: None, changes: dict[str, Any], words: str) -> None:
    result = run(app, *options(**changes))
    assert result.exit_code != 0
    assert words in result.output
    assert "Traceback" not in result.output
    assert queries.find_person_by_email(session, GOOD["email"]) is None


def test_an_address_has_one_account(app: Any, session: Session, unit: None) -> None:
    assert run(app, *options()).exit_code == 0
    result = run(app, *options(email="LINE@kommune.test", name="Line To"))
    assert result.exit_code != 0
    assert "allerede en konto" in result.output


def test_an_adult_is_corrected(app: Any, session: Session, unit: None) -> None:
    run(app, *options())
    result = run(app, "edit", "--email", GOOD["email"], "--name", "Line Holm Lund", "--title", "Leder")
    assert "Line Holm Lund, Leder, Ung" in result.output
    assert "skal have en titel" in run(app, "edit", "--email", GOOD["email"], "--title", "x" * 121).output
    assert "No adult" in run(app, "edit", "--email", "who@example.test", "--name", "Hvem").output


def test_the_young_are_not_renamed_from_outside(app: Any, session: Session) -> None:
    PersonFactory(email="mia@example.test")
    session.commit()
    assert "No adult" in run(app, "edit", "--email", "mia@example.test", "--name", "Rigtigt Navn").output


def test_create_person_names_each_field_that_is_wrong(session: Session) -> None:
    with pytest.raises(RuleBroken) as broken:
        commands.create_person(session, display_name="x", email="x", role=Role.young_person, birth_year=1900)
    assert set(broken.value.problems) == {"display_name", "email", "birth_year"}
    with pytest.raises(RuleBroken) as broken:
        commands.create_person(session, display_name="x", email="x", role=Role.teacher)
    assert set(broken.value.problems) == {"display_name", "email", "title", "unit"}


def test_a_refused_person_leaves_the_transaction_usable(session: Session) -> None:
    facts: Any = {"email": "mia@example.test", "role": Role.young_person, "birth_year": now().year - 15}
    first = commands.create_person(session, display_name="Ræv", **facts)
    with pytest.raises(RuleBroken, match="allerede"):
        commands.create_person(session, display_name="Ugle", **facts)
    session.flush()
    assert queries.get_person(session, first.id).display_name == "Ræv"


def test_queries_find_or_say_that_there_is_none(session: Session) -> None:
    person = PersonFactory(email="mia@example.test")
    SchoolFactory(name="B")
    SchoolFactory(name="A")
    UnitFactory(name="Y")
    UnitFactory(name="X")
    assert queries.find_person(session, person.id) is person
    assert queries.find_person(session, 10**9) is None
    assert queries.find_person_by_email(session, " MIA@example.test") is person
    assert [school.name for school in queries.schools(session)] == ["A", "B"]
    assert [unit.name for unit in queries.units(session)] == ["X", "Y"]
    with pytest.raises(NotFound):
        queries.get_person(session, 10**9)


def test_whoever_has_left_is_closed_out(app: Any, session: Session, unit: None) -> None:
    leaver = OfficialFactory(email="leaver@kommune.example")
    session.commit()
    done = app.test_cli_runner().invoke(args=["person", "close", "--email", "leaver@kommune.example", "--yes"])
    assert done.exit_code == 0, done.output
    session.refresh(leaver)
    assert leaver.closed_at is not None
    assert leaver.email is None
    again = app.test_cli_runner().invoke(args=["person", "close", "--email", "leaver@kommune.example", "--yes"])
    assert again.exit_code != 0
