"""A contest from its opening to its result, by all kinds of paper, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, PersonFactory
from tests.factories.voting import SECRET, opened_contest, planned_contest
from youthvoice.core.clock import now, time_told
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.voting.commands.casting import cast_slip, give_and_cast
from youthvoice.voting.commands.counting import count_contest, draw_lot
from youthvoice.voting.commands.hands import HandFacts, enter_hands
from youthvoice.voting.commands.opening import open_contest
from youthvoice.voting.commands.planning import cancel_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.commands.slips import make_slips, void_slips
from youthvoice.voting.crypto.papers import new_secret
from youthvoice.voting.errors import BadPaper, Closed, NotOnRoll, PaperElsewhere
from youthvoice.voting.models import BallotPaper, ContestKey, GivenPaper, RollEntry, SealedBox
from youthvoice.voting.queries.contests import needs_my_vote, outcome_of
from youthvoice.voting.rules.contest import PaperKind, State
from youthvoice.voting.rules.methods import TieRule
from youthvoice.voting.ticking import close_due


def count(session: Session, table: type[GivenPaper | BallotPaper | RollEntry]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_from_the_opening_to_the_result(session: Session) -> None:
    voters = PersonFactory.create_batch(4)
    contest = opened_contest(session)
    assert contest.roll_size == 4
    for voter, choice in zip(voters, (1, 1, 2), strict=False):
        assert needs_my_vote(session, voter.id) == [contest]
        give_and_cast(session, SECRET, contest, voter, new_secret(), (choice,))
        assert needs_my_vote(session, voter.id) == []
    seal_contest(session, contest, actor_id=None)
    count_contest(session, contest, actor_id=None)

    assert (contest.roll_size, contest.issued, contest.taken_part) == (4, 3, 3)
    outcome = outcome_of(contest)
    assert outcome is not None
    assert outcome.elected == (1,)
    assert contest.state is State.counted
    sealed = session.get_one(SealedBox, contest.id)
    assert sealed.ballots == [["1", 2], ["2", 1]]
    assert len(sealed.tokens) == 3
    took_part = select(RollEntry.person_id).where(RollEntry.took_part)
    assert set(session.scalars(took_part)) == {voter.id for voter in voters[:3]}
    assert count(session, GivenPaper) == count(session, BallotPaper) == 0
    assert session.get(ContestKey, contest.id) is None


def test_the_same_paper_again_is_the_same_vote(session: Session) -> None:
    voter = PersonFactory.create()
    contest = opened_contest(session)
    secret = new_secret()
    first = give_and_cast(session, SECRET, contest, voter, secret, (1,))
    again = give_and_cast(session, SECRET, contest, voter, secret, (2,))
    assert first == again
    assert session.scalars(select(BallotPaper.ballot)).all() == ["2"]
    assert session.get_one(GivenPaper, (contest.id, voter.id)).kind is PaperKind.direct


def test_another_paper_is_refused_and_so_is_a_stranger(session: Session) -> None:
    voter, contest = PersonFactory.create(), None
    contest = opened_contest(session)
    give_and_cast(session, SECRET, contest, voter, new_secret(), (1,))
    with pytest.raises(PaperElsewhere):
        give_and_cast(session, SECRET, contest, voter, new_secret(), (2,))
    with pytest.raises(NotOnRoll):
        give_and_cast(session, SECRET, contest, PersonFactory.create(), new_secret(), (2,))
    assert session.scalars(select(BallotPaper.ballot)).all() == ["1"]


def test_a_slip_is_one_vote_and_a_void_one_none(session: Session) -> None:
    PersonFactory.create()
    actor = AdministratorFactory.create()
    contest = opened_contest(session)
    printed = make_slips(session, SECRET, contest, 3, "7.B", "a" * 32, actor_id=actor.id)
    first = cast_slip(session, SECRET, contest, printed.codes[0], (1,))
    assert cast_slip(session, SECRET, contest, printed.codes[0].lower(), (2,)) == first
    void_slips(session, printed.sheet, actor_id=actor.id)
    with pytest.raises(BadPaper):
        cast_slip(session, SECRET, contest, printed.codes[1], (1,))
    cast_slip(session, SECRET, contest, printed.codes[0], (1,))
    seal_contest(session, contest, actor_id=None)
    assert (contest.roll_size, contest.issued, contest.taken_part, printed.sheet.used) == (2, 1, 1, 1)


def test_hands_count_and_who_voted_is_not_counted_twice(session: Session) -> None:
    pupils = PersonFactory.create_batch(3)
    actor = AdministratorFactory.create()
    contest = opened_contest(session, takes_strangers=True)
    give_and_cast(session, SECRET, contest, pupils[0], new_secret(), (1,))
    facts = HandFacts(place="7.B", children=4, hands={1: 1, 2: 2}, person_ids=[pupil.id for pupil in pupils])
    enter_hands(session, contest, facts, "b" * 32, actor_id=actor.id)
    with pytest.raises(PaperElsewhere):
        give_and_cast(session, SECRET, contest, pupils[1], new_secret(), (1,))
    seal_contest(session, contest, actor_id=None)
    count_contest(session, contest, actor_id=None)
    outcome = outcome_of(contest)
    assert outcome is not None
    assert (outcome.valid, outcome.blank, contest.roll_size, contest.taken_part) == (4, 0, 4, 4)


def test_nobody_votes_before_after_or_in_a_cancelled_contest(session: Session) -> None:
    voter = PersonFactory.create()
    planned, open_, over = planned_contest(session), opened_contest(session), opened_contest(session)
    cancel_contest(session, over, "Vi stillede det forkerte spørgsmål.", actor_id=None)
    for contest in (planned, over):
        with pytest.raises(Closed):
            give_and_cast(session, SECRET, contest, voter, new_secret(), (1,))
    with time_told(now() + timedelta(days=8)), pytest.raises(Closed):
        give_and_cast(session, SECRET, open_, voter, new_secret(), (1,))


def test_the_lot_is_drawn_after_closing_and_before_counting(session: Session) -> None:
    PersonFactory.create()
    actor = AdministratorFactory.create()
    contest = opened_contest(session, tie_rule=TieRule.lot)
    with pytest.raises(Conflict):
        draw_lot(session, contest, "482193", "Ida og Bo", actor_id=actor.id)
    seal_contest(session, contest, actor_id=None)
    with pytest.raises(Conflict):
        count_contest(session, contest, actor_id=None)
    with pytest.raises(RuleBroken):
        draw_lot(session, contest, "48", "", actor_id=actor.id)
    with pytest.raises(RuleBroken) as alone:
        draw_lot(session, contest, "482193", "Ida Holm", actor_id=actor.id)
    assert set(alone.value.problems) == {"witnesses"}
    draw_lot(session, contest, "482 193", "Ida og Bo", actor_id=actor.id)
    with pytest.raises(Conflict):
        draw_lot(session, contest, "111111", "Ida og Bo", actor_id=actor.id)
    count_contest(session, contest, actor_id=None)
    assert contest.state is State.counted


@pytest.mark.parametrize(
    "change", [{"seats": 2}, {"opened_at": None}, {"tie_rule": TieRule.lot}], ids=["seats", "opened", "tie"]
)
def test_the_rules_stand_from_the_opening(session: Session, change: dict[str, object]) -> None:
    PersonFactory.create()
    contest = opened_contest(session)
    for name, value in change.items():
        setattr(contest, name, value)
    with pytest.raises(DBAPIError, match="rules of a contest stand"):
        session.flush()


def test_opening_twice_is_once(session: Session) -> None:
    PersonFactory.create()
    contest = opened_contest(session)
    open_contest(session, SECRET, contest, actor_id=None)
    assert count(session, RollEntry) == 1


def test_the_worker_counts_once_the_lot_is_drawn(session: Session) -> None:
    PersonFactory.create()
    actor = AdministratorFactory.create()
    contest = opened_contest(session, tie_rule=TieRule.lot)
    seal_contest(session, contest, actor_id=None)
    assert not close_due(session)
    draw_lot(session, contest, "482193", "Ida og Bo", actor_id=actor.id)
    assert close_due(session)
    assert contest.state is State.counted
