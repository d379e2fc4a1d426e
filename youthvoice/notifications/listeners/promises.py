"""What became of a yes: those who asked hear how it goes and are asked whether it was kept; its owner hears the verdict."""

from datetime import date

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from youthvoice.accounts.models import Person, Unit
from youthvoice.accounts.rules import YOUNG_ROLES
from youthvoice.core.events import subscribe
from youthvoice.notifications.commands import News, notify_each, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.responses.events import (
    PromiseCheckDue,
    PromiseDayPassed,
    PromiseReported,
    PromiseSettled,
    PromiseTaskGiven,
    VerdictWanted,
)
from youthvoice.responses.models import Case, CaseParty, Milestone, ProgressReport, Promise
from youthvoice.responses.queries.whose import answers_for
from youthvoice.responses.rules.follow_up import PromiseState


def subscribe_all() -> None:
    """Listen to what is told, asked and said of promises."""
    subscribe(PromiseReported, reported)
    subscribe(VerdictWanted, verdict_wanted)
    subscribe(PromiseSettled, settled)
    subscribe(PromiseCheckDue, check_due)
    subscribe(PromiseDayPassed, day_passed)
    subscribe(PromiseTaskGiven, task_given)


def plan_path(promise_id: int) -> str:
    """Where an official sees to it."""
    return f"/loefter/{promise_id}/plan"


def reported(session: Session, event: PromiseReported) -> None:
    """The words of the report by mail; where it is said to be done, with the question whether it was kept."""
    case = session.get_one(Case, event.case_id)
    report = session.get_one(ProgressReport, event.report_id)
    by = session.get_one(Person, report.by_id).byline
    key, data = f"promise-told:{report.id}", {"title": case.title}
    path = f"/loefter/{event.promise_id}"
    told = {"case": case, "report": report, "by": by, "is_done": event.is_done}
    if not event.is_done:
        tell(session, parties(case.id), News(NewsKind.promise_told, key, path, data), "promise_told", **told)
        return
    asked = News(NewsKind.promise_done, key, f"{path}/holdt", data)
    tell(session, parties(case.id, young=True), asked, "promise_told", **told)
    # An adult among those who asked cannot say so, but reads it.
    tell(session, parties(case.id), News(NewsKind.promise_told, key, path, data), "promise_told", **told)


def verdict_wanted(session: Session, event: VerdictWanted) -> None:
    """The day has passed, or a year: what do those say who asked?"""
    case = session.get_one(Case, event.case_id)
    key, path = f"verdict:{event.promise_id}:{event.why}", f"/loefter/{event.promise_id}/holdt"
    news = News(NewsKind.verdict_wanted, key, path, {"title": case.title})
    tell(session, parties(case.id, young=True), news)


def settled(session: Session, event: PromiseSettled) -> None:
    """A verdict reaches the owner; a promise that an answer took back stands in the list, for the answer is mailed."""
    case = session.get_one(Case, event.case_id)
    promise = session.get_one(Promise, event.promise_id)
    key, data = f"promise-settled:{promise.id}:{promise.version}", {"title": case.title}
    if event.by_answer:
        news = News(NewsKind.promise_taken_back, key, f"{case.path}#svar", data)
        notify_each(session, parties(case.id), news)
        return
    kind = NewsKind.promise_kept if event.state is PromiseState.kept else NewsKind.promise_broken
    tell(session, keepers(promise), News(kind, key, plan_path(promise.id), data))


def check_due(session: Session, event: PromiseCheckDue) -> None:
    """The responsible adult is asked how it goes."""
    case, promise = session.get_one(Case, event.case_id), session.get_one(Promise, event.promise_id)
    path = f"/loefter/{promise.id}/nyt"
    news = News(NewsKind.promise_check, f"promise-check:{event.check_id}", path, {"title": case.title})
    tell(session, keepers(promise), news)


def day_passed(session: Session, event: PromiseDayPassed) -> None:
    """The owner, the leader of the unit, and whoever has the step that is late."""
    case, promise = session.get_one(Case, event.case_id), session.get_one(Promise, event.promise_id)
    key = f"promise-late:{promise.id}:{event.due_on}"
    news = News(NewsKind.promise_late, key, plan_path(promise.id), {"title": case.title})
    tell(session, keepers(promise), news)
    leader = select(Person.id).join(Unit, Unit.leader_id == Person.id).where(Unit.id == promise.unit_id)
    tell(session, leader, news)
    tell(session, _owners_of_late_steps(promise.id, event.due_on), news)


def task_given(session: Session, event: PromiseTaskGiven) -> None:
    """Whoever takes it themselves knows."""
    if event.person_id == event.by_id:
        return
    case, promise = session.get_one(Case, event.case_id), session.get_one(Promise, event.promise_id)
    key = f"promise-given:{promise.id}:{event.milestone_id or 0}:{promise.version}"
    news = News(NewsKind.promise_given, key, plan_path(promise.id), {"title": case.title})
    tell(session, select(Person.id).where(Person.id == event.person_id), news)


def parties(case_id: int, *, young: bool = False) -> Select[int]:
    """Those who ask; ``young``: without adults, who have no say in whether it was kept."""
    asked = select(CaseParty.person_id).where(CaseParty.case_id == case_id, CaseParty.until.is_(None))
    if not young:
        return asked
    return asked.join(Person, Person.id == CaseParty.person_id).where(Person.role.in_(sorted(YOUNG_ROLES)))


def keepers(promise: Promise) -> Select[int]:
    """The owner; everybody of the unit where the owner's account is closed, or they work elsewhere by now."""
    owner = aliased(Person)
    is_there = exists().where(owner.id == promise.owner_id, owner.closed_at.is_(None), owner.unit_id == promise.unit_id)
    return select(Person.id).where(or_(Person.id == promise.owner_id, and_(~is_there, answers_for(promise.unit_id))))


def _owners_of_late_steps(promise_id: int, due_on: date) -> Select[int]:
    late = Milestone.promise_id == promise_id, Milestone.done_at.is_(None), Milestone.due_on <= due_on
    return select(Milestone.owner_id).where(*late)
