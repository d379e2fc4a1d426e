"""Votes of the day that are counted, and what they made: resolutions with their cases."""

from typing import Any

import factory

from tests.factories.assembly import DayItemFactory, LiveYearFactory, MotionFactory, key
from tests.factories.base import HouseFactory
from tests.factories.responses import CaseFactory
from youthvoice.assembly.models import DayVote, Motion, Resolution
from youthvoice.assembly.rules.day import ItemKind, Verdict
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.assembly.rules.years import DayTie, Majority
from youthvoice.core.clock import now
from youthvoice.elections.rules.polls import Way
from youthvoice.voting.rules.methods import Method
from youthvoice.voting.tallies import TallyRules, count


def outcome_of(votes_for: int, against: int, abstaining: int = 0) -> dict[str, Any]:
    """What the counting stores of a question."""
    ballots = {(1,): votes_for, (2,): against, (3,): abstaining}
    given = {ballot: times for ballot, times in ballots.items() if times}
    return count(TallyRules(method=Method.yes_no, options=(1, 2, 3)), given).to_json()


class VoteFactory(HouseFactory):
    """By name, on a motion that is ready: 30 for, 10 against, 2 who abstain; counted. ``hands=(for, against, abstaining)``."""

    class Meta:
        model = DayVote

    class Params:
        motion = factory.SubFactory(MotionFactory, state=MotionState.ready)
        hands = (30, 10, 2)

    form_key = factory.LazyFunction(key)
    year_id = factory.SelfAttribute("motion.year_id")
    motion_id = factory.SelfAttribute("motion.id")
    item_id = factory.LazyAttribute(
        lambda v: (
            DayItemFactory(year_id=v.year_id, kind=ItemKind.motion, motion_id=v.motion_id, title=v.motion.title).id
        )
    )
    question = factory.LazyAttribute(lambda v: f"Skal «{v.motion.title}» vedtages?"[:160])
    way = Way.yes_no
    is_named = True
    majority = Majority.simple
    tie_rule = DayTie.falls
    opened_at = factory.LazyFunction(now)
    closed_at = factory.LazyFunction(now)
    counted_at = factory.LazyFunction(now)
    delegates = 50
    roll_size = 45
    taken_part = factory.LazyAttribute(lambda v: sum(v.hands))
    outcome = factory.LazyAttribute(lambda v: outcome_of(*v.hands))
    verdict = factory.LazyAttribute(lambda v: Verdict.adopted if v.hands[0] > v.hands[1] else Verdict.rejected)


class AdoptedMotionFactory(MotionFactory):
    """A motion that Bytinget has said yes to."""

    year_id = factory.LazyFunction(lambda: LiveYearFactory().id)
    state = MotionState.adopted
    decided_at = factory.LazyFunction(now)


class ResolutionFactory(HouseFactory):
    """An adopted motion of a delegation, whose case waits for its receipt. ``motion=`` gives another."""

    class Meta:
        model = Resolution

    class Params:
        motion = factory.SubFactory(AdoptedMotionFactory)

    year_id = factory.SelfAttribute("motion.year_id")
    motion_id = factory.SelfAttribute("motion.id")
    vote_id = factory.LazyAttribute(lambda r: VoteFactory(motion=r.motion).id)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.SelfAttribute("motion.title")
    text = factory.SelfAttribute("motion.text")
    adopted_at = factory.LazyFunction(now)
    case_id = factory.LazyAttribute(
        lambda r: CaseFactory(
            subject_kind="resolution", subject_id=r.motion_id, title=r.title, question=r.text, asked_by="Bytinget",
            path=f"/bytinget/beslutninger/{r.number}",
        ).id
    )  # fmt: skip


def ready_motion(**kwargs: Any) -> Motion:
    """A motion that has come to a day that is on."""
    given = {"year_id": kwargs.pop("year_id", None) or LiveYearFactory().id, "state": MotionState.ready, **kwargs}
    motion: Motion = MotionFactory(**given)
    return motion
