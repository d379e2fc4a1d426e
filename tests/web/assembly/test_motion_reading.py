"""What everybody reads of motions, in how many queries; reported, hidden, taken along, and by whose name."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.assembly import CommitteeMemberFactory, DelegateFactory
from tests.web.assembly.motions import CHANGED, TEXT, Hall, amendment_of, hall, motion_in, state_of, visitor
from youthvoice.accounts.events import PersonClosed, PersonRenamed
from youthvoice.accounts.export import export
from youthvoice.assembly.commands.amendments import argue
from youthvoice.assembly.commands.motion_words import change_words
from youthvoice.assembly.events import DayBegun
from youthvoice.assembly.models import CommitteeMember, MotionCredit
from youthvoice.assembly.rules.motions import MotionState, Side, Words, Writer
from youthvoice.core.clock import now
from youthvoice.core.events import publish
from youthvoice.moderation.targets import find_target, hide_target, restore_target


@pytest.fixture
def at(session: Session) -> Hall:
    return hall(session)


def much(session: Session, at: Hall, number: int = 1) -> Any:
    """A motion in committee, with two wordings, an amendment and two arguments."""
    motion = motion_in(at, number, state=MotionState.in_committee)
    writer = Writer(at.oak_other.id, "Egeskolen")
    change_words(session, motion, at.oak_other, writer, Words(motion.title, TEXT + " Ja.", "Et ja"), 1)
    asked = amendment_of(session, at, motion, CHANGED)
    for index, side in enumerate(Side):
        key = f"{number:016x}{index:016x}"
        argue(session, asked, at.oak_other, writer, side, "Det mener vi på Egeskolen.", key)
    return motion


PAGES = ("forslag", "forslag/1", "forslag/1/versioner", "forslag/1/aendringer/1", "udvalg", "udvalg/{committee}")


@pytest.mark.parametrize("page", PAGES)
def test_pages_take_as_many_queries_however_much_there_is(
    app: Flask, sign_in: Any, session: Session, at: Hall, count_queries: Any, page: str
) -> None:
    address = f"{at.base}/{page.format(committee=at.committee.id)}"
    for size in (1, 4):
        for number in range(1 if size == 1 else 2, size + 1):
            much(session, at, number)
            CommitteeMemberFactory(committee_id=at.committee.id)
        with count_queries() as seen:
            assert visitor(app, session).get(address).status_code == 200
        assert len(seen) <= 6, seen
        for person in (at.oak_other, at.chair):
            client = sign_in(person)
            with count_queries() as seen:
                assert client.get(address).status_code == 200
            assert len(seen) <= 8, seen


def test_the_list_goes_on_by_number_and_is_chosen_by_committee_and_state(
    app: Flask, session: Session, at: Hall
) -> None:
    for number in range(1, 33):
        motion_in(at, number, title=f"Forslag om træer nr. {number:02d}")
    motion_in(at, 40, state=MotionState.in_committee, title="Cykelstier til alle skoler")
    motion_in(at, None, state=MotionState.draft, title="Ikke sendt endnu")
    client = visitor(app, session)
    first = client.get(f"{at.base}/forslag").text
    assert "nr. 30" in first
    assert "nr. 31" not in first
    later = client.get(f"{at.base}/forslag?efter=30").text
    assert "nr. 31" in later
    assert "Cykelstier" in later
    assert "Ikke sendt endnu" not in later
    chosen = client.get(f"{at.base}/forslag?udvalg={at.committee.id}").text
    assert "Cykelstier" in chosen
    assert "nr. 01" not in chosen
    assert "Vi fandt ikke noget" in client.get(f"{at.base}/forslag?vis=afgjort").text
    assert client.get(f"{at.base}/forslag?vis=x&udvalg=9999999999999999999&efter=99999999").status_code == 200


def test_a_cached_page_is_made_anew_when_something_on_it_changes(app: Flask, session: Session, at: Hall) -> None:
    motion = motion_in(at, state=MotionState.in_committee)
    client, address = visitor(app, session), f"{at.base}/forslag/1"
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    writer = Writer(at.oak_other.id, "Egeskolen")
    change_words(session, motion, at.oak_other, writer, Words(motion.title, CHANGED), 1)
    session.commit()
    changed = client.get(address, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert "fem træer" in changed.text
    etag = changed.headers["ETag"]
    amendment_of(session, at, motion, TEXT)
    session.commit()
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("kind", ["assembly_motion", "motion_version", "amendment", "amendment_argument"])
def test_every_text_is_reported_hidden_and_shown_again(app: Flask, session: Session, at: Hall, kind: str) -> None:
    motion = much(session, at)
    pages = {
        "assembly_motion": (f"{at.base}/forslag/1", TEXT.split("\n", maxsplit=1)[0]),
        "motion_version": (f"{at.base}/forslag/1/versioner", "Et ja"),
        "amendment": (f"{at.base}/forslag/1/aendringer/1", "Tre træer er for få til en skole."),
        "amendment_argument": (f"{at.base}/forslag/1/aendringer/1", "Det mener vi på Egeskolen."),
    }
    address, words = pages[kind]
    client = visitor(app, session)
    page = client.get(address).text
    assert words in page
    target_id = motion.id if kind == "assembly_motion" else _reported(page, kind)
    target = find_target(session, kind, target_id)
    assert target is not None
    assert target.is_readable
    assert target.path.split("#")[0].startswith(f"{at.base}/forslag/1")
    assert client.get(f"/anmeld/{kind}/{target_id}").status_code == 200
    for _ in range(2):
        hide_target(session, kind, target_id)
    session.commit()
    hidden = client.get(address, check=False)
    assert hidden.status_code == 404 or hidden.text.count(words) < page.count(words)
    restore_target(session, kind, target_id)
    session.commit()
    assert client.get(address).text.count(words) == page.count(words)


def _reported(page: str, kind: str) -> int:
    """The first text of that kind that the page lets one report."""
    found = re.search(rf"/anmeld/{kind}/(\d+)", page)
    assert found is not None
    return int(found.group(1))


def test_a_hidden_motion_is_there_for_its_authors_and_those_who_lead(
    app: Flask, sign_in: Any, session: Session, at: Hall
) -> None:
    motion = motion_in(at)
    hide_target(session, "assembly_motion", motion.id)
    assert motion.title not in visitor(app, session).get(f"{at.base}/forslag").text
    assert sign_in(at.beech_pupil).get(f"{at.base}/forslag/1", check=False).status_code == 404
    for person in (at.oak_pupil, at.chair):
        assert "En voksen har skjult forslaget" in sign_in(person).get(f"{at.base}/forslag/1").text


def test_what_one_wrote_can_be_taken_along(session: Session, at: Hall) -> None:
    much(session, at)
    mine = export(session, at.oak_other)
    assert [one["note"] for one in mine["assembly_wordings"]] == ["Et ja"]
    assert len(mine["assembly_arguments"]) == 2
    assert [one["name"] for one in mine["assembly_committees"]] == ["Klima og natur"]
    assert [one["number"] for one in export(session, at.oak_pupil)["assembly_motions"]] == [1]
    assert [one["reason"] for one in export(session, at.beech_pupil)["assembly_amendments"]]
    assert export(session, at.stranger)["assembly_motions"] == []


def test_a_new_name_stands_where_the_old_one_stood(session: Session, at: Hall) -> None:
    motion = motion_in(at)
    for label in ("Grå Ulv", "Egeskolens elevråd"):
        session.add(MotionCredit(motion_id=motion.id, label=label, person_id=at.oak_pupil.id))
    session.flush()
    publish(session, PersonRenamed(at.oak_pupil.id, "Grå Ulv", "Rolig Ræv"))
    labels = set(session.scalars(select(MotionCredit.label).where(MotionCredit.motion_id == motion.id)))
    assert {"Rolig Ræv", "Egeskolens elevråd"} < labels
    assert "Grå Ulv" not in labels


def test_an_account_that_is_closed_is_in_no_committee(session: Session, at: Hall) -> None:
    publish(session, PersonClosed(at.oak_other.id, at.oak_other.id))
    left = session.scalars(select(CommitteeMember.person_id).where(CommitteeMember.committee_id == at.committee.id))
    assert left.all() == [at.beech_pupil.id]


def test_what_is_not_finished_comes_to_the_day_as_it_stands(session: Session, at: Hall) -> None:
    one, two = motion_in(at, 1), motion_in(at, 2, state=MotionState.in_committee)
    gone = motion_in(at, 3, state=MotionState.withdrawn, withdrawn_at=now())
    at.year.begun_at = now()
    session.flush()
    publish(session, DayBegun(at.year.id))
    assert {state_of(session, one.id), state_of(session, two.id)} == {MotionState.ready}
    assert state_of(session, gone.id) is MotionState.withdrawn


def test_whoever_is_no_delegate_any_more_works_on_nothing(sign_in: Any, session: Session, at: Hall) -> None:
    motion_in(at, state=MotionState.in_committee)
    late = DelegateFactory(delegation=at.oak, year_id=at.year.id, withdrawn_at=now())
    CommitteeMemberFactory(committee_id=at.committee.id, person=late.person)
    assert sign_in(late.person).get(f"{at.base}/forslag/1/ret", check=False).status_code == 403
