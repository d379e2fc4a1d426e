"""PDFs as an answer: an ETag for everyone's, none for one's own; a kind page where none can be made, and a telling log."""

import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from youthvoice.core import pdf
from youthvoice.core.errors import Unavailable
from youthvoice.core.pdf import make_pdf, pdf_response

PAGE = "<!doctype html><html lang=da><head><title>En</title></head><body class=letter><p>Hej</p></body></html>"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the log says."""
    lines: list[str] = []
    monkeypatch.setattr(pdf.log, "error", lambda text, *args: lines.append(text % args))
    return lines


def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Another program in the place of the printer."""
    path = tmp_path / "other.py"
    path.write_text(textwrap.dedent(code), encoding="utf-8")
    monkeypatch.setattr(pdf, "COMMAND", (sys.executable, "-I", str(path)))


def test_everyones_pdf_is_remembered_and_revalidated(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(pdf, "make_pdf", lambda html: made.append(html) or b"%PDF-1.7")
    app.extensions.pop("youthvoice.pdf", None)
    with app.test_request_context("/"):
        first = pdf_response(PAGE, "a.pdf", is_public=True)
        again = pdf_response(PAGE, "a.pdf", is_public=True)
    assert (first.data, again.data, len(made)) == (b"%PDF-1.7", b"%PDF-1.7", 1)
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "attachment" not in first.headers["Content-Disposition"]
    with app.test_request_context("/", headers={"If-None-Match": first.headers["ETag"]}):
        assert pdf_response(PAGE, "a.pdf", is_public=True).status_code == 304
        changed = pdf_response(PAGE.replace("Hej", "Hej igen"), "a.pdf", is_public=True)
    assert (changed.status_code, len(made)) == (200, 2)
    app.extensions.pop("youthvoice.pdf", None)


def test_ones_own_pdf_is_kept_by_nobody(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "make_pdf", lambda _html: b"%PDF-1.7")
    app.extensions.pop("youthvoice.pdf", None)
    monkeypatch.setattr(pdf, "is_anonymous", lambda: False)
    with app.test_request_context("/"):
        for answer in (pdf_response(PAGE, "a.pdf", is_public=True), pdf_response(PAGE, "a.pdf", is_public=False)):
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert "ETag" not in answer.headers
    assert "youthvoice.pdf" not in app.extensions


def test_a_worker_remembers_only_a_few(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "make_pdf", lambda _html: b"%PDF-1.7")
    app.extensions.pop("youthvoice.pdf", None)
    with app.test_request_context("/"):
        for number in range(pdf.KEPT + 5):
            pdf_response(PAGE + str(number), "a.pdf", is_public=True)
    assert len(app.extensions.pop("youthvoice.pdf")) == pdf.KEPT


def test_the_web_process_never_loads_weasyprint(app: Flask) -> None:
    with app.test_request_context("/"):
        assert make_pdf(PAGE).startswith(b"%PDF-1.7")
    assert "weasyprint" not in sys.modules


def test_missing_packages_are_a_kind_page_and_a_telling_log(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    program(tmp_path, monkeypatch, "import sys; sys.stderr.write('libpango-1.0-0'); sys.exit(3)")
    with app.test_request_context("/"), pytest.raises(Unavailable) as refused:
        make_pdf(PAGE)
    assert refused.value.status == 503
    assert "Prøv igen" in str(refused.value.message)
    assert told == ["no PDF can be made: install the Debian packages libpango-1.0-0"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise ValueError('et hemmeligt navn')", "a PDF failed with status 1: ValueError"),
        ("print('no pdf')", "a PDF failed with status 0: "),
        ("import time; time.sleep(60)", "a PDF took more than 1 s and was given up"),
    ],
)
def test_a_failure_says_what_kind_and_no_text(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str], code: str, said: str
) -> None:
    program(tmp_path, monkeypatch, code)
    monkeypatch.setattr(pdf, "SECONDS", 1)
    with app.test_request_context("/"), pytest.raises(Unavailable):
        make_pdf(PAGE)
    assert told == [said]


def test_the_process_gets_no_secret(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen"
    program(tmp_path, monkeypatch, f"import os; open({str(seen)!r}, 'w').write(' '.join(os.environ))")
    monkeypatch.setenv("YOUTHVOICE_SECRET_KEY", "x" * 40)
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody:secret@localhost/x")
    with app.test_request_context("/"), pytest.raises(Unavailable):
        make_pdf(PAGE)
    assert set(seen.read_text().split()) <= {"LANG", "LC_CTYPE", *pdf.PASSED_ON}


def test_a_busy_worker_says_so(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "WAIT_SECONDS", 0.01)
    with app.test_request_context("/"), pdf._one_at_a_time, pytest.raises(Unavailable):
        make_pdf(PAGE)


def test_the_kind_page(app: Flask, client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> str:
        raise Unavailable

    monkeypatch.setitem(app.view_functions, "pages.privacy", refuse)
    answer = client.get("/privatliv")
    assert answer.status_code == 503
    assert "Det er vores fejl og ikke din." in answer.get_data(as_text=True)
