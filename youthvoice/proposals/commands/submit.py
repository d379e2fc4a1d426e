"""From a draft to a proposal that anyone can read and that somebody owes an answer to: all of it, or nothing."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, Unit
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import RuleBroken
from youthvoice.core.events import publish
from youthvoice.discussions.commands import open_thread
from youthvoice.proposals.commands import checks
from youthvoice.proposals.commands.counters import change_status
from youthvoice.proposals.commands.timeline import record_event
from youthvoice.proposals.events import ProposalSubmitted
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.mine import people_to_tell
from youthvoice.proposals.queries.parts import find_attachment
from youthvoice.proposals.queries.routing import responsible_unit
from youthvoice.proposals.rules import EventKind, ProposalStatus
from youthvoice.responses.commands import open_case
from youthvoice.responses.models import Case


@dataclass(frozen=True)
class SubmitData:
    """Audit: what the proposal is about, and who owes the answer."""

    topic: str
    school_id: int | None
    unit_id: int


@dataclass(frozen=True)
class Asked:
    """Who asks the municipality, and in which words."""

    by: str
    question: str


def submit_proposal(
    session: Session, author: Person, proposal: Proposal, *, public_numbers_ok: bool = False, at: datetime | None = None
) -> bool:
    """Send a draft: opens its discussion and its case, and puts it into the list. False where it was sent already.

    Raises RuleBroken with words for each field that is not in order; nothing has been written then.
    """
    locked = select(Proposal.status).where(Proposal.id == proposal.id).with_for_update()
    if session.scalar(locked) is not ProposalStatus.draft:
        return False
    check_words(session, proposal, public_numbers_ok=public_numbers_ok)
    unit = unit_of(session, proposal)
    moment = at or now()
    open_discussion(session, proposal)
    asked = Asked(author.byline, question_of(proposal))
    case = open_with_municipality(session, proposal, unit, asked, moment)
    _tell(session, author, proposal, case, moment)
    return True


def question_of(proposal: Proposal) -> str:
    """The words that wait for an answer, as the official reads them."""
    return "\n\n".join(text for text in (proposal.what, proposal.why, proposal.who) if text.strip())


def check_words(session: Session, proposal: Proposal, *, public_numbers_ok: bool) -> None:
    """Refuse a draft that is not in order, with RuleBroken and words for each field."""
    # What a co-author saved since this page was asked for is sent too, and so must be checked.
    session.refresh(proposal, [*checks.LENGTHS, "topic", "school_id"])
    problems = checks.draft_problems(proposal, find_attachment(session, proposal.id))
    if not problems and not public_numbers_ok:
        problems = checks.phone_problem(checks.words_of(proposal))
    if problems:
        raise RuleBroken(problems)


def unit_of(session: Session, proposal: Proposal) -> Unit:
    """Who owes the answer. Raises RuleBroken where the municipality has not said."""
    unit = responsible_unit(session, proposal.topic, proposal.school_id) if proposal.topic else None
    if unit is None:
        text = gettext("Kommunen har ikke sagt, hvem der svarer på forslag. Din kladde er gemt. Prøv igen senere.")
        raise RuleBroken({"unit": [text]})
    return unit


def open_discussion(session: Session, proposal: Proposal) -> None:
    """Give the proposal its thread of comments."""
    thread = open_thread(session, "proposal", proposal.id, proposal.title, f"/forslag/{proposal.id}")
    proposal.thread_id = thread.id


def open_with_municipality(session: Session, proposal: Proposal, unit: Unit, asked: Asked, moment: datetime) -> Case:
    """The municipality owes an answer from now on: a case with its dates, and the status that says so."""
    case = open_case(
        session,
        subject_kind="proposal",
        subject_id=proposal.id,
        title=proposal.title,
        path=f"/forslag/{proposal.id}",
        question=asked.question,
        asked_by=asked.by,
        unit_id=unit.id,
        opened_at=moment,
        party_ids=[person.id for person in people_to_tell(session, proposal.id)],
    )
    proposal.case_id, proposal.answer_due_on, proposal.holder_id = case.id, case.answer_due_on, None
    proposal.submitted_at = proposal.submitted_at or moment
    change_status(session, proposal, ProposalStatus.awaiting, moment)
    return case


def _tell(session: Session, author: Person, proposal: Proposal, case: Case, moment: datetime) -> None:
    dates = {"receipt_due_on": case.receipt_due_on.isoformat(), "answer_due_on": case.answer_due_on.isoformat()}
    record_event(session, proposal.id, EventKind.created, author.byline, proposal.created_at)
    record_event(session, proposal.id, EventKind.submitted, author.byline, moment, data=dates)
    data = SubmitData(str(proposal.topic), proposal.school_id, case.unit_id)
    audit.record(session, author.id, "proposal.submit", ("proposal", proposal.id), data, at=moment)
    checks.alert_if_crisis(session, proposal)
    publish(session, ProposalSubmitted(proposal.id, author.id))
    session.flush()
