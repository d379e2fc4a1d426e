"""Who answers for a resolution, and what Bytinget tells the municipality when it asks for more."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.minuting import changed
from youthvoice.assembly.commands.resolving import KIND
from youthvoice.assembly.models import Motion, Resolution
from youthvoice.assembly.motion_targets import MOTION
from youthvoice.assembly.queries.years import hold_year
from youthvoice.core import audit
from youthvoice.core.errors import Conflict, NotFound
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target
from youthvoice.proposals.models import Proposal
from youthvoice.responses.commands import hold_case, resume_case
from youthvoice.responses.commands.promises import place_promise
from youthvoice.responses.models import Case
from youthvoice.responses.queries import get_case
from youthvoice.responses.rules import CaseState


@dataclass(frozen=True)
class PoliticianAudit:
    """Audit: whether somebody is named."""

    is_named: bool


def set_politician(session: Session, year_id: int, number: int, politician: str, *, actor_id: int) -> bool:
    """Say who answers for it politically; empty for nobody. False where it says so already. Raises NotFound."""
    year = hold_year(session, year_id)
    resolution = get_resolution(session, year_id, number)
    if resolution.politician == politician:
        return False
    resolution.politician = politician
    data = PoliticianAudit(bool(politician))
    audit.record(session, actor_id, "resolution.name_politician", ("resolution", resolution.id), data)
    changed(session, year)
    session.flush()
    return True


def supply_more(session: Session, resolution: Resolution, person: Person, more: str) -> bool:
    """Give what the municipality asked for: its time runs again. False where the same was sent already.

    Raises Conflict where nothing is asked for any more, or it is the proposal's case, which is answered there.
    """
    if resolution.case_id is None:
        raise Conflict
    hold_case(session, resolution.case_id)
    case = get_case(session, resolution.case_id)
    session.refresh(case)
    if case.question.endswith(f"\n\n{more}"):
        return False
    if case.state is not CaseState.needs_more or case.subject_kind != KIND:
        raise Conflict(gettext("Kommunen venter ikke på mere lige nu."))
    resume_case(session, case.id, f"{case.question}\n\n{more}")
    audit.record(session, person.id, "resolution.supply_more", ("resolution", resolution.id))
    if needs_help(more):
        told = Target(MOTION, resolution.motion_id, resolution.title, case.path, more, person.id)
        raise_alarm(session, told)
    session.flush()
    return True


def get_resolution(session: Session, year_id: int, number: int) -> Resolution:
    """Of that year, by its number. Raises NotFound."""
    query = select(Resolution).where(Resolution.year_id == year_id, Resolution.number == number)
    found = session.scalar(query.execution_options(populate_existing=True)) if number < 2**15 else None
    if found is None:
        raise NotFound
    return found


def place_promises(session: Session, *which: ColumnElement[bool]) -> None:
    """Where what was adopted can be read, so can its promise: on every page, in every count and file, and nowhere else.

    ``which`` picks motions, which are held, or are new in this transaction. A case of the proposal's goes with the proposal.
    """
    is_hidden = or_(Motion.hidden_at.is_not(None), func.coalesce(Proposal.hidden_at.is_not(None), false()))
    query = select(Case.id, is_hidden).join(Resolution, Resolution.case_id == Case.id)
    query = query.join(Motion, Motion.id == Resolution.motion_id).outerjoin(Proposal, Proposal.id == Motion.proposal_id)
    found = session.execute(query.where(Case.subject_kind == KIND, *which).order_by(Case.id)).all()
    for case_id, hidden in found:
        # An answer that is given at this moment makes its promise with the case held.
        hold_case(session, case_id)
        place_promise(session, case_id, is_public=not hidden)
