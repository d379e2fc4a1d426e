"""The page of the import: looked at first, stored only as it was looked at, and every error told by its line."""

import io
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory
from tests.web.councils.import_files import csv_file
from tests.web.forms import form_fields
from youthvoice.accounts.models import Person, School
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now, today
from youthvoice.councils.forms import importing
from youthvoice.councils.models import Body, Seat

PAGE = "/raad/import"
GOOD = csv_file("Søråsskolen;7.B;elev;;;;uni1;2013", "Søråsskolen;7.B;lærer;Åse Sø;;aase@skole.example;;")
OTHER = csv_file("Søråsskolen;7.B;elev;;;;uni2;2013")


@pytest.fixture
def admin(sign_in: Any) -> Any:
    return sign_in(AdministratorFactory())


def field(page: Any, name: str) -> str:
    return form_fields(page.text, PAGE)[name]


def send(client: Any, content: bytes, step: str = "check", **fields: str) -> Any:
    data = {
        "csrf_token": field(client.get(PAGE), "csrf_token"),
        "day": str(today()),
        "kind": "primary",
        "step": step,
        **fields,
    }
    files = {"file": (io.BytesIO(content), "skoler.csv")}
    return client.post(PAGE, data={**data, **files}, content_type="multipart/form-data")


def stored(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(School)) or 0


def test_it_is_looked_at_and_then_stored(session: Session, admin: Any) -> None:
    looked = send(admin, GOOD)
    assert looked.status_code == 200
    for words in ("1 ny skole", "1 ny klasse", "1 ny elev", "1 ny voksen", "7.B, Søråsskolen", "Intet er gemt endnu"):
        assert words in looked.text, words
    assert stored(session) == 0
    done = send(admin, GOOD, "store", checked=field(looked, "checked"))
    assert (done.status_code, done.location) == (303, "/raad")
    assert session.scalars(select(School.name)).all() == ["Søråsskolen"]
    assert "1 ny klasse" in admin.get("/raad").text
    again = send(admin, GOOD)
    assert "Alt i filen er her i forvejen" in again.text
    assert send(admin, GOOD, "store", checked=field(again, "checked")).status_code == 303
    assert session.scalar(select(func.count()).select_from(Seat)) == 2


@pytest.mark.parametrize(
    ("content", "fields"),
    [(OTHER, {}), (GOOD, {"day": "2026-08-01"}), (GOOD, {"kind": "private"}), (GOOD, {"checked": "forged"})],
    ids=["another file", "another day", "another kind", "forged"],
)
def test_nothing_is_stored_that_was_not_looked_at(
    session: Session, admin: Any, content: bytes, fields: dict[str, str]
) -> None:
    checked = field(send(admin, GOOD), "checked")
    answer = send(admin, content, "store", **{"checked": checked, **fields})
    assert answer.status_code == 422
    assert "Det er ikke den fil, vi så efter" in answer.text
    assert field(answer, "day") == fields.get("day", str(today()))
    assert stored(session) == 0


def test_errors_are_told_by_line_and_column(session: Session, admin: Any) -> None:
    answer = send(admin, csv_file("Søråsskolen;7.B;elv;;;;uni1;2013", "Søråsskolen;;elev;;;;uni2;13"))
    assert answer.status_code == 422
    assert "Der er 3 fejl i filen. Intet er gemt." in answer.text
    for words in ("Linje 2, Rolle", "elv", "Linje 3, Klasse", "Linje 3, Fødselsår", "for eksempel 2012"):
        assert words in answer.text, words
    assert stored(session) == 0


def test_a_cpr_number_is_not_shown_again(admin: Any) -> None:
    answer = send(admin, csv_file("Søråsskolen;7.B;elev;;;;uni1;010113-1234"))
    assert answer.status_code == 422
    assert "CPR-nummer" in answer.text
    assert "010113" not in answer.text


def test_it_is_checked_again_when_it_is_stored(session: Session, admin: Any) -> None:
    """Somebody has taken the address since."""
    checked = field(send(admin, GOOD), "checked")
    session.add(Person(display_name="Ung", email="aase@skole.example", role=Role.young_person, created_at=now()))
    session.commit()
    answer = send(admin, GOOD, "store", checked=checked)
    assert answer.status_code == 422
    assert "Kontoen hører til en elev." in answer.text
    assert stored(session) == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Filen er tom."),
        (b"PK\x03\x04 a workbook", "Det er ikke en CSV-fil."),
        (b"\x80\x81\x82\xff\xfe\x00", "Vi kan ikke læse bogstaverne"),
        (b"x" * 20_000, "alt for lang"),
        (csv_file(), "Der er kun overskrifter"),
    ],
)
def test_what_is_no_such_file_is_told_kindly(admin: Any, content: bytes, words: str) -> None:
    answer = send(admin, content)
    assert answer.status_code == 422
    assert words in answer.text


def test_limits_are_told_beside_the_file(admin: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_BYTES", 20)
    assert "Filen er for stor." in send(admin, GOOD).text
    monkeypatch.setattr(importing, "MOST_BYTES", 20_000)
    monkeypatch.setattr(importing, "MOST_LINES", 1)
    answer = send(admin, GOOD)
    assert answer.status_code == 422
    assert "Filen er for lang." in answer.text


def test_the_fields_are_needed(admin: Any) -> None:
    token = field(admin.get(PAGE), "csrf_token")
    answer = admin.post(PAGE, data={"csrf_token": token, "day": "32.13.2027", "kind": "x"})
    assert answer.status_code == 422
    for words in ("Vælg filen.", "Skriv datoen som 31.12.2027."):
        assert words in answer.text, words
    assert field(answer, "day") == "32.13.2027"


def test_the_example_is_read_without_errors_and_opens_in_excel(session: Session, admin: Any) -> None:
    example = admin.get(f"{PAGE}/eksempel.csv")
    assert example.headers["Content-Disposition"] == "attachment; filename=eksempel.csv"
    assert "Åse Sørensen" in example.data.decode("cp1252")
    looked = send(admin, example.data)
    assert looked.status_code == 200
    assert "2 nye elever" in looked.text
    assert send(admin, example.data, "store", checked=field(looked, "checked")).status_code == 303
    names = session.scalars(select(Person.display_name).where(Person.display_name == "Åse Sørensen")).all()
    assert names == ["Åse Sørensen"]
    assert session.scalars(select(Body.name).order_by(Body.name)).all() == ["7.B", "Elevrådet på Eksempelskolen"]
