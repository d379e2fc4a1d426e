"""Whose turn a case is: the adult who was given it, the unit that got it, and the young people whose answer comes later."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.events import subscribe
from youthvoice.notifications.commands import News, notify, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.responses.events import CaseAssigned, CaseExtended, CaseHandedOver, CasesAssigned, CasesDue
from youthvoice.responses.models import Case, CaseExtension, CaseParty
from youthvoice.responses.queries.whose import answers_for, may_answer_for


def subscribe_all() -> None:
    """Listen to the room of responses."""
    subscribe(CaseAssigned, assigned)
    subscribe(CasesAssigned, many_assigned)
    subscribe(CaseHandedOver, handed_over)
    subscribe(CaseExtended, extended)
    subscribe(CasesDue, due)


def assigned(session: Session, event: CaseAssigned) -> None:
    """The person is told, but not of the own deed; what is nobody's in particular is no news."""
    if event.person_id in (None, event.by_id):
        return
    case = session.get_one(Case, event.case_id)
    # The version tells one time from the next: it rises whenever the case changes hands.
    key, data = f"assigned:{case.id}:{case.version}", {"title": case.title, "who": _name(session, event.by_id)}
    receiver = select(Person.id).where(Person.id == event.person_id)
    tell(session, receiver, News(NewsKind.case_assigned, key, f"/svar/{case.id}", data))


def many_assigned(session: Session, event: CasesAssigned) -> None:
    """One message for one deed, however many cases it was."""
    if event.person_id == event.by_id:
        return
    last = session.get_one(Case, event.case_ids[-1])
    key = f"assigned:{last.id}:{last.version}"
    data = {"count": len(event.case_ids), "who": _name(session, event.by_id)}
    receiver = select(Person.id).where(Person.id == event.person_id)
    tell(session, receiver, News(NewsKind.cases_assigned, key, "/svar?fane=mine", data))


def handed_over(session: Session, event: CaseHandedOver) -> None:
    """The new unit's leader hears of it, with the word why; everybody of the unit where there is none."""
    case = session.get_one(Case, event.case_id)
    key, data = f"handed:{case.id}:{case.version}", {"title": case.title, "reason": event.word}
    receivers = _led(session, event.to_unit_id).where(Person.id != event.by_id)
    tell(session, receivers, News(NewsKind.case_handed_over, key, f"/svar/{case.id}", data))


def extended(session: Session, event: CaseExtended) -> None:
    """Those who asked hear why, and by when the answer comes now."""
    case, extension = session.get_one(Case, event.case_id), session.get_one(CaseExtension, event.extension_id)
    data = {"title": case.title, "due": extension.until_on.isoformat(), "reason": extension.reason}
    asked = select(CaseParty.person_id).where(CaseParty.case_id == case.id, CaseParty.until.is_(None))
    news = News(NewsKind.case_extended, f"extended:{extension.id}", case.path, data)
    tell(session, asked, news, "extended", case=case, extension=extension)


def due(session: Session, event: CasesDue) -> None:
    """The list alone: the mail of the morning is the reminder's own."""
    data = {"title": event.title, "near": event.near, "open": event.open}
    notify(session, event.person_id, News(NewsKind.cases_due, f"cases:{event.day.isoformat()}", event.path, data))


def _name(session: Session, person_id: int) -> str:
    return session.get_one(Person, person_id).display_name


def _led(session: Session, unit_id: int) -> Select[int]:
    unit = session.get_one(Unit, unit_id)
    leader = session.get(Person, unit.leader_id) if unit.leader_id is not None else None
    if leader is not None and may_answer_for(leader, unit_id):
        return select(Person.id).where(Person.id == leader.id)
    return select(Person.id).where(answers_for(unit_id))
