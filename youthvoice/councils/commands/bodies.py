"""Setting up bodies: made, edited, closed. How each works is data (rules/bodies.py has the defaults)."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.councils.commands.touch import touch_body
from youthvoice.councils.labels import BODY_PROBLEM_TEXTS
from youthvoice.councils.models import Body
from youthvoice.councils.queries.bodies import find_body
from youthvoice.councils.rules.bodies import DEFAULTS, BodyKind, BodyProblem, BodySettings, check_body

PROBLEM_FIELDS: dict[BodyProblem, str] = {
    BodyProblem.school_needed: "school_id",
    BodyProblem.parent_not_possible: "parent_id",
    BodyProblem.own_ancestor: "parent_id",
    BodyProblem.ages_crossed: "max_age",
    BodyProblem.name_taken: "name",
}
NAMES = ("uq_bodies_name_at_school", "uq_bodies_name")


@dataclass(frozen=True, kw_only=True)
class BodyFacts:
    """What a body is, beside how it works. ``settings`` None: as bodies of its kind usually do."""

    kind: BodyKind
    name: str
    school_id: int | None = None
    parent_id: int | None = None
    grade: int | None = None
    about: str = ""
    meets: str = ""
    settings: BodySettings | None = None


@dataclass(frozen=True)
class BodyAudit:
    """Audit: what was set up, or which settings changed."""

    kind: str
    fields: list[str]


def create_body(session: Session, facts: BodyFacts, form_key: str, *, actor_id: int | None) -> Body:
    """Set up a body. Sent twice, it is made once. Raises RuleBroken (name, school_id, parent_id, max_age)."""
    made = session.scalar(select(Body).where(Body.form_key == form_key))
    if made is not None:
        return made
    _check(session, facts, None)
    body = Body(form_key=form_key, created_at=now(), kind=facts.kind, **_columns(facts))
    try:
        with session.begin_nested():
            session.add(body)
    except IntegrityError as error:
        raise _refusal(error) from error
    audit.record(session, actor_id, "council.create", ("body", body.id), BodyAudit(facts.kind.value, []))
    return body


def edit_body(session: Session, body: Body, facts: BodyFacts, *, seen_version: int, actor_id: int | None) -> None:
    """Change a body; seats that were given stay as they were given.

    Raises RuleBroken, and Conflict where somebody else changed it since ``seen_version``, or where the kind differs.
    """
    if seen_version != body.version or facts.kind is not body.kind:
        raise Conflict
    _check(session, facts, body)
    wanted = _columns(facts)
    changed = [name for name, value in wanted.items() if getattr(body, name) != value]
    if not changed:
        return
    try:
        with session.begin_nested():
            for name in changed:
                setattr(body, name, wanted[name])
            session.flush()
    except IntegrityError as error:
        raise _refusal(error) from error
    touch_body(session, body)
    audit.record(session, actor_id, "council.edit", ("body", body.id), BodyAudit(body.kind.value, changed))


def close_body(session: Session, body: Body, *, actor_id: int | None) -> None:
    """End a body: nobody can do anything in it any more; its history stays. A second time changes nothing."""
    if body.closed_at is None:
        body.closed_at = now()
        touch_body(session, body)
        audit.record(session, actor_id, "council.close", ("body", body.id))


def _columns(facts: BodyFacts) -> dict[str, Any]:
    settings = facts.settings or DEFAULTS[facts.kind]
    own = {name: getattr(facts, name) for name in ("name", "school_id", "parent_id", "grade", "about", "meets")}
    return {**own, "name": " ".join(facts.name.split()), **asdict(replace(settings))}


def _check(session: Session, facts: BodyFacts, body: Body | None) -> None:
    parent = find_body(session, facts.parent_id) if facts.parent_id is not None else None
    if facts.parent_id is not None and (parent is None or parent.closed_at is not None):
        raise _broken(BodyProblem.parent_not_possible)
    settings = facts.settings or DEFAULTS[facts.kind]
    ages = (settings.min_age, settings.max_age)
    problem = check_body(facts.kind, facts.school_id, parent.kind if parent else None, ages)
    if problem is None and body is not None and parent is not None and _is_below(session, parent, body.id):
        problem = BodyProblem.own_ancestor
    if problem is not None:
        raise _broken(problem)


def _is_below(session: Session, body: Body, top_id: int) -> bool:
    """Whether a body is, or stands somewhere below, another. The kinds allow no more than five steps up."""
    at: Body | None = body
    while at is not None:
        if at.id == top_id:
            return True
        at = find_body(session, at.parent_id) if at.parent_id is not None else None
    return False


def _broken(problem: BodyProblem) -> RuleBroken:
    return RuleBroken({PROBLEM_FIELDS[problem]: [BODY_PROBLEM_TEXTS[problem]]})


def _refusal(error: IntegrityError) -> Exception:
    if violated_constraint(error, Base.metadata) in NAMES:
        return _broken(BodyProblem.name_taken)
    return error
