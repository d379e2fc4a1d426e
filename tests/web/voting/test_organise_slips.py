"""Slips are printed once, in the answer to the form; no code is stored or logged; a sheet tells how many are used, not whose."""

import io
import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import AdministratorFactory
from tests.factories.polls import poll_of, school
from tests.web.councils.slips import matrix_for, matrix_of
from tests.web.forms import form_fields, press, submit
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now
from youthvoice.core.codes import normalise_code
from youthvoice.core.db import Base
from youthvoice.core.errors import Unavailable
from youthvoice.elections.rules.polls import Voters
from youthvoice.voting.commands.casting import cast_slip
from youthvoice.voting.commands.slips import make_slips
from youthvoice.voting.errors import BadPaper
from youthvoice.voting.models import Contest, Slip, SlipSheet
from youthvoice.voting.ticking import shake_open
from youthvoice.voting.views import slips as views

CODE = re.compile(r"\b[BCDFGHJKLMNPRSTVWXZ]{4}(?:-[BCDFGHJKLMNPRSTVWXZ]{4}){3}\b")
SENT = {"place": "7.A", "size": "3"}


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would be printed."""
    pages: list[str] = []
    monkeypatch.setattr(views, "pdf_response", lambda html, *_a, **_k: pages.append(html) or "paper")
    return pages


def class_poll(session: Session) -> tuple[Any, Contest, str]:
    town = school()
    contest = poll_of(session, town.first, town.teacher, takes_strangers=True)
    return town, contest, f"/afstemninger/{contest.id}/sedler"


def sheets(session: Session) -> list[SlipSheet]:
    session.expire_all()
    return list(session.scalars(select(SlipSheet).order_by(SlipSheet.id)))


def everything_stored(session: Session) -> str:
    tables = Base.metadata.sorted_tables
    assert len(tables) > 50
    return "\n".join(str(tuple(row)) for table in tables for row in session.execute(select(table)))


def test_the_paper_is_the_answer(session: Session, sign_in: Any, caplog: pytest.LogCaptureFixture) -> None:
    town, contest, url = class_poll(session)
    with caplog.at_level(logging.DEBUG):
        answer = submit(sign_in(town.teacher), url, SENT)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "private, no-store"
    reader = PdfReader(io.BytesIO(answer.data))
    words = "\n".join(page.extract_text() for page in reader.pages)
    codes = CODE.findall(words)
    assert len(codes) == len(set(codes)) == 3
    assert "localhost/s" in words
    assert words.count("Skal vi have en bod?") == 3
    assert len(reader.pages) == 1
    [sheet] = sheets(session)
    assert (sheet.place, sheet.size, sheet.made_by_id, sheet.contest_id) == ("7.A", 3, town.teacher.id, contest.id)
    stored = everything_stored(session)
    assert sheet.place in stored
    for code in codes:
        for written in (code, normalise_code(code), normalise_code(code).lower()):
            assert written not in stored
            assert written not in caplog.text
    [entry] = session.scalars(select(AuditEntry).where(AuditEntry.action == "contest.make_slips")).all()
    assert entry.data == {"sheet_id": sheet.id, "size": 3}
    # It can be voted with them, and with nothing else.
    cast_slip(session, SECRET, session.get_one(Contest, contest.id), codes[0], (1,))
    with pytest.raises(BadPaper):
        cast_slip(session, SECRET, session.get_one(Contest, contest.id), "B" * 16, (1,))


def test_each_qr_code_leads_to_its_own_slip_behind_the_hash(session: Session, sign_in: Any, papers: list[str]) -> None:
    town, _contest, url = class_poll(session)
    submit(sign_in(town.teacher), url, SENT)
    sections = re.findall(r"<section.*?</section>", papers[0], re.DOTALL)
    assert len(sections) == 3
    for section in sections:
        [code], [drawn] = CODE.findall(section), re.findall(r"<svg.*?</svg>", section, re.DOTALL)
        assert matrix_of(drawn) == matrix_for(f"http://localhost/s#{normalise_code(code)}")


def test_english_slips_lead_to_english_pages(session: Session, sign_in: Any, papers: list[str]) -> None:
    town, _contest, url = class_poll(session)
    submit(sign_in(town.teacher), f"/en{url}", SENT)
    [drawn, *_rest] = re.findall(r"<svg.*?</svg>", papers[0], re.DOTALL)
    code = normalise_code(CODE.findall(papers[0])[0])
    assert matrix_of(drawn) == matrix_for(f"http://localhost/en/s#{code}")
    assert "localhost/en/s" in papers[0]


def test_sent_twice_they_are_made_once_and_never_shown_again(session: Session, sign_in: Any, papers: list[str]) -> None:
    town, _contest, url = class_poll(session)
    client = sign_in(town.teacher)
    fields = form_fields(client.get(url).text, url) | SENT
    assert client.post(url, data=fields).status_code == 200
    again = client.post(url, data=fields)
    assert again.status_code == 409
    assert "Gør arket ugyldigt" in again.text
    assert (len(sheets(session)), len(papers)) == (1, 1)
    assert not CODE.search(client.get(url).text)


def test_where_they_cannot_be_printed_none_are_made(
    session: Session, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, contest, url = class_poll(session)

    def fails(*_a: Any, **_k: Any) -> None:
        raise Unavailable("Prøv igen om lidt.")

    monkeypatch.setattr(views, "pdf_response", fails)
    assert submit(sign_in(town.teacher), url, SENT).status_code == 503
    assert (sheets(session), session.scalars(select(Slip)).all()) == ([], [])
    assert session.get_one(Contest, contest.id).roll_size == 3


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"size": ""}, "hvor mange sedler"),
        ({"size": "0"}, "fra 1 til 500"),
        ({"size": "501"}, "fra 1 til 500"),
        ({"size": "mange"}, "fra 1 til 500"),
        ({"place": ""}, "hvem der skal have"),
        ({"place": "x" * 121}, "højst 120 tegn"),
    ],
)
def test_a_wrong_form_is_told_and_kept(
    session: Session, sign_in: Any, papers: list[str], sent: dict[str, str], words: str
) -> None:
    town, _contest, url = class_poll(session)
    answer = submit(sign_in(town.teacher), url, {**SENT, **sent})
    assert answer.status_code == 422
    assert words in answer.text
    for value in {**SENT, **sent}.values():
        assert not value or f'value="{value}"' in answer.text
    assert (sheets(session), papers) == ([], [])


def test_the_list_tells_how_many_and_not_whose(session: Session, sign_in: Any, count_queries: Any) -> None:
    town, contest, url = class_poll(session)
    printed = make_slips(session, SECRET, contest, 5, "7.A", "a" * 32, actor_id=town.teacher.id)
    for number in range(4):
        make_slips(session, SECRET, contest, 2, f"Gruppe {number}", f"{number:032x}", actor_id=town.teacher.id)
    for code in printed.codes[:3]:
        cast_slip(session, SECRET, contest, code, (1,))
    cast_slip(session, SECRET, contest, printed.codes[0], (2,))
    shake_open(session)
    client = sign_in(town.teacher)
    session.expunge_all()
    with count_queries() as seen:
        page = client.get(url).text
    assert len(seen) <= 8, seen
    assert "7.A: 3 af 5 sedler er brugt" in page
    assert "Gruppe 1: 0 af 2 sedler er brugt" in page


def test_a_lost_sheet_is_made_void(session: Session, sign_in: Any) -> None:
    town, contest, url = class_poll(session)
    printed = make_slips(session, SECRET, contest, 3, "7.A", "a" * 32, actor_id=town.teacher.id)
    cast_slip(session, SECRET, contest, printed.codes[0], (1,))
    client, step = sign_in(town.teacher), f"{url}/{printed.sheet.id}/ugyldig"
    assert f'href="{step}"' in client.get(url).text
    assert "Gør sedlerne ugyldige?" in client.get(step).text
    assert sheets(session)[0].voided_at is None
    for _ in range(2):
        assert press(client, step).status_code == 303
    [sheet] = sheets(session)
    assert (sheet.voided_at is not None, sheet.used) == (True, 1)
    assert "Gælder ikke mere" in client.get(url).text
    with pytest.raises(BadPaper):
        cast_slip(session, SECRET, session.get_one(Contest, contest.id), printed.codes[1], (1,))
    other = poll_of(session, town.first, town.teacher)
    assert client.get(f"/afstemninger/{other.id}/sedler/{sheet.id}/ugyldig").status_code == 404


def test_without_strangers_there_are_no_slips(session: Session, sign_in: Any, papers: list[str]) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator)
    url = f"/afstemninger/{contest.id}/sedler"
    client = sign_in(town.coordinator)
    assert "Lav og print sedler" not in client.get(url).text
    assert press(client, url, SENT).status_code == 403
    assert (sheets(session), papers) == ([], [])


def test_before_it_opens_there_are_no_slips(session: Session, sign_in: Any, papers: list[str]) -> None:
    town = school()
    contest = poll_of(session, town.first, town.teacher, takes_strangers=True, opens_at=now() + timedelta(days=1))
    url = f"/afstemninger/{contest.id}/sedler"
    client = sign_in(town.teacher)
    assert "Lav og print sedler" not in client.get(url).text
    assert press(client, url, {**SENT, "form_key": "a" * 32}).status_code == 409
    assert (sheets(session), papers) == ([], [])


def test_slips_are_in_the_hands_of_adults(session: Session, client: Any, sign_in: Any, papers: list[str]) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator, voters=Voters.represented, takes_strangers=True)
    url = f"/afstemninger/{contest.id}/sedler"
    sheet = make_slips(session, SECRET, contest, 2, "7.a", "a" * 32, actor_id=town.coordinator.id).sheet
    make_slips(session, SECRET, contest, 2, "7.B", "b" * 32, actor_id=town.coordinator.id)
    assert client.get(url).status_code == 302
    # Whoever leads the elevråd is young, and a member; a pupil is neither. Both cannot.
    for who in (town.chair, town.member, town.pupils[1]):
        browser = sign_in(who)
        found = (browser.get(url), press(browser, url, SENT), browser.get(f"{url}/{sheet.id}/ugyldig"))
        assert [answer.status_code for answer in found] == [403] * 3
    # A class's teacher sees how many slips of the class are used, and makes none.
    browser = sign_in(town.teacher)
    page = browser.get(url).text
    assert ("7.a: 0 af 2" in page, "7.B" in page, "Lav og print sedler" in page) == (True, False, False)
    assert [press(browser, one, SENT).status_code for one in (url, f"{url}/{sheet.id}/ugyldig")] == [403, 403]
    for who in (town.coordinator, AdministratorFactory()):
        page = sign_in(who).get(url).text
        assert ("7.a" in page, "7.B" in page, "Lav og print sedler" in page) == (True, True, True)
    assert papers == []
