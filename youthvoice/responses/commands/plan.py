"""The plan of a promise: steps with a day and an owner, what adults tell of it, and whose it is."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.files import CleanFile
from youthvoice.core.textcheck import find_cpr, is_filler
from youthvoice.responses.commands.promises import changed, hold, record
from youthvoice.responses.events import PromiseReported, PromiseTaskGiven
from youthvoice.responses.labels import MILESTONE_PROBLEM_TEXTS
from youthvoice.responses.models import Case, Milestone, ProgressReport, Promise, PromiseCheck
from youthvoice.responses.queries.whose import may_answer_for
from youthvoice.responses.rules import follow_up
from youthvoice.responses.rules.follow_up import PromiseState

Problems = dict[str, list[object]]


@dataclass(frozen=True)
class MilestoneFacts:
    """What an official plans."""

    words: str
    owner: Person | None
    due_on: date | None


@dataclass(frozen=True)
class ReportFacts:
    """What an official tells of a promise. ``is_done``: and says that it is done."""

    words: str
    alt_text: str = ""
    picture: CleanFile | None = None
    is_done: bool = False


@dataclass(frozen=True)
class MilestoneAudit:
    """Audit: which step, whose, by when, and whether it is done."""

    promise_id: int
    owner_id: int
    due_on: str
    is_done: bool


@dataclass(frozen=True)
class OwnerAudit:
    """Audit: from whom to whom."""

    from_id: int
    to_id: int


def add_milestone(
    session: Session, promise: Promise, case: Case, actor: Person, facts: MilestoneFacts, form_key: str
) -> Milestone:
    """Plan a step. Sent twice, it is planned once. Raises RuleBroken (words, owner, due_on) and Conflict."""
    hold(session, promise)
    same = select(Milestone).where(Milestone.promise_id == promise.id, Milestone.form_key == form_key)
    stored = session.scalar(same)
    if stored is not None:
        return stored
    _refuse_where_kept(promise)
    problems = _milestone_problems(promise, facts)
    if _count(session, promise) >= follow_up.MAX_MILESTONES:
        problems["words"] = [gettext("Der kan højst være %(most)d skridt.", most=follow_up.MAX_MILESTONES)]
    if problems or facts.owner is None or facts.due_on is None:
        raise RuleBroken(problems)
    milestone = Milestone(
        form_key=form_key,
        promise_id=promise.id,
        words=facts.words.strip(),
        owner_id=facts.owner.id,
        due_on=facts.due_on,
        first_due_on=facts.due_on,
    )
    session.add(milestone)
    changed(session, promise, case)
    _log(session, milestone, "promise.add_step", actor)
    publish(session, PromiseTaskGiven(promise.id, case.id, facts.owner.id, actor.id, milestone.id))
    return milestone


def change_milestone(
    session: Session,
    promise: Promise,
    case: Case,
    milestone: Milestone,
    actor: Person,
    facts: MilestoneFacts,
    *,
    seen_version: int,
) -> None:
    """Word a step anew, give it to somebody else, or move it: the day it had at first stays, for everybody to see.

    Raises RuleBroken (words, owner, due_on), and Conflict where the plan has changed since it was shown, or the step is
    done.
    """
    hold(session, promise)
    session.refresh(milestone)
    if seen_version != promise.version or milestone.done_at is not None:
        raise Conflict
    _refuse_where_kept(promise)
    problems = _milestone_problems(promise, facts, milestone)
    if problems or facts.owner is None or facts.due_on is None:
        raise RuleBroken(problems)
    has_new_owner = milestone.owner_id != facts.owner.id
    milestone.words, milestone.owner_id, milestone.due_on = facts.words.strip(), facts.owner.id, facts.due_on
    changed(session, promise, case)
    session.expire(milestone, ["owner"])
    _log(session, milestone, "promise.change_step", actor)
    if has_new_owner:
        publish(session, PromiseTaskGiven(promise.id, case.id, facts.owner.id, actor.id, milestone.id))


def finish_milestone(
    session: Session, promise: Promise, case: Case, milestone: Milestone, actor: Person, *, is_done: bool
) -> None:
    """A step is done, or is not done after all. Said twice, nothing happens. Raises Conflict for a promise that is kept."""
    hold(session, promise)
    session.refresh(milestone)
    if (milestone.done_at is not None) is is_done:
        return
    _refuse_where_kept(promise)
    milestone.done_at = now() if is_done else None
    changed(session, promise, case)
    _log(session, milestone, "promise.finish_step" if is_done else "promise.reopen_step", actor)


def report_progress(
    session: Session, promise: Promise, case: Case, actor: Person, facts: ReportFacts, form_key: str
) -> ProgressReport:
    """Tell everybody how it goes; that answers what the municipality was asked. Sent twice, it is told once.

    Raises RuleBroken (words, alt_text).
    """
    hold(session, promise)
    same = select(ProgressReport).where(ProgressReport.promise_id == promise.id, ProgressReport.form_key == form_key)
    stored = session.scalar(same)
    if stored is not None:
        return stored
    problems = report_problems(facts)
    if problems:
        raise RuleBroken(problems)
    report = _store_report(session, promise, actor, facts, form_key)
    is_news = facts.is_done and promise.done_at is None and promise.state is not PromiseState.kept
    if is_news:
        promise.done_at = report.at
    changed(session, promise, case)
    record(session, promise, "promise.done" if is_news else "promise.report", actor)
    event = PromiseReported(promise.id, case.id, case.subject_kind, case.subject_id, report.id, is_done=is_news)
    publish(session, event)
    return report


def report_problems(facts: ReportFacts) -> Problems:
    """What keeps a report from being stored, by field."""
    problems: Problems = {}
    if len(" ".join(facts.words.split())) < follow_up.MIN_REPORT or is_filler(facts.words):
        problems["words"] = [gettext("Skriv, hvordan det går. De unge læser det.")]
    elif len(facts.words) > follow_up.MAX_REPORT:
        problems["words"] = [gettext("Skriv højst %(most)d tegn.", most=follow_up.MAX_REPORT)]
    if facts.picture is not None and len(facts.alt_text.strip()) < follow_up.MIN_ALT_TEXT:
        problems["alt_text"] = [gettext("Skriv, hvad man ser på billedet.")]
    elif len(facts.alt_text) > follow_up.MAX_ALT_TEXT:
        problems["alt_text"] = [gettext("Skriv højst %(most)d tegn.", most=follow_up.MAX_ALT_TEXT)]
    for name in ("words", "alt_text"):
        if find_cpr(getattr(facts, name)):
            problems[name] = [gettext("Der står et CPR-nummer. Slet det.")]
    return problems


def _store_report(
    session: Session, promise: Promise, actor: Person, facts: ReportFacts, form_key: str
) -> ProgressReport:
    report = ProgressReport(
        form_key=form_key,
        promise_id=promise.id,
        words=facts.words.strip(),
        by_id=actor.id,
        at=now(),
        alt_text=facts.alt_text.strip() if facts.picture else "",
        picture=facts.picture.data if facts.picture else None,
        picture_type=facts.picture.content_type if facts.picture else "",
    )
    session.add(report)
    session.flush()
    waits = PromiseCheck.promise_id == promise.id, PromiseCheck.asked_at.is_not(None), PromiseCheck.report_id.is_(None)
    for check in session.scalars(select(PromiseCheck).where(*waits, PromiseCheck.months > 0)):
        check.report_id = report.id
    return report


def not_done_after_all(session: Session, promise: Promise, case: Case, actor: Person) -> None:
    """«Det er gjort» was wrong, and nobody has judged it yet. Twice is once. Raises Conflict for a settled promise."""
    hold(session, promise)
    if promise.done_at is None:
        return
    if promise.state is not PromiseState.under_way:
        raise Conflict
    promise.done_at = None
    changed(session, promise, case)
    record(session, promise, "promise.not_done", actor)


def give_promise(session: Session, promise: Promise, case: Case, actor: Person, owner: Person | None) -> None:
    """Another official of the unit is asked how it goes from now on. Twice is once. Raises RuleBroken (owner)."""
    hold(session, promise)
    if owner is None or not may_answer_for(owner, promise.unit_id):
        raise RuleBroken({"owner": [gettext("Vælg en, der er med i enheden.")]})
    if owner.id == promise.owner_id:
        return
    before, promise.owner_id = promise.owner_id, owner.id
    changed(session, promise, case)
    audit.record(session, actor.id, "promise.give", ("promise", promise.id), OwnerAudit(before, owner.id))
    publish(session, PromiseTaskGiven(promise.id, case.id, owner.id, actor.id))


def _refuse_where_kept(promise: Promise) -> None:
    """Those who asked have said that it is kept: there is nothing left to plan. Raises Conflict."""
    if promise.state is PromiseState.kept:
        raise Conflict


def _count(session: Session, promise: Promise) -> int:
    return session.scalar(select(func.count()).select_from(Milestone).where(Milestone.promise_id == promise.id)) or 0


def _milestone_problems(promise: Promise, facts: MilestoneFacts, before: Milestone | None = None) -> Problems:
    problems: Problems = {}
    if len(" ".join(facts.words.split())) < follow_up.MIN_MILESTONE or is_filler(facts.words):
        problems["words"] = [gettext("Skriv, hvad der skal ske.")]
    elif len(facts.words) > follow_up.MAX_MILESTONE:
        problems["words"] = [gettext("Skriv højst %(most)d tegn.", most=follow_up.MAX_MILESTONE)]
    elif find_cpr(facts.words):
        problems["words"] = [gettext("Der står et CPR-nummer. Slet det.")]
    is_the_same = before is not None and facts.owner is not None and facts.owner.id == before.owner_id
    if facts.owner is None or not (is_the_same or may_answer_for(facts.owner, promise.unit_id)):
        problems["owner"] = [gettext("Vælg en, der er med i enheden.")]
    found = follow_up.milestone_problem(facts.due_on, today(), before=before.due_on if before else None)
    if found is not None:
        problems["due_on"] = [MILESTONE_PROBLEM_TEXTS[found]]
    return problems


def _log(session: Session, milestone: Milestone, action: str, actor: Person) -> None:
    is_done = milestone.done_at is not None
    data = MilestoneAudit(milestone.promise_id, milestone.owner_id, milestone.due_on.isoformat(), is_done)
    audit.record(session, actor.id, action, ("milestone", milestone.id), data)
