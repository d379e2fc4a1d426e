"""The demo's pages have something on them, for somebody who is signed in and for those who are not."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from youthvoice.accounts.queries import personas


@pytest.fixture(scope="module")
def built_app(demo_app: Flask) -> Flask:
    """Here the application of every test is on the demo."""
    return demo_app


def test_the_front_page_and_a_persona_can_use_it(session: Session, client: Any, sign_in: Any) -> None:
    page = client.get("/").get_data(as_text=True)
    for title in ("Velkomst til nye i byen", "Byttemarked for tøj", "Gratis bind på skolen"):
        assert title in page
    mine = sign_in(personas(session)[0]).get("/min-side").get_data(as_text=True)
    for title in ("Ro til at læse op", "En skatebane midt i byen", "Natbus fra Lyngby Station"):
        assert title in mine
