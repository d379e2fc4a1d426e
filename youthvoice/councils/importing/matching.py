"""Which schools, classes and people of the file are here already."""

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Identity, Person
from youthvoice.accounts.models import School as StoredSchool
from youthvoice.accounts.oidc.provider import UNILOGIN
from youthvoice.accounts.rules import ADULT_ROLES
from youthvoice.councils.importing.columns import COLUMN_LABELS, Column, key_of
from youthvoice.councils.importing.plan import Place, Plan, School, batches
from youthvoice.councils.importing.problems import Problems
from youthvoice.councils.importing.register import FilePerson, Register
from youthvoice.councils.models import Body
from youthvoice.councils.queries.bodies import bodies_of_kind
from youthvoice.councils.rules.bodies import DEFAULTS, BodyKind


def match_places(session: Session, register: Register, plan: Plan, problems: Problems) -> None:
    """Find the schools, their elevråd and the classes; what is not there is to be made."""
    stored: dict[str, StoredSchool] = {}
    names = {school.name for school in register.schools.values()}
    for school in session.scalars(select(StoredSchool).order_by(StoredSchool.id)):
        key = key_of(school.name)
        if key in register.schools and (key not in stored or school.name in names):
            stored[key] = school
    for key, told in register.schools.items():
        found = stored.get(key)
        plan.schools[key] = School(found.id, found.name) if found else School(None, told.name)
    bodies = _bodies(session, [one.id for one in stored.values()])
    for key in register.schools:
        _match_council(key, register, plan, bodies.get(plan.schools[key].id, []), problems)
    _match_classes(register, plan, bodies, problems)
    joint = bodies_of_kind(session, BodyKind.joint_student_council)
    plan.joint_council_id = joint[0].id if len(joint) == 1 else None


def _bodies(session: Session, school_ids: list[int]) -> dict[int | None, list[Body]]:
    """The open bodies of the schools, by school."""
    found: dict[int | None, list[Body]] = {}
    for some in batches(school_ids):
        query = select(Body).where(Body.school_id.in_(some), Body.closed_at.is_(None)).order_by(Body.id)
        for body in session.scalars(query):
            found.setdefault(body.school_id, []).append(body)
    return found


def _match_council(key: str, register: Register, plan: Plan, bodies: list[Body], problems: Problems) -> None:
    found = next((body for body in bodies if body.kind is BodyKind.student_council), None)
    line = register.schools[key].line
    name = f"Elevrådet på {plan.schools[key].name}"
    plan.councils[key] = _known(found, key, line) if found else _new(BodyKind.student_council, name, key, None, line)
    if found is None:
        _check_name(name, line, Column.school, bodies, problems)


def _match_classes(register: Register, plan: Plan, bodies: dict[int | None, list[Body]], problems: Problems) -> None:
    stored: dict[tuple[int | None, str], list[Body]] = {}
    for body in (one for some in bodies.values() for one in some if one.kind is BodyKind.school_class):
        stored.setdefault((body.school_id, key_of(body.name)), []).append(body)
    for key, told in register.classes.items():
        school_id = plan.schools[told.school].id
        same = stored.get((school_id, key[1]), [])
        found = next((body for body in same if body.name == told.name), same[0] if same else None)
        if found is not None:
            plan.classes[key] = _known(found, told.school, told.line)
            continue
        plan.classes[key] = _new(BodyKind.school_class, told.name, told.school, told.grade, told.line)
        _check_name(told.name, told.line, Column.school_class, bodies.get(school_id, []), problems)


def _known(body: Body, school: str, line: int) -> Place:
    terms = body.term_months, body.ends_with_school_year
    return Place(body.id, body.kind, body.name, school, body.grade, line, body.ages, *terms, body.member_seats)


def _new(kind: BodyKind, name: str, school: str, grade: int | None, line: int) -> Place:
    usual = DEFAULTS[kind]
    terms, ages = (usual.term_months, usual.ends_with_school_year), (usual.min_age, usual.max_age)
    return Place(None, kind, name, school, grade, line, ages, *terms, usual.member_seats)


def _check_name(name: str, line: int, column: Column, bodies: list[Body], problems: Problems) -> None:
    if any(body.name == name for body in bodies):
        text = gettext("Skolen har et andet råd med det navn. Giv et af dem et andet navn først.")
        problems.add(line, str(COLUMN_LABELS[column]), name, text)


def match_people(session: Session, register: Register, plan: Plan, problems: Problems) -> None:
    """Find the accounts: by UniID, else by address. Whoever is found must be what the file says."""
    plan.people, plan.too_young = register.people, len(register.too_young)
    for some in batches(register.people):
        _match_some(session, some, plan, problems)
    for some in batches([one for one in register.too_young if one.uniid or one.email]):
        by_uniid, by_email = _accounts(session, some)
        for person in some:
            if person.uniid in by_uniid or person.email in by_email:
                text = gettext("Eleven har en konto, men er for ung efter det fødselsår. Ret det.")
                _wrong(problems, person, Column.birth_year, str(person.birth_year), text)
    seen: dict[int, FilePerson] = {}
    for person in plan.people:
        other = seen.setdefault(person.id, person) if person.id is not None else person
        if other is not person:
            text = gettext(
                "Det er den samme person som på linje %(line)d. Skriv begge dele på én linje.", line=other.line
            )
            _wrong(problems, person, Column.email, person.email, text)


def _match_some(session: Session, people: list[FilePerson], plan: Plan, problems: Problems) -> None:
    by_uniid, by_email = _accounts(session, people)
    for person in people:
        one, other = by_uniid.get(person.uniid), by_email.get(person.email)
        if one is not None and other is not None and one != other:
            text = gettext("E-mailen og UniID hører til to forskellige konti. Ret den ene.")
            _wrong(problems, person, Column.email, person.email, text)
        person.id = one or other
    _check_accounts(session, [person for person in people if person.id is not None], by_uniid, plan, problems)


def _accounts(session: Session, people: list[FilePerson]) -> tuple[dict[str, int], dict[str, int]]:
    """The accounts by UniID and by address."""
    uniids = [person.uniid for person in people if person.uniid]
    emails = [person.email for person in people if person.email]
    known = select(Identity.subject, Identity.person_id).where(Identity.provider == UNILOGIN)
    found = select(Person.email, Person.id).where(Person.email.in_(emails))
    by_uniid = session.execute(known.where(Identity.subject.in_(uniids))).all() if uniids else ()
    by_email = session.execute(found).all() if emails else ()
    return {row.subject: row.person_id for row in by_uniid}, {str(row.email): row.id for row in by_email}


def _check_accounts(
    session: Session, people: list[FilePerson], by_uniid: dict[str, int], plan: Plan, problems: Problems
) -> None:
    ids = [person.id for person in people]
    facts = select(Person.id, Person.role, Person.school_id).where(Person.id.in_(ids))
    stored = {row.id: row for row in session.execute(facts)}
    linked = select(Identity.person_id).where(Identity.provider == UNILOGIN, Identity.person_id.in_(ids))
    has_uniid = set(session.scalars(linked))
    for person in people:
        row = stored[person.id]
        if (row.role in ADULT_ROLES) is person.is_pupil:
            text = gettext("Kontoen hører til en voksen.") if person.is_pupil else gettext("Kontoen hører til en elev.")
            _wrong(problems, person, Column.role, "", text)
        if person.uniid and person.uniid not in by_uniid:
            if person.id in has_uniid:
                text = gettext("Kontoen med den e-mail har et andet UniID. Ret UniID eller e-mail.")
                _wrong(problems, person, Column.uniid, person.uniid, text)
            elif person.id is not None:
                plan.links.append((person.id, person.uniid))
        if person.is_pupil and row.school_id != plan.schools[person.school].id:
            plan.changed_schools.append(person)


def _wrong(problems: Problems, person: FilePerson, column: Column, value: str, text: str) -> None:
    problems.add(person.line, str(COLUMN_LABELS[column]), value, text)
