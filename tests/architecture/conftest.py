"""Who gets in is one thing, what a PDF looks like another: here none is printed."""

import pytest

from youthvoice.core import pdf


@pytest.fixture(autouse=True)
def no_printing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF takes a second, and every person of the small world asks for every one."""
    monkeypatch.setattr(pdf, "make_pdf", lambda _html: b"%PDF-1.7")
