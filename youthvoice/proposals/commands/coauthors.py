"""Writing together: an invitation link that the author can make useless, joining, and leaving."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, Forbidden, NotFound
from youthvoice.core.events import publish
from youthvoice.core.invitations import new_nonce, read_token, token_of
from youthvoice.proposals import rules
from youthvoice.proposals.commands.counters import touch
from youthvoice.proposals.commands.support import set_support
from youthvoice.proposals.commands.timeline import record_event
from youthvoice.proposals.events import CoauthorJoined
from youthvoice.proposals.models import Proposal, ProposalCoauthor
from youthvoice.proposals.queries.detail import find_proposal
from youthvoice.proposals.rules import EventKind, ProposalStatus
from youthvoice.responses.commands import add_party, remove_party

PURPOSE = "proposal-invitation"


@dataclass(frozen=True)
class CoauthorData:
    """Audit: who came or went."""

    person_id: int


def renew_invitation(session: Session, person: Person, proposal: Proposal) -> None:
    """Make an invitation, and every earlier one useless."""
    proposal.invite_nonce = new_nonce()
    audit.record(session, person.id, "proposal.invite", ("proposal", proposal.id))
    session.flush()


def invitation_token(proposal: Proposal) -> str | None:
    """The token of the proposal's invitation, good for 30 days from now; None where the author has made none."""
    return token_of(PURPOSE, proposal.id, proposal.invite_nonce)


def invited_proposal(session: Session, token: str) -> Proposal:
    """The proposal that a token invites to. Raises NotFound where the token is forged, too old or made useless."""
    invitation = read_token(PURPOSE, token)
    proposal = find_proposal(session, invitation.thing_id) if invitation is not None else None
    is_good = proposal is not None and invitation is not None and proposal.invite_nonce == invitation.nonce
    if proposal is None or not is_good or not rules.may_edit(proposal.status) or proposal.hidden_at is not None:
        raise NotFound(gettext("Linket virker ikke længere. Bed om et nyt."))
    return proposal


def join(session: Session, person: Person, proposal: Proposal) -> bool:
    """Become co-author; False where one is an author already. Raises Conflict where five have joined."""
    session.execute(select(Proposal.id).where(Proposal.id == proposal.id).with_for_update())
    if person.id == proposal.author_id or _is_coauthor(session, proposal.id, person.id):
        return False
    joined = select(func.count()).select_from(ProposalCoauthor).where(ProposalCoauthor.proposal_id == proposal.id)
    if not rules.may_invite(session.scalar(joined) or 0):
        text = gettext("Der er allerede %(most)d medforfattere. Der kan ikke være flere.", most=rules.MAX_COAUTHORS)
        raise Conflict(text)
    if proposal.listed_at is not None:
        # Nobody supports an own proposal.
        set_support(session, proposal.id, person.id, wanted=False)
    moment = now()
    session.add(ProposalCoauthor(proposal_id=proposal.id, person_id=person.id, created_at=moment))
    if proposal.status is not ProposalStatus.draft:
        record_event(session, proposal.id, EventKind.coauthor_joined, person.byline, moment)
    if proposal.case_id is not None:
        add_party(session, proposal.case_id, person.id)
    touch(session, proposal, moment)
    audit.record(
        session, person.id, "proposal.coauthor_join", ("proposal", proposal.id), CoauthorData(person.id), at=moment
    )
    publish(session, CoauthorJoined(proposal.id, person.id))
    return True


def remove_coauthor(session: Session, actor: Person, proposal: Proposal, person_id: int) -> None:
    """Leave, or (the author) take somebody off. Not on it, nothing happens. Raises Forbidden for anyone else."""
    if actor.id not in (proposal.author_id, person_id):
        raise Forbidden
    if not _is_coauthor(session, proposal.id, person_id):
        return
    mine = (ProposalCoauthor.proposal_id == proposal.id, ProposalCoauthor.person_id == person_id)
    session.execute(delete(ProposalCoauthor).where(*mine))
    if proposal.case_id is not None:
        remove_party(session, proposal.case_id, person_id)
    touch(session, proposal)
    audit.record(session, actor.id, "proposal.coauthor_remove", ("proposal", proposal.id), CoauthorData(person_id))
    session.flush()


def _is_coauthor(session: Session, proposal_id: int, person_id: int) -> bool:
    query = select(ProposalCoauthor.id).where(
        ProposalCoauthor.proposal_id == proposal_id, ProposalCoauthor.person_id == person_id
    )
    return session.scalar(query) is not None
