"""What delegates type and have not sent: kept for each of them, never in place of what another saved."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.assembly.motions import CHANGED, TEXT, Hall, hall, motion_in
from tests.web.forms import form_fields, press, submit, type_into
from youthvoice.accounts.models import FormDraft
from youthvoice.assembly.models import Motion
from youthvoice.assembly.rules.motions import MotionState

MINE = "Bytinget foreslår noget, som jeg ikke er færdig med"


@pytest.fixture
def at(session: Session) -> Hall:
    return hall(session)


def places(session: Session) -> list[str]:
    session.expire_all()
    return list(session.scalars(select(FormDraft.place)))


def test_every_form_for_words_keeps_them(sign_in: Any, session: Session, at: Hall) -> None:
    own = motion_in(at, None, state=MotionState.draft)
    motion_in(at, 1)
    motion_in(at, 2, state=MotionState.in_committee)
    client = sign_in(at.oak_other)
    for path in (
        f"{at.base}/forslag/nyt",
        f"{at.base}/kladder/{own.id}",
        f"{at.base}/forslag/1/aendringer/ny",
        f"{at.base}/forslag/2/ret",
    ):
        assert type_into(client, path, text=MINE)["text"] == MINE, path
        assert "Vi har gemt det, du skrev" in client.get(path).text
    assert session.scalars(select(Motion.text).where(Motion.text == MINE)).all() == []


def test_others_of_the_delegation_do_not_see_it_before_it_is_saved(sign_in: Any, session: Session, at: Hall) -> None:
    own = motion_in(at, None, state=MotionState.draft)
    path = f"{at.base}/kladder/{own.id}"
    fields = type_into(sign_in(at.oak_pupil), path, text=MINE)
    other = sign_in(at.oak_other)
    assert form_fields(other.get(path).text, path)["text"] == TEXT
    assert submit(other, path, {"text": CHANGED}).status_code == 303
    # Back again with what was begun before that: both texts are shown, and nothing is written over.
    mine = sign_in(at.oak_pupil)
    found = form_fields(mine.get(path).text, path)
    assert (found["text"], found["version"]) == (MINE, fields["version"])
    both = mine.post(path, data=found)
    assert both.status_code == 409
    assert places(session) == [path]
    assert mine.post(path, data=form_fields(both.text, path) | {"text": MINE}).status_code == 303
    assert places(session) == []


def test_what_is_typed_is_not_left_behind_when_the_draft_is_sent_in(sign_in: Any, session: Session, at: Hall) -> None:
    own = motion_in(at, None, state=MotionState.draft)
    path = f"{at.base}/kladder/{own.id}"
    client = sign_in(at.oak_pupil)
    type_into(client, path, text=CHANGED)
    held = submit(client, f"{path}/send", {}, page=path)
    assert held.headers["Location"] == path
    assert "som ikke står i forslaget endnu" in client.get(path).text
    assert submit(client, path, {}).status_code == 303
    assert submit(client, f"{path}/send", {}, page=path).headers["Location"] == f"{at.base}/forslag/1"
    session.expire_all()
    assert session.scalars(select(Motion.text)).all() == [CHANGED]


def test_it_goes_with_a_draft_that_is_thrown_away(sign_in: Any, session: Session, at: Hall) -> None:
    own = motion_in(at, None, state=MotionState.draft)
    path = f"{at.base}/kladder/{own.id}"
    type_into(sign_in(at.oak_other), path, text=MINE)
    type_into(sign_in(at.oak_other), f"{at.base}/forslag/nyt", text=MINE)
    assert press(sign_in(at.oak_pupil), f"{path}/slet").status_code == 303
    assert places(session) == [f"{at.base}/forslag/nyt"]


def test_an_amendment_that_is_sent_leaves_nothing_behind(sign_in: Any, session: Session, at: Hall) -> None:
    motion_in(at, 1)
    path = f"{at.base}/forslag/1/aendringer/ny"
    client = sign_in(at.beech_pupil)
    type_into(client, path, text=CHANGED, reason="Fem træer er bedre end tre.")
    assert submit(client, path, {}).status_code == 303
    assert places(session) == []
