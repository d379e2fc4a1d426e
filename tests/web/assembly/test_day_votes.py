"""Votes of the day: who may vote, what counts, and what it comes to; by name and secret alike."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.assembly import DelegateFactory
from tests.factories.hall import AGAINST, FOR, NEITHER, cast, facts, hall, opened, planned
from youthvoice.assembly.commands.checking_in import check_out
from youthvoice.assembly.commands.closing_votes import close_vote, count_vote, draw
from youthvoice.assembly.commands.day import end_day, next_item
from youthvoice.assembly.commands.opening_votes import open_vote
from youthvoice.assembly.commands.votes import cancel_vote, plan_vote, plan_votes_of_motion
from youthvoice.assembly.models import Amendment, DayEvent, DayVote, NamedBallot
from youthvoice.assembly.rules.day import Verdict, VoteState
from youthvoice.assembly.rules.motions import AmendmentState, MotionState
from youthvoice.assembly.rules.years import DayTie, Majority
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.elections.rules.polls import Way
from youthvoice.notifications.models import Notification
from youthvoice.voting.models import RollEntry
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.rules.contest import State

BOTH = pytest.mark.parametrize("is_named", [True, False], ids=["named", "secret"])
PRIZES = (("Træer", None), ("Bænke", None), ("Cykelsti", None))


def closed(session: Session, place, vote: DayVote) -> DayVote:
    assert close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    session.refresh(vote)
    return vote


@BOTH
def test_more_for_than_against_adopts_it(session: Session, is_named: bool) -> None:
    place = hall(session)
    vote = opened(session, place, is_named=is_named)
    cast(session, place, vote, FOR, FOR, AGAINST, NEITHER)
    closed(session, place, vote)
    assert (vote.state, vote.verdict) == (VoteState.counted, Verdict.adopted)
    assert (vote.delegates, vote.roll_size, vote.taken_part) == (6, 6, 4)
    assert vote.outcome is not None
    assert vote.outcome["rounds"][0]["totals"] == {"1": "2", "2": "1", "3": "1"}
    told = session.scalars(select(DayEvent).where(DayEvent.kind == "vote_counted")).one()
    assert told.data == {"vote_id": vote.id, "verdict": "adopted", "taken_part": 4, "delegates": 6}


@BOTH
def test_two_thirds_is_more_than_a_majority(session: Session, is_named: bool) -> None:
    place = hall(session)
    for ballots, verdict in (((FOR, FOR, FOR, AGAINST, AGAINST), Verdict.rejected), ((FOR, FOR, AGAINST), "adopted")):
        place.motion.state, place.motion.decided_at = MotionState.ready, None
        vote = opened(session, place, is_named=is_named, majority=Majority.two_thirds)
        cast(session, place, vote, *ballots)
        assert closed(session, place, vote).verdict == verdict


@BOTH
def test_without_a_quorum_of_all_delegates_it_does_not_count(session: Session, is_named: bool) -> None:
    place = hall(session)
    check_out(session, place.year.id, place.delegates[5].id, actor_id=place.chair.id)
    vote = opened(session, place, is_named=is_named, quorum_percent=50)
    assert (vote.delegates, vote.roll_size) == (6, 5)
    cast(session, place, vote, FOR, FOR)
    assert closed(session, place, vote).verdict is Verdict.no_quorum
    again = opened(session, place, is_named=is_named, quorum_percent=50)
    cast(session, place, again, FOR, FOR, FOR)
    assert closed(session, place, again).verdict is Verdict.adopted


@BOTH
def test_as_many_for_as_against_falls_or_goes_by_the_lot(session: Session, is_named: bool) -> None:
    place = hall(session)
    vote = opened(session, place, is_named=is_named)
    cast(session, place, vote, FOR, AGAINST)
    assert closed(session, place, vote).verdict is Verdict.rejected
    place.motion.state, place.motion.decided_at = MotionState.ready, None
    vote = opened(session, place, is_named=is_named, tie_rule=DayTie.lot)
    cast(session, place, vote, FOR, AGAINST)
    assert (closed(session, place, vote).state, vote.verdict) == (VoteState.closed, None)
    with pytest.raises(Conflict):
        end_day(session, place.year.id, actor_id=place.chair.id)
    with pytest.raises(RuleBroken) as refused:
        draw(session, place.year.id, vote.id, "12", "Ida", actor_id=place.chair.id)
    assert set(refused.value.problems) == {"seed", "witnesses"}
    assert draw(session, place.year.id, vote.id, "4 4 1 6 1 3", "Ida og Bo", actor_id=place.chair.id)
    assert not draw(session, place.year.id, vote.id, "111111", "Per og Eva", actor_id=place.chair.id)
    session.refresh(vote)
    # SHA-256 of "441613|1" and of "441613|2": the lower one wins.
    assert (vote.verdict, vote.lot_seed) == (Verdict.adopted, "441613")


@BOTH
def test_a_choice_that_is_tied_is_voted_again_or_goes_by_the_lot(session: Session, is_named: bool) -> None:
    place = hall(session)
    several = {"way": Way.one, "options": PRIZES, "is_named": is_named}
    vote = opened(session, place, **several)
    cast(session, place, vote, (1,), (2,))
    assert closed(session, place, vote).verdict is Verdict.tied
    assert (vote.outcome or {})["tied"] == [1, 2]
    vote = opened(session, place, tie_rule=DayTie.lot, **several)
    cast(session, place, vote, (1,), (2,), (3,), (3,))
    if not is_named:
        # The room of voting wants its lot before anybody knows the count.
        assert closed(session, place, vote).state is VoteState.closed
        assert get_contest(session, vote.contest_id or 0).state is State.sealed
        draw(session, place.year.id, vote.id, "ABCDEF", "Ida og Bo", actor_id=place.chair.id)
        session.refresh(vote)
    else:
        closed(session, place, vote)
    assert (vote.verdict, (vote.outcome or {})["elected"]) == (Verdict.chosen, [3])


@BOTH
@pytest.mark.parametrize("way", [Way.several, Way.ranked, Way.money])
def test_every_way_of_voting_is_counted(session: Session, is_named: bool, way: Way) -> None:
    place = hall(session)
    costs = [(title, 1000 if way is Way.money else None) for title, _cost in PRIZES]
    vote = opened(session, place, way=way, options=costs, is_named=is_named, budget=1500 if way is Way.money else None)
    cast(session, place, vote, (2,), (2,), (1, 2), (3,))
    closed(session, place, vote)
    if way is Way.money and not is_named:
        with pytest.raises(Conflict):
            end_day(session, place.year.id, actor_id=place.chair.id)
        for is_first in (True, False):
            assert count_vote(session, place.year.id, vote.id, actor_id=place.chair.id) is is_first
        session.refresh(vote)
    elif vote.state is VoteState.closed:
        with pytest.raises(Conflict):
            count_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
        draw(session, place.year.id, vote.id, "ABCDEF", "Ida og Bo", actor_id=place.chair.id)
        session.refresh(vote)
    assert (vote.verdict, (vote.outcome or {})["elected"]) == (Verdict.chosen, [2])


@BOTH
def test_the_roll_is_frozen_when_it_opens(session: Session, is_named: bool) -> None:
    place = hall(session, each=2)
    place.delegates[0].left_at = now()
    late = DelegateFactory(delegation=place.delegates[0].delegation)
    vote = opened(session, place, is_named=is_named)
    late.came_at = now()
    session.flush()
    table = NamedBallot.person_id if is_named else RollEntry.person_id
    assert set(session.scalars(select(table))) == {one.person_id for one in place.delegates[1:]}
    assert not open_vote(session, SECRET, place.year.id, vote.id, actor_id=place.chair.id)
    assert session.scalar(select(func.count(table))) == 3
    assert session.scalar(select(func.count(Notification.id))) == 0


@BOTH
def test_it_is_closed_once_and_never_cancelled_after(session: Session, is_named: bool) -> None:
    place = hall(session)
    vote = opened(session, place, is_named=is_named)
    with pytest.raises(Conflict):
        next_item(session, place.year.id, place.item.id, actor_id=place.chair.id)
    closed(session, place, vote)
    assert not close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    with pytest.raises(Conflict):
        cancel_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    assert len(session.scalars(select(DayEvent).where(DayEvent.kind == "vote_counted")).all()) == 1


@BOTH
def test_a_vote_that_is_called_off_is_never_counted(session: Session, is_named: bool) -> None:
    place = hall(session)
    vote = opened(session, place, is_named=is_named)
    cast(session, place, vote, FOR)
    assert cancel_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    assert not cancel_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    with pytest.raises(Conflict):
        close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    if vote.contest_id:
        assert get_contest(session, vote.contest_id).state is State.cancelled


def test_one_vote_is_open_at_a_time_and_of_the_item_that_is_on(session: Session) -> None:
    place = hall(session)
    first, second = planned(session, place), planned(session, place)
    elsewhere = planned(session, place, item_id=place.items[1].id, is_on_motion=False)
    open_vote(session, SECRET, place.year.id, first.id, actor_id=place.chair.id)
    for vote in (second, elsewhere):
        with pytest.raises(Conflict):
            open_vote(session, SECRET, place.year.id, vote.id, actor_id=place.chair.id)


def amendment(session: Session, place, number: int, text: str) -> Amendment:
    made = Amendment(
        form_key=f"{number:032x}", motion_id=place.motion.id, number=number, base=1, text=text,
        reason="Det er bedre for alle.", written_by_label="En delegation", at=now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def test_amendments_are_voted_on_first_and_become_part_of_the_words(session: Session) -> None:
    place = hall(session)
    words = place.motion.text
    taken = amendment(session, place, 1, words.replace("tre træer", "fem træer"))
    refused = amendment(session, place, 2, words.replace("hver skole", "hver anden skole"))
    arguments = session, place.year.id, place.item.id
    assert plan_votes_of_motion(*arguments, actor_id=place.chair.id) == 3
    assert plan_votes_of_motion(*arguments, actor_id=place.chair.id) == 0
    votes = session.scalars(select(DayVote).order_by(DayVote.id)).all()
    assert [(vote.amendment_id, vote.motion_id) for vote in votes] == [
        (taken.id, None), (refused.id, None), (None, place.motion.id),
    ]  # fmt: skip
    for vote, ballot in zip(votes, (FOR, AGAINST), strict=False):
        vote.is_named = True
        open_vote(session, SECRET, place.year.id, vote.id, actor_id=place.chair.id)
        cast(session, place, vote, ballot)
        closed(session, place, vote)
    session.refresh(place.motion)
    assert (taken.state, refused.state) == (AmendmentState.adopted, AmendmentState.rejected)
    assert "fem træer" in place.motion.text
    assert "hver anden skole" not in place.motion.text


def test_what_is_decided_is_not_voted_on_again(session: Session) -> None:
    place = hall(session)
    first, second = planned(session, place), planned(session, place)
    place.motion.state, place.motion.decided_at = MotionState.rejected, now()
    session.flush()
    for vote in (first, second):
        with pytest.raises(Conflict):
            open_vote(session, SECRET, place.year.id, vote.id, actor_id=place.chair.id)
    with pytest.raises(Conflict):
        planned(session, place)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"question": "Hm"}, "question"),
        ({"question": "Er 010203-1234 god?"}, "question"),
        ({"way": Way.one, "options": (("Ja", None),)}, "options"),
        ({"way": Way.one, "options": (("Ja", None), ("ja", None))}, "options"),
        ({"way": Way.several, "options": PRIZES, "max_choices": 4}, "max_choices"),
        ({"way": Way.money, "options": PRIZES}, "budget"),
        ({"quorum_percent": 101}, "quorum_percent"),
    ],
)
def test_a_paper_that_nobody_could_fill_in_is_told_beside_its_field(session: Session, changes, field: str) -> None:
    place = hall(session)
    with pytest.raises(RuleBroken) as refused:
        planned(session, place, **changes)
    assert set(refused.value.problems) == {field}


def test_planned_twice_it_is_there_once(session: Session) -> None:
    place = hall(session)
    both = [plan_vote(session, place.year.id, facts(place), "a" * 32, actor_id=place.chair.id) for _ in range(2)]
    assert both[0] is both[1]
