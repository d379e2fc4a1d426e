"""After sending: change the words in the open, take the proposal back, give the municipality what it asked for."""

from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.councils.commands.subjects import hold_tables, rename_subject, withdraw_subject
from youthvoice.discussions.commands import post_comment, rename_thread
from youthvoice.discussions.queries import find_own_by_form_key
from youthvoice.proposals import rules
from youthvoice.proposals.commands import checks
from youthvoice.proposals.commands.counters import change_status, lock, touch
from youthvoice.proposals.commands.ladder.words import asked
from youthvoice.proposals.commands.submit import question_of
from youthvoice.proposals.commands.timeline import record_event
from youthvoice.proposals.events import MoreSupplied, ProposalWanted, ProposalWithdrawn
from youthvoice.proposals.labels import LOCKED_TEXT
from youthvoice.proposals.models import Proposal, ProposalRevision
from youthvoice.proposals.queries.ladder import KIND, is_adopted
from youthvoice.proposals.rules import EventKind, ProposalStatus
from youthvoice.responses.commands import close_case, hold_case, rename_case, resume_case
from youthvoice.responses.commands.promises import place_promise
from youthvoice.responses.queries import get_case

WORDS = ("title", "what", "why", "who")


@dataclass(frozen=True)
class Words:
    """The four texts of a proposal."""

    title: str
    what: str
    why: str
    who: str


@dataclass(frozen=True)
class EditData:
    """Audit: which texts changed, and whether the earlier ones stay readable."""

    fields: list[str]
    keeps_history: bool


def stored_words(proposal: Proposal) -> Words:
    """The words as they stand."""
    return Words(proposal.title, proposal.what, proposal.why, proposal.who)


def words_version(proposal: Proposal) -> str:
    """Names the words as they stand. A like or a comment does not change it, another edit does."""
    joined = "\x1f".join(asdict(stored_words(proposal)).values())
    return sha256(joined.encode()).hexdigest()[:16]


def edit_proposal(
    session: Session, person: Person, proposal: Proposal, words: Words, seen: str, *, public_numbers_ok: bool = False
) -> bool:
    """Change the words; False where they are the same already. Once others support it, the earlier words stay readable.

    ``seen`` is the ``words_version`` that the person had before them. Raises Conflict where somebody else changed the
    words meanwhile or they can no longer be changed, and RuleBroken with words for each field.
    """
    hold_case(session, proposal.case_id)
    hold_tables(session, KIND, proposal.id)
    lock(session, proposal)
    session.refresh(proposal, [*WORDS, "endorsement_count"])
    changed = [name for name in WORDS if getattr(words, name) != getattr(proposal, name)]
    if not changed:
        return False
    if not rules.may_edit(proposal.status) or proposal.is_reopened:
        raise Conflict(gettext("Forslaget har fået svar. Nu kan teksten ikke laves om. Du kan skrive en kommentar."))
    if is_adopted(session, proposal.id):
        raise Conflict(str(LOCKED_TEXT))
    if seen != words_version(proposal):
        raise Conflict
    _check_words(words, public_numbers_ok=public_numbers_ok)
    _replace(session, person, proposal, words, changed)
    return True


def _check_words(words: Words, *, public_numbers_ok: bool) -> None:
    texts = asdict(words)
    problems = checks.word_problems(texts)
    if not problems and not public_numbers_ok:
        problems = checks.phone_problem(texts)
    if problems:
        raise RuleBroken(problems)


def _replace(session: Session, person: Person, proposal: Proposal, words: Words, changed: list[str]) -> None:
    moment = now()
    keeps = rules.keeps_history(proposal.status, proposal.endorsement_count)
    if keeps:
        _keep_history(session, person, proposal, moment)
    for name in changed:
        setattr(proposal, name, getattr(words, name))
    touch(session, proposal, moment)
    if proposal.case_id is not None:
        rename_case(session, proposal.case_id, proposal.title, question_of(proposal))
    if proposal.thread_id is not None:
        rename_thread(session, proposal.thread_id, proposal.title)
    rename_subject(session, KIND, proposal.id, proposal.title, proposal.what)
    audit.record(session, person.id, "proposal.edit", ("proposal", proposal.id), EditData(changed, keeps), at=moment)
    checks.alert_if_crisis(session, proposal)
    session.flush()


def _keep_history(session: Session, person: Person, proposal: Proposal, moment: datetime) -> None:
    last = select(func.max(ProposalRevision.number)).where(ProposalRevision.proposal_id == proposal.id)
    number = (session.scalar(last) or 0) + 1
    session.add(
        ProposalRevision(
            proposal_id=proposal.id,
            number=number,
            replaced_at=moment,
            replaced_by_label=person.byline,
            **asdict(stored_words(proposal)),
        )
    )
    record_event(session, proposal.id, EventKind.edited, person.byline, moment, data={"number": number})


def withdraw_proposal(session: Session, person: Person, proposal: Proposal) -> None:
    """Take a proposal back: nobody finds it in the list, nobody owes an answer. A second time changes nothing.

    Raises Conflict for a draft, which is thrown away instead.
    """
    publish(session, ProposalWanted(proposal.id))
    hold_case(session, proposal.case_id)
    if proposal.case_id is not None:
        place_promise(session, proposal.case_id, is_public=False)
    hold_tables(session, KIND, proposal.id)
    if lock(session, proposal) is ProposalStatus.withdrawn:
        return
    moment = now()
    change_status(session, proposal, ProposalStatus.withdrawn, moment)
    proposal.holder_id = None
    withdraw_subject(session, KIND, proposal.id)
    if proposal.case_id is not None:
        close_case(session, proposal.case_id)
    record_event(session, proposal.id, EventKind.withdrawn, person.byline, moment)
    audit.record(session, person.id, "proposal.withdraw", ("proposal", proposal.id), at=moment)
    publish(session, ProposalWithdrawn(proposal.id))
    session.flush()


def supply_more(session: Session, person: Person, proposal: Proposal, more: str, form_key: str) -> None:
    """Give what the municipality asked for: as a comment that anyone can read, and in the case.

    Sent twice, it is stored once. Raises Conflict where nothing is asked for any more.
    """
    if find_own_by_form_key(session, person.id, form_key) is not None:
        return
    case_id, thread_id = proposal.case_id, proposal.thread_id
    hold_case(session, case_id)
    status = lock(session, proposal)
    if find_own_by_form_key(session, person.id, form_key) is not None:
        return  # The same form, sent twice at once: the first had the lock.
    if status is not ProposalStatus.needs_more or case_id is None or thread_id is None:
        raise Conflict(gettext("Kommunen venter ikke på mere lige nu. Du kan skrive en kommentar i stedet."))
    moment = now()
    post_comment(session, person, thread_id, more, form_key)
    resume_case(session, case_id, f"{asked(session, proposal).question}\n\n{more}")
    proposal.answer_due_on = get_case(session, case_id).answer_due_on
    change_status(session, proposal, ProposalStatus.awaiting, moment)
    due = {"answer_due_on": proposal.answer_due_on.isoformat()}
    record_event(session, proposal.id, EventKind.more_supplied, person.byline, moment, data=due)
    audit.record(session, person.id, "proposal.supply_more", ("proposal", proposal.id), at=moment)
    publish(session, MoreSupplied(proposal.id))
    session.flush()
