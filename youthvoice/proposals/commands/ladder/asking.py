"""The author goes past the councils: a council's no, or its silence, never stands between a child and the municipality."""

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.authz import require
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.core.events import publish
from youthvoice.councils.commands.subjects import hold_tables, withdraw_subject
from youthvoice.proposals.commands.counters import hold
from youthvoice.proposals.commands.ladder.words import asked
from youthvoice.proposals.commands.submit import open_with_municipality, unit_of
from youthvoice.proposals.commands.timeline import record_event
from youthvoice.proposals.events import ProposalSubmitted
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.ladder import KIND
from youthvoice.proposals.rules import EventKind


def ask_municipality(session: Session, author: Person, proposal: Proposal) -> bool:
    """Open a case with the same words; what no body has decided about yet leaves its agenda. False where there is a case.

    Raises Forbidden, RuleBroken (no unit answers) and Conflict (changed meanwhile, or hidden by a moderator).
    """
    hold_tables(session, KIND, proposal.id)
    hold(session, proposal)
    if author.id == proposal.author_id and proposal.case_id is not None:
        return False
    require(author, "proposal.ask", proposal)
    if proposal.hidden_at is not None:
        raise Conflict(gettext("Forslaget kan ikke sendes til kommunen nu."))
    moment = now()
    unit = unit_of(session, proposal)
    withdraw_subject(session, KIND, proposal.id)
    case = open_with_municipality(session, proposal, unit, asked(session, proposal), moment)
    dates = {"receipt_due_on": case.receipt_due_on.isoformat(), "answer_due_on": case.answer_due_on.isoformat()}
    record_event(session, proposal.id, EventKind.submitted, "", moment, data=dates)
    audit.record(session, author.id, "proposal.ask_municipality", ("proposal", proposal.id), at=moment)
    publish(session, ProposalSubmitted(proposal.id, author.id))
    session.flush()
    return True
