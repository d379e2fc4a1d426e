"""Amendments: the whole text as it would stand, arguments for and against, taken in, voted on, withdrawn."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.web.assembly.motions import CHANGED, TEXT, Hall, amendment_of, hall, motion_in, texts, visitor
from tests.web.forms import form_fields, press, submit
from youthvoice.assembly.commands.amendments import adopt_amendment, reject_amendment
from youthvoice.assembly.commands.motion_state import hold_motion, put_state
from youthvoice.assembly.events import AmendmentSettled
from youthvoice.assembly.models import Amendment, AmendmentArgument, Motion, MotionVersion
from youthvoice.assembly.rules.motions import AmendmentState, MotionState
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.core.events import subscribe

REASON = "Tre træer er for få til en hel skole."


@pytest.fixture
def at(session: Session) -> Hall:
    return hall(session)


@pytest.fixture
def motion(at: Hall) -> Motion:
    return motion_in(at, state=MotionState.in_committee)


def state(session: Session, asked: Amendment) -> AmendmentState:
    session.expire_all()
    return session.get_one(Amendment, asked.id).state


def test_a_delegate_asks_for_a_change_and_everybody_sees_what_is_different(
    app: Flask, sign_in: Any, session: Session, at: Hall, motion: Motion
) -> None:
    address = f"{at.base}/forslag/1/aendringer/ny"
    sent = submit(sign_in(at.beech_pupil), address, {"text": CHANGED, "reason": REASON})
    assert sent.headers["Location"] == f"{at.base}/forslag/1/aendringer/1"
    client = visitor(app, session)
    page = client.get(sent.headers["Location"]).text
    assert "<del>tre</del><ins>fem</ins>" in page
    assert REASON in page
    assert "Bøgeskolen beder om ændringen." in page
    assert at.beech_pupil.display_name not in page
    listed = client.get(f"{at.base}/forslag/1").text
    assert "Ændring 1 fra Bøgeskolen" in listed


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": TEXT, "reason": REASON}, "Ret i teksten. Den er som før."),
        ({"text": "Træer.", "reason": REASON}, "Skriv mindst 30 tegn"),
        ({"text": CHANGED, "reason": ""}, "Skriv, hvorfor teksten skal ændres."),
        ({"text": CHANGED, "reason": "Spørg 010199-1234 om det."}, "CPR-nummer"),
    ],
)
def test_what_is_not_in_order_is_refused_and_stays(
    sign_in: Any, session: Session, at: Hall, motion: Motion, changes: dict[str, str], said: str
) -> None:
    address = f"{at.base}/forslag/1/aendringer/ny"
    answer = submit(sign_in(at.beech_pupil), address, changes)
    assert answer.status_code == 422
    assert said in answer.text
    kept = form_fields(answer.text, address)
    assert (kept["text"].splitlines(), kept["reason"]) == (changes["text"].splitlines(), changes["reason"])
    assert session.scalar(select(func.count()).select_from(Amendment)) == 0


def test_sent_twice_it_is_there_once(sign_in: Any, session: Session, at: Hall, motion: Motion) -> None:
    client, address = sign_in(at.beech_pupil), f"{at.base}/forslag/1/aendringer/ny"
    fields = form_fields(client.get(address).text, address) | {"text": CHANGED, "reason": REASON}
    for _ in range(2):
        assert client.post(address, data=fields).headers["Location"].endswith("/aendringer/1")
    assert session.scalar(select(func.count()).select_from(Amendment)) == 1


def test_delegates_argue_for_and_against_and_others_only_read(
    app: Flask, sign_in: Any, session: Session, at: Hall, motion: Motion
) -> None:
    amendment_of(session, at, motion)
    page = f"{at.base}/forslag/1/aendringer/1"
    typed = {"side": "against", "text": "Det er for dyrt for kommunen."}
    said = submit(sign_in(at.oak_pupil), page, typed)
    assert said.status_code == 303
    client = visitor(app, session)
    shown = client.get(page).text
    assert "Det er for dyrt for kommunen." in shown
    assert "Egeskolen" in shown
    assert "Skriv for eller imod" not in shown
    assert "0 skriver for, 1 imod" in client.get(f"{at.base}/forslag/1").text
    assert press(sign_in(at.stranger), page, typed, check=False).status_code == 403
    assert session.scalar(select(func.count()).select_from(AmendmentArgument)) == 1


def test_an_argument_needs_a_side_and_words(sign_in: Any, at: Hall, session: Session, motion: Motion) -> None:
    amendment_of(session, at, motion)
    page = f"{at.base}/forslag/1/aendringer/1"
    answer = submit(sign_in(at.oak_pupil), page, {"text": "Kort"})
    assert answer.status_code == 422
    assert "Vælg, om du er for eller imod." in answer.text
    assert "Skriv mindst 10 tegn" in answer.text


def test_the_committee_takes_it_in_as_a_version_of_its_own(
    sign_in: Any, session: Session, at: Hall, motion: Motion
) -> None:
    settled: list[str] = []
    subscribe(AmendmentSettled, lambda _session, event: settled.append(event.state))
    asked = amendment_of(session, at, motion)
    address = f"{at.base}/forslag/1/aendringer/1/skriv-ind"
    assert sign_in(at.stranger).get(address, check=False).status_code == 403
    assert submit(sign_in(at.oak_other), address, {}).status_code == 303
    assert state(session, asked) is AmendmentState.taken_in
    assert [one.splitlines() for one in texts(session, motion.id)] == [TEXT.splitlines(), CHANGED.splitlines()]
    query = select(MotionVersion.amendment_id).where(MotionVersion.motion_id == motion.id)
    assert session.scalars(query.order_by(MotionVersion.number)).all() == [None, asked.id]
    assert settled == ["taken_in"]
    assert press(sign_in(at.oak_other), address, check=False).status_code == 403


def test_where_the_text_moved_on_both_stand_in_it(sign_in: Any, session: Session, at: Hall, motion: Motion) -> None:
    amendment_of(session, at, motion)
    leader = sign_in(at.oak_other)
    moved = TEXT + "\nEleverne planter selv."
    assert submit(leader, f"{at.base}/forslag/1/ret", {"text": moved}).status_code == 303
    page = leader.get(f"{at.base}/forslag/1/aendringer/1").text
    assert "Forslaget er rettet, siden ændringen blev skrevet." in page
    address = f"{at.base}/forslag/1/aendringer/1/skriv-ind"
    assert submit(leader, address, {}).status_code == 303
    assert texts(session, motion.id)[-1].splitlines() == [*CHANGED.splitlines(), "Eleverne planter selv."]


def test_somebody_who_saves_while_it_is_taken_in_loses_nothing(
    sign_in: Any, session: Session, at: Hall, motion: Motion
) -> None:
    asked = amendment_of(session, at, motion)
    leader, address = sign_in(at.oak_other), f"{at.base}/forslag/1/aendringer/1/skriv-ind"
    mine = form_fields(leader.get(address).text, address)
    assert submit(leader, f"{at.base}/forslag/1/ret", {"text": TEXT + "\nTil sommer."}).status_code == 303
    answer = leader.post(address, data=mine)
    assert answer.status_code == 409
    assert state(session, asked) is AmendmentState.open
    both = form_fields(answer.text, address)
    assert both["text"].splitlines() == [*CHANGED.splitlines(), "Til sommer."]
    assert leader.post(address, data=both).status_code == 303
    assert state(session, asked) is AmendmentState.taken_in


def test_only_whoever_asked_takes_it_back(sign_in: Any, session: Session, at: Hall, motion: Motion) -> None:
    asked = amendment_of(session, at, motion)
    address = f"{at.base}/forslag/1/aendringer/1/traek-tilbage"
    assert press(sign_in(at.oak_other), address, check=False).status_code == 403
    assert press(sign_in(at.beech_pupil), address).status_code == 303
    assert state(session, asked) is AmendmentState.withdrawn


def test_one_that_is_voted_for_becomes_part_of_what_stands(session: Session, at: Hall, motion: Motion) -> None:
    first = amendment_of(session, at, motion)
    second = amendment_of(session, at, motion, TEXT + "\nEleverne planter selv.")
    third = amendment_of(session, at, motion, TEXT.replace("tre", "hundrede"))
    assert adopt_amendment(session, first, now())
    assert adopt_amendment(session, second, now())
    assert not adopt_amendment(session, third, now())
    session.expire_all()
    told = session.get_one(Motion, motion.id).text
    assert "fem træer" in told
    # It changes what the first has changed: nobody but the hall says which of them stands (test_wordings.py).
    assert "hundrede træer" not in told
    assert [one.waits_since is not None for one in (first, second, third)] == [False, False, True]
    assert told.endswith("Eleverne planter selv.")
    assert len(texts(session, motion.id)) == 3
    notes = session.scalars(select(MotionVersion.note).order_by(MotionVersion.number.desc())).first()
    assert notes == "Stemt igennem på Bytinget."


def test_one_that_is_voted_down_changes_nothing_and_is_settled_once(session: Session, at: Hall, motion: Motion) -> None:
    asked = amendment_of(session, at, motion)
    reject_amendment(session, asked, now())
    assert texts(session, motion.id) == [TEXT]
    with pytest.raises(Conflict):
        adopt_amendment(session, asked, now())


@pytest.mark.parametrize("end", [MotionState.adopted, MotionState.rejected, MotionState.withdrawn])
def test_what_is_left_is_overtaken_when_its_motion_is_decided(session: Session, at: Hall, end: MotionState) -> None:
    motion = motion_in(at, 3, state=MotionState.ready)
    asked = amendment_of(session, at, motion)
    put_state(session, hold_motion(session, motion.id), end, now())
    assert state(session, asked) is AmendmentState.overtaken
    with pytest.raises(Conflict):
        put_state(session, hold_motion(session, motion.id), MotionState.in_committee, now())
