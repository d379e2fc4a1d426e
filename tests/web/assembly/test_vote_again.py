"""A vote that settled nothing is held again in one press; two presses make one, and everybody reads that it is the second."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.base import bind_factories
from tests.factories.hall import AGAINST, FOR, SECRET, Hall, cast, hall, opened, planned
from tests.html import CheckingClient
from tests.postgres import migrated_database
from tests.races import at_once, doing, in_database
from tests.web.forms import submit
from youthvoice.assembly.commands.closing_votes import close_vote
from youthvoice.assembly.commands.day import end_day
from youthvoice.assembly.commands.opening_votes import open_vote
from youthvoice.assembly.commands.repeating import SAME, vote_again
from youthvoice.assembly.commands.votes import cancel_vote, plan_votes_of_motion
from youthvoice.assembly.models import DayVote
from youthvoice.assembly.queries.votes import get_vote
from youthvoice.assembly.rules.day import Verdict, VoteState
from youthvoice.core.errors import Conflict
from youthvoice.elections.rules.polls import Way
from youthvoice.moderation.targets import hide_target

BOTH = pytest.mark.parametrize("is_named", [True, False], ids=["named", "secret"])
PLACES = {"way": Way.one, "question": "Hvor skal vi mødes?", "options": (("Nord", None), ("Syd", None))}
SECOND = "Anden afstemning"


def tied(session: Session, place: Hall, **changes: Any) -> DayVote:
    """As many for the one as for the other."""
    vote = opened(session, place, **(PLACES | changes))
    cast(session, place, vote, (1,), (2,), (1,), (2,), (1,), (2,))
    close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    session.commit()
    assert vote.verdict is Verdict.tied
    return vote


def too_few(session: Session, place: Hall, **changes: Any) -> DayVote:
    """One of six, where half are needed."""
    vote = opened(session, place, quorum_percent=50, **changes)
    cast(session, place, vote, FOR)
    close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    session.commit()
    assert vote.verdict is Verdict.no_quorum
    return vote


def after(session: Session, vote: DayVote) -> DayVote:
    """The one that follows."""
    found = select(DayVote.id).where(DayVote.again_of_id == vote.id, DayVote.cancelled_at.is_(None))
    return get_vote(session, vote.year_id, session.scalars(found).one())


@BOTH
@pytest.mark.parametrize("make", [tied, too_few])
def test_one_press_makes_the_same_vote_ready_to_open(session: Session, sign_in: Any, make: Any, is_named: bool) -> None:
    place = hall(session)
    vote = make(session, place, is_named=is_named)
    client = sign_in(place.chair)
    console = f"/bytinget/{place.year.year}/dagen/styring"
    sent = submit(client, f"{console}/afstemning/igen", {}, console)
    assert sent.status_code == 303
    new = after(session, vote)
    assert [getattr(new, name) for name in SAME] == [getattr(vote, name) for name in SAME]
    before = get_vote(session, place.year.id, vote.id)
    both = [[(one.number, one.title, one.cost) for one in each.options] for each in (before, new)]
    assert both[0] == both[1]
    assert (new.attempt, new.state, new.written_by_id) == (2, VoteState.planned, place.chair.id)
    page = client.get(console).text
    assert f"{SECOND}: {vote.question}" in page
    assert "afstemning/igen" not in page
    assert submit(client, f"{console}/afstemning/aabn", {}, console).status_code == 303
    session.refresh(new)
    assert new.state is VoteState.open


def test_two_presses_make_one(session: Session) -> None:
    place = hall(session)
    vote = too_few(session, place)
    arguments = session, place.year.id, vote.id
    assert vote_again(*arguments, actor_id=place.chair.id)
    assert not vote_again(*arguments, actor_id=place.chair.id)
    cancel_vote(session, place.year.id, after(session, vote).id, actor_id=place.chair.id)
    assert vote_again(*arguments, actor_id=place.chair.id)
    assert after(session, vote).attempt == 2
    double = planned(session, place)
    double.again_of_id = vote.id
    with pytest.raises(IntegrityError):
        session.flush()


def fallen(session: Session) -> tuple[int, int, int]:
    """(year, vote, chair) of a vote that too few took part in."""
    bind_factories(session)
    place = hall(session)
    return place.year.id, too_few(session, place).id, place.chair.id


def press(session: Session, year_id: int, vote_id: int, chair_id: int) -> None:
    """«Stem igen» on one of several consoles."""
    vote_again(session, year_id, vote_id, actor_id=chair_id)


def following(session: Session) -> list[int]:
    """Which attempts there are after the first."""
    return list(session.scalars(select(DayVote.attempt).where(DayVote.again_of_id.is_not(None))))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_four_consoles_at_once_make_one(kind: str, tmp_path: Path) -> None:
    with migrated_database(kind, tmp_path) as url:
        told = in_database(url, fallen)
        assert at_once(doing, [(url, press, told)] * 4) == ["done"] * 4
        assert in_database(url, following) == [2]


@BOTH
def test_the_second_decides_and_everybody_reads_that_it_is_the_second(
    session: Session, client: CheckingClient, is_named: bool
) -> None:
    place = hall(session)
    vote = tied(session, place, is_named=is_named)
    vote_again(session, place.year.id, vote.id, actor_id=place.chair.id)
    new = after(session, vote)
    open_vote(session, SECRET, place.year.id, new.id, actor_id=place.chair.id)
    session.commit()
    base = f"/bytinget/{place.year.year}"
    assert SECOND in client.get(f"{base}/dagen/skaerm").text
    cast(session, place, new, (1,), (1,), (1,), (2,), (2,))
    close_vote(session, place.year.id, new.id, actor_id=place.chair.id)
    session.commit()
    assert new.verdict is Verdict.chosen
    for path in ("dagen", "dagen/nu", "dagen/skaerm", "referat"):
        page = client.get(f"{base}/{path}").text
        assert f"{SECOND}: {vote.question}" in page, path
    minutes = client.get(f"{base}/referat").text
    assert minutes.count(vote.question) == 2


def test_a_third_follows_the_second(session: Session, client: CheckingClient) -> None:
    place = hall(session)
    vote = too_few(session, place)
    for attempt in (2, 3, 4):
        vote_again(session, place.year.id, vote.id, actor_id=place.chair.id)
        vote = after(session, vote)
        assert vote.attempt == attempt
        open_vote(session, SECRET, place.year.id, vote.id, actor_id=place.chair.id)
        close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    session.commit()
    page = client.get(f"/bytinget/{place.year.year}/referat").text
    assert all(f"{words}:" in page for words in (SECOND, "Tredje afstemning", "4. afstemning"))


def test_making_the_motions_votes_ready_follows_the_one_that_fell(session: Session) -> None:
    place = hall(session)
    vote = too_few(session, place)
    arguments = session, place.year.id, place.item.id
    assert plan_votes_of_motion(*arguments, actor_id=place.chair.id) == 1
    assert plan_votes_of_motion(*arguments, actor_id=place.chair.id) == 0
    assert after(session, vote).attempt == 2
    assert not vote_again(session, place.year.id, vote.id, actor_id=place.chair.id)


def test_what_is_decided_open_or_hidden_is_not_voted_on_again(session: Session) -> None:
    place = hall(session)
    fell = too_few(session, place)
    open_one = opened(session, place, **PLACES)
    with pytest.raises(Conflict):
        vote_again(session, place.year.id, open_one.id, actor_id=place.chair.id)
    close_vote(session, place.year.id, open_one.id, actor_id=place.chair.id)
    decided = opened(session, place)
    cast(session, place, decided, FOR, FOR, AGAINST)
    close_vote(session, place.year.id, decided.id, actor_id=place.chair.id)
    with pytest.raises(Conflict):
        vote_again(session, place.year.id, decided.id, actor_id=place.chair.id)
    hide_target(session, "day_vote", fell.id)
    with pytest.raises(Conflict):
        vote_again(session, place.year.id, fell.id, actor_id=place.chair.id)
    late = tied(session, place)
    end_day(session, place.year.id, actor_id=place.chair.id)
    with pytest.raises(Conflict):
        vote_again(session, place.year.id, late.id, actor_id=place.chair.id)
