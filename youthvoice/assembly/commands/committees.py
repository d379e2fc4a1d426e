"""Committees: made by those who lead, joined by delegates; one of each leads it."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from youthvoice.assembly.models import AssemblyYear, Committee, CommitteeMember, Delegate, Motion
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules import motions as rules
from youthvoice.assembly.rules.years import works_on_motions
from youthvoice.assembly.text_checks import cpr_problems, length_problem
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken


@dataclass(frozen=True)
class CommitteeAudit:
    """Audit: of which year."""

    year_id: int


@dataclass(frozen=True)
class CommitteeMemberAudit:
    """Audit: who."""

    person_id: int


def make_committee(session: Session, year: AssemblyYear, name: str, about: str, actor_id: int) -> Committee:
    """A new group. Raises RuleBroken (name, about) also where one of that name is there, and Conflict once the day is on."""
    held = _hold(session, year.id)
    _check(session, held.id, name, about, None)
    made = Committee(year_id=held.id, name=name, about=about)
    session.add(made)
    _tell(session, held, "assembly_committee.create", made, actor_id)
    return made


def change_committee(session: Session, committee: Committee, name: str, about: str, actor_id: int) -> None:
    """Another name, or another line about it. Raises as ``make_committee``."""
    held = _hold(session, committee.year_id)
    _check(session, held.id, name, about, committee.id)
    committee.name, committee.about = name, about
    session.flush()
    works_on = update(Motion).where(Motion.committee_id == committee.id).values(version=Motion.version + 1)
    session.execute(works_on.execution_options(synchronize_session=False))
    _tell(session, held, "assembly_committee.change", committee, actor_id)


def join(session: Session, committee: Committee, person_id: int, actor_id: int) -> None:
    """A delegate comes in, or is put in; there already, nothing happens. Raises RuleBroken (person) for no delegate, Conflict."""
    held = _hold(session, committee.year_id)
    mine = Delegate.year_id == held.id, Delegate.person_id == person_id, Delegate.withdrawn_at.is_(None)
    if session.scalar(select(Delegate.id).where(*mine)) is None:
        raise RuleBroken({"person": [gettext("Kun delegerede kan være med i et udvalg.")]})
    if find_member(session, committee.id, person_id) is not None:
        return
    session.add(CommitteeMember(committee_id=committee.id, person_id=person_id, since=now()))
    _tell_of(session, held, "assembly_committee.join", committee, person_id, actor_id)


def leave(session: Session, committee: Committee, person_id: int, actor_id: int) -> None:
    """Somebody goes out of it; not in it, nothing happens. Raises Conflict."""
    held = _hold(session, committee.year_id)
    member = find_member(session, committee.id, person_id)
    if member is None:
        return
    session.delete(member)
    _tell_of(session, held, "assembly_committee.leave", committee, person_id, actor_id)


def put_lead(session: Session, committee: Committee, person_id: int, actor_id: int) -> None:
    """That member leads it, and nobody else. Raises Conflict where the person is no member."""
    held = _hold(session, committee.year_id)
    member = find_member(session, committee.id, person_id)
    if member is None:
        raise Conflict(gettext("Den, du valgte, er ikke med i udvalget mere."))
    if member.leads:
        return
    others = CommitteeMember.committee_id == committee.id, CommitteeMember.leads
    session.execute(update(CommitteeMember).where(*others).values(leads=False))
    session.flush()
    member.leads = True
    _tell_of(session, held, "assembly_committee.lead", committee, person_id, actor_id)


def find_member(session: Session, committee_id: int, person_id: int) -> CommitteeMember | None:
    """Somebody of a committee, as it is stored at this moment."""
    query = select(CommitteeMember).where(
        CommitteeMember.committee_id == committee_id, CommitteeMember.person_id == person_id
    )
    return session.scalar(query.execution_options(populate_existing=True))


def _hold(session: Session, year_id: int) -> AssemblyYear:
    held = hold_year(session, year_id)
    if not works_on_motions(held.moments):
        raise Conflict(gettext("Dagen er begyndt. Udvalgene kan ikke ændres mere."))
    return held


def _check(session: Session, year_id: int, name: str, about: str, own_id: int | None) -> None:
    found = {
        "name": length_problem(name, rules.COMMITTEE_MIN, rules.COMMITTEE_MAX),
        "about": length_problem(about, 0, rules.ABOUT_MAX),
    }
    problems: dict[str, list[object]] = {field: [text] for field, text in found.items() if text}
    same = select(Committee.id).where(Committee.year_id == year_id, Committee.name == name)
    known = session.scalar(same)
    if known is not None and known != own_id:
        problems["name"] = [gettext("Der er allerede et udvalg, som hedder det.")]
    problems |= cpr_problems({"name": name, "about": about})
    if problems:
        raise RuleBroken(problems)


def _tell(session: Session, year: AssemblyYear, deed: str, committee: Committee, actor_id: int) -> None:
    year.version = AssemblyYear.version + 1
    session.flush()
    audit.record(session, actor_id, deed, ("assembly_committee", committee.id), CommitteeAudit(year.id))


def _tell_of(
    session: Session, year: AssemblyYear, deed: str, committee: Committee, person_id: int, actor_id: int
) -> None:
    year.version = AssemblyYear.version + 1
    session.flush()
    audit.record(session, actor_id, deed, ("assembly_committee", committee.id), CommitteeMemberAudit(person_id))
