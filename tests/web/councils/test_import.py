"""The import against what is there: the same rows as the single commands, the same file twice changes nothing, and nothing
is stored by halves."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import app_on, make_settings
from tests.factories.accounts import PersonFactory, SchoolFactory, TeacherFactory
from tests.factories.councils import BodyFactory, ClassFactory, SeatFactory, StudentCouncilFactory
from tests.races import SECONDS, exit_codes
from tests.web.councils.import_files import csv_file
from youthvoice.accounts.identities import link_identity
from youthvoice.accounts.models import Identity, Person, School
from youthvoice.accounts.rules import Role, SchoolType
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import today
from youthvoice.core.db import Database
from youthvoice.councils.commands.bodies import BodyFacts, create_body
from youthvoice.councils.commands.seats import SeatFacts, give_seat, move_to_class
from youthvoice.councils.importing.plan import Counts
from youthvoice.councils.importing.run import Options, Outcome, import_file
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatEnd, SeatRole
from youthvoice.notifications.models import Notification

YEAR = today().year - 13
LINES = (
    f"Søskolen;7.B;elev;;Ræven;;uni1;{YEAR}",
    f"Søskolen;7.B;elev;;;to@skole.dk;;{YEAR}",
    f"Søskolen;8.A;elev;;;;uni3;{YEAR}",
    "Søskolen;7.B;lærer;Åse Sø;;aase@skole.dk;;",
    "Søskolen;;kontaktlærer;Bo Bo;;bo@skole.dk;uni9;",
    "Søskolen;;tovholder;Ib Ib;;ib@skole.dk;;",
)


def run(session: Session, *lines: str, dry_run: bool = False, day: date | None = None) -> Outcome:
    source = io.BytesIO(csv_file(*lines))
    return import_file(session, source, Options(day or today(), SchoolType.private, dry_run), actor_id=None)


def counts(outcome: Outcome) -> Counts:
    assert outcome.summary is not None, outcome.problems.shown
    return outcome.summary.counts


def problem(outcome: Outcome) -> tuple[int, str, str]:
    (found,) = outcome.problems.shown
    assert outcome.summary is None
    return found.line, found.column, found.text


def by_uniid(session: Session, uniid: str) -> Person:
    query = select(Person).join(Identity, Identity.person_id == Person.id).where(Identity.subject == uniid)
    return session.scalars(query.where(Identity.provider == "unilogin")).one()


def held(session: Session, person: Person) -> list[tuple[str, str]]:
    """(body, role) of the seats that were not ended."""
    query = select(Body.name, Seat.role).join(Body, Body.id == Seat.body_id)
    query = query.where(Seat.person_id == person.id, Seat.ended_on.is_(None)).order_by(Body.name)
    return [(name, role.value) for name, role in session.execute(query)]


MADE_UP = frozenset({"id", "form_key", "created_at", "version", "display_name", "title"})


def snapshot(session: Session) -> list[tuple[str, ...]]:
    """Every row that an import may write, with names for keys, and without moments and what is made up."""
    session.expire_all()
    people = select(Person.id, func.coalesce(Person.email, Identity.subject)).outerjoin(Identity)
    names = {
        "school_id": dict(session.execute(select(School.id, School.name)).all()),
        "parent_id": dict(session.execute(select(Body.id, Body.name)).all()),
        "person_id": dict(session.execute(people).all()),
    }
    names |= dict.fromkeys(("body_id", "from_body_id"), names["parent_id"])
    told = []
    for table in (School, Body, Person, Identity, Seat):
        columns = [column for column in table.__table__.columns if column.name not in MADE_UP]
        for row in session.execute(select(*columns)).mappings():
            values = [str(names.get(name, {}).get(value, value)) for name, value in row.items()]
            told.append((table.__name__, *values))
    return sorted(told)


def test_everything_is_made(session: Session) -> None:
    joint = BodyFactory(kind=BodyKind.joint_student_council, name="Det Fælles Elevråd")
    dry = run(session, *LINES, dry_run=True)
    assert session.scalar(select(func.count()).select_from(School)) == 0
    done = run(session, *LINES)
    assert counts(done) == counts(dry)
    assert counts(done) == Counts(
        new_schools=1, known_schools=0, new_councils=1, new_classes=2, known_classes=0, new_pupils=3, moved_pupils=0,
        same_pupils=0, leaving_pupils=0, too_young=0, new_adults=3, known_adults=0, helpers=3,
    )  # fmt: skip
    school = session.scalars(select(School)).one()
    assert (school.name, school.kind) == ("Søskolen", SchoolType.private)
    council = session.scalars(select(Body).where(Body.kind == BodyKind.student_council)).one()
    assert (council.name, council.parent_id, council.school_id) == ("Elevrådet på Søskolen", joint.id, school.id)
    classes = session.scalars(select(Body).where(Body.kind == BodyKind.school_class).order_by(Body.name)).all()
    assert [(one.name, one.grade, one.parent_id) for one in classes] == [("7.B", 7, council.id), ("8.A", 8, council.id)]
    pupil = by_uniid(session, "uni1")
    assert (pupil.display_name, pupil.role, pupil.birth_year, pupil.email) == ("Ræven", Role.young_person, YEAR, None)
    assert held(session, pupil) == [("7.B", "member")]
    assert held(session, by_uniid(session, "uni9")) == [("Elevrådet på Søskolen", "coordinator")]
    adults = session.execute(select(Person.display_name, Person.role, Person.title).where(Person.title.is_not(None)))
    assert {tuple(row) for row in adults} == {
        ("Åse Sø", Role.teacher, "Lærer"),
        ("Bo Bo", Role.teacher, "Kontaktlærer"),
        ("Ib Ib", Role.council_coordinator, "Tovholder"),
    }
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "council.import")).one()
    assert (entry.data["new_pupils"], entry.data["new_classes"]) == (3, 2)


def test_the_same_file_next_week_changes_nothing(session: Session) -> None:
    run(session, *LINES)
    before = snapshot(session)
    again = run(session, *LINES, day=today() + timedelta(days=7))
    assert snapshot(session) == before
    assert again.summary is not None
    assert again.summary.counts.changes_nothing
    assert (again.summary.counts.same_pupils, again.summary.counts.known_adults) == (3, 3)


def test_the_rows_are_those_of_the_single_commands(session: Session, app: Flask) -> None:
    """New pupils, a move with everything that follows from it, and helpers; once in bulk, once one by one."""
    found = []
    for by_hand in (True, False):
        outer = session.begin_nested()
        council = StudentCouncilFactory(name="Elevrådet på Søskolen", school=SchoolFactory(name="Søskolen"))
        old = ClassFactory(name="7.A", parent=council)
        mover, stayer, teacher = (
            PersonFactory(email="m@x.dk"),
            PersonFactory(email="s@x.dk"),
            TeacherFactory(email="t@x.dk", school=council.school),
        )
        for person in (mover, stayer):
            SeatFactory(body=old, person=person)
        SeatFactory(body=old, person=mover, role=SeatRole.chair)
        SeatFactory(body=council, person=mover, from_body=old)
        SeatFactory(body=council, person=mover, role=SeatRole.deputy)
        SeatFactory(body=council, person=stayer, from_body=old)
        session.flush()
        if by_hand:
            _one_by_one(session, council, old, mover, stayer, teacher)
        else:
            outcome = run(
                session,
                f"Søskolen;7.C;elev;;;m@x.dk;;{YEAR}",
                f"Søskolen;7.A;elev;;;s@x.dk;;{YEAR}",
                "Søskolen;7.C;lærer;En Anden;;t@x.dk;;",
                "Søskolen;;kontaktlærer;En Anden;;t@x.dk;;",
            )
            assert counts(outcome).moved_pupils == 1
        found.append(snapshot(session))
        outer.rollback()
        session.expunge_all()
    by_hand_rows, bulk_rows = found
    assert bulk_rows == by_hand_rows
    assert sum("moved" in row for row in bulk_rows) == 4


def _one_by_one(session: Session, council: Any, old: Any, mover: Any, stayer: Any, teacher: Any) -> None:
    facts = BodyFacts(
        kind=BodyKind.school_class, name="7.C", school_id=council.school_id, parent_id=council.id, grade=7
    )
    new = create_body(session, facts, "f" * 32, actor_id=None)
    move_to_class(session, new, mover, actor_id=None)
    move_to_class(session, old, stayer, actor_id=None)
    for body in (new, council):
        give_seat(session, body, teacher, SeatFacts(role=SeatRole.coordinator, starts_on=today()), actor_id=None)


def test_a_pupil_moves_and_keeps_the_account(session: Session) -> None:
    run(session, *LINES)
    pupil = by_uniid(session, "uni1")
    council = session.scalars(select(Body).where(Body.kind == BodyKind.student_council)).one()
    old = session.scalars(select(Body).where(Body.name == "7.B")).one()
    above = SeatFactory(body=council, person=pupil, from_body=old)
    version = old.version
    outcome = run(session, f"Nyskolen;6.C;elev;;;;uni1;{YEAR}", f"Søskolen;7.B;elev;;;to@skole.dk;;{YEAR}")
    assert (counts(outcome).moved_pupils, counts(outcome).new_schools, counts(outcome).leaving_pupils) == (1, 1, 0)
    session.expire_all()
    assert held(session, by_uniid(session, "uni1")) == [("6.C", "member")]
    assert pupil.school is not None
    assert pupil.school.name == "Nyskolen"
    assert (above.ended_on, above.end_reason) == (today(), SeatEnd.moved)
    assert old.version > version
    kinds = session.scalars(select(Notification.kind).where(Notification.person_id == pupil.id)).all()
    assert kinds == ["seat_ended"], "told of the elevråd, not of the class"


def test_who_stands_there_no_more_leaves_but_not_who_came_by_a_slip(session: Session) -> None:
    run(session, *LINES)
    school_class = session.scalars(select(Body).where(Body.name == "8.A")).one()
    by_slip = SeatFactory(body=school_class, person=PersonFactory(email=None)).person
    by_mail = SeatFactory(body=school_class, person=PersonFactory()).person
    gone = by_uniid(session, "uni3")
    outcome = run(session, f"Søskolen;8.A;elev;;;;uni4;{YEAR}", dry_run=True)
    assert outcome.summary is not None
    assert outcome.summary.leaving == [("8.A, Søskolen", 1)]
    run(session, f"Søskolen;8.A;elev;;;;uni4;{YEAR}")
    session.expire_all()
    assert held(session, gone) == []
    assert [held(session, one) for one in (by_slip, by_mail)] == [[("8.A", "member")]] * 2
    assert held(session, by_uniid(session, "uni1")) == [("7.B", "member")], "a class that is not in the file"


def test_an_address_that_gets_a_uniid_is_the_same_person(session: Session) -> None:
    person = PersonFactory(email="to@skole.dk", display_name="Havørn")
    outcome = run(session, f"Søskolen;7.B;elev;;Andet;to@skole.dk;uni7;{YEAR}")
    assert (counts(outcome).new_pupils, counts(outcome).moved_pupils) == (0, 1)
    assert by_uniid(session, "uni7").id == person.id
    session.refresh(person)
    assert person.display_name == "Havørn"


def test_classes_and_schools_are_known_however_they_are_written(session: Session) -> None:
    run(session, *LINES)
    outcome = run(session, f"SØSKOLEN;7b;elev;;;;uni1;{YEAR}", f"Søskolen;8 A;elev;;;;uni3;{YEAR}", dry_run=True)
    assert (counts(outcome).new_classes, counts(outcome).known_classes, counts(outcome).new_schools) == (0, 2, 0)


def test_a_class_that_was_closed_is_made_anew(session: Session) -> None:
    run(session, *LINES)
    closed = session.scalars(select(Body).where(Body.name == "7.B")).one()
    closed.closed_at = closed.created_at
    session.flush()
    assert counts(run(session, *LINES)).new_classes == 1


def test_the_school_year_begins_on_the_day_that_is_told(session: Session) -> None:
    day = date(today().year + 1, 8, 1)
    run(session, *LINES, day=day)
    seats = session.execute(select(Seat.starts_on, Seat.ends_on).where(Seat.role == SeatRole.member).distinct()).all()
    assert [tuple(row) for row in seats] == [(day, date(day.year + 1, 7, 31))]


class TestRefused:
    def test_one_wrong_line_stores_nothing(self, session: Session) -> None:
        assert problem(run(session, *LINES, "Søskolen;7.B;elev;;;;uni5;x"))[:2] == (8, "Fødselsår")
        assert session.scalar(select(func.count()).select_from(School)) == 0

    @pytest.mark.parametrize(
        ("line", "column", "words"),
        [
            (f"Søskolen;7.B;elev;;;v@x.dk;;{YEAR}", "Rolle", "hører til en voksen"),
            ("Søskolen;7.B;lærer;Ung Ung;;u@x.dk;;", "Rolle", "hører til en elev"),
            (f"Søskolen;7.B;elev;;;u@x.dk;other;{YEAR}", "UniID", "et andet UniID"),
            (f"Søskolen;7.B;elev;;;p@x.dk;u-uniid;{YEAR}", "E-mail", "to forskellige konti"),
            (f"Søskolen;3.B;elev;;;u@x.dk;;{today().year - 8}", "Fødselsår", "for ung efter det fødselsår"),
        ],
    )
    def test_what_does_not_fit_the_account(self, session: Session, line: str, column: str, words: str) -> None:
        TeacherFactory(email="v@x.dk")
        PersonFactory(email="p@x.dk")
        link_identity(session, PersonFactory(email="u@x.dk"), "unilogin", "u-uniid")
        found = problem(run(session, line))
        assert found[:2] == (2, column)
        assert words in found[2]

    def test_two_lines_for_one_account(self, session: Session) -> None:
        link_identity(session, PersonFactory(email="u@x.dk"), "unilogin", "u1")
        found = problem(run(session, f"Søskolen;7.B;elev;;;u@x.dk;;{YEAR}", f"Søskolen;7.C;elev;;;;u1;{YEAR}"))
        assert found[0] == 3
        assert "linje 2" in found[2]

    def test_a_name_that_another_body_of_the_school_has(self, session: Session) -> None:
        council = StudentCouncilFactory(name="Elevrådet", school=SchoolFactory(name="Søskolen"))
        assert problem(run(session, f"Søskolen;Elevrådet;elev;;;;u1;{YEAR}"))[:2] == (2, "Klasse")
        council.closed_at = council.created_at
        BodyFactory(kind=BodyKind.committee, name="Elevrådet på Søskolen", school=council.school)
        assert problem(run(session, f"Søskolen;7.B;elev;;;;u1;{YEAR}"))[:2] == (2, "Skole")

    def test_a_class_with_ages_or_with_a_limit(self, session: Session) -> None:
        council = StudentCouncilFactory(school=SchoolFactory(name="Søskolen"))
        ClassFactory(parent=council, name="7.B", min_age=14, max_age=15)
        limited = ClassFactory(parent=council, name="7.C", member_seats=2)
        SeatFactory(body=limited)
        assert problem(run(session, f"Søskolen;7.B;elev;;;;u1;{YEAR}"))[:2] == (2, "Fødselsår")
        assert counts(run(session, f"Søskolen;7.C;elev;;;;u1;{YEAR}")).new_pupils == 1
        more = run(session, f"Søskolen;7.C;elev;;;;u1;{YEAR}", f"Søskolen;7.C;elev;;;;u2;{YEAR}")
        assert problem(more)[:2] == (2, "Klasse")


class TestCommand:
    def test_it_tells_what_it_would_do_and_does_it(self, app: Flask, session: Session, tmp_path: Path) -> None:
        file = tmp_path / "skoler.csv"
        file.write_bytes(csv_file(*LINES))
        tried = self.run(app, str(file), "--dry-run")
        assert (tried.exit_code, "Intet er gemt" in tried.stdout) == (0, True)
        assert session.scalar(select(func.count()).select_from(School)) == 0
        done = self.run(app, str(file), "--year", "2026", "--school-kind", "vocational")
        assert (done.exit_code, "- 3 nye elever" in done.stdout) == (0, True)
        assert session.scalars(select(School.kind)).one() is SchoolType.vocational
        assert session.scalars(select(Seat.starts_on).distinct()).one() == date(2026, 8, 1)

    def test_errors_go_to_standard_error_with_their_lines(self, app: Flask, session: Session, tmp_path: Path) -> None:
        file = tmp_path / "skoler.csv"
        file.write_bytes(csv_file(*LINES, "Søskolen;7.B;elv;;;;u;2013"))
        failed = self.run(app, str(file))
        assert failed.exit_code == 1
        assert "Linje 8, Rolle «elv»: Rollen skal være elev" in failed.stderr
        assert "Intet er gemt." in failed.stderr
        assert session.scalar(select(func.count()).select_from(School)) == 0

    def test_both_days_are_one_too_many(self, app: Flask, tmp_path: Path) -> None:
        file = tmp_path / "skoler.csv"
        file.write_bytes(csv_file(*LINES))
        assert self.run(app, str(file), "--year", "2026", "--starts-on", "2026-09-01").exit_code == 2

    def run(self, app: Flask, *arguments: str) -> Result:
        return app.test_cli_runner().invoke(args=["councils", "import", *arguments])


def _import(url: str, start: Any) -> None:
    app = app_on(url)
    lines = [f"Søskolen;7.{letter};elev;;;;{letter}{n};{YEAR}" for letter in "ABCD" for n in range(50)]
    start.wait(SECONDS)
    with app.app_context(), app.extensions["youthvoice"].database.transaction() as session:
        outcome = run(session, *lines)
        if outcome.summary is None:
            (found,) = outcome.problems.shown
            assert "Nogen ændrede noget" in found.text


def test_two_imports_of_the_same_file_at_once_store_it_once(own_url: str) -> None:
    assert exit_codes(_import, [(own_url,), (own_url,)]) == [0, 0]
    database = Database(make_settings(own_url))
    with database.session(read_only=True) as session:
        found = [session.scalar(select(func.count()).select_from(table)) for table in (School, Body, Person, Seat)]
    database.dispose()
    assert found == [1, 5, 200, 200]
