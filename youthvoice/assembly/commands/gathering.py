"""Proposals that the ladder has carried to Bytinget become motions, in their author's own words and with credit to all."""

import uuid
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.motion_state import put_state
from youthvoice.assembly.models import AssemblyYear, Motion, MotionCredit, MotionVersion
from youthvoice.assembly.queries.carried import proposal_arrived
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.motions import MotionOrigin, MotionState, text_of_proposal
from youthvoice.assembly.rules.years import works_on_motions
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, NotFound
from youthvoice.councils.models import Body
from youthvoice.proposals.commands.ladder.words import label_of, name_of
from youthvoice.proposals.models import Proposal, ProposalCoauthor
from youthvoice.proposals.queries.ladder import carried_bodies, stops_of
from youthvoice.proposals.rules import Topic

LONGEST = 200


@dataclass(frozen=True)
class TakenUpAudit:
    """Audit: of which year, and which proposal it was."""

    year_id: int
    proposal_id: int


def take_up(session: Session, year_id: int, proposal_id: int, actor_id: int | None) -> Motion:
    """Make the motion of a carried proposal, sent in at once; made already, that one. ``actor_id`` None: by itself.

    Its first wording is the author's own. Raises NotFound where the proposal is not carried here, and Conflict where the
    year takes no motions any more.
    """
    year = hold_year(session, year_id)
    made = session.scalar(select(Motion).where(Motion.year_id == year.id, Motion.proposal_id == proposal_id))
    if made is not None:
        return made
    if not works_on_motions(year.moments):
        raise Conflict(gettext("Der kan ikke komme flere forslag med i år."))
    proposal = _proposal(session, proposal_id)
    if proposal is None or not proposal_arrived(session, year, proposal_id):
        raise NotFound
    motion = _made(session, year, proposal)
    data = TakenUpAudit(year.id, proposal.id)
    audit.record(session, actor_id, "assembly_motion.take_up", ("assembly_motion", motion.id), data)
    return motion


def credits_of(session: Session, proposal: Proposal) -> dict[str, int | None]:
    """Whom a proposal is credited to: its author (or the class), those who wrote it too, and the councils that carried it.

    Label -> the person who is told what happens with it. Three queries.
    """
    stops = stops_of(session, proposal.id)
    own = proposal.on_behalf_of
    found: dict[str, int | None] = {name_of(proposal, own): proposal.author_id}
    joined = select(Person).join(ProposalCoauthor, ProposalCoauthor.person_id == Person.id)
    joined = joined.where(ProposalCoauthor.proposal_id == proposal.id).order_by(ProposalCoauthor.id)
    for person in session.scalars(joined):
        found.setdefault(person.byline, person.id)
    for body in carried_bodies(stops):
        found.setdefault(label_of(body), None)
    return {label[:LONGEST]: person_id for label, person_id in found.items()}


def _proposal(session: Session, proposal_id: int) -> Proposal | None:
    loaded = joinedload(Proposal.author), joinedload(Proposal.on_behalf_of).joinedload(Body.school)
    return session.scalar(select(Proposal).where(Proposal.id == proposal_id).options(*loaded))


def _made(session: Session, year: AssemblyYear, proposal: Proposal) -> Motion:
    moment, whose = now(), credits_of(session, proposal)
    text = text_of_proposal(proposal.title, proposal.what, proposal.why)
    motion = Motion(
        form_key=uuid.uuid4().hex, year_id=year.id, origin=MotionOrigin.proposal, proposal_id=proposal.id,
        topic=proposal.topic or Topic.community, title=proposal.title, text=text, written_by_id=proposal.author_id,
        created_at=moment,
    )  # fmt: skip
    session.add(motion)
    session.flush()
    first = MotionVersion(
        motion_id=motion.id, number=1, title=motion.title, text=text, written_by_id=proposal.author_id,
        written_by_label=next(iter(whose)), at=moment,
    )  # fmt: skip
    session.add(first)
    session.add_all(MotionCredit(motion_id=motion.id, label=name, person_id=who) for name, who in whose.items())
    put_state(session, motion, MotionState.submitted, moment)
    return motion
