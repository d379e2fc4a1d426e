"""Minutes and report of the day, from what is stored. No names of people; numbers that would tell of few are kept back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from youthvoice.assembly.models import DayVote
from youthvoice.assembly.presenting.day_result import ResultNow, result_now
from youthvoice.assembly.presenting.hidden import words_shown
from youthvoice.assembly.presenting.numbers import hidden_numbers
from youthvoice.assembly.queries.now import vote_now
from youthvoice.assembly.queries.papers import Came, Followed, Run, Sent
from youthvoice.assembly.rules.day import ItemState, Verdict, VoteState
from youthvoice.assembly.rules.motions import MotionOrigin, MotionState
from youthvoice.assembly.rules.verdicts import tells_of_few
from youthvoice.core.charts import BarChart, Drawing, Missing, Series, draw

NOTHING = Followed(None, owes_reasons=False)


@dataclass(frozen=True)
class VoteLine:
    """A vote that was counted. ``resolution`` is the number that it got; None where it made none."""

    result: ResultNow
    is_named: bool
    is_few: bool
    """A secret vote of so few that its numbers would tell who voted what: only the verdict is told."""
    resolution: int | None
    owes_reasons: bool
    reasons_added_at: datetime | None
    """When they came, after the minutes of the meeting were approved."""


@dataclass(frozen=True)
class ItemLine:
    """An item as it was run."""

    number: int
    title: str
    text: str
    started_at: datetime | None
    ended_at: datetime | None
    is_skipped: bool
    is_waiting: bool
    speakers: list[str]
    """Delegations, in the order in which they spoke."""
    wordings: list[str]
    """Which of two wordings stands, and who chose."""
    votes: list[VoteLine]


def items_of(items: Iterable[Run], votes: Sequence[DayVote], after: Mapping[int, Followed]) -> list[ItemLine]:
    """The agenda as it was run, with its votes and what followed of them (by the vote's id)."""
    lines = []
    for number, run in enumerate(items, start=1):
        counted = [vote for vote in votes if vote.item_id == run.item.id and vote.state is VoteState.counted]
        told = [_vote(vote, after.get(vote.id, NOTHING), hides=run.motion_is_hidden) for vote in counted]
        lines.append(_item(number, run, told))
    return lines


def _item(number: int, run: Run, votes: list[VoteLine]) -> ItemLine:
    item = run.item
    is_hidden = run.motion_is_hidden or item.hidden_at is not None
    return ItemLine(
        number=number,
        title=words_shown("" if is_hidden else item.title),
        text="" if is_hidden else item.text,
        started_at=item.started_at,
        ended_at=item.ended_at,
        is_skipped=item.state is ItemState.skipped,
        is_waiting=item.state is ItemState.waiting,
        speakers=run.speakers,
        wordings=run.wordings,
        votes=votes,
    )


def _vote(vote: DayVote, after: Followed, *, hides: bool) -> VoteLine:
    is_few = tells_of_few(vote.is_named, vote.taken_part) and vote.verdict is not Verdict.no_quorum
    return VoteLine(result_now(vote_now(vote, motion_is_hidden=hides)), vote.is_named, is_few, *after)


@dataclass(frozen=True)
class CameLine:
    """A delegation with its numbers; None where so few came that one might be recognised."""

    name: str
    delegates: int | None
    came: int | None
    turns: int


@dataclass(frozen=True)
class Hall:
    """Who came, by delegation; the sums are None where they would tell a number that is kept back."""

    lines: list[CameLine]
    delegates: int | None
    came: int | None
    turns: int
    hides_some: bool


def hall_of(found: Sequence[Came]) -> Hall:
    """The numbers that may be told."""
    few_delegates, all_delegates = hidden_numbers([(one.name, one.delegates) for one in found])
    few_came, all_came = hidden_numbers([(one.name, one.came) for one in found])
    lines = [
        CameLine(
            one.name,
            None if one.name in few_delegates else one.delegates,
            None if one.name in few_came else one.came,
            one.turns,
        )
        for one in found
    ]
    return Hall(
        lines=lines,
        delegates=None if all_delegates else sum(one.delegates for one in found),
        came=None if all_came else sum(one.came for one in found),
        turns=sum(one.turns for one in found),
        hides_some=bool(few_delegates or few_came),
    )


def came_chart(hall: Hall) -> Drawing | None:
    """How many came from each school; None where nobody was sent."""
    if not hall.lines:
        return None
    came = tuple(Missing.TOO_FEW if line.came is None else line.came for line in hall.lines)
    return draw(
        BarChart(
            id="came",
            title=gettext("Så mange kom"),
            description=gettext("Delegerede, der kom, fra hver skole."),
            row_heading=gettext("Skole eller råd"),
            rows=tuple(line.name for line in hall.lines),
            series=(Series(gettext("Kom"), came),),
            more=(Series(gettext("Indlæg"), tuple(line.turns for line in hall.lines)),),
        )
    )


OUTCOMES: tuple[tuple[frozenset[MotionState], str], ...] = (
    (frozenset({MotionState.adopted}), "adopted"),
    (frozenset({MotionState.rejected}), "rejected"),
    (frozenset({MotionState.merged}), "merged"),
    (frozenset({MotionState.withdrawn}), "withdrawn"),
    (frozenset({MotionState.submitted, MotionState.in_committee, MotionState.ready}), "open"),
)


def motions_chart(found: Sequence[Sent]) -> Drawing | None:
    """What became of the motions, by where they came from; None where there were none."""
    if not found:
        return None
    names = {
        "adopted": gettext("Vedtaget"), "rejected": gettext("Ikke vedtaget"), "merged": gettext("Lagt sammen med et andet"),
        "withdrawn": gettext("Trukket tilbage"), "open": gettext("Ikke afgjort"),
    }  # fmt: skip
    shown = [(states, key) for states, key in OUTCOMES if key in ("adopted", "rejected") or _sum(found, states)]
    origins = ((MotionOrigin.proposal, gettext("Fra forslag")), (MotionOrigin.delegation, gettext("Fra delegationer")))
    return draw(
        BarChart(
            id="motions",
            title=gettext("Hvad blev der af forslagene?"),
            description=gettext("Antal forslag, som Bytinget fik, og hvad der skete med dem."),
            row_heading=gettext("Udfald"),
            rows=tuple(names[key] for _states, key in shown),
            series=tuple(
                Series(label, tuple(_sum(found, states, origin) for states, _key in shown)) for origin, label in origins
            ),
        )
    )


def _sum(found: Iterable[Sent], states: frozenset[MotionState], origin: MotionOrigin | None = None) -> int:
    return sum(one.number for one in found if one.state in states and origin in (None, one.origin))
