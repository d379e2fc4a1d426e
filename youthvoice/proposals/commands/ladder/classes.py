"""A class has chosen an idea: it becomes a proposal in the class's name. No child's name belongs to it."""

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.errors import RuleBroken
from youthvoice.councils.commands.subjects import Subject, file_subject, name_subject
from youthvoice.councils.events import ClassDecided
from youthvoice.councils.models import AgendaItem, Body, Decision
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.queries.seats import lock_body
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import ItemKind
from youthvoice.proposals import rules
from youthvoice.proposals.commands import checks
from youthvoice.proposals.commands.counters import change_status
from youthvoice.proposals.commands.ladder.arriving import LadderData
from youthvoice.proposals.commands.ladder.carrying import Carrying, pass_on
from youthvoice.proposals.commands.ladder.words import label_of
from youthvoice.proposals.commands.submit import open_discussion
from youthvoice.proposals.commands.timeline import record_event
from youthvoice.proposals.models import Proposal, ProposalStop
from youthvoice.proposals.queries.ladder import KIND
from youthvoice.proposals.rules import EventKind, ProposalStatus, Topic


def send_from_class(session: Session, event: ClassDecided) -> None:
    """Make the proposal, with the class's own yes as its first step, and carry it on to the body above.

    The author is the adult who pressed the button; everybody reads the name of the class. Heard twice, made once.
    Without a council above, the choice stays with the class. Raises RuleBroken where the words may not be public.
    """
    body = get_body(session, event.body_id)
    target = _above(session, body)
    if target is None:
        return
    lock_body(session, body.id)
    key = f"{event.idea_id:032x}"
    made = select(Proposal.id).where(Proposal.on_behalf_of_id == body.id, Proposal.form_key == key)
    if session.scalar(made) is not None:
        return
    proposal = _new(session, event, body, key)
    stop = _first_step(session, proposal, event, body)
    checks.alert_if_crisis(session, proposal)
    stop.carried_at, stop.carried_to_id = event.at, target.id
    pass_on(session, proposal, stop, Carrying(body, target, "", key), event.at)
    data = LadderData(body.id, target.id)
    audit.record(session, event.by_id, "ladder.class_sends", ("proposal", proposal.id), data, at=event.at)


def _above(session: Session, body: Body) -> Body | None:
    """The body that a class carries on to; None where there is none, or it is closed."""
    above = get_body(session, body.parent_id) if body.parent_id is not None else None
    return above if above is not None and above.closed_at is None else None


def _new(session: Session, event: ClassDecided, body: Body, key: str) -> Proposal:
    title = " ".join(event.text.split())
    if len(title) < rules.TITLE_MIN:
        title = gettext("Vores idé: %(idea)s", idea=title)
    counted = gettext("%(hands)d af %(children)d rakte hånden op.", hands=event.hands, children=event.children)
    opening = gettext("Vores klasse har talt om det til klassemødet. %(counted)s", counted=counted)
    proposal = Proposal(
        form_key=key,
        author_id=event.by_id,
        on_behalf_of_id=body.id,
        title=rules.excerpt(title, rules.TITLE_MAX),
        what=f"{opening}\n\n{gettext('Vi foreslår: %(idea)s', idea=event.text.strip())}",
        topic=Topic.school,
        school_id=body.school_id,
        created_at=event.at,
        changed_at=event.at,
        submitted_at=event.at,
        holder_id=body.id,
        status=ProposalStatus.draft,
    )
    problems = checks.word_problems({"title": proposal.title, "what": proposal.what})
    if problems:
        raise RuleBroken({"idea": next(iter(problems.values()))})
    session.add(proposal)
    session.flush()
    open_discussion(session, proposal)
    change_status(session, proposal, ProposalStatus.in_council, event.at)
    return proposal


def _first_step(session: Session, proposal: Proposal, event: ClassDecided, body: Body) -> ProposalStop:
    label, decision = label_of(body), _decision_of(session, event)
    stop = ProposalStop(
        proposal_id=proposal.id,
        body_id=body.id,
        number=1,
        item_id=_item(session, proposal, event, label, decision).id,
        brought_by_label=label,
        arrived_at=event.at,
        outcome=DecisionOutcome.adopted,
        decision_id=decision.id if decision is not None else None,
        decided_at=event.at,
    )
    session.add(stop)
    data = {"body": label, "body_id": body.id, "hands": event.hands, "children": event.children}
    record_event(session, proposal.id, EventKind.council_adopted, "", event.at, data=data)
    return stop


def _item(
    session: Session, proposal: Proposal, event: ClassDecided, label: str, decision: Decision | None
) -> AgendaItem:
    """The item that the class decided about leads to the proposal; where none was written down, one is put there."""
    subject = Subject(
        item_kind=ItemKind.proposal,
        kind=KIND,
        id=proposal.id,
        title=proposal.title,
        text=proposal.what,
        path=f"/forslag/{proposal.id}",
        brought_by=label,
        brought_by_id=None,
        is_owed_reasons=True,
    )
    if decision is None:
        return file_subject(session, event.meeting_id, subject, proposal.form_key)
    item = session.get_one(AgendaItem, decision.item_id)
    name_subject(session, item, subject)
    return item


def _decision_of(session: Session, event: ClassDecided) -> Decision | None:
    """What the class's meeting wrote down, where it did; none of its items belongs to anything yet."""
    query = select(Decision).join(AgendaItem, AgendaItem.id == Decision.item_id)
    query = query.where(
        Decision.meeting_id == event.meeting_id, Decision.outcome == DecisionOutcome.adopted,
        Decision.replaced_at.is_(None), AgendaItem.subject_kind.is_(None),
    )  # fmt: skip
    return session.scalar(query.order_by(Decision.id.desc()).limit(1))
