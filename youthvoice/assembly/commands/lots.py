"""Those who would like to go put themselves forward; then a lot is drawn that anybody can count again."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.delegates import hold_places, seat_delegate
from youthvoice.assembly.models import AssemblyYear, Delegate, DelegateDraw, Delegation, Volunteer
from youthvoice.assembly.queries.delegates import ever_went, latest_draw, substitutes_of, volunteers_of
from youthvoice.assembly.queries.delegations import count_delegates, hold_delegation
from youthvoice.assembly.rules.delegates import free_places
from youthvoice.assembly.rules.years import DelegateWay, YearState
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.voting.labels import CONTEST_PROBLEM_TEXTS, PROBLEM_FIELDS
from youthvoice.voting.rules.contest import FEWEST_WITNESSES, SEED_MAX, SEED_MIN, ContestProblem, count_witnesses
from youthvoice.voting.tallies.lots import by_lot

WITNESSES_MAX = 200


@dataclass(frozen=True)
class WishAudit:
    """Audit: for which delegation."""

    delegation_id: int


@dataclass(frozen=True)
class DrawAudit:
    """Audit: what was drawn, for how many places, among how many."""

    delegation_id: int
    seed: str
    places: int
    size: int


def volunteer(session: Session, year: AssemblyYear, delegation_id: int, person: Person) -> Volunteer:
    """Somebody would like to go. A second time changes nothing. Raises Conflict where no lot is drawn, or it was already."""
    delegation = hold_delegation(session, year.id, delegation_id)
    if delegation.way is not DelegateWay.lot or year.state is not YearState.announced:
        raise Conflict
    row = _wish_of(session, delegation_id, person.id)
    if row is not None and row.withdrawn_at is None:
        return row
    if latest_draw(session, delegation_id) is not None:
        raise Conflict(gettext("Der er trukket lod. Nu kan man ikke melde sig mere."))
    if row is None:
        row = Volunteer(delegation_id=delegation_id, person_id=person.id, at=now())
        session.add(row)
    row.withdrawn_at = None
    session.flush()
    audit.record(session, person.id, "delegate.volunteer", ("assembly_year", year.id), WishAudit(delegation_id))
    return row


def stop_volunteering(session: Session, year: AssemblyYear, delegation_id: int, person: Person) -> None:
    """Somebody would rather not. A second time changes nothing."""
    hold_delegation(session, year.id, delegation_id)
    row = _wish_of(session, delegation_id, person.id)
    if row is None or row.withdrawn_at is not None:
        return
    row.withdrawn_at = now()
    session.flush()
    told = WishAudit(delegation_id)
    audit.record(session, person.id, "delegate.stop_volunteering", ("assembly_year", year.id), told)


def draw(
    session: Session, year_id: int, delegation_id: int, seed: str, witnesses: str, form_key: str, *, actor_id: int
) -> DelegateDraw:
    """Draw a lot among those who would like to go: as many as there are places go, the others are substitutes in order.

    Sent twice, it is drawn once. Raises RuleBroken (seed, witnesses: at least two), and Conflict where nothing is to be drawn,
    or a lot stands: nobody draws again until they like it.
    """
    year, delegation = hold_places(session, year_id, delegation_id)
    drawn = session.scalar(select(DelegateDraw).where(DelegateDraw.form_key == form_key))
    if drawn is not None:
        return drawn
    seed, witnesses = "".join(seed.split()).upper(), witnesses.strip()[:WITNESSES_MAX]
    free = free_places(delegation.places, count_delegates(session, delegation.id))
    wishing = _wishing(session, delegation)
    _check_time(session, delegation, free, wishing)
    _check_seed(seed, witnesses)
    row = DelegateDraw(
        form_key=form_key,
        delegation_id=delegation.id,
        seed=seed,
        witnesses=witnesses,
        places=free,
        order=list(by_lot(seed, (one.id for one in wishing))),
        drawn_by_id=actor_id,
        at=now(),
    )
    _store(session, row, year_id, len(wishing))
    _fill(session, year, delegation, row, free, actor_id)
    return row


def _store(session: Session, row: DelegateDraw, year_id: int, wishing: int) -> None:
    session.add(row)
    session.flush()
    told = DrawAudit(row.delegation_id, row.seed, row.places, wishing)
    audit.record(session, row.drawn_by_id, "delegate.draw", ("assembly_year", year_id), told)


def call_next(session: Session, year_id: int, delegation_id: int, *, actor_id: int) -> Delegate:
    """The next substitute has the free place. Raises Conflict where none is free, or nobody follows."""
    year, delegation = hold_places(session, year_id, delegation_id)
    drawn = latest_draw(session, delegation.id)
    free = free_places(delegation.places, count_delegates(session, delegation.id))
    if drawn is None or not free:
        raise Conflict
    called = _fill(session, year, delegation, drawn, 1, actor_id)
    if not called:
        raise Conflict(gettext("Der er ikke flere på listen."))
    return called[0]


def _fill(
    session: Session, year: AssemblyYear, delegation: Delegation, drawn: DelegateDraw, places: int, actor_id: int
) -> list[Delegate]:
    """Give that many places, as the lot has them; whoever cannot have a seat is passed over."""
    seated: list[Delegate] = []
    for one in substitutes_of(session, delegation, drawn):
        if len(seated) == places:
            break
        try:
            with session.begin_nested():
                seated.append(seat_delegate(session, year, delegation, one.person, DelegateWay.lot, actor_id=actor_id))
        except RuleBroken:
            continue
    return seated


def _wish_of(session: Session, delegation_id: int, person_id: int) -> Volunteer | None:
    mine = Volunteer.delegation_id == delegation_id, Volunteer.person_id == person_id
    return session.scalar(select(Volunteer).where(*mine).execution_options(populate_existing=True))


def _wishing(session: Session, delegation: Delegation) -> list[Volunteer]:
    there = [one for one in volunteers_of(session, delegation.id) if one.withdrawn_at is None]
    went = ever_went(session, delegation, (one.person_id for one in there))
    return [one for one in there if one.person.closed_at is None and one.person_id not in went]


def _check_time(session: Session, delegation: Delegation, free: int, wishing: list[Volunteer]) -> None:
    if delegation.way is not DelegateWay.lot or not free:
        raise Conflict
    if substitutes_of(session, delegation, latest_draw(session, delegation.id)):
        raise Conflict(gettext("Der er trukket lod. Giv pladsen til den næste på listen."))
    if not wishing:
        raise Conflict(gettext("Ingen har meldt sig endnu."))


def _check_seed(seed: str, witnesses: str) -> None:
    found = []
    if not (SEED_MIN <= len(seed) <= SEED_MAX and seed.isascii() and seed.isalnum()):
        found.append(ContestProblem.seed_wrong)
    if count_witnesses(witnesses) < FEWEST_WITNESSES:
        found.append(ContestProblem.witnesses_needed)
    if found:
        raise RuleBroken({PROBLEM_FIELDS[one]: [CONTEST_PROBLEM_TEXTS[one]] for one in found})
