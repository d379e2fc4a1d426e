"""A teacher makes slips for a class, prints and closes them. The database knows no code, and nobody knows who used which."""

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, PersonFactory, TeacherFactory
from tests.factories.councils import BodyFactory, CoordinatorSeatFactory, SeatFactory
from tests.web.councils.slips import class_and_teacher, codes_on, matrix_for, matrix_of, sheet_for
from tests.web.forms import form_fields, submit
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now, today
from youthvoice.core.codes import grouped
from youthvoice.councils.commands.codes import revoke_sheet
from youthvoice.councils.models import ClassCode, CodeSheet
from youthvoice.councils.queries.codes import last_day
from youthvoice.councils.rules.codes import hash_code
from youthvoice.councils.views import sheets as sheet_views


def sheets(session: Session) -> list[CodeSheet]:
    session.expire_all()
    return list(session.scalars(select(CodeSheet).order_by(CodeSheet.id)))


def test_a_teacher_makes_slips(session: Session, sign_in: Any) -> None:
    body, teacher = class_and_teacher()
    url = f"/raad/{body.id}/sedler"
    answer = submit(sign_in(teacher), url, {"size": "24"})
    assert (answer.status_code, answer.location) == (303, url)
    [made] = sheets(session)
    assert (made.size, made.body_id, made.made_by_id, last_day(made)) == (
        24, body.id, teacher.id, today() + timedelta(days=14),
    )  # fmt: skip
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "council.make_codes")).one()
    assert (entry.actor_id, entry.subject_id, entry.data) == (teacher.id, body.id, {"sheet_id": made.id, "size": 24})


def test_sent_twice_they_are_made_once(session: Session, sign_in: Any) -> None:
    body, teacher = class_and_teacher()
    url = f"/raad/{body.id}/sedler"
    client = sign_in(teacher)
    fields = form_fields(client.get(url).text, url)
    for _ in range(2):
        assert client.post(url, data=fields).status_code == 303
    assert len(sheets(session)) == 1


def test_no_code_is_stored(session: Session) -> None:
    body, teacher = class_and_teacher()
    sheet = sheet_for(session, body, teacher, size=5)
    codes = codes_on(sheet)
    rows = session.scalars(select(ClassCode).order_by(ClassCode.number)).all()
    assert [row.code_hash for row in rows] == [hash_code("a secret for tests only, long enough", c) for c in codes]
    stored = "".join(
        str(row) for table in ("code_sheets", "class_codes") for row in session.execute(text(f"SELECT * FROM {table}"))
    )
    assert not any(code in stored or grouped(code) in stored for code in codes)


@pytest.mark.parametrize("size", ["", "0", "41", "-1", "1.5", "mange", "9" * 5000, "²", "٣"])
def test_a_wrong_number_is_refused_and_kept(session: Session, sign_in: Any, size: str) -> None:
    body, teacher = class_and_teacher()
    answer = submit(sign_in(teacher), f"/raad/{body.id}/sedler", {"size": size})
    assert answer.status_code == 422
    assert not size or f'value="{size}"' in answer.text
    assert not sheets(session)


@pytest.mark.parametrize("days", [-1, 61])
def test_a_day_too_early_or_too_late_is_refused(session: Session, sign_in: Any, days: int) -> None:
    body, teacher = class_and_teacher()
    day = (today() + timedelta(days=days)).isoformat()
    answer = submit(sign_in(teacher), f"/raad/{body.id}/sedler", {"last_day": day})
    assert answer.status_code == 422
    assert day in answer.text


@pytest.mark.parametrize(("days", "status"), [(0, 303), (60, 303)])
def test_today_and_sixty_days_are_right(session: Session, sign_in: Any, days: int, status: int) -> None:
    body, teacher = class_and_teacher()
    day = (today() + timedelta(days=days)).isoformat()
    assert submit(sign_in(teacher), f"/raad/{body.id}/sedler", {"last_day": day}).status_code == status
    assert last_day(sheets(session)[0]) == date.fromisoformat(day)


def test_as_many_slips_are_offered_as_there_are_seats(session: Session, sign_in: Any) -> None:
    body = BodyFactory(member_seats=11)
    SeatFactory(body=body)
    helper = CoordinatorSeatFactory(body=body).person
    url = f"/raad/{body.id}/sedler"
    assert form_fields(sign_in(helper).get(url).text, url)["size"] == "10"


def test_the_list_tells_how_many_are_used_in_few_queries(session: Session, sign_in: Any, count_queries: Any) -> None:
    body, teacher = class_and_teacher()
    for size in (3, 4, 5):
        sheet_for(session, body, teacher, size=size)
    for code in session.scalars(select(ClassCode).where(ClassCode.number <= 2)):
        code.used_at = now()
    client = sign_in(teacher)
    with count_queries() as seen:
        page = client.get(f"/raad/{body.id}/sedler").text
    assert len(seen) <= 8
    assert [f"2 af {size} sedler er brugt" in page for size in (3, 4, 5)] == [True] * 3


def test_closing_asks_first_and_only_once(session: Session, sign_in: Any) -> None:
    body, teacher = class_and_teacher()
    sheet = sheet_for(session, body, teacher)
    client, url = sign_in(teacher), f"/raad/{body.id}/sedler/{sheet.id}/luk"
    assert "Luk sedlerne?" in client.get(url).text
    assert sheets(session)[0].revoked_at is None
    for _ in range(2):
        assert submit(client, url, {}).status_code == 303
    assert sheets(session)[0].revoked_at is not None
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.action == "council.revoke_codes")).all()) == 1
    assert client.get(f"/raad/{body.id}/sedler/{sheet.id}.pdf").status_code == 409


def test_the_pdf_has_every_slip_left(session: Session, sign_in: Any) -> None:
    body, teacher = class_and_teacher("7.Æ")
    sheet = sheet_for(session, body, teacher, size=18)
    codes = codes_on(sheet)
    session.scalars(select(ClassCode).where(ClassCode.number == 1)).one().used_at = now()
    before = session.scalars(select(AuditEntry.id)).all()
    answer = sign_in(teacher).get(f"/raad/{body.id}/sedler/{sheet.id}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "private, no-store"
    reader = PdfReader(io.BytesIO(answer.data))
    words = [page.extract_text() for page in reader.pages]
    found = re.findall(r"\b[B-Z]{4}-[B-Z]{4}-[B-Z]{4}\b", "\n".join(words))
    assert sorted(found) == sorted(grouped(code) for code in codes[1:])
    assert len(reader.pages) == 3
    assert words[0].count("7.Æ") >= 8
    assert "localhost/k" in words[0]
    assert "til og med" in words[0]
    assert "Side 3 af 3" in words[2]
    assert reader.metadata
    assert (reader.root_object["/Lang"], reader.metadata.title) == ("da", "Sedler til 7.Æ")
    assert not [one for page in reader.pages for one in page.get("/Annots", ())]
    # Printing writes nothing.
    assert session.scalars(select(AuditEntry.id)).all() == before


def test_each_qr_code_leads_to_its_own_slip(session: Session, sign_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    body, teacher = class_and_teacher()
    sheet = sheet_for(session, body, teacher)
    pages: list[str] = []
    monkeypatch.setattr(sheet_views, "pdf_response", lambda html, *_a, **_k: pages.append(html) or "")
    sign_in(teacher).get(f"/raad/{body.id}/sedler/{sheet.id}.pdf")
    sections = re.findall(r"<section.*?</section>", pages[0], re.DOTALL)
    assert len(sections) == sheet.size
    for section, code in zip(sections, codes_on(sheet), strict=True):
        drawn = re.search(r"<svg.*?</svg>", section, re.DOTALL)
        assert drawn
        assert matrix_of(drawn[0]) == matrix_for(f"http://localhost/k/{code}")
        assert matrix_of(drawn[0]) != matrix_for("http://localhost/k/BBBBBBBBBBBB")
        assert grouped(code) in section


def test_english_slips_lead_to_english_pages(session: Session, sign_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    body, teacher = class_and_teacher()
    sheet = sheet_for(session, body, teacher, size=1)
    pages: list[str] = []
    monkeypatch.setattr(sheet_views, "pdf_response", lambda html, *_a, **_k: pages.append(html) or "")
    sign_in(teacher).get(f"/en/raad/{body.id}/sedler/{sheet.id}.pdf")
    [code] = codes_on(sheet)
    drawn = re.search(r"<svg.*?</svg>", pages[0], re.DOTALL)
    assert drawn
    assert matrix_of(drawn[0]) == matrix_for(f"http://localhost/en/k/{code}")


def test_another_secret_prints_no_slips_that_would_let_nobody_in(session: Session, sign_in: Any) -> None:
    body, teacher = class_and_teacher()
    sheet = sheet_for(session, body, teacher)
    sheet.nonce = "of another time"
    answer = sign_in(teacher).get(f"/raad/{body.id}/sedler/{sheet.id}.pdf")
    assert answer.status_code == 409
    assert "Luk det, og lav et nyt" in answer.text


def test_a_sheet_belongs_to_its_class_alone(session: Session, sign_in: Any) -> None:
    body, teacher = class_and_teacher()
    other, other_teacher = class_and_teacher("8.C")
    sheet = sheet_for(session, other, other_teacher)
    client = sign_in(teacher)
    for path in (".pdf", "/luk"):
        assert client.get(f"/raad/{body.id}/sedler/{sheet.id}{path}").status_code == 404
        assert client.get(f"/raad/{other.id}/sedler/{sheet.id}{path}").status_code == 403


def test_only_who_helps_the_class_makes_slips(session: Session, client: Any, sign_in: Any) -> None:
    body, _teacher = class_and_teacher()
    url = f"/raad/{body.id}/sedler"
    assert client.get(url).status_code == 302
    pupil = SeatFactory(body=body).person
    above = CoordinatorSeatFactory(body=body.parent).person
    assert [sign_in(who).get(url).status_code for who in (pupil, PersonFactory(), TeacherFactory())] == [403] * 3
    assert [sign_in(who).get(url).status_code for who in (above, AdministratorFactory())] == [200] * 2


def test_a_council_of_constituencies_has_no_slips(session: Session, sign_in: Any) -> None:
    body, _teacher = class_and_teacher()
    helper = CoordinatorSeatFactory(body=body.parent).person
    assert sign_in(helper).get(f"/raad/{body.parent_id}/sedler").status_code == 404


def test_a_closed_sheet_is_told_as_closed(session: Session, sign_in: Any) -> None:
    body, teacher = class_and_teacher()
    sheet = sheet_for(session, body, teacher)
    revoke_sheet(session, sheet, actor_id=teacher.id)
    page = sign_in(teacher).get(f"/raad/{body.id}/sedler").text
    assert "Lukket" in page
    assert ".pdf" not in page
