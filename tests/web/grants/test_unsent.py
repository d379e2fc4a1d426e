"""What is typed at the council's desk and in an application's letters is kept for whoever typed it."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.awarding import page_of, voted
from tests.web.forms import form_fields, submit, type_into
from tests.web.grants.test_award_pages import place, typed
from youthvoice.accounts.models import FormDraft
from youthvoice.grants.models import Application

__all__ = ["place"]
HALF = "I får mindre, end I søger om, fordi"


def test_a_decision_is_kept_for_whoever_writes_it(
    session: Session, sign_in: Any, place: Any, application: Application, count_queries: Any
) -> None:
    voted(session, place.chair, application, 0)
    path = page_of(application, "afgoer")
    rule = typed(session, application)["rule"]
    chair = sign_in(place.chair)
    fields = form_fields(chair.get(path).text, path)
    type_into(chair, path, explanation=HALF, rule=rule, expected_on="engang")
    with count_queries() as seen:
        page = chair.get(path).text
    assert len(seen) <= 8, "\n".join(seen)
    found = form_fields(page, path)
    assert (found["explanation"], found["rule"], found["motion"]) == (HALF, rule, fields["motion"])
    coordinator = sign_in(place.coordinator)
    assert form_fields(coordinator.get(path).text, path)["explanation"] == ""
    chair = sign_in(place.chair)
    # A look at it is no decision.
    looked = submit(chair, path, {"handling": "tjek"})
    assert looked.status_code == 200
    assert session.scalars(select(FormDraft.place)).all() == [path]
    assert submit(chair, path, typed(session, application)).status_code == 303
    session.expire_all()
    assert session.scalars(select(FormDraft.place)).all() == []


@pytest.mark.parametrize(("step", "field"), [("bed-om-mere", "asked_for")])
def test_what_the_council_asks_is_kept(
    session: Session, sign_in: Any, place: Any, application: Application, step: str, field: str
) -> None:
    path = page_of(application, step)
    chair = sign_in(place.chair)
    assert type_into(chair, path, **{field: HALF})[field] == HALF
