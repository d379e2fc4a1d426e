"""Those who gave a seat can take it back: by a vote, a majority and a quorum."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.factories.councils import BodyFactory, CoordinatorSeatFactory, SeatFactory
from tests.factories.elections import SchoolTown, announced
from tests.web.elections.steps import held
from tests.web.forms import form_fields, submit
from tests.web.notifications.hearing import headlines, told
from youthvoice.core.clock import now, today
from youthvoice.core.i18n import format_moment
from youthvoice.councils.models import Seat
from youthvoice.councils.rules.seats import SeatEnd
from youthvoice.elections.models import Candidate, Recall, RollAddition, Vacancy
from youthvoice.elections.rules.states import Purpose
from youthvoice.voting.commands.casting import give_and_cast
from youthvoice.voting.commands.counting import count_contest
from youthvoice.voting.commands.opening import open_contest
from youthvoice.voting.commands.planning import cancel_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.models import RollEntry
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.rules.methods import ABSTAIN, NO, YES


def asked(browser: Any, one: Candidate, **sent: str) -> Any:
    return submit(browser, f"/valg/tilbagekald/{one.seat_id}", {"reason": "Kommer aldrig til møderne.", **sent})


def only(session: Session) -> Recall:
    session.expire_all()
    return session.scalars(select(Recall)).one()


def decided(session: Session, clock: Any, town: SchoolTown, votes: str) -> Recall:
    """The pupils vote (j, n or u for each), and it is counted."""
    contest = get_contest(session, only(session).contest_id or 0)
    clock.move_to(contest.opens_at)
    open_contest(session, SECRET, contest, actor_id=None)
    numbers = {"j": YES, "n": NO, "u": ABSTAIN}
    for pupil, vote in zip(town.pupils, votes, strict=False):
        give_and_cast(session, SECRET, contest, pupil, bytes([pupil.id % 250]) * 32, (numbers[vote],))
    clock.move_to(contest.closes_at)
    seal_contest(session, contest, actor_id=None)
    count_contest(session, contest, actor_id=None)
    return only(session)


@pytest.mark.parametrize(
    ("votes", "state"),
    [
        ("jjjjjn", "carried"),
        ("jjjjnn", "not_carried"),
        ("jjjjuu", "carried"),
        ("jjj", "not_carried"),
        ("nnnnnn", "not_carried"),
    ],
)
def test_it_takes_the_majority_and_the_quorum(
    session: Session, town: SchoolTown, clock: Any, sign_in: Any, votes: str, state: str
) -> None:
    _election, standing = held(session, clock, town)
    assert asked(sign_in(town.helper), standing[0]).status_code == 303
    assert decided(session, clock, town, votes).state == state
    seat = session.get_one(Seat, standing[0].seat_id)
    assert seat.end_reason is (SeatEnd.recalled if state == "carried" else None)
    assert len(session.scalars(select(Vacancy)).all()) == (state == "carried")


def test_one_vote_on_a_seat_at_a_time_and_sent_twice_is_asked_once(
    session: Session, town: SchoolTown, clock: Any, sign_in: Any
) -> None:
    _election, standing = held(session, clock, town)
    browser, path = sign_in(town.helper), f"/valg/tilbagekald/{standing[0].seat_id}"
    fields = {**form_fields(browser.get(path).text, path), "reason": "Kommer aldrig."}
    locations = [browser.post(path, data=fields).location for _ in range(2)]
    assert locations[0] == locations[1] == f"/afstemninger/{only(session).contest_id}"
    assert asked(browser, standing[0]).status_code == 409


def test_called_off_the_seat_stays(session: Session, town: SchoolTown, clock: Any, sign_in: Any) -> None:
    _election, standing = held(session, clock, town)
    browser = sign_in(town.helper)
    asked(browser, standing[0])
    contest = get_contest(session, only(session).contest_id or 0)
    cancel_contest(session, contest, "Vi har talt om det.", actor_id=town.helper.id)
    assert only(session).state == "cancelled"
    assert session.get_one(Seat, standing[0].seat_id).ended_on is None
    assert asked(browser, standing[0]).status_code == 303


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": ""}, "Skriv hvorfor."),
        ({"reason": "Nej"}, "Skriv mindst 5 tegn."),
        ({"needed_percent": "49"}, "Skriv et tal fra 50 til 100."),
        ({"quorum_percent": "101"}, "Skriv et tal fra 0 til 100."),
        ({"closes_day": "2027-09-01"}, "Afstemningen skal slutte, efter at den er begyndt."),
        ({"opens_day": "i morgen"}, "Skriv datoen som"),
        ({"opens_day": "2027-09-18"}, "Der er for kort tid til, at alle når at høre om det."),
    ],
)
def test_what_is_wrong(
    session: Session, town: SchoolTown, clock: Any, sign_in: Any, changes: dict[str, str], said: str
) -> None:
    _election, standing = held(session, clock, town)
    answer = asked(sign_in(town.helper), standing[0], **changes)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert session.scalars(select(Recall)).all() == []


def test_only_members_seats_and_only_by_whoever_helps(
    session: Session, town: SchoolTown, clock: Any, sign_in: Any, client: Any
) -> None:
    _election, standing = held(session, clock, town)
    path = f"/valg/tilbagekald/{standing[0].seat_id}"
    assert "/log-ind" in client.get(path).location
    assert sign_in(town.pupils[6]).get(path).status_code == 403
    assert sign_in(PersonFactory()).get(path).status_code == 403
    assert sign_in(town.helper).get(f"/valg/tilbagekald/{standing[2].seat_id}").status_code == 404
    in_class = select(Seat.id).where(Seat.body_id == town.school_class.id).limit(1)
    assert sign_in(town.helper).get(f"/valg/tilbagekald/{session.scalar(in_class)}").status_code == 404
    seats = sign_in(town.helper).get(f"/raad/{town.council.id}/pladser").text
    assert path in seats
    assert f"/valg/tilbagekald/{standing[2].seat_id}" not in seats


def test_only_those_who_vote_can_read_about_it(
    session: Session, town: SchoolTown, clock: Any, sign_in: Any, app: Any
) -> None:
    _election, standing = held(session, clock, town)
    asked(sign_in(town.helper), standing[0])
    contest = get_contest(session, only(session).contest_id or 0)
    assert contest.is_public is False
    assert "Kommer aldrig til møderne." not in app.test_client().get(f"/afstemninger/{contest.id}").text
    assert contest.opens_at > now() - timedelta(days=1)


def test_the_member_is_told_at_once_on_the_roll_or_not(
    session: Session, town: SchoolTown, clock: Any, sign_in: Any
) -> None:
    _election, standing = held(session, clock, town)
    in_class = select(Seat).where(Seat.person_id == standing[0].person_id, Seat.body_id == town.school_class.id)
    seat = session.scalars(in_class).one()
    seat.ended_on, seat.end_reason = today(), SeatEnd.moved
    session.commit()
    asked(sign_in(town.helper), standing[0])
    contest = get_contest(session, only(session).contest_id or 0)
    headline, note, path = told(session, town.pupils[0])[-1]
    assert (headline, path) == ("Der skal stemmes om din plads", f"/afstemninger/{contest.id}")
    assert note.startswith(f"De kan stemme fra {format_moment(contest.opens_at)} til ")
    page = sign_in(town.pupils[0]).get(path)
    assert (page.status_code, "Kommer aldrig til møderne." in page.text) == (200, True)
    assert headline not in headlines(session, town.pupils[1])


@pytest.mark.parametrize("by_run_off", [False, True])
def test_who_was_added_to_the_roll_by_hand_votes_again(
    session: Session, town: SchoolTown, clock: Any, sign_in: Any, *, by_run_off: bool
) -> None:
    election, standing = held(session, clock, town)
    added, closed = PersonFactory(), PersonFactory(closed_at=now())
    for person in (added, closed):
        row = {"election_id": election.id, "person_id": person.id, "reason": "Ny i klassen.", "added_at": now()}
        session.add(RollAddition(**row, added_by_id=town.helper.id))
    if by_run_off:
        more = {"purpose": Purpose.run_off, "follows_id": election.id}
        standing[0].election_id = announced(session, town.council, [town.school_class], **more).id
    session.commit()
    asked(sign_in(town.helper), standing[0])
    contest = get_contest(session, only(session).contest_id or 0)
    clock.move_to(contest.opens_at)
    open_contest(session, SECRET, contest, actor_id=None)
    on_roll = set(session.scalars(select(RollEntry.person_id).where(RollEntry.contest_id == contest.id)))
    assert on_roll == {one.id for one in (*town.pupils, added)}


def test_adults_do_not_vote_on_a_seat(session: Session, town: SchoolTown, clock: Any, sign_in: Any) -> None:
    council = BodyFactory(name="Ungerådet", min_age=14)
    young, adult = PersonFactory(birth_year=2010), TeacherFactory(birth_year=1990)
    helper, seat = CoordinatorSeatFactory(body=council).person, SeatFactory(body=council, person=young)
    answer = submit(sign_in(helper), f"/valg/tilbagekald/{seat.id}", {"reason": "Kommer aldrig til møderne."})
    assert answer.status_code == 303
    contest = get_contest(session, only(session).contest_id or 0)
    clock.move_to(contest.opens_at)
    open_contest(session, SECRET, contest, actor_id=None)
    on_roll = set(session.scalars(select(RollEntry.person_id).where(RollEntry.contest_id == contest.id)))
    assert young.id in on_roll
    assert adult.id not in on_roll
