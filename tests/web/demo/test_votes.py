"""The elections and polls of the demo: one in each step, counted by the rules, and something for the personas to do."""

from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.demo import content
from youthvoice.elections.models import Candidate, Election, ElectionRound, Poll
from youthvoice.elections.queries.elections import elections_of
from youthvoice.elections.rules.states import ElectionState, Phase
from youthvoice.notifications.models import Notification
from youthvoice.voting.models import BallotPaper, Contest, HandCount, PublishedFile, RollEntry
from youthvoice.voting.queries.contests import find_contest, needs_my_vote, outcome_of
from youthvoice.voting.rules.contest import TOTALS_ONLY_BELOW, State
from youthvoice.voting.rules.methods import Method


def contest_named(session: Session, beginning: str) -> Contest:
    found = session.scalars(select(Contest.id).where(Contest.title.startswith(beginning))).one()
    contest = find_contest(session, found)
    assert contest is not None
    return contest


def person(session: Session, name: str) -> Person:
    return session.scalars(select(Person).where(Person.display_name == name)).one()


def test_contests_of_many_methods_are_open_and_counted_and_none_failed(loaded: Session) -> None:
    contests = loaded.scalars(select(Contest)).all()
    assert {contest.state for contest in contests} == {State.open, State.counted}
    assert {contest.method for contest in contests} == {
        Method.stv, Method.equal_shares, Method.plurality, Method.yes_no,
    }  # fmt: skip
    for contest in contests:
        assert 0 < contest.taken_part <= contest.issued <= contest.roll_size
        assert contest.opened_at is not None
        assert contest.opens_at <= contest.opened_at <= now()
    assert loaded.scalar(select(func.count()).select_from(PublishedFile)) == 4


def test_an_elevraad_was_elected_with_a_substitute_and_sits(loaded: Session) -> None:
    contest = contest_named(loaded, "Valg til elevrådet: 8.B")
    outcome = outcome_of(contest)
    assert outcome is not None
    names = {option.number: option.title for option in contest.options}
    assert [names[number] for number in outcome.elected] == ["Amira Haddad", "Jonathan Beck"]
    assert contest.lot_seed == "426153"
    body = loaded.scalars(select(Body).where(Body.name == "Elevrådet på Kongevejens Skole")).one()
    query = select(Person.display_name, Seat.role).join(Seat, Seat.person_id == Person.id)
    seats = {(name, role) for name, role in loaded.execute(query.where(Seat.body_id == body.id))}
    assert {("Kaktus", SeatRole.member), ("Kaktus", SeatRole.chair), ("Kastanje", SeatRole.member)} <= seats
    assert len([role for _name, role in seats if role is SeatRole.substitute]) == 1
    # In 6.A there was a seat for everybody who stood.
    unopposed = loaded.scalars(select(Election).where(Election.is_unopposed.is_(True))).one()
    assert (unopposed.state, unopposed.contest_id) == (ElectionState.elected, None)


def test_the_election_of_ungeraadet_waits_for_personas_and_its_box_was_mixed(loaded: Session) -> None:
    contest = contest_named(loaded, "Valg til Ungerådet")
    assert (contest.state, contest.method, contest.seats, len(contest.options)) == (State.open, Method.stv, 5, 9)
    candidates = loaded.scalars(
        select(Candidate).join(Election).where(Election.contest_id == contest.id).order_by(Candidate.id)
    ).all()
    assert {candidate.is_public for candidate in candidates} == {True, False}
    assert all(30 < len(candidate.words) <= 300 for candidate in candidates)
    for name in ("Blå Ræv", "Havørn"):
        assert contest.id in {one.id for one in needs_my_vote(loaded, person(loaded, name).id)}
    assert needs_my_vote(loaded, person(loaded, "Stille Sten").id) == []
    tokens = loaded.scalars(select(BallotPaper.token).where(BallotPaper.contest_id == contest.id)).all()
    assert len(tokens) == contest.taken_part == 45
    assert contest.shaken_at is not None
    assert contest.opened_at is not None
    assert contest.shaken_at > contest.opened_at


def test_enough_divided_the_money_for_every_ballot_to_be_published(loaded: Session) -> None:
    contest = contest_named(loaded, "Ungepuljen")
    outcome = outcome_of(contest)
    assert outcome is not None
    assert contest.taken_part >= TOTALS_ONLY_BELOW + 10
    costs = {option.number: option.cost or 0 for option in contest.options}
    assert len(costs) == 6
    assert 0 < sum(costs[number] for number in outcome.elected) <= (contest.budget or 0)
    assert contest.is_public


def test_a_class_raised_hands_and_nobody_else_reads_it(loaded: Session) -> None:
    contest = contest_named(loaded, "Hvad skal vi lave")
    hands = loaded.scalars(select(HandCount)).one()
    assert (hands.contest_id, hands.children, hands.without_account) == (contest.id, 22, 12)
    outcome = outcome_of(contest)
    assert outcome is not None
    assert outcome.elected == (2,)
    assert not contest.is_public
    assert loaded.scalar(select(func.count()).select_from(Poll)) == 3


def test_one_can_stand_for_det_faelles_elevraad_now(loaded: Session) -> None:
    planned = loaded.scalars(select(ElectionRound).where(ElectionRound.title == "Valg til Det Fælles Elevråd")).one()
    elections = elections_of(loaded, planned.id)
    assert {one.phase(now()) for one in elections} == {Phase.nomination}
    assert len(elections) == 3
    assert loaded.scalar(
        select(func.count()).where(Candidate.election_id.in_([one.id for one in elections]))
    ) == 2  # fmt: skip


def test_whoever_can_vote_was_told(loaded: Session) -> None:
    fox = person(loaded, "Blå Ræv")
    kinds = select(Notification.kind, func.count()).where(Notification.person_id == fox.id)
    told = {row[0]: row[1] for row in loaded.execute(kinds.group_by(Notification.kind))}
    assert (told["vote_open"], told["vote_result"], told["election_announced"]) == (3, 1, 2)
    on_rolls = loaded.scalar(select(func.count()).where(RollEntry.person_id == fox.id))
    assert on_rolls == told["vote_open"]


def test_the_content_is_in_order() -> None:
    told = content.votes()
    for election in told["elections"]:
        days = [election["announced"], *election["nomination"], *election["voting"]]
        moments = [content.moment(day, now()) for day in days]
        assert all(earlier <= later for earlier, later in pairwise(moments)), election["key"]
    keys = [one["key"] for one in (*told["elections"], *told["polls"])]
    assert len(set(keys)) == len(keys)
