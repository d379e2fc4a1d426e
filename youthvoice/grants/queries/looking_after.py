"""What those who look after a pool read: its lines, rounds, officers, and who is in the middle of something."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, ScalarSelect, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person, Unit
from youthvoice.accounts.rules import ADULT_ROLES, Role
from youthvoice.core.clock import now
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.grants.models import (
    Application,
    ApplicationMember,
    AssessmentMark,
    Dimension,
    GrantBalance,
    Pool,
    PoolBalance,
    PoolCriterion,
    PoolOfficer,
    PoolRound,
    PoolRule,
    PoolTally,
)
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.corrections import YearEnd
from youthvoice.grants.rules.looking_after import Lack, lacks
from youthvoice.grants.rules.pools import Officer, PoolState

MOST_COUNTED = 99
MOST_LISTED = 25
MOST_STAFF = 200
OPEN_STATUSES = (
    ApplicationStatus.submitted,
    ApplicationStatus.needs_more,
    ApplicationStatus.granted,
    ApplicationStatus.accepted,
    ApplicationStatus.accounting,
)
"""Of applications that keep a year open."""


def rules_of(session: Session, pool_id: int) -> Sequence[PoolRule]:
    """Its rules, in their order."""
    return session.scalars(select(PoolRule).where(PoolRule.pool_id == pool_id).order_by(PoolRule.number)).all()


def criteria_of(session: Session, pool_id: int) -> Sequence[PoolCriterion]:
    """Its criteria, in their order."""
    query = select(PoolCriterion).where(PoolCriterion.pool_id == pool_id)
    return session.scalars(query.order_by(PoolCriterion.number)).all()


def rewrites_marked(session: Session, pool_id: int, questions: Sequence[str]) -> bool:
    """Tell whether a question by which the council has given views would change or go: two queries."""
    stand = criteria_of(session, pool_id)
    kept = dict(enumerate(questions, 1))
    gone = [one.id for one in stand if kept.get(one.number) != one.question]
    marked = select(AssessmentMark.id).where(AssessmentMark.criterion_id.in_(gone))
    return bool(gone) and bool(session.scalar(select(marked.exists())))


def rounds_of(session: Session, pool_id: int) -> Sequence[PoolRound]:
    """Its rounds, the first deadline first."""
    query = select(PoolRound).where(PoolRound.pool_id == pool_id)
    return session.scalars(query.order_by(PoolRound.closes_at, PoolRound.id)).all()


def rounds_with_use(session: Session, pool_id: int) -> Sequence[Row[PoolRound, bool]]:
    """Its rounds, the first deadline first, each with whether anyone has written an application for it."""
    used = exists().where(Application.round_id == PoolRound.id).correlate(PoolRound)
    query = select(PoolRound, used).where(PoolRound.pool_id == pool_id)
    return session.execute(query.order_by(PoolRound.closes_at, PoolRound.id)).all()


def officers_of(session: Session, pool_id: int) -> Sequence[PoolOfficer]:
    """The adults who look after it now, with their people, coordinators first."""
    query = select(PoolOfficer).where(PoolOfficer.pool_id == pool_id, PoolOfficer.until.is_(None))
    return session.scalars(
        query.options(joinedload(PoolOfficer.person)).order_by(PoolOfficer.role, PoolOfficer.id)
    ).all()


def staff_for(session: Session, pool: Pool) -> list[tuple[int, str]]:
    """(id, name) of adults who can look after it: of its unit, and the administrators."""
    here = or_(Person.unit_id == pool.unit_id, Person.role == Role.administrator)
    query = select(Person.id, Person.display_name, Person.title)
    query = query.where(here, Person.role.in_(sorted(ADULT_ROLES)), Person.closed_at.is_(None))
    found = session.execute(query.order_by(Person.display_name, Person.id).limit(MOST_STAFF))
    return [(row.id, f"{row.display_name}, {row.title}" if row.title else row.display_name) for row in found]


def applies_in(session: Session, pool_id: int, person_id: int) -> bool:
    """Tell whether somebody stands behind an application of the pool."""
    query = select(ApplicationMember.id).join(Application, Application.id == ApplicationMember.application_id)
    mine = query.where(Application.pool_id == pool_id, ApplicationMember.person_id == person_id)
    return session.scalar(select(mine.where(ApplicationMember.left_at.is_(None)).exists())) or False


def councils(session: Session) -> list[tuple[int, str]]:
    """(id, name) of the bodies that can have a pool: all but classes, the whole municipality's first."""
    open_ones = Body.closed_at.is_(None), Body.kind != BodyKind.school_class
    query = select(Body.id, Body.name).where(*open_ones).order_by(Body.school_id.is_not(None), Body.name)
    return [(body_id, name) for body_id, name in session.execute(query.limit(MOST_STAFF))]


def paying_units(session: Session) -> list[tuple[int, str]]:
    """(id, name) of the units that can pay."""
    query = select(Unit.id, Unit.name).where(Unit.closed_at.is_(None)).order_by(Unit.name)
    return [(unit_id, name) for unit_id, name in session.execute(query)]


def pools_to_copy(session: Session) -> list[tuple[int, str]]:
    """(id, name) of the newest pools, to begin a new one from."""
    query = select(Pool.id, Pool.name, Pool.year).order_by(Pool.year.desc(), Pool.id.desc()).limit(MOST_LISTED)
    return [(row.id, f"{row.name} {row.year}") for row in session.execute(query)]


def later_pools(session: Session, pool: Pool) -> list[tuple[int, str]]:
    """(id, name) of the pools that what is left can be carried over to: the same council's, of a later year."""
    later = Pool.body_id == pool.body_id, Pool.year > pool.year, Pool.ended_at.is_(None)
    query = select(Pool.id, Pool.name, Pool.year).where(*later).order_by(Pool.year, Pool.id).limit(MOST_LISTED)
    return [(row.id, f"{row.name} {row.year}") for row in session.execute(query)]


@dataclass(frozen=True)
class InTheMiddle:
    """Who is in the middle of something: sent and not decided, and drafts (no further than one more than MOST_COUNTED)."""

    waiting: int
    drafts: int

    @property
    def anyone(self) -> bool:
        """Somebody is."""
        return bool(self.waiting or self.drafts)


def in_the_middle(session: Session, pool_id: int) -> InTheMiddle:
    """Applications that a change of the rules could touch: one query."""
    drafts = select(Application.id).where(Application.pool_id == pool_id, Application.number.is_(None))
    some = drafts.where(Application.status == ApplicationStatus.draft).limit(MOST_COUNTED + 1).subquery()
    drafted = select(func.count()).select_from(some).scalar_subquery()
    found = session.execute(select(_waiting(pool_id), drafted)).one()
    return InTheMiddle(int(found[0] or 0), found[1])


def _waiting(pool_id: int) -> ScalarSelect[int]:
    """Without an answer, as it is stored."""
    waiting = (ApplicationStatus.submitted.value, ApplicationStatus.needs_more.value)
    query = select(func.sum(PoolTally.applications)).where(PoolTally.pool_id == pool_id)
    return query.where(PoolTally.dimension == Dimension.status, PoolTally.key.in_(waiting)).scalar_subquery()


def lacks_of(session: Session, pool: Pool) -> list[Lack]:
    """What is missing before anyone can apply: one query."""
    held = PoolOfficer.pool_id == pool.id, PoolOfficer.until.is_(None)
    ahead = PoolRound.pool_id == pool.id, PoolRound.closes_at > now()
    found = session.execute(
        select(
            select(-PoolBalance.source).where(PoolBalance.pool_id == pool.id).scalar_subquery(),
            exists().where(*held, PoolOfficer.role == Officer.coordinator),
            exists().where(*held, PoolOfficer.role == Officer.treasurer),
            exists().where(PoolRule.pool_id == pool.id),
            exists().where(*ahead),
        )
    ).one()
    return lacks(
        money=found[0] or 0,
        has_coordinator=bool(found[1]),
        has_treasurer=bool(found[2]),
        has_rules=bool(found[3]),
        takes_any_day=pool.is_rolling or bool(found[4]),
    )


def year_end_of(session: Session, pool: Pool) -> YearEnd:
    """How the pool stands at the end of its year: one query."""
    query = select(PoolBalance, _waiting(pool.id)).where(PoolBalance.pool_id == pool.id)
    row, waiting = session.execute(query.execution_options(populate_existing=True)).one()
    return YearEnd(
        is_closed=pool.state in (PoolState.closed, PoolState.ended),
        waiting=int(waiting or 0),
        reserved=row.reserved,
        granted=row.granted,
        paid=row.paid,
        allocation=row.allocation,
        returned=row.returned,
    )


def still_open(session: Session, pool_id: int) -> Sequence[Row[Application, GrantBalance]]:
    """Applications that keep the year open, with their money, the first first; one more than ``MOST_LISTED`` at most."""
    query = select(Application, GrantBalance).outerjoin(GrantBalance, GrantBalance.application_id == Application.id)
    given_up = (Application.status == ApplicationStatus.given_up) & (GrantBalance.granted + GrantBalance.paid > 0)
    wanted = query.where(Application.pool_id == pool_id, Application.status.in_(OPEN_STATUSES) | given_up)
    return session.execute(wanted.order_by(Application.number).limit(MOST_LISTED + 1)).all()
