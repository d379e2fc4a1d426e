"""The council asks for more, the group replies; or the group takes its application back."""

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.councils.commands.subjects import withdraw_subject
from youthvoice.grants.commands.holding import hold_with_case
from youthvoice.grants.commands.ledger import hold_balance
from youthvoice.grants.commands.notes import NoteFacts, words_problem, write_note
from youthvoice.grants.commands.status import put_status
from youthvoice.grants.commands.wording import breach_problems, half_problems
from youthvoice.grants.events import ApplicationWithdrawn, MoreAsked, MoreTold
from youthvoice.grants.models import Application, Pool
from youthvoice.grants.queries.applications import facts_of, lines_of
from youthvoice.grants.queries.motions import is_voted_on
from youthvoice.grants.queries.notes import note_by_key
from youthvoice.grants.queries.parts import parts_of, question_of
from youthvoice.grants.rules.applications import ApplicationStatus, Breach, Field, breaches
from youthvoice.grants.rules.groups import may_withdraw
from youthvoice.grants.rules.timeline import Step
from youthvoice.grants.targets import KIND
from youthvoice.responses.commands import close_case, give_answer, resume_case
from youthvoice.responses.models import Answer
from youthvoice.responses.queries import answer_by_key, get_case
from youthvoice.responses.rules import AnswerFacts, Outcome

NOT_THEIR_FAULT = frozenset({Breach.too_soon, Breach.owes_accounts, Breach.pool_takes_none})
"""What time alone can bring about while the council reads."""


def ask_more(session: Session, person: Person, application: Application, asked_for: str, form_key: str) -> Answer:
    """Ask the group for more: their turn, and the clock stands still. Sent twice, it is asked once.

    Raises RuleBroken (asked_for), and Conflict where it does not wait for the council, or is being voted on.
    """
    hold_with_case(session, application)
    case = get_case(session, _case_id(application))
    stored = answer_by_key(session, case.id, form_key)
    if stored is not None:
        return stored
    if application.status is not ApplicationStatus.submitted:
        raise Conflict(gettext("Ansøgningen venter ikke på rådet nu."))
    if is_voted_on(session, application.id):
        raise Conflict(gettext("Rådet stemmer om ansøgningen nu. Vent, til det er slut, eller tag forslaget tilbage."))
    moment = now()
    answer = give_answer(
        session, case, person, AnswerFacts(Outcome.needs_more, asked_for=asked_for.strip()), form_key, owner=KIND
    )
    put_status(session, application, ApplicationStatus.needs_more, Step.asked_for_more, moment)
    audit.record(session, person.id, "application.ask_more", ("application", application.id), at=moment)
    publish(session, MoreAsked(application.id, person.id))
    return answer


def tell_more(session: Session, person: Person, application: Application, words: str, form_key: str) -> None:
    """Reply to what was asked, with the application as it is now: the council's turn. Sent twice, it is told once.

    Raises RuleBroken (words, or the part of the application that does not fit the rules), and Conflict where nothing is
    asked any more.
    """
    hold_with_case(session, application)
    if note_by_key(session, form_key) is not None:
        return
    if application.status is not ApplicationStatus.needs_more:
        raise Conflict(gettext("Rådet venter ikke på mere lige nu."))
    problem = words_problem(words)
    if problem is not None:
        raise RuleBroken({"words": [problem]})
    _check_rules(session, application)
    moment = now()
    write_note(session, person, application, NoteFacts(field=Field.everything, words=words), form_key)
    question = question_of(application, lines_of(session, application.id))
    resume_case(session, _case_id(application), f"{question}\n\n{words.strip()}")
    put_status(session, application, ApplicationStatus.submitted, Step.told_more, moment)
    audit.record(session, person.id, "application.tell_more", ("application", application.id), at=moment)
    publish(session, MoreTold(application.id, person.id))


def _check_rules(session: Session, application: Application) -> None:
    """What they have changed meanwhile must still fit the pool's rules."""
    pool = session.get_one(Pool, application.pool_id)
    found = breaches(facts_of(session, application), pool.limits, today(), pool.ends_on)
    problems = breach_problems([one for one in found if one not in NOT_THEIR_FAULT], pool)
    problems |= half_problems(parts_of(session, application))
    if problems:
        raise RuleBroken(problems)


def withdraw(session: Session, person: Person, application: Application) -> None:
    """Take it back before it is decided: nobody owes an answer, and what is voted on falls (desk_listeners.py). Twice is once.

    Raises Conflict once it is decided.
    """
    hold_with_case(session, application)
    before = application.status
    if before is ApplicationStatus.withdrawn:
        return
    if not may_withdraw(before):
        raise Conflict(gettext("Rådet har allerede svaret. Så kan I ikke trække den tilbage."))
    if application.case_id is not None:
        hold_balance(
            session, application.pool_id
        )  # What is voted on sets money free: before the counts, as everywhere.
    moment = now()
    application.invite_nonce = None
    put_status(session, application, ApplicationStatus.withdrawn, Step.withdrawn, moment)
    audit.record(session, person.id, "application.withdraw", ("application", application.id), at=moment)
    if application.case_id is not None:
        close_case(session, application.case_id)
        withdraw_subject(session, KIND, application.id)
        publish(session, ApplicationWithdrawn(application.id, application.pool_id, person.id))


def _case_id(application: Application) -> int:
    if application.case_id is None:
        raise Conflict
    return application.case_id
