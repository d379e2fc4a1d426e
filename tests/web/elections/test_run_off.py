"""Equally many votes: those who are tied stand again, with what they said and chose."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.elections import (
    MONDAY,
    NOMINATION,
    PAUSE,
    VOTING,
    SchoolTown,
    announced,
    cast,
    counted,
    drawn,
    opened,
    standing_up,
)
from tests.web.elections.steps import leave
from tests.web.forms import form_fields, submit
from youthvoice.councils.queries.seats import seats_of
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.elections.models import Candidate, Election, RollAddition, Vacancy
from youthvoice.elections.queries.candidates import on_paper
from youthvoice.elections.queries.elections import get_election
from youthvoice.elections.rules.states import ElectionState, Purpose
from youthvoice.voting.models import Contest, RollEntry
from youthvoice.voting.rules.methods import Method, TieRule


@pytest.fixture
def tied(session: Session, town: SchoolTown, clock: Any) -> Election:
    """Two seats, three candidates by crosses: the first is elected, the two others have one vote each."""
    election = announced(session, town.council, [town.school_class], tie_rule=TieRule.run_off, method=Method.block)
    a, b, c = standing_up(session, election, town.pupils[:3], words="Længere pauser.", is_public=True)
    clock.move_to(MONDAY + NOMINATION)
    election = drawn(session, election)
    clock.move_to(MONDAY + NOMINATION + PAUSE)
    contest = opened(session, election)
    for pupil, paper in zip(town.pupils, ([a, b], [a, c]), strict=False):
        cast(session, contest, pupil, *sorted(paper, key=lambda one: one.paper_number or 0))
    clock.move_to(MONDAY + NOMINATION + PAUSE + VOTING)
    counted(session, contest, town.helper)
    session.commit()
    return get_election(session, election.id)


def path(election: Election) -> str:
    return f"/valg/{election.id}/omvalg"


def test_those_who_are_tied_stand_again_and_one_sits_down(
    session: Session, town: SchoolTown, tied: Election, sign_in: Any, clock: Any
) -> None:
    browser = sign_in(town.helper)
    assert path(tied) in browser.get(f"/valg/{tied.id}").text
    fields = form_fields(browser.get(path(tied)).text, path(tied))
    locations = [browser.post(path(tied), data=fields).location for _ in range(2)]
    assert locations[0] == locations[1]
    session.expire_all()
    again = get_election(session, int(locations[0].rsplit("/", 1)[-1]))
    assert (again.state, again.seats, again.follows_id, again.round.purpose) == (
        ElectionState.ready,
        1,
        tied.id,
        Purpose.run_off,
    )
    standing = on_paper(session, again.id)
    assert {one.person_id for one in standing} == {town.pupils[1].id, town.pupils[2].id}
    assert {(one.words, one.is_public) for one in standing} == {("Længere pauser.", True)}
    contest = session.get_one(Contest, again.contest_id)
    clock.move_to(contest.opens_at)
    contest = opened(session, again)
    wanted = next(one for one in standing if one.person_id == town.pupils[2].id)
    cast(session, contest, town.pupils[4], wanted)
    clock.move_to(contest.closes_at)
    counted(session, contest, town.helper)
    clock.move_to(contest.closes_at + timedelta(days=7))
    members = {one.person_id for one in seats_of(session, town.council.id) if one.role is SeatRole.member}
    assert members == {town.pupils[0].id, town.pupils[2].id}


def test_once_is_enough(session: Session, town: SchoolTown, tied: Election, sign_in: Any) -> None:
    browser = sign_in(town.helper)
    assert submit(browser, path(tied), {}).status_code == 303
    assert submit(browser, path(tied), {}).status_code == 409


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"voting_opens_day": ""}, "Vælg den første dag."),
        ({"voting_closes_day": "2027-09-01"}, "Valget skal slutte, efter at det er begyndt."),
        ({"voting_opens_day": "2027-09-01"}, "Man kan først stemme, når opstillingen er slut."),
        ({"voting_opens_time": "tidligt"}, "Skriv tiden som"),
    ],
)
def test_what_is_wrong(
    session: Session, town: SchoolTown, tied: Election, sign_in: Any, changes: dict[str, str], said: str
) -> None:
    answer = submit(sign_in(town.helper), path(tied), changes)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert len(session.scalars(select(Election)).all()) == 1


def test_only_whoever_runs_it_and_only_where_there_is_a_tie(
    session: Session, town: SchoolTown, tied: Election, sign_in: Any, client: Any
) -> None:
    assert "/log-ind" in client.get(path(tied)).location
    assert sign_in(town.pupils[0]).get(path(tied)).status_code == 403
    tied.state = ElectionState.elected
    session.commit()
    assert sign_in(town.helper).get(path(tied)).status_code == 409


def test_a_name_that_was_for_voters_alone_stays_so(
    session: Session, town: SchoolTown, tied: Election, sign_in: Any, app: Any
) -> None:
    for one in session.scalars(select(Candidate)):
        one.is_public = False
    session.commit()
    location = submit(sign_in(town.helper), path(tied), {}).location
    page = app.test_client().get(location).text
    assert "Oskar Lind" not in page
    assert "Kandidat 1" in page


def test_it_counts_by_the_same_quorum(session: Session, town: SchoolTown, tied: Election, sign_in: Any) -> None:
    tied.round.quorum_percent = 20
    session.commit()
    location = submit(sign_in(town.helper), path(tied), {}).location
    again = get_election(session, int(location.rsplit("/", 1)[-1]))
    assert again.round.quorum_percent == 20
    assert session.get_one(Contest, again.contest_id).quorum_percent == 20


def test_who_sits_by_the_new_vote_does_not_follow_by_the_old_one(
    session: Session, town: SchoolTown, tied: Election, sign_in: Any, clock: Any
) -> None:
    browser = sign_in(town.helper)
    location = submit(browser, path(tied), {}).location
    session.expire_all()
    again = get_election(session, int(location.rsplit("/", 1)[-1]))
    clock.move_to(again.round.voting_opens_at)
    contest = opened(session, again)
    winner = next(one for one in on_paper(session, again.id) if one.person_id == town.pupils[2].id)
    cast(session, contest, town.pupils[4], winner)
    clock.move_to(contest.closes_at)
    counted(session, contest, town.helper)
    clock.move_to(contest.closes_at + timedelta(days=7))
    first, other, _winner = session.scalars(
        select(Candidate).where(Candidate.election_id == tied.id).order_by(Candidate.number)
    ).all()
    leave(session, first)
    (vacancy,) = session.scalars(select(Vacancy)).all()
    assert vacancy.candidate_id == other.id
    form = browser.get(f"/raad/{town.council.id}/valg/nyt?efter={tied.id}").text
    assert "Suppleringsvalg til Elevrådet" in form  # not a new term, which would end the seat of the other


def test_who_was_added_by_hand_is_on_the_roll_of_the_run_off(
    session: Session, town: SchoolTown, tied: Election, sign_in: Any, clock: Any
) -> None:
    stranger = PersonFactory(display_name="Nye Naja")
    session.add(RollAddition(
        election_id=tied.id, person_id=stranger.id, reason="Går i 8.B fra i dag.", added_by_id=town.helper.id,
        added_at=MONDAY,
    ))  # fmt: skip
    session.commit()
    browser = sign_in(town.helper)
    location = submit(browser, path(tied), {}).location
    page = browser.get(f"{location}/valgliste").text
    assert "Nye Naja" in page
    assert "Går i 8.B fra i dag." in page
    again = get_election(session, int(location.rsplit("/", 1)[-1]))
    clock.move_to(again.round.voting_opens_at)
    contest = opened(session, again)
    on_roll = set(session.scalars(select(RollEntry.person_id).where(RollEntry.contest_id == contest.id)))
    assert on_roll == {stranger.id, *(pupil.id for pupil in town.pupils)}
