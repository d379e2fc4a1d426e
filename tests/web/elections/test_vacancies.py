"""A member leaves: the papers are counted again without them, and one tap lets the next one in."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.elections import (
    MONDAY,
    NOMINATION,
    PAUSE,
    VOTING,
    SchoolTown,
    announced,
    drawn,
    standing_up,
)
from tests.web.elections.steps import held, leave
from tests.web.forms import form_fields, submit
from youthvoice.core.clock import today
from youthvoice.councils.commands.seats import step_in as step_in_by_hand
from youthvoice.councils.models import Seat
from youthvoice.councils.queries.seats import seats_of
from youthvoice.councils.rules.seats import SeatEnd, SeatRole
from youthvoice.elections.commands.vacancies import mark_by_election
from youthvoice.elections.models import Candidate, Election, Vacancy, VacancyState
from youthvoice.elections.queries.elections import get_election
from youthvoice.elections.queries.following import empty_seats, unfilled_seats
from youthvoice.elections.rules.states import ElectionState, Purpose


def vacancies(session: Session) -> list[Vacancy]:
    session.expire_all()
    return list(session.scalars(select(Vacancy).order_by(Vacancy.id)))


def members(session: Session, town: SchoolTown, role: SeatRole = SeatRole.member) -> set[int]:
    return {one.person_id for one in seats_of(session, town.council.id) if one.role is role}


def tap(browser: Any, election: Election, vacancy: Vacancy, name: str = "traeder-ind") -> Any:
    return submit(browser, f"/valg/ledig-plads/{vacancy.id}/{name}", {}, page=f"/valg/{election.id}")


@pytest.mark.parametrize(("who", "follower"), [(0, 2), (1, 3)])
def test_the_papers_say_who_follows_whom(
    session: Session, town: SchoolTown, clock: Any, sign_in: Any, who: int, follower: int
) -> None:
    election, standing = held(session, clock, town)
    assert [one.place for one in standing] == [1, 2, None, None]
    leaving, next_one = standing[who], standing[follower]
    seat = leave(session, leaving)
    (vacancy,) = vacancies(session)
    assert (vacancy.candidate_id, vacancy.state) == (next_one.id, VacancyState.open)
    assert members(session, town) == {standing[1 - who].person_id}  # nothing is automatic
    browser = sign_in(town.helper)
    assert f"{next_one.ballot_name} træder ind" in browser.get(f"/valg/{election.id}").text
    assert tap(browser, election, vacancy).status_code == 303
    session.expire_all()
    assert members(session, town) == {standing[1 - who].person_id, next_one.person_id}
    given = session.get_one(Seat, next_one.seat_id)
    assert (given.replaces_id, given.starts_on, given.ends_on, given.role) == (
        seat.id,
        today(),
        seat.ends_on,
        SeatRole.member,
    )
    assert next_one.person_id not in members(session, town, SeatRole.substitute)
    assert vacancies(session)[0].state is VacancyState.filled


def test_tapped_twice_the_next_one_sits_down_once(session: Session, town: SchoolTown, clock: Any, sign_in: Any) -> None:
    election, standing = held(session, clock, town)
    leave(session, standing[0])
    (vacancy,) = vacancies(session)
    browser, path = sign_in(town.helper), f"/valg/ledig-plads/{vacancy.id}/traeder-ind"
    fields = form_fields(browser.get(f"/valg/{election.id}").text, path)
    assert [browser.post(path, data=fields).status_code for _ in range(2)] == [303, 409]
    assert len(members(session, town)) == 2


def test_who_says_no_is_passed_over_until_nobody_is_left(
    session: Session, town: SchoolTown, clock: Any, sign_in: Any
) -> None:
    election, standing = held(session, clock, town)
    leave(session, standing[0])
    browser = sign_in(town.helper)
    assert tap(browser, election, vacancies(session)[0], "siger-nej").status_code == 303
    assert vacancies(session)[0].candidate_id == standing[3].id
    assert tap(browser, election, vacancies(session)[0], "siger-nej").status_code == 303
    assert vacancies(session)[0].candidate_id is None
    page = browser.get(f"/valg/{election.id}").text
    assert "Der skal være et suppleringsvalg." in page
    assert [one.refusal for one in standing[2:]] == ["declined", "declined"]
    path = f"/raad/{town.council.id}/valg/nyt?efter={election.id}"
    form = browser.get(path).text
    assert "Lav et suppleringsvalg" in form
    fields: dict[str, Any] = {**form_fields(form, path), "constituencies": [str(town.school_class.id)]}
    assert fields["seats"] == "1"
    assert browser.post(path, data=fields).status_code == 303
    assert vacancies(session)[0].state is VacancyState.by_election
    newest = session.scalars(select(Election).order_by(Election.id.desc())).first()
    assert newest is not None
    assert (newest.follows_id, newest.seats) == (election.id, 1)


def test_who_left_the_class_does_not_follow(session: Session, town: SchoolTown, clock: Any) -> None:
    _election, standing = held(session, clock, town)
    in_class = select(Seat).where(Seat.person_id == standing[2].person_id, Seat.body_id == town.school_class.id)
    (seat,) = session.scalars(in_class)
    seat.ended_on, seat.end_reason = today(), SeatEnd.moved
    session.flush()
    leave(session, standing[0])
    assert vacancies(session)[0].candidate_id == standing[3].id


def test_two_leave_one_after_the_other(session: Session, town: SchoolTown, clock: Any, sign_in: Any) -> None:
    election, standing = held(session, clock, town)
    browser = sign_in(town.helper)
    leave(session, standing[0])
    tap(browser, election, vacancies(session)[0])
    session.expire_all()
    leave(session, standing[2])
    assert vacancies(session)[1].candidate_id == standing[3].id
    tap(browser, election, vacancies(session)[1])
    assert members(session, town) == {standing[1].person_id, standing[3].person_id}


def test_a_seat_that_was_given_by_hand_waits_for_nobody(session: Session, town: SchoolTown, clock: Any) -> None:
    _election, standing = held(session, clock, town)
    leaving, substitute = (session.get_one(Seat, standing[n].seat_id) for n in (0, 3))
    step_in_by_hand(session, leaving, substitute, reason=SeatEnd.resigned, actor_id=town.helper.id)
    assert [one.state for one in vacancies(session)] == [VacancyState.filled]


@pytest.mark.parametrize("which", ["a new term", "a substitute", "a seat that no election gave"])
def test_these_leave_nothing_empty(session: Session, town: SchoolTown, clock: Any, which: str) -> None:
    _election, standing = held(session, clock, town)
    if which == "a new term":
        leave(session, standing[0], SeatEnd.replaced)
    elif which == "a substitute":
        leave(session, standing[2])
    else:
        seat_id, standing[0].seat_id = standing[0].seat_id, None
        session.flush()
        standing[0].seat_id = None
        leave(session, Candidate(seat_id=seat_id, person_id=standing[0].person_id))
    assert vacancies(session) == []


def test_a_pupil_can_see_it_and_do_nothing(
    session: Session, town: SchoolTown, clock: Any, sign_in: Any, app: Any
) -> None:
    election, standing = held(session, clock, town)
    leave(session, standing[0])
    (vacancy,) = vacancies(session)
    browser = sign_in(town.pupils[6])
    page = browser.get(f"/valg/{election.id}").text
    assert f"{standing[2].ballot_name} er den næste." in page
    assert "træder ind" not in page
    token = form_fields(browser.get("/min-side/profil").text)["csrf_token"]
    for name in ("traeder-ind", "siger-nej"):
        assert browser.post(f"/valg/ledig-plads/{vacancy.id}/{name}", data={"csrf_token": token}).status_code == 403
    stranger = app.test_client().get(f"/valg/{election.id}").text
    assert "Ledige pladser" not in stranger


def test_seats_that_nobody_stood_for_are_filled_by_a_by_election(
    session: Session, town: SchoolTown, clock: Any, sign_in: Any
) -> None:
    election = announced(session, town.council, [town.school_class])
    (one,) = standing_up(session, election, town.pupils[:1])
    clock.move_to(MONDAY + NOMINATION)
    drawn(session, election)
    clock.move_to(MONDAY + NOMINATION + PAUSE + 2 * VOTING)
    session.commit()
    browser, path = sign_in(town.helper), f"/raad/{town.council.id}/valg/nyt?efter={election.id}"
    assert path in browser.get(f"/valg/{election.id}").text.replace("&amp;", "&")
    fields: dict[str, Any] = {
        **form_fields(browser.get(path).text, path),
        "constituencies": [str(town.school_class.id)],
    }
    assert fields["seats"] == "1"
    assert browser.post(path, data=fields).status_code == 303
    again = session.scalars(select(Election).order_by(Election.id.desc())).first()
    assert again is not None
    offered = "suppleringsvalg til de tomme pladser"
    assert offered not in browser.get(f"/valg/{election.id}").text
    (two,) = standing_up(session, get_election(session, again.id), town.pupils[1:2], ["Oskar Lind"])
    clock.move_to(get_election(session, again.id).round.nomination_closes_at)
    drawn(session, again)
    first, second = (session.get_one(Seat, candidate.seat_id) for candidate in (one, two))
    assert first.ended_on is None
    assert second.ends_on == first.ends_on
    session.commit()
    assert empty_seats(session, get_election(session, election.id)) == 0
    assert offered not in browser.get(f"/valg/{election.id}").text


@pytest.mark.parametrize(
    ("state", "empty"),
    [
        (ElectionState.planned, 0),
        (ElectionState.elected, 0),
        (ElectionState.empty, 1),
        (ElectionState.cancelled, 1),
    ],
)
@pytest.mark.parametrize("was_left", [False, True])
def test_a_by_election_that_comes_to_nothing_fills_no_seat(
    session: Session, town: SchoolTown, clock: Any, state: ElectionState, empty: int, *, was_left: bool
) -> None:
    election, standing = held(session, clock, town)
    if was_left:
        leave(session, standing[0])
        mark_by_election(session, election, actor_id=None)
    else:
        standing[0].place = None
    more = {"purpose": Purpose.by_election, "seats": 1, "follows_id": election.id}
    again = announced(session, town.council, [town.school_class], **more)
    again.cancel_reason, again.state = "Vi venter.", state
    session.commit()
    assert unfilled_seats(session, election) == empty_seats(session, election) == empty


def test_a_new_term_after_it_fills_none_of_its_seats(session: Session, town: SchoolTown, clock: Any) -> None:
    election, standing = held(session, clock, town)
    standing[0].place = None
    announced(session, town.council, [town.school_class], follows_id=election.id)
    assert empty_seats(session, election) == 1


@pytest.mark.parametrize("is_left", [False, True])
@pytest.mark.parametrize("state", [ElectionState.empty, ElectionState.void])
@pytest.mark.parametrize("purpose", [Purpose.by_election, Purpose.run_off])
def test_what_came_to_nothing_is_held_again_for_the_same_seats(
    session: Session,
    town: SchoolTown,
    clock: Any,
    sign_in: Any,
    state: ElectionState,
    purpose: Purpose,
    *,
    is_left: bool,
) -> None:
    election, standing = held(session, clock, town)
    if is_left:
        standing[0].place = None
    more = {"purpose": purpose, "seats": 1, "follows_id": election.id}
    before = announced(session, town.council, [town.school_class], **more)
    before.state, before.contest_id = state, election.contest_id
    session.commit()
    browser, path = sign_in(town.helper), f"/raad/{town.council.id}/valg/nyt?efter={before.id}"
    assert path in browser.get(f"/valg/{before.id}").text.replace("&amp;", "&")
    fields: dict[str, Any] = {
        **form_fields(browser.get(path).text, path),
        "constituencies": [str(town.school_class.id)],
    }
    assert (fields["seats"], fields["title"]) == ("1", "Suppleringsvalg til Elevrådet på Virum Skole")
    assert browser.post(path, data=fields).status_code == 303
    again = session.scalars(select(Election).order_by(Election.id.desc())).first()
    assert again is not None
    again = get_election(session, again.id)
    assert (again.round.purpose, again.follows_id) == (Purpose.by_election, election.id)
    sitting = session.get_one(Seat, standing[1].seat_id)
    assert again.round.term_ends_on == sitting.ends_on
    standing_up(session, again, town.pupils[4:5], ["Ida Bruun"])
    clock.move_to(again.round.nomination_closes_at)
    drawn(session, again)
    session.refresh(sitting)
    assert sitting.ended_on is None
