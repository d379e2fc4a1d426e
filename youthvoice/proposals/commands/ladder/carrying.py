"""«Bær videre»: a body that said yes carries a proposal on, with its own words, to the next body or to the municipality."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.authz import require
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.textcheck import find_cpr
from youthvoice.councils.models import Body
from youthvoice.councils.queries.bodies import standing_in
from youthvoice.councils.queries.seats import lock_body
from youthvoice.councils.rules.decisions import STATEMENT_MAX, DecisionOutcome
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target
from youthvoice.proposals.commands import checks
from youthvoice.proposals.commands.counters import hold, touch
from youthvoice.proposals.commands.ladder.arriving import Bringer, LadderData, arrive, settle_holder
from youthvoice.proposals.commands.ladder.words import asked, label_of
from youthvoice.proposals.commands.submit import open_with_municipality, unit_of
from youthvoice.proposals.commands.timeline import record_event
from youthvoice.proposals.events import ProposalCarried
from youthvoice.proposals.models import Proposal, ProposalEvent, ProposalStop
from youthvoice.proposals.queries.ladder import find_stop, places_to_carry
from youthvoice.proposals.rules import EventKind
from youthvoice.responses.commands import hold_case, rename_case
from youthvoice.responses.queries import get_case


@dataclass(frozen=True)
class Carrying:
    """From whom, to whom (None: the municipality), and what the body says with it. The key is that of the form."""

    source: Body
    target: Body | None
    statement: str
    form_key: str


def carry_on(session: Session, person: Person, proposal: Proposal, carrying: Carrying) -> bool:
    """Carry the proposal on; False where this very form did so already. The words of the proposal stay as they are.

    Raises Forbidden, NotFound (nobody may read it any more), RuleBroken (target, statement, unit), and Conflict where
    the body has not said yes, or somebody else was first.
    """
    source, target = carrying.source, carrying.target
    require(person, "ladder.carry", standing_in(session, person.id, source))
    hold_case(session, proposal.case_id)
    for body_id in sorted({source.id, target.id if target else source.id}):
        lock_body(session, body_id)
    hold(session, proposal)
    stop = find_stop(session, proposal.id, source.id)
    if stop is not None and stop.carried_at is not None and _is_sent(session, proposal.id, carrying.form_key):
        return False
    stop = _checked(session, proposal, stop, carrying)
    moment = now()
    stop.statement, stop.carried_at, stop.carried_to_id = carrying.statement, moment, target.id if target else None
    _alert(session, person, proposal, carrying.statement)
    pass_on(session, proposal, stop, carrying, moment)
    data = LadderData(source.id, target.id if target else None)
    audit.record(session, person.id, "ladder.carry", ("proposal", proposal.id), data, at=moment)
    return True


def pass_on(session: Session, proposal: Proposal, stop: ProposalStop, carrying: Carrying, moment: datetime) -> None:
    """The step is taken: the timeline tells, the next body or the municipality has it, and whoever waits is told."""
    session.flush()
    target, label = carrying.target, label_of(carrying.source)
    data: dict[str, Any] = {"body": label, "body_id": stop.body_id, "key": carrying.form_key, "to": None}
    if target is None:
        data["answer_due_on"] = _to_municipality(session, proposal, moment)
    else:
        data |= {"to": label_of(target), "to_id": target.id}
    record_event(session, proposal.id, EventKind.carried, "", moment, data=data)
    session.flush()
    if target is not None:
        arrive(session, proposal, target, Bringer(label, None, "carried"), moment)
    settle_holder(session, proposal)
    touch(session, proposal, moment)
    publish(session, ProposalCarried(proposal.id, stop.body_id, target.id if target else None))


def _checked(session: Session, proposal: Proposal, stop: ProposalStop | None, carrying: Carrying) -> ProposalStop:
    if proposal.listed_at is None:
        raise NotFound
    source, target = carrying.source, carrying.target
    if stop is None or stop.outcome is not DecisionOutcome.adopted:
        raise Conflict(gettext("%(body)s har ikke sagt ja til forslaget.", body=source.name))
    if stop.carried_at is not None:
        raise Conflict(gettext("En anden fra %(body)s har lige båret forslaget videre.", body=source.name))
    if target is not None and target.id not in {one.id for one in places_to_carry(session, source, proposal.id)}:
        raise RuleBroken({"target": [gettext("Forslaget kan ikke bæres dertil. Vælg et andet sted.")]})
    found = find_cpr(carrying.statement)
    if found:
        raise RuleBroken({"statement": [checks.cpr_text(found[0].text)]})
    if len(carrying.statement) > STATEMENT_MAX:
        raise RuleBroken({"statement": [gettext("Skriv højst %(high)d tegn.", high=STATEMENT_MAX)]})
    return stop


def _to_municipality(session: Session, proposal: Proposal, moment: datetime) -> str:
    """Open a case, or tell the one that is open what the body said. The day by which an answer is owed."""
    question = asked(session, proposal)
    if proposal.case_id is None:
        case = open_with_municipality(session, proposal, unit_of(session, proposal), question, moment)
    else:
        case = get_case(session, proposal.case_id)
        case.asked_by = question.by
        rename_case(session, case.id, proposal.title, question.question)
    return case.answer_due_on.isoformat()


def _is_sent(session: Session, proposal_id: int, form_key: str) -> bool:
    query = select(ProposalEvent.data).where(
        ProposalEvent.proposal_id == proposal_id, ProposalEvent.kind == EventKind.carried
    )
    return any(data.get("key") == form_key for data in session.scalars(query))


def _alert(session: Session, person: Person, proposal: Proposal, statement: str) -> None:
    if needs_help(statement):
        path = f"/forslag/{proposal.id}"
        raise_alarm(session, Target("proposal", proposal.id, proposal.title, path, statement, person.id))
