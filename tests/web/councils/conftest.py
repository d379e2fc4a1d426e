"""What stands on paper is one thing, the process that prints it another: here one process prints for all tests."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import BodyFactory, SeatFactory
from youthvoice.core import pdf
from youthvoice.core.pdf import printer
from youthvoice.core.templating import STATIC, asset
from youthvoice.councils.models import Body
from youthvoice.councils.rules.seats import SeatRole

STYLE = Path(printer.__file__).with_name("paper.css").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def print_shop() -> Iterator[ProcessPoolExecutor]:
    """A process that begins at the first PDF and goes on to the end."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield pool


@pytest.fixture(autouse=True)
def print_there(print_shop: ProcessPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of a PDF's second is the import of weasyprint; tests/web/core/test_pdf.py starts a process for each, as we do."""

    def make_pdf(html: str) -> bytes:
        fonts = {url: str(STATIC.parent / asset(name).lstrip("/")) for url, name in pdf.FONTS.items()}
        return print_shop.submit(printer.make_pdf, html, STYLE, fonts).result(timeout=pdf.SECONDS)

    monkeypatch.setattr(pdf, "make_pdf", make_pdf)


@pytest.fixture
def body(session: Session) -> Body:
    return BodyFactory(name="Ungerådet")


@pytest.fixture
def chair(session: Session, body: Body) -> Any:
    """Somebody with a member's seat who leads it."""
    person = PersonFactory(display_name="Rolig Ræv")
    SeatFactory(body=body, person=person)
    SeatFactory(body=body, person=person, role=SeatRole.chair)
    return person


@pytest.fixture
def member(session: Session, body: Body) -> Any:
    return SeatFactory(body=body, person=PersonFactory(display_name="Hurtig Hare")).person
