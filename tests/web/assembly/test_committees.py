"""Committees: made by those who lead, joined by delegates, led by one."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.assembly import CommitteeMemberFactory
from tests.web.assembly.motions import Hall, hall, visitor
from tests.web.forms import press, submit
from youthvoice.assembly.models import Committee, CommitteeMember
from youthvoice.core.clock import now


@pytest.fixture
def at(session: Session) -> Hall:
    return hall(session)


def members(session: Session, committee_id: int) -> dict[int, bool]:
    session.expire_all()
    query = select(CommitteeMember.person_id, CommitteeMember.leads)
    rows = session.execute(query.where(CommitteeMember.committee_id == committee_id))
    return {row.person_id: row.leads for row in rows}


def test_those_who_lead_make_a_committee_and_a_name_is_taken_once(sign_in: Any, session: Session, at: Hall) -> None:
    client, address = sign_in(at.chair), f"{at.base}/udvalg/nyt"
    assert submit(client, address, {"name": "Skole og fritid", "about": "Alt om skolen."}).status_code == 303
    again = submit(client, address, {"name": "Skole og fritid"})
    assert again.status_code == 422
    assert "Der er allerede et udvalg, som hedder det." in again.text
    made = session.scalars(select(Committee).where(Committee.name == "Skole og fritid")).one()
    assert submit(client, f"{at.base}/udvalg/{made.id}/ret", {"name": "Klima og natur"}).status_code == 422
    assert submit(client, f"{at.base}/udvalg/{made.id}/ret", {"name": "Skolen"}).status_code == 303
    assert "Skolen" in client.get(f"{at.base}/udvalg").text


def test_delegates_come_and_go_and_others_do_not(sign_in: Any, session: Session, at: Hall) -> None:
    page = f"{at.base}/udvalg/{at.committee.id}"
    client = sign_in(at.oak_pupil)
    for _ in range(2):
        assert press(client, f"{page}/med").status_code == 303
    assert members(session, at.committee.id)[at.oak_pupil.id] is False
    assert press(client, f"{page}/ud").status_code == 303
    assert at.oak_pupil.id not in members(session, at.committee.id)
    assert press(sign_in(at.stranger), f"{page}/med", check=False).status_code == 403


def test_those_who_lead_put_in_take_out_and_say_who_leads(sign_in: Any, session: Session, at: Hall) -> None:
    page, client = f"{at.base}/udvalg/{at.committee.id}", sign_in(at.chair)
    address = f"{page}/medlemmer"
    assert submit(client, address, {"person": str(at.oak_pupil.id)}).status_code == 303
    assert press(client, address, {"person": str(at.stranger.id)}).status_code == 422
    for _ in range(2):
        assert press(client, f"{page}/leder", {"person": str(at.oak_pupil.id)}).status_code == 303
    expected = {at.oak_pupil.id: True, at.oak_other.id: False, at.beech_pupil.id: False}
    assert members(session, at.committee.id) == expected
    assert press(client, f"{page}/tag-ud", {"person": str(at.beech_pupil.id)}).status_code == 303
    assert at.beech_pupil.id not in members(session, at.committee.id)
    assert press(client, f"{page}/leder", {"person": str(at.stranger.id)}, check=False).status_code == 409
    assert press(sign_in(at.oak_other), f"{page}/leder", {"person": "1"}, check=False).status_code == 403


def test_a_committee_has_one_leader_whoever_writes_the_row(session: Session, at: Hall) -> None:
    with pytest.raises(IntegrityError, match=r"leads|committee_id"), session.begin_nested():
        CommitteeMemberFactory(committee_id=at.committee.id, leads=True)


def test_everybody_reads_which_schools_sit_there_and_only_bytingets_own_who(
    app: Flask, sign_in: Any, session: Session, at: Hall
) -> None:
    page = f"{at.base}/udvalg/{at.committee.id}"
    public = visitor(app, session).get(page).text
    assert "Egeskolen" in public
    assert "Leder udvalget" in public
    assert at.oak_other.display_name not in public
    assert at.oak_other.display_name in sign_in(at.beech_pupil).get(page).text
    assert at.oak_other.display_name not in sign_in(at.stranger).get(page).text


def test_once_the_day_is_on_committees_stay_as_they_are(sign_in: Any, session: Session, at: Hall) -> None:
    at.year.begun_at = now()
    session.commit()
    page = f"{at.base}/udvalg/{at.committee.id}"
    assert press(sign_in(at.oak_pupil), f"{page}/med", check=False).status_code == 403
    assert (
        press(sign_in(at.chair), f"{page}/medlemmer", {"person": str(at.oak_pupil.id)}, check=False).status_code == 403
    )
    assert at.oak_pupil.id not in members(session, at.committee.id)


def test_another_years_committee_is_not_found(sign_in: Any, session: Session, at: Hall) -> None:
    other = hall(session)
    assert sign_in(at.chair).get(f"{at.base}/udvalg/{other.committee.id}", check=False).status_code == 404
