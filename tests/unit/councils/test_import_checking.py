"""Every column of the file: what is taken, and what is told of, by line and column, all at once."""

import io
import random

import pytest
import time_machine

from tests.web.councils.import_files import csv_file
from youthvoice.councils.importing.columns import SchoolRole
from youthvoice.councils.importing.problems import MOST_SHOWN, Problem, Problems
from youthvoice.councils.importing.pseudonyms import ANIMALS, COLOURS, Pseudonyms
from youthvoice.councils.importing.register import Register
from youthvoice.councils.importing.run import read

PUPIL = "Skolen;7.B;elev;;;;uni1;2013"


@pytest.fixture(autouse=True)
def in_2026() -> object:
    with time_machine.travel("2026-11-24T12:00:00Z"):
        yield


def checked(*lines: str, header: str | None = None) -> tuple[Register, list[Problem]]:
    content = csv_file(*lines, **({"header": header} if header else {}))
    register, problems = read(io.BytesIO(content))
    return register, problems.shown


def test_a_whole_file() -> None:
    register, problems = checked(
        PUPIL,
        "skolen;7b;elev;;Blæksprutten;Elev@Skole.dk;;2012",
        "Skolen;2.g;elev;;;;uni3;2008",
        "Skolen;7.B;lærer;Åse Sø;;aase@skole.dk;;",
        "Skolen;;kontaktlærer;Åse Sø;;aase@skole.dk;;",
        "Skolen;;lærer;Bo Bo;;bo@skole.dk;;",
        "Anden Skole;;tovholder;Åse Sø;;aase@skole.dk;uni9;",
    )
    assert problems == []
    assert [(one.name, one.line) for one in register.schools.values()] == [("Skolen", 2), ("Anden Skole", 8)]
    assert [(one.name, one.grade) for one in register.classes.values()] == [("7.B", 7), ("2.g", 12)]
    first, second, _third, helper, teacher = register.people
    assert (first.role, first.uniid, first.birth_year, first.name) == (SchoolRole.pupil, "uni1", 2013, "")
    assert (second.name, second.email, second.classes) == ("Blæksprutten", "elev@skole.dk", [("skolen", "7b")])
    assert (helper.classes, helper.councils, helper.uniid) == ([("skolen", "7b")], ["skolen", "andenskole"], "uni9")
    assert (teacher.classes, teacher.councils, teacher.title) == ([], [], "Lærer")


@pytest.mark.parametrize(
    ("line", "column", "value", "words"),
    [
        (";7.B;elev;;;;uni1;2013", "Skole", "", "Skriv skolens navn"),
        (f"{'S' * 101};7.B;elev;;;;uni1;2013", "Skole", "S" * 60, "100 tegn"),
        ("--;7.B;elev;;;;uni1;2013", "Skole", "--", "Skriv skolens navn"),
        ("Skolen;;elev;;;;uni1;2013", "Klasse", "", "for eksempel 7.B"),
        ("Skolen;7;elev;;;;uni1;2013", "Klasse", "7", "mindst to tegn"),
        ("Skolen;7.B;elv;;;;uni1;2013", "Rolle", "elv", "elev, lærer, kontaktlærer eller tovholder"),
        ("Skolen;7.B;;;;;uni1;2013", "Rolle", "", "elev, lærer"),
        ("Skolen;7.B;elev;Sofie Holm;;;uni1;2013", "Navn", "Sofie Holm", "Skriv ikke elevers rigtige navn"),
        ("Skolen;7.B;elev;;S;;uni1;2013", "Kaldenavn", "S", "mindst 2 tegn"),
        ("Skolen;7.B;elev;;a@b.dk;;uni1;2013", "Kaldenavn", "a@b.dk", "Brug ikke din e-mail"),
        ("Skolen;7.B;elev;;;a@b;;2013", "E-mail", "a@b", "navn@skole.dk"),
        ("Skolen;7.B;elev;;;;uni 1;2013", "UniID", "uni 1", "uden mellemrum"),
        ("Skolen;7.B;elev;;;;1,23E+15;2013", "UniID", "1,23E+15", "Excel har lavet tallet om"),
        ("Skolen;7.B;elev;;;;;2013", "UniID", "", "Brug sedler"),
        ("Skolen;7.B;elev;;;;uni1;", "Fødselsår", "", "for eksempel 2012"),
        ("Skolen;7.B;elev;;;;uni1;13", "Fødselsår", "13", "fire tal"),
        ("Skolen;7.B;elev;;;;uni1;2102", "Fødselsår", "2102", "kan ikke passe"),
        ("Skolen;7.B;elev;;;;uni1;1999", "Fødselsår", "1999", "højst 25 år"),
        ("Skolen;7.B;lærer;;;a@b.dk;;", "Navn", "", "den voksnes navn"),
        ("Skolen;7.B;lærer;Bo Bo;;;;", "UniID", "", "Ellers kan den voksne ikke logge ind"),
        ("Skolen;7.B;elev;;;;uni1;2013;mere", "", "mere", "flere felter end overskrifter"),
    ],
)
def test_one_thing_wrong_is_told_with_its_place(line: str, column: str, value: str, words: str) -> None:
    register, problems = checked("Skolen;7.A;elev;;;;uni0;2013", line)
    (problem,) = problems
    assert (problem.line, problem.column, problem.value) == (3, column, value)
    assert words in problem.text
    assert [one.uniid for one in register.people] == ["uni0"]


@pytest.mark.parametrize(
    ("header", "grade", "wanted"),
    [("Årgang", "7", 7), ("Grade", "0", 0), ("aargang", "13", 13), ("Årgang", "14", None), ("Årgang", "syvende", None)],
)
def test_the_grade(header: str, grade: str, wanted: int | None) -> None:
    register, problems = checked(
        f"Skolen;Blå klasse;{grade};elev;uni1;2013", header=f"Skole;Klasse;{header};Rolle;UniID;Fødselsår"
    )
    if wanted is None:
        assert [(one.line, one.column, one.value) for one in problems] == [(2, "Årgang", grade)]
    else:
        assert [one.grade for one in register.classes.values()] == [wanted]


@pytest.mark.parametrize(
    ("name", "grade"),
    [("7.B", 7), ("10A", 10), ("0.x", 0), ("2.g", 12), ("3 g", 13), ("1.hf", 11), ("Blå", None), ("99 A", None)],
)
def test_the_name_of_a_class_tells_its_grade(name: str, grade: int | None) -> None:
    register, problems = checked(f"Skolen;{name};elev;;;;uni1;2012")
    assert (problems, [one.grade for one in register.classes.values()]) == ([], [grade])


def test_english_headings_and_roles() -> None:
    register, problems = checked(
        "The School,7.B,pupil,uni1,2013,",
        "The School,,teacher,,,Ann Lee",
        header="School,Class,Role,UniID,Birth year,Name",
    )
    assert [one.column for one in problems] == ["UniID"]
    assert register.people[0].classes == [("theschool", "7b")]


class TestHeadings:
    @pytest.mark.parametrize(
        ("header", "column", "words"),
        [
            ("Skole;Klasse;Rolle;Fødselår;UniID", "Fødselår", "Mente du «Fødselsår»?"),
            ("Skole;Klasse;Rolle;Skonummer", "Skonummer", "Slet den. Vi bruger kun: Skole, Klasse"),
            ("Skole;Klasse;UniID", "Rolle", "Kolonnen mangler."),
            ("Skole;Rolle;Mail;E-mail", "E-mail", "to gange"),
        ],
    )
    def test_what_is_wrong_with_them_comes_with_a_hint(self, header: str, column: str, words: str) -> None:
        _, problems = checked(PUPIL, header=header)
        (problem,) = problems
        assert (problem.line, problem.column) == (1, column)
        assert words in problem.text

    def test_no_header_at_all(self) -> None:
        _, problems = checked(header=PUPIL)
        assert "mangler" in problems[-1].text

    def test_columns_without_heading_may_be_empty(self) -> None:
        register, problems = checked("Skolen;7.B;elev;uni1;2013;;", header="Skole;Klasse;Rolle;UniID;Fødselsår;;")
        assert (problems, len(register.people)) == ([], 1)


class TestCpr:
    @pytest.mark.parametrize("number", ["010113-1234", "0101131234", "101131234", "010113 1234"])
    @pytest.mark.parametrize("place", range(8))
    def test_a_cpr_number_anywhere_refuses_the_file_and_is_not_repeated(self, number: str, place: int) -> None:
        cells = PUPIL.split(";")
        cells[place] = number
        register, problems = checked(PUPIL, ";".join(cells))
        (problem,) = problems
        assert (problem.line, problem.value) == (3, "")
        assert "CPR-nummer" in problem.text
        assert number not in f"{problem.column}{problem.text}"
        assert len(register.people) == 1

    def test_also_outside_the_columns(self) -> None:
        _, problems = checked(f"{PUPIL};;010113-1234")
        assert [(one.column, one.value) for one in problems] == [("Kolonne 10", "")]


class TestTwice:
    @pytest.mark.parametrize(
        ("line", "column"),
        [
            ("Skolen;7.A;elev;;;;uni1;2013", "UniID"),
            ("Skolen;7.B;elev;;;a@b.dk;;2013", "E-mail"),
            ("Skolen;7.B;lærer;Bo Bo;;a@b.dk;;", "E-mail"),
        ],
    )
    def test_a_pupil_stands_there_once(self, line: str, column: str) -> None:
        _, problems = checked("Skolen;7.B;elev;;;a@b.dk;uni1;2013", line)
        assert [(one.line, one.column) for one in problems] == [(3, column)]
        assert "linje 2" in problems[0].text

    @pytest.mark.parametrize(
        "line",
        [
            "Skolen;7.C;lærer;Bo Andersen;;bo@b.dk;;",
            "Skolen;7.C;lærer;Bo Bo;;bo@b.dk;uni8;",
            "Skolen;7.C;lærer;Bo Bo;;ib@b.dk;uni7;",
        ],
        ids=["another name", "another UniID", "two people"],
    )
    def test_an_adult_is_the_same_on_every_line(self, line: str) -> None:
        _, problems = checked("Skolen;7.B;lærer;Bo Bo;;bo@b.dk;uni7;", "Skolen;;lærer;Ib Ib;;ib@b.dk;;", line)
        assert [one.line for one in problems] == [4]
        assert "siger noget andet" in problems[0].text


def test_children_under_ten_get_no_account_but_their_class_is_there() -> None:
    register, problems = checked("Skolen;0.A;elev;;;;;2020", "Skolen;3.A;elev;;;;uni1;2016")
    assert problems == []
    assert len(register.too_young) == 1
    assert [one.name for one in register.classes.values()] == ["0.A", "3.A"]


def test_everything_is_told_at_once_up_to_a_limit() -> None:
    _, problems = checked(*("Skolen;7.B;elv;;;;;" for _ in range(5)))
    assert [one.line for one in problems] == [2, 3, 4, 5, 6]
    many = Problems()
    for line in range(MOST_SHOWN + 50):
        many.add(line, "", "", "x")
    assert (len(many.shown), many.count, many.more) == (MOST_SHOWN, MOST_SHOWN + 50, 50)


class TestPseudonyms:
    def test_nobody_of_a_class_shares_one(self) -> None:
        names = Pseudonyms(random.Random(1))
        assert len({names.next_for("7.B") for _ in range(500)}) == 500

    def test_they_never_run_out(self) -> None:
        names = Pseudonyms(random.Random(1))
        most = len(COLOURS) * len(ANIMALS)
        assert len({names.next_for("7.B") for _ in range(most + 3)}) == most

    def test_all_of_them_are_names_that_the_rules_take(self) -> None:
        from youthvoice.accounts.rules import check_display_name

        assert all(check_display_name(f"{colour} {animal}") is None for colour in COLOURS for animal in ANIMALS)
