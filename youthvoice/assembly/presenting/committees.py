"""What the page of a committee shows. Names of its members are for Bytinget's own; everybody else reads which schools sit there."""

from collections.abc import Sequence
from dataclasses import dataclass

from youthvoice.assembly.models import AssemblyYear, Committee
from youthvoice.assembly.place import Place
from youthvoice.assembly.presenting.motions import Line, line_of
from youthvoice.assembly.queries.committees import MemberRow
from youthvoice.assembly.queries.motions import MotionLine


@dataclass(frozen=True, slots=True)
class MemberTold:
    """Somebody of it; ``name`` is empty for whoever may not know it."""

    name: str
    delegation: str
    leads: bool
    is_me: bool


@dataclass(frozen=True, slots=True)
class CommitteePage:
    """One committee."""

    id: int
    name: str
    about: str
    motions: list[Line]
    members: list[MemberTold]
    is_mine: bool


def committee_page(
    year: AssemblyYear,
    place: Place,
    committee: Committee,
    motions: Sequence[MotionLine],
    members: Sequence[MemberRow],
    person_id: int | None,
) -> CommitteePage:
    """One committee, as this reader may see it."""
    knows = place.delegate_id is not None or bool(place.seats)
    told = [
        MemberTold(
            name=one.person.display_name if knows else "",
            delegation=one.delegation or "",
            leads=one.leads,
            is_me=one.person.id == person_id,
        )
        for one in members
    ]
    return CommitteePage(
        id=committee.id,
        name=committee.name,
        about=committee.about,
        motions=[line_of(year, one) for one in motions],
        members=told,
        is_mine=any(one.is_me for one in told),
    )
