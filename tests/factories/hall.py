"""A hall on the day: a chair, delegations whose delegates are there, and an agenda of which the first item is on."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.assembly import (
    DayItemFactory,
    DelegateFactory,
    DelegationFactory,
    LiveYearFactory,
    MotionFactory,
    key,
    seat_of_chair,
)
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.opening_votes import open_vote
from youthvoice.assembly.commands.votes import VoteFacts, plan_vote
from youthvoice.assembly.models import AssemblyYear, DayItem, DayVote, Delegate, Motion, NamedBallot
from youthvoice.assembly.rules.day import ItemKind, ItemState
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.assembly.rules.years import DayTie, Majority
from youthvoice.core.clock import now
from youthvoice.elections.rules.polls import Way
from youthvoice.voting.commands.casting import give_and_cast
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.rules.ballots import Ballot, write_ballot

FOR, AGAINST, NEITHER = (1,), (2,), (3,)


@dataclass
class Hall:
    """Everybody and everything in it."""

    year: AssemblyYear
    chair: Person
    delegates: list[Delegate]
    items: list[DayItem]
    motion: Motion

    @property
    def item(self) -> DayItem:
        """The item of the motion; it is on."""
        return self.items[0]


def hall(session: Session, schools: int = 2, each: int = 3, **changes: Any) -> Hall:
    """A hall; the motion's item is on, a talk and the closing wait."""
    year = LiveYearFactory(**{"quorum_percent": 0, **changes})
    chair = seat_of_chair(year)
    delegates = [
        DelegateFactory(delegation=delegation, is_there=True)
        for delegation in [DelegationFactory(year_id=year.id, places=each) for _ in range(schools)]
        for _ in range(each)
    ]
    motion = MotionFactory(year_id=year.id, state=MotionState.ready)
    kinds = (ItemKind.motion, ItemKind.talk, ItemKind.closing)
    items = [
        DayItemFactory(
            year_id=year.id, kind=kind, position=place, title=f"Punkt {place}",
            motion_id=motion.id if kind is ItemKind.motion else None,
        )
        for place, kind in enumerate(kinds)
    ]  # fmt: skip
    items[0].state, items[0].started_at = ItemState.current, now()
    session.flush()
    return Hall(year, chair, delegates, items, motion)


def facts(place: Hall, **changes: Any) -> VoteFacts:
    """A vote on the motion by name; ``changes`` of VoteFacts."""
    usual: dict[str, Any] = {
        "item_id": place.item.id,
        "question": "Skal forslaget vedtages?",
        "way": Way.yes_no,
        "is_named": True,
        "majority": Majority.simple,
        "tie_rule": DayTie.falls,
        "quorum_percent": 0,
        "is_on_motion": changes.get("way", Way.yes_no) is Way.yes_no and "amendment_id" not in changes,
    }
    return VoteFacts(**(usual | changes))


def planned(session: Session, place: Hall, **changes: Any) -> DayVote:
    """A vote that is not open."""
    return plan_vote(session, place.year.id, facts(place, **changes), key(), actor_id=place.chair.id)


def opened(session: Session, place: Hall, **changes: Any) -> DayVote:
    """A vote that is open."""
    vote = planned(session, place, **changes)
    open_vote(session, SECRET, place.year.id, vote.id, actor_id=place.chair.id)
    return vote


def cast(session: Session, place: Hall, vote: DayVote, *ballots: Ballot) -> None:
    """The first delegates vote, one ballot each: by name, or secretly."""
    contest: Contest | None = get_contest(session, vote.contest_id) if vote.contest_id is not None else None
    for number, (delegate, ballot) in enumerate(zip(place.delegates, ballots, strict=False)):
        if contest is not None:
            give_and_cast(session, SECRET, contest, delegate.person, bytes([number + 1]) * 32, ballot)
            continue
        row = session.get_one(NamedBallot, (vote.id, delegate.person_id))
        row.ballot, row.cast_at = write_ballot(ballot), now()
    session.flush()
