"""What the council thinks of an application, put together: who leans where, and how it does by each criterion."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from youthvoice.core.charts import Drawing, Series, StackedBar, draw
from youthvoice.core.i18n import format_moment, format_money
from youthvoice.grants.labels.deciding import (
    CHOICE_KINDS,
    LEAN_LABELS,
    MARK_KINDS,
    MARK_LABELS,
    MOTION_STATE_KINDS,
    MOTION_STATE_LABELS,
    VOTE_LABELS,
)
from youthvoice.grants.models import Motion, PoolCriterion
from youthvoice.grants.queries.weighing import MemberView
from youthvoice.grants.rules.deciding import Choice, Mark, MotionState, MotionWay


@dataclass(frozen=True, slots=True)
class ToldView:
    """One member's view, in words."""

    id: int
    name: str
    is_mine: bool
    kind: str
    lean: str
    words: str
    is_hidden: bool
    marks: list[tuple[str, str, str]]
    """(criterion, kind, mark) of each that was marked."""


@dataclass(frozen=True, slots=True)
class ToldMotion:
    """What is voted on, or was last. ``counted`` is empty while it is open."""

    number: int
    is_open: bool
    is_in_writing: bool
    question: str
    """What they vote, or voted, on."""
    amount: str
    conditions: str
    kind: str
    status: str
    deadline: str
    deadline_iso: str
    counted: str
    my_vote: str
    is_unanswered: bool
    """Counted, and the group waits for the answer."""
    may_put_another: bool


def told_views(views: Sequence[MemberView], criteria: Sequence[PoolCriterion], person_id: int) -> list[ToldView]:
    """One's own first, then the others in the order in which they were given."""
    told = [_view(view, criteria, person_id) for view in views]
    return sorted(told, key=lambda view: not view.is_mine)


def _view(view: MemberView, criteria: Sequence[PoolCriterion], person_id: int) -> ToldView:
    return ToldView(
        id=view.id,
        name=view.name,
        is_mine=view.person_id == person_id,
        kind=CHOICE_KINDS[view.leans] if view.leans else "",
        lean=str(LEAN_LABELS[view.leans]) if view.leans else "",
        words=view.words,
        is_hidden=view.is_hidden,
        marks=[
            (one.question, MARK_KINDS[view.marks[one.id]], str(MARK_LABELS[view.marks[one.id]]))
            for one in criteria
            if one.id in view.marks
        ],
    )


def draw_views(views: Sequence[MemberView], criteria: Sequence[PoolCriterion]) -> list[Drawing]:
    """Who leans where, and how it does by each criterion; nothing where nobody has said anything."""
    return [*_leans(views), *_marks(views, criteria)]


def _leans(views: Sequence[MemberView]) -> Iterator[Drawing]:
    counts = Counter(view.leans for view in views if view.leans is not None)
    if not counts:
        return
    yield draw(
        StackedBar(
            id="haelder",
            title=gettext("Det mener rådet lige nu"),
            description=gettext("Hele bjælken er alle, der har sagt noget. Det er ikke en afstemning."),
            row_heading=gettext("Rådet"),
            rows=(str(ngettext("%(num)d har sagt noget", "%(num)d har sagt noget", sum(counts.values()))),),
            series=tuple(
                Series(str(LEAN_LABELS[choice]), (counts[choice],), kind=CHOICE_KINDS[choice]) for choice in Choice
            ),
        )
    )


def _marks(views: Sequence[MemberView], criteria: Sequence[PoolCriterion]) -> Iterator[Drawing]:
    asked = [one for one in criteria if any(one.id in view.marks for view in views)]
    if not asked:
        return
    counts = {one.id: Counter(view.marks[one.id] for view in views if one.id in view.marks) for one in asked}
    yield draw(
        StackedBar(
            id="kriterier",
            title=gettext("Sådan klarer den sig"),
            description=gettext("En bjælke for hver ting, I ser på. Den er delt efter, hvad I har svaret."),
            row_heading=gettext("Det ser I på"),
            rows=tuple(one.question for one in asked),
            series=tuple(
                Series(str(MARK_LABELS[mark]), tuple(counts[one.id][mark] for one in asked), kind=MARK_KINDS[mark])
                for mark in Mark
            ),
        )
    )


def told_motion(motion: Motion | None, my_vote: Choice | None, *, is_answered: bool = False) -> ToldMotion | None:
    """What is voted on, in words. How it stands while it is open is told to nobody."""
    if motion is None:
        return None
    is_counted = motion.state not in (MotionState.open, MotionState.dropped)
    is_unanswered = motion.state in (MotionState.carried, MotionState.lost) and not is_answered
    return ToldMotion(
        number=motion.number,
        is_open=motion.state is MotionState.open,
        is_in_writing=motion.way is MotionWay.writing,
        question=_question(motion),
        amount=format_money(motion.amount),
        conditions=motion.conditions,
        kind=MOTION_STATE_KINDS[motion.state],
        status=str(MOTION_STATE_LABELS[motion.state]),
        deadline=format_moment(motion.closes_at) if motion.closes_at else "",
        deadline_iso=motion.closes_at.isoformat() if motion.closes_at else "",
        counted=_counted(motion) if is_counted else "",
        my_vote=str(VOTE_LABELS[my_vote]) if my_vote else "",
        is_unanswered=is_unanswered,
        may_put_another=motion.state not in (MotionState.open, MotionState.carried),
    )


def _question(motion: Motion) -> str:
    amount, is_open = format_money(motion.amount), motion.state is MotionState.open
    if motion.amount == 0:
        return str(gettext("I stemmer om at sige nej") if is_open else gettext("I stemte om at sige nej"))
    if is_open:
        return str(gettext("I stemmer om, at gruppen får %(amount)s", amount=amount))
    return str(gettext("I stemte om at give gruppen %(amount)s", amount=amount))


def _counted(motion: Motion) -> str:
    return str(
        gettext(
            "%(yes)d for, %(no)d imod, %(none)d hverken for eller imod. %(all)d måtte stemme.",
            yes=motion.in_favour,
            no=motion.against,
            none=motion.abstain,
            all=motion.entitled,
        )
    )
