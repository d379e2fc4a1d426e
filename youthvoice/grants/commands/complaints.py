"""A complaint about a decision: once for each, looked at by an adult who did not decide. It may lead to a new vote."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken, violated_constraint
from youthvoice.core.events import publish
from youthvoice.core.keyset import MAX_ID
from youthvoice.core.textcheck import find_cpr
from youthvoice.grants.commands.holding import hold_with_case
from youthvoice.grants.commands.status import add_step
from youthvoice.grants.events import ComplaintMade, ComplaintSettled
from youthvoice.grants.labels.awarding import problem_text
from youthvoice.grants.models import Application, Award, Complaint
from youthvoice.grants.queries.awards import current_award, find_complaint
from youthvoice.grants.rules.awarding import (
    REPLY_MAX,
    REPLY_MIN,
    WORDS_MAX,
    WORDS_MIN,
    text_problem,
)
from youthvoice.grants.rules.deciding import OWES_REASONS
from youthvoice.grants.rules.timeline import Step
from youthvoice.moderation import targets
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target

TARGET_KIND = "grant_complaint"


@dataclass(frozen=True)
class ComplaintAudit:
    """Of which decision."""

    award_id: int


def complain(session: Session, application: Application, award: Award, person: Person, words: str) -> Complaint:
    """Ask that a no or a smaller grant is looked at again. Once for each decision: a second time, the first stands.

    Raises RuleBroken (words), and Conflict where another decision stands, or it was a whole yes.
    """
    hold_with_case(session, application)
    made = find_complaint(session, award.id)
    if made is not None:
        return made
    stands = current_award(session, application.id)
    if stands is None or stands.id != award.id or award.outcome not in OWES_REASONS:
        raise Conflict
    _check("words", words, WORDS_MIN, WORDS_MAX)
    complaint = Complaint(award_id=award.id, words=words.strip(), by_id=person.id, at=now())
    try:
        with session.begin_nested():
            session.add(complaint)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) == "uq_grant_complaints_award_id":
            raise Conflict from error
        raise
    add_step(session, application, Step.complained, complaint.at)
    session.flush()
    audit.record(session, person.id, "grant.complain", ("application", application.id), ComplaintAudit(award.id))
    publish(session, ComplaintMade(complaint.id, application.id, application.pool_id, person.id))
    if needs_help(complaint.words):
        raise_alarm(session, target_of(complaint, application))
    return complaint


def settle_complaint(
    session: Session, application: Application, complaint: Complaint, award: Award, person: Person, reply: str
) -> None:
    """Say what came of a complaint. A second time, the first stands.

    Raises Forbidden for whoever wrote the decision, RuleBroken (reply).
    """
    if award.by_id == person.id:
        raise Forbidden
    hold_with_case(session, application)
    session.refresh(complaint)
    if complaint.settled_at is not None:
        return
    _check("reply", reply, REPLY_MIN, REPLY_MAX)
    complaint.outcome, complaint.settled_at, complaint.settled_by_id = reply.strip(), now(), person.id
    # The page of the application shows it: its version must rise.
    flag_modified(application, "status")
    session.flush()
    audit.record(
        session, person.id, "grant.settle_complaint", ("application", application.id), ComplaintAudit(award.id)
    )
    publish(session, ComplaintSettled(complaint.id, application.id))


def _check(field: str, text: str, low: int, high: int) -> None:
    problem = text_problem(text, low, high)
    if problem is not None:
        raise RuleBroken({field: [problem_text(field, problem)]})
    if find_cpr(text):
        raise RuleBroken({field: [gettext("Der står et CPR-nummer. Slet det.")]})


def target_of(complaint: Complaint, application: Application) -> Target:
    """The words as moderation sees them; they stand on no page of the public."""
    path = f"/puljen/ansoegninger/{application.id}/klage"
    return Target(
        TARGET_KIND, complaint.id, application.title, path, complaint.words, complaint.by_id, is_readable=False
    )


def register() -> None:
    """Tell moderation how complaints are found, hidden and shown again."""
    targets.register(TARGET_KIND, _find, _hide, _restore)


def _find(session: Session, complaint_id: int) -> Target | None:
    complaint = session.get(Complaint, complaint_id) if complaint_id <= MAX_ID else None
    if complaint is None:
        return None
    award = session.get_one(Award, complaint.award_id)
    return target_of(complaint, session.get_one(Application, award.application_id))


def _hide(session: Session, complaint_id: int) -> None:
    complaint = session.get_one(Complaint, complaint_id)
    complaint.hidden_at = complaint.hidden_at or now()
    session.flush()


def _restore(session: Session, complaint_id: int) -> None:
    session.get_one(Complaint, complaint_id).hidden_at = None
    session.flush()
