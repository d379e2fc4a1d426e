"""An announced year: the author is a delegate who leads a committee, the council's chair runs that Bytinget."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.assembly import (
    AssemblyYearFactory,
    CommitteeFactory,
    CommitteeMemberFactory,
    DelegateFactory,
    DelegationFactory,
    MotionFactory,
    key,
)
from tests.factories.councils import AgendaItemFactory, SeatFactory
from tests.factories.proposals import ProposalFactory
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import Amendment, AssemblyYear
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.core.clock import now
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.proposals.models import ProposalStop

OF_YEAR = ("motions", "new_motion", "carried", "committees", "new_committee", "motion_help")
OF_MOTION = (
    "motion", "motion_versions", "edit_motion", "finish_motion", "give_motion", "withdraw_motion", "merge_motion",
    "new_amendment", "amendment", "withdraw_amendment", "take_in_amendment",
)  # fmt: skip
OF_COMMITTEE = (
    "committee", "change_committee", "join_committee", "leave_committee", "committee_members", "drop_member",
    "lead_committee",
)  # fmt: skip
OF_DRAFT = ("motion_draft", "send_motion", "drop_draft")


def make_motions(session: Session, people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """Values for the addresses of motions, amendments, committees and what was carried up."""
    year, author = AssemblyYearFactory(next_motion=3), people["author"]
    SeatFactory(body=year.body, person=people["council_chair"], role=SeatRole.chair)
    place = DelegationFactory(year_id=year.id)
    DelegateFactory(delegation=place, year_id=year.id, person=author)
    committee = CommitteeFactory(year_id=year.id)
    CommitteeMemberFactory(committee_id=committee.id, person=author, leads=True)
    facts = {"year_id": year.id, "delegation_id": place.id, "written_by_id": author.id}
    motion = MotionFactory(number=1, state=MotionState.in_committee, committee_id=committee.id, **facts)
    ready = MotionFactory(number=2, state=MotionState.ready, committee_id=committee.id, **facts)
    draft = MotionFactory(number=None, state=MotionState.draft, **facts)
    asked = Amendment(
        form_key=key(), motion_id=motion.id, number=1, base=1, text=f"{motion.text} Straks.", reason="Det haster nu.",
        written_by_id=author.id, written_by_label=place.name, at=now(),
    )  # fmt: skip
    session.add(asked)
    of_year = {"year": year.year}
    of_motion = {**of_year, "number": motion.number, "change": 1}
    found = dict.fromkeys((f"assembly.{name}" for name in OF_YEAR), of_year)
    found |= dict.fromkeys((f"assembly.{name}" for name in OF_MOTION), of_motion)
    of_committee, of_draft = of_year | {"committee_id": committee.id}, of_year | {"motion_id": draft.id}
    found |= dict.fromkeys((f"assembly.{name}" for name in OF_COMMITTEE), of_committee)
    found |= dict.fromkeys((f"assembly.{name}" for name in OF_DRAFT), of_draft)
    found["assembly.reopen_motion"] = {**of_year, "number": ready.number}
    found["assembly.take_up_proposal"] = {**of_year, "proposal_id": _carried(session, year)}
    return found


def _carried(session: Session, year: AssemblyYear) -> int:
    """A proposal on that Bytinget's table."""
    proposal_id = ProposalFactory().id
    item = AgendaItemFactory(body=year.body)
    stop = ProposalStop(
        proposal_id=proposal_id, body_id=year.body_id, number=1, item_id=item.id, brought_by_label="Et elevråd",
        arrived_at=now(),
    )  # fmt: skip
    session.add(stop)
    session.flush()
    return int(proposal_id)
