"""A day that is over: the council's chair runs that Bytinget, the author's motion was adopted, and one was voted down."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.assembly import LiveYearFactory, MotionFactory
from tests.factories.councils import SeatFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.resolutions import ResolutionFactory, VoteFactory
from tests.factories.responses import AnswerFactory
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import Motion
from youthvoice.assembly.rules.motions import MotionOrigin, MotionState
from youthvoice.core.clock import now, today
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.responses.models import Case, CaseParty
from youthvoice.responses.rules import CaseState, Outcome

OF_YEAR = ("resolutions", "afterwork", "minutes", "minutes_pdf", "report_pdf")
OF_RESOLUTION = ("resolution", "politician", "more", "wish")


def make_resolutions(session: Session, people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """Values for the addresses of resolutions, reasons, minutes and report."""
    year = LiveYearFactory(ended_at=now())
    SeatFactory(body=year.body, person=people["council_chair"], role=SeatRole.chair)
    motion: Motion = MotionFactory(year_id=year.id, state=MotionState.adopted, decided_at=now())
    resolution = ResolutionFactory(motion=motion, number=1)
    case = session.get_one(Case, resolution.case_id)
    case.state, case.paused_on = CaseState.needs_more, today()
    AnswerFactory(case=case, outcome=Outcome.needs_more, asked_for="Hvor skal træerne stå?", reason_code=None)
    session.add(CaseParty(case_id=case.id, person_id=people["author"].id, since=now()))
    refused = MotionFactory(
        year_id=year.id, origin=MotionOrigin.proposal, proposal_id=ProposalFactory().id, state=MotionState.ready
    )
    VoteFactory(motion=refused, hands=(5, 30, 1))
    session.flush()
    values = {"year": year.year, "number": resolution.number}
    found = dict.fromkeys((f"assembly.{name}" for name in (*OF_YEAR, *OF_RESOLUTION)), values)
    return {**found, "assembly.reasons": {"year": year.year, "number": refused.number}}
