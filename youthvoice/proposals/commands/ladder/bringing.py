"""A member puts a proposal that anyone can read on the agenda of a body."""

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.authz import require
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, NotFound
from youthvoice.councils.models import Body
from youthvoice.councils.queries.bodies import standing_in
from youthvoice.councils.queries.seats import lock_body
from youthvoice.proposals.commands.counters import change_status, hold
from youthvoice.proposals.commands.ladder.arriving import Bringer, LadderData, arrive, settle_holder
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.ladder import states_of
from youthvoice.proposals.rules import ProposalStatus


def bring(session: Session, person: Person, proposal: Proposal, body: Body) -> bool:
    """Take the proposal up in a body; False where it is on its table already.

    Where the municipality has it, that is support: the status stays. Raises Forbidden, NotFound (nobody may read it any
    more) and Conflict (the body has decided about it, or is closed).
    """
    require(person, "ladder.bring", standing_in(session, person.id, body))
    lock_body(session, body.id)
    hold(session, proposal)
    if proposal.listed_at is None:
        raise NotFound
    there = next((state for state in states_of(session, proposal.id) if state.body_id == body.id), None)
    if there is not None and not there.is_gone:
        if there.waits:
            return False
        raise Conflict(gettext("%(body)s har allerede taget stilling til forslaget.", body=body.name))
    moment = now()
    arrive(session, proposal, body, Bringer(person.display_name, person.id, "brought"), moment)
    if proposal.status is ProposalStatus.council_no:
        change_status(session, proposal, ProposalStatus.in_council, moment)
    settle_holder(session, proposal)
    audit.record(session, person.id, "ladder.bring", ("proposal", proposal.id), LadderData(body.id), at=moment)
    session.flush()
    return True
