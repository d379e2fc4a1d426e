"""A committee works a motion over: every wording is kept, two at once lose nothing, and two motions become one."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.assembly import CommitteeFactory, MotionVersionFactory, seat_of_chair
from tests.web.assembly.motions import CHANGED, TEXT, Hall, amendment_of, hall, motion_in, state_of, texts, visitor
from tests.web.forms import form_fields, press, submit
from youthvoice.assembly.events import MotionMoved
from youthvoice.assembly.models import Amendment, Motion, MotionCredit, MotionVersion
from youthvoice.assembly.rules.motions import AmendmentState, MotionState
from youthvoice.core.clock import now
from youthvoice.core.events import subscribe


@pytest.fixture
def at(session: Session) -> Hall:
    return hall(session)


@pytest.fixture
def motion(at: Hall) -> Motion:
    return motion_in(at, state=MotionState.in_committee)


def labels(session: Session, motion_id: int) -> list[str]:
    query = select(MotionCredit.label).where(MotionCredit.motion_id == motion_id)
    return list(session.scalars(query.order_by(MotionCredit.id)))


def test_the_committee_changes_the_text_and_the_versions_say_who_and_what(
    app: Flask, sign_in: Any, session: Session, at: Hall, motion: Motion
) -> None:
    page = f"{at.base}/forslag/1"
    typed = {"text": CHANGED, "note": "Tre var for få."}
    assert submit(sign_in(at.beech_pupil), f"{page}/ret", typed).status_code == 303
    assert texts(session, motion.id) == [TEXT, CHANGED]
    shown = visitor(app, session).get(f"{page}/versioner").text
    assert "<del>tre</del><ins>fem</ins>" in shown
    assert "Bøgeskolen" in shown
    assert "Tre var for få." in shown
    assert at.beech_pupil.display_name not in shown


def test_any_two_versions_are_compared_and_the_older_stands_first(
    app: Flask, session: Session, at: Hall, motion: Motion
) -> None:
    for number, text in ((2, TEXT + " Straks."), (3, TEXT.replace("tre", "ti"))):
        MotionVersionFactory(motion_id=motion.id, number=number, title=motion.title, text=text)
        motion.versions = number
    client, address = visitor(app, session), f"{at.base}/forslag/1/versioner"
    assert "<del> Straks.</del>" in client.get(address).text
    for asked in ("fra=1&til=3", "fra=3&til=1", "fra=1&til=99999999999", "fra=1"):
        shown = client.get(f"{address}?{asked}").text
        assert "Fra version 1 til version 3" in shown
        assert "<del>tre</del><ins>ti</ins>" in shown
    assert "Fra version 2 til version 3" in client.get(f"{address}?fra=nej&til=x").text


def test_the_same_words_once_more_make_no_version(sign_in: Any, session: Session, at: Hall, motion: Motion) -> None:
    assert submit(sign_in(at.oak_other), f"{at.base}/forslag/1/ret", {"note": "Ingenting."}).status_code == 303
    assert texts(session, motion.id) == [TEXT]


def test_two_who_save_from_the_same_version_get_both_texts_in_one(
    sign_in: Any, session: Session, at: Hall, motion: Motion
) -> None:
    address, client = f"{at.base}/forslag/1/ret", sign_in(at.oak_other)
    mine = form_fields(client.get(address).text, address)
    assert submit(sign_in(at.beech_pupil), address, {"text": TEXT + "\nEleverne planter selv."}).status_code == 303
    client = sign_in(at.oak_other)
    mine["csrf_token"] = form_fields(client.get(address).text, address)["csrf_token"]
    answer = client.post(address, data=mine | {"text": CHANGED})
    assert answer.status_code == 409
    assert "Bøgeskolen har gemt, mens du skrev" in answer.text
    assert "<ins>\nEleverne planter selv.</ins>" in answer.text
    merged = form_fields(answer.text, address)
    assert merged["text"].splitlines() == [*CHANGED.splitlines(), "Eleverne planter selv."]
    assert len(texts(session, motion.id)) == 2
    assert client.post(address, data=merged).status_code == 303
    assert texts(session, motion.id)[-1].splitlines() == merged["text"].splitlines()


def test_titles_that_both_changed_are_both_shown(sign_in: Any, at: Hall, motion: Motion) -> None:
    address, client = f"{at.base}/forslag/1/ret", sign_in(at.oak_other)
    mine = form_fields(client.get(address).text, address)
    submit(sign_in(at.beech_pupil), address, {"title": "Grønne skoler"})
    client = sign_in(at.oak_other)
    mine["csrf_token"] = form_fields(client.get(address).text, address)["csrf_token"]
    answer = client.post(address, data=mine | {"title": "Skoler med træer"})
    assert answer.status_code == 409
    assert "Grønne skoler" in answer.text
    assert form_fields(answer.text, address)["title"] == "Skoler med træer"
    assert "I har skrevet samme sted" in answer.text


@pytest.mark.parametrize("who", ["stranger", "oak_pupil"])
def test_nobody_else_changes_what_a_committee_has(sign_in: Any, at: Hall, motion: Motion, who: str) -> None:
    client = sign_in(getattr(at, who))
    assert client.get(f"{at.base}/forslag/1/ret", check=False).status_code == 403
    assert press(client, f"{at.base}/forslag/1/klar", check=False).status_code == 403


def test_once_the_day_is_on_nothing_is_changed(sign_in: Any, session: Session, at: Hall, motion: Motion) -> None:
    at.year.begun_at = now()
    session.commit()
    client = sign_in(at.oak_other)
    for step in ("ret", "klar", "udvalg", "saml", "traek-tilbage"):
        assert press(client, f"{at.base}/forslag/1/{step}", check=False).status_code == 403
    assert texts(session, motion.id) == [TEXT]


def test_whoever_leads_the_committee_says_that_it_is_ready_and_opens_it_again(
    sign_in: Any, session: Session, at: Hall, motion: Motion
) -> None:
    moves: list[str] = []
    subscribe(MotionMoved, lambda _session, event: moves.append(event.state))
    leader, page = sign_in(at.oak_other), f"{at.base}/forslag/1"
    assert submit(leader, f"{page}/klar", {}, page=page).status_code == 303
    assert state_of(session, motion.id) is MotionState.ready
    assert leader.get(f"{page}/ret", check=False).status_code == 403
    assert submit(leader, f"{page}/igen", {}, page=page).status_code == 303
    assert state_of(session, motion.id) is MotionState.in_committee
    assert moves == ["ready", "in_committee"]


def test_those_who_lead_give_motions_to_committees_and_take_them_back(sign_in: Any, session: Session, at: Hall) -> None:
    motion = motion_in(at)
    other = CommitteeFactory(year_id=at.year.id, name="Skole og fritid")
    client, address = sign_in(at.chair), f"{at.base}/forslag/1/udvalg"
    for committee, state in ((at.committee.id, "in_committee"), (other.id, "in_committee"), ("", "submitted")):
        assert submit(client, address, {"committee": str(committee)}).status_code == 303
        session.expire_all()
        found = session.get_one(Motion, motion.id)
        assert (found.state.value, found.committee_id) == (state, committee or None)
    elsewhere = hall(session)
    assert submit(client, address, {"committee": str(elsewhere.committee.id)}).status_code == 422


def test_a_motion_becomes_part_of_another_with_credit_to_all(
    app: Flask, sign_in: Any, session: Session, at: Hall, motion: Motion
) -> None:
    into = motion_in(at, 2, state=MotionState.in_committee, delegation_id=at.beech.id, title="Grønne skolegårde")
    asked = amendment_of(session, at, motion)
    leader, address = sign_in(at.oak_other), f"{at.base}/forslag/1/saml"
    assert "Grønne skolegårde" in leader.get(address).text
    both = TEXT + "\nSkolegårdene skal også være grønne."
    assert submit(leader, address, {"text": both}, page=f"{address}?med=2").status_code == 303
    session.expire_all()
    gone, kept = session.get_one(Motion, motion.id), session.get_one(Motion, into.id)
    assert (gone.state, gone.merged_into_id) == (MotionState.merged, into.id)
    assert kept.text.splitlines() == both.splitlines()
    assert set(labels(session, motion.id)) < set(labels(session, into.id))
    assert session.get_one(Amendment, asked.id).state is AmendmentState.overtaken
    client = visitor(app, session)
    assert "/forslag/2" in client.get(f"{at.base}/forslag/1").text
    page = client.get(f"{at.base}/forslag/2").text
    assert labels(session, motion.id)[0] in page
    assert "/forslag/1" in page
    assert "Forslag 1 er lagt ind her." in client.get(f"{at.base}/forslag/2/versioner").text


def test_a_motion_that_changed_while_it_was_merged_is_looked_at_first(
    sign_in: Any, session: Session, at: Hall, motion: Motion
) -> None:
    motion_in(at, 2, state=MotionState.in_committee)
    leader, address = sign_in(at.oak_other), f"{at.base}/forslag/1/saml"
    mine = form_fields(leader.get(f"{address}?med=2").text, address)
    submit(leader, f"{at.base}/forslag/2/ret", {"text": TEXT + "\nEleverne planter selv."})
    answer = leader.post(address, data=mine | {"text": CHANGED})
    assert answer.status_code == 409
    assert state_of(session, motion.id) is MotionState.in_committee
    both = form_fields(answer.text, address)
    assert both["text"].splitlines() == [*CHANGED.splitlines(), "Eleverne planter selv."]
    assert leader.post(address, data=both).status_code == 303
    assert state_of(session, motion.id) is MotionState.merged


def test_it_is_not_merged_into_itself_or_into_what_is_decided(sign_in: Any, session: Session, at: Hall) -> None:
    motion_in(at, 1)
    motion_in(at, 2, state=MotionState.withdrawn, withdrawn_at=now())
    client = sign_in(at.chair)
    for number in ("1", "2", "3", "x"):
        shown = client.get(f"{at.base}/forslag/1/saml?med={number}")
        assert "Det forslag kan du ikke vælge" in shown.text
    assert press(client, f"{at.base}/forslag/1/saml", {"into": "2"}).status_code == 422


def test_only_authors_withdraw_and_it_is_gone_for_the_day(sign_in: Any, session: Session, at: Hall) -> None:
    motion = motion_in(at)
    asked = amendment_of(session, at, motion)
    address = f"{at.base}/forslag/1/traek-tilbage"
    for person in (at.beech_pupil, at.chair, at.stranger):
        assert sign_in(person).get(address, check=False).status_code == 403
    assert submit(sign_in(at.oak_other), address, {}).status_code == 303
    assert state_of(session, motion.id) is MotionState.withdrawn
    assert session.get_one(Amendment, asked.id).state is AmendmentState.overtaken


def test_a_chair_sends_what_has_no_committee_straight_to_the_day(sign_in: Any, session: Session, at: Hall) -> None:
    motion = motion_in(at)
    client, page = sign_in(at.chair), f"{at.base}/forslag/1"
    assert submit(client, f"{page}/klar", {}, page=page).status_code == 303
    assert state_of(session, motion.id) is MotionState.ready
    assert press(client, f"{page}/igen", check=False).status_code == 409


def test_versions_are_signed_by_bytinget_where_the_chair_goes_with_no_delegation(
    sign_in: Any, session: Session, at: Hall
) -> None:
    motion = motion_in(at)
    chair = seat_of_chair(at.year)
    assert submit(sign_in(chair), f"{at.base}/forslag/1/ret", {"text": CHANGED}).status_code == 303
    query = select(MotionVersion.written_by_label).where(MotionVersion.motion_id == motion.id)
    assert session.scalars(query.order_by(MotionVersion.number)).all()[-1] == at.year.body.name
