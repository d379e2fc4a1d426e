"""Announcing elections, other days, and calling one off: each form valid and invalid."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.factories.councils import BodyFactory, ClassFactory, CoordinatorSeatFactory
from tests.factories.elections import (
    MONDAY,
    NOMINATION,
    PAUSE,
    SchoolTown,
    announced,
    drawn,
    opened,
    standing_up,
)
from tests.web.forms import form_fields, submit
from youthvoice.core.clock import local_date
from youthvoice.elections.commands.standing import withdraw
from youthvoice.elections.models import Election, ElectionRound
from youthvoice.elections.queries.elections import elections_of, get_election
from youthvoice.elections.rules.roll import RollSource
from youthvoice.elections.rules.states import ElectionState, Purpose
from youthvoice.voting.commands.planning import cancel_contest
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.rules.methods import Method, TieRule


def plan_path(body: Any) -> str:
    return f"/raad/{body.id}/valg/nyt"


def planned_fields(browser: Any, path: str) -> dict[str, Any]:
    """What the form holds when it is shown, ticked classes too."""
    page = browser.get(path).text
    fields: dict[str, Any] = form_fields(page, path)
    ticked = re.findall(r'<input checked[^>]*name="constituencies"[^>]*value="(\d+)"', page)
    return {**fields, "constituencies": ticked} if ticked else fields


def test_one_tap_announces_an_election_for_each_class(session: Session, town: SchoolTown, sign_in: Any) -> None:
    other = ClassFactory(parent=town.council, name="9.A", grade=9)
    browser = sign_in(town.helper)
    path = plan_path(town.council)
    answer = browser.post(path, data=planned_fields(browser, path))
    assert answer.status_code == 303, answer.text
    (planned,) = session.scalars(select(ElectionRound)).all()
    found = elections_of(session, planned.id)
    assert [one.from_body_id for one in found] == [town.school_class.id, other.id]
    assert {(one.seats, one.substitutes, one.state, one.roll_source) for one in found} == {
        (2, 2, ElectionState.planned, RollSource.constituency)
    }
    assert planned.title == "Valg til Elevrådet på Virum Skole 2027/28"
    assert (planned.method, planned.tie_rule, planned.purpose) == (Method.stv, TieRule.lot, Purpose.term)
    assert answer.location == f"/valg/runde/{planned.id}"
    assert "9.A" in browser.get(answer.location).text


def test_sent_twice_it_is_announced_once(session: Session, town: SchoolTown, sign_in: Any) -> None:
    browser = sign_in(town.helper)
    path = plan_path(town.council)
    fields = planned_fields(browser, path)
    locations = [browser.post(path, data=fields).location for _ in range(2)]
    assert locations[0] == locations[1]
    assert len(session.scalars(select(ElectionRound)).all()) == 1


def test_an_election_that_goes_on_is_not_announced_again(session: Session, town: SchoolTown, sign_in: Any) -> None:
    announced(session, town.council, [town.school_class])
    browser = sign_in(town.helper)
    path = plan_path(town.council)
    answer = browser.post(path, data=planned_fields(browser, path))
    assert answer.status_code == 422
    assert "Der er allerede et valg i gang her." in answer.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Skriv, hvad valget hedder."),
        ({"seats": "0"}, "Skriv et tal fra 1 til 50."),
        ({"seats": "mange"}, "Skriv et helt tal"),
        ({"nomination_closes_day": "2027-09-05"}, "Opstillingen skal slutte, efter at den er begyndt."),
        ({"voting_opens_day": "2027-09-10"}, "Man kan først stemme, når opstillingen er slut."),
        ({"nomination_closes_day": "2027-09-08", "voting_opens_day": "2027-09-10"}, "Det er for kort varsel."),
        ({"voting_closes_day": "2027-09-01"}, "Valget skal slutte, efter at det er begyndt."),
        ({"voting_opens_day": "snart"}, "Skriv datoen som"),
        ({"voting_opens_time": "middag"}, "Skriv tiden som"),
        ({"term_starts_on": "2027-09-07"}, "Pladserne kan først begynde, når valget er slut."),
        ({"nomination_opens_day": "2027-08-01"}, "Den dag er gået."),
        ({"constituencies": []}, "Vælg mindst én fra listen."),
        ({"constituencies": ["999999"]}, "Vælg noget fra listen."),
        ({"method": "hurra"}, "Vælg noget fra listen."),
        ({"tie_rule": "run_off"}, "Når man skriver i rækkefølge, må I trække lod, hvis nogen står lige."),
        ({"quorum_percent": "101"}, "Skriv et tal fra 0 til 100."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    session: Session, town: SchoolTown, sign_in: Any, changes: dict[str, Any], said: str
) -> None:
    browser = sign_in(town.helper)
    path = plan_path(town.council)
    sent = {
        **planned_fields(browser, path),
        "title": "Vores eget valg",
        "nomination_closes_day": "2027-09-13",
        **changes,
    }
    answer = browser.post(path, data=sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert changes.get("title", "Vores eget valg") in answer.text
    assert session.scalars(select(ElectionRound)).all() == []


def test_an_election_of_the_whole_body_by_crosses(session: Session, sign_in: Any) -> None:
    council = BodyFactory(name="Ungerådet", min_age=14, max_age=20, member_seats=11, substitute_seats=2)
    browser = sign_in(CoordinatorSeatFactory(body=council).person)
    path = plan_path(council)
    fields = planned_fields(browser, path)
    assert "constituencies" not in fields
    answer = browser.post(path, data={**fields, "method": "kryds", "seats": "5"})
    (election,) = session.scalars(select(Election)).all()
    assert answer.location == f"/valg/{election.id}"
    found = get_election(session, election.id)
    assert (found.roll_source, found.from_body_id, found.round.method) == (RollSource.ages, None, Method.block)
    assert "Alle, der fylder 14 til 20 år i år" in browser.get(answer.location).text


def test_only_crosses_are_set_again_where_there_is_a_tie(session: Session, town: SchoolTown, sign_in: Any) -> None:
    browser, path = sign_in(town.helper), plan_path(town.council)
    fields = {**planned_fields(browser, path), "tie_rule": "run_off", "seats": "1"}
    answer = browser.post(path, data=fields)
    beside = answer.text.split('id="tie_rule"')[1].split("</fieldset>")[0]
    assert (answer.status_code, "må I trække lod" in beside) == (422, True)
    assert re.search(r'<input [^>]*checked[^>]*value="run_off"', beside)
    assert browser.post(path, data={**fields, "method": "kryds"}).status_code == 303
    (planned,) = session.scalars(select(ElectionRound)).all()
    assert (planned.method, planned.tie_rule) == (Method.plurality, TieRule.run_off)


def test_those_without_an_account_vote_by_slips_where_it_is_set_so(
    session: Session, town: SchoolTown, sign_in: Any, clock: Any
) -> None:
    browser, path = sign_in(town.helper), plan_path(town.council)
    answer = browser.post(path, data={**planned_fields(browser, path), "takes_strangers": "y"})
    election = get_election(session, int(answer.location.rsplit("/", 1)[-1]))
    standing_up(session, election, town.pupils[:3])
    clock.move_to(election.round.nomination_closes_at)
    drawn(session, election)
    assert get_contest(session, election.contest_id or 0).takes_strangers is True


def test_only_whoever_helps_announces(session: Session, town: SchoolTown, sign_in: Any, client: Any) -> None:
    path = plan_path(town.council)
    assert "/log-ind" in client.get(path).location
    assert sign_in(town.pupils[0]).get(path).status_code == 403
    assert sign_in(CoordinatorSeatFactory(body=town.school_class).person).get(path).status_code == 403


def test_other_days_move_the_contest_along(session: Session, town: SchoolTown, sign_in: Any, clock: Any) -> None:
    election = announced(session, town.council, [town.school_class])
    standing_up(session, election, town.pupils[:3])
    clock.move_to(MONDAY + NOMINATION)
    drawn(session, election)
    path = f"/valg/runde/{election.round_id}/datoer"
    answer = submit(sign_in(town.helper), path, {"voting_closes_day": "2027-09-20", "term_starts_on": "2027-09-21"})
    assert answer.location == f"/valg/{election.id}"
    session.expire_all()
    contest = session.get_one(Contest, election.contest_id)
    assert local_date(contest.closes_at).isoformat() == "2027-09-20"


def test_days_cannot_be_moved_below_the_notice_nor_twice_from_one_page(
    session: Session, town: SchoolTown, sign_in: Any
) -> None:
    election = announced(session, town.council, [town.school_class])
    browser, path = sign_in(town.helper), f"/valg/runde/{election.round_id}/datoer"
    too_soon = {"nomination_closes_day": "2027-09-07", "voting_opens_day": "2027-09-08"}
    answer = submit(browser, path, too_soon)
    assert answer.status_code == 422
    assert "Det er for kort varsel." in answer.text
    fields = form_fields(browser.get(path).text, path)
    later = {"voting_closes_day": "2027-09-17", "term_starts_on": "2027-09-18"}
    assert browser.post(path, data={**fields, **later}).status_code == 303
    assert browser.post(path, data={**fields, **later}).status_code == 409


@pytest.mark.parametrize(("opens_day", "status"), [("2027-09-13", 422), ("2027-09-17", 303), ("2027-09-21", 303)])
def test_a_vote_that_comes_sooner_than_was_told_has_its_notice_from_that_day(
    session: Session, town: SchoolTown, sign_in: Any, clock: Any, opens_day: str, status: int
) -> None:
    election = announced(session, town.council, [town.school_class])
    browser, path = sign_in(town.helper), f"/valg/runde/{election.round_id}/datoer"
    days = {"voting_closes_day": "2027-09-22", "term_starts_on": "2027-09-23", "nomination_closes_day": "2027-09-12"}
    assert submit(browser, path, {**days, "voting_opens_day": "2027-09-20"}).status_code == 303
    clock.move_to(MONDAY + timedelta(days=3))
    answer = submit(browser, path, {"voting_opens_day": opens_day})
    assert answer.status_code == status
    assert ("Det er for kort varsel." in answer.text) == (status == 422)


def test_days_stand_once_people_vote(session: Session, town: SchoolTown, sign_in: Any, clock: Any) -> None:
    election = announced(session, town.council, [town.school_class])
    standing_up(session, election, town.pupils[:3])
    clock.move_to(MONDAY + NOMINATION)
    drawn(session, election)
    clock.move_to(MONDAY + NOMINATION + PAUSE)
    opened(session, election)
    session.commit()
    path = f"/valg/runde/{election.round_id}/datoer"
    assert submit(sign_in(town.helper), path, {"voting_closes_day": "2027-09-20"}).status_code == 409


@pytest.mark.parametrize("stage", ["planned", "ready", "voting"])
def test_it_is_called_off_for_a_reason(
    session: Session, town: SchoolTown, sign_in: Any, client: Any, clock: Any, stage: str
) -> None:
    election = announced(session, town.council, [town.school_class])
    standing_up(session, election, town.pupils[:3])
    if stage != "planned":
        clock.move_to(MONDAY + NOMINATION)
        drawn(session, election)
    if stage == "voting":
        clock.move_to(MONDAY + NOMINATION + PAUSE)
        opened(session, election)
    session.commit()
    browser, path = sign_in(town.helper), f"/valg/{election.id}/aflys"
    short = submit(browser, path, {"reason": "Nej"})
    assert (short.status_code, "Skriv mindst 5 tegn." in short.text) == (422, True)
    assert submit(browser, path, {"reason": "Skolen er lukket den uge."}).status_code == 303
    session.expire_all()
    again = get_election(session, election.id)
    assert again.state is ElectionState.cancelled
    assert "Skolen er lukket den uge." in client.get(f"/valg/{election.id}").text
    assert browser.get(path).status_code == 409
    if again.contest_id:
        assert session.get_one(Contest, again.contest_id).cancelled_at is not None


def test_called_off_in_the_room_of_voting_it_is_off_here_too(
    session: Session, town: SchoolTown, client: Any, clock: Any
) -> None:
    election = announced(session, town.council, [town.school_class])
    standing_up(session, election, town.pupils[:3])
    clock.move_to(MONDAY + NOMINATION)
    drawn(session, election)
    cancel_contest(session, get_contest(session, election.contest_id or 0), "Nej", actor_id=town.helper.id)
    session.commit()
    assert get_election(session, election.id).state is ElectionState.cancelled
    assert "Valget er aflyst" in client.get(f"/valg/{election.id}").text


def test_a_contest_that_was_called_off_after_withdrawals_can_be_read(
    session: Session, town: SchoolTown, sign_in: Any, client: Any, clock: Any
) -> None:
    election = announced(session, town.council, [town.school_class])
    standing = standing_up(session, election, town.pupils[:3])
    clock.move_to(MONDAY + NOMINATION)
    contest_id = drawn(session, election).contest_id
    withdraw(session, standing[0], actor_id=town.pupils[0].id)
    session.commit()
    found = get_election(session, election.id)
    assert (found.state, found.contest_id) == (ElectionState.elected, None)
    teacher = CoordinatorSeatFactory(body=town.school_class).person
    session.commit()
    path = f"/afstemninger/{contest_id}"
    assert client.get(path).status_code == 200
    for reader in (town.helper, teacher, town.pupils[1], TeacherFactory()):
        assert sign_in(reader).get(path).status_code == 200, reader.display_name
    assert sign_in(town.helper).get(f"{path}/styr").status_code == 200
    assert sign_in(town.pupils[1]).get(f"{path}/styr").status_code == 403


def test_whoever_helps_the_class_calls_off_its_election_and_a_pupil_does_not(
    session: Session, town: SchoolTown, sign_in: Any
) -> None:
    election = announced(session, town.council, [town.school_class])
    teacher = CoordinatorSeatFactory(body=town.school_class).person
    session.commit()
    path = f"/valg/{election.id}/aflys"
    assert sign_in(PersonFactory()).get(path).status_code == 403
    assert sign_in(town.pupils[0]).get(path).status_code == 403
    assert sign_in(teacher).get(path).status_code == 200


def test_a_new_election_can_follow_one_without_a_result(
    session: Session, town: SchoolTown, sign_in: Any, clock: Any
) -> None:
    election = announced(session, town.council, [town.school_class])
    ClassFactory(parent=town.council, name="9.A", grade=9)
    clock.move_to(MONDAY + NOMINATION)
    drawn(session, election)
    session.commit()
    browser = sign_in(town.helper)
    page = browser.get(f"/valg/{election.id}").text
    assert "Ingen stillede op" in page
    path = f"/raad/{town.council.id}/valg/nyt?efter={election.id}"
    assert path in page.replace("&amp;", "&")
    fields = planned_fields(browser, path)
    assert fields["constituencies"] == [str(town.school_class.id)]
    assert browser.post(path, data=fields).status_code == 303
    newest = session.scalars(select(Election).order_by(Election.id.desc())).first()
    assert newest is not None
    assert (newest.follows_id, newest.from_body_id) == (election.id, town.school_class.id)
    assert newest.state is ElectionState.planned


def test_notice_is_counted_from_the_announcement(session: Session, town: SchoolTown, clock: Any) -> None:
    election = announced(session, town.council, [town.school_class])
    assert election.round.created_at == MONDAY
    clock.move_to(MONDAY + timedelta(days=1))
    assert get_election(session, election.id).round.notice_days == 7
