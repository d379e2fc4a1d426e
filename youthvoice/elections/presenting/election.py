"""The page of an election: where it stands, its days, how one votes, and what whoever reads can do."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext

from youthvoice.core.authz import can
from youthvoice.core.clock import now
from youthvoice.core.i18n import format_day, format_moment
from youthvoice.elections.commands.paper import method_for
from youthvoice.elections.labels import METHOD_TEXTS, PHASE_KINDS, PHASE_LABELS, election_title, voters_text
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.presenting.candidates import CandidateCard, cards
from youthvoice.elections.queries.place import Place
from youthvoice.elections.rules.candidates import may_withdraw
from youthvoice.elections.rules.states import CANCELLABLE, CHANGEABLE, Phase
from youthvoice.voting.rules.methods import Method


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline."""

    icon: str
    title: str
    when: str
    iso: str
    body: str
    kind: str | None
    is_next: bool


@dataclass(frozen=True, slots=True)
class Doing:
    """What whoever reads can do now."""

    may_stand: bool
    stands: bool
    may_withdraw: bool
    may_vote: bool
    is_signed_in: bool
    must_sign_in: bool
    """A visitor who may have something to do here."""
    runs_it: bool
    may_change: bool
    may_enter: bool
    may_cancel: bool
    may_ask_again: bool
    """The election ended without filling its seats."""
    may_fill: bool
    """Fewer were elected than there are seats, and no by-election is for the others."""


@dataclass(frozen=True, slots=True)
class ElectionPage:
    """All that the page shows."""

    title: str
    phase: Phase
    kind: str
    label: str
    steps: list[Step]
    voters: str
    seats: int
    substitutes: int
    method: str
    candidates: list[CandidateCard]
    elected: list[CandidateCard]
    next_ones: list[CandidateCard]
    unseated: list[CandidateCard]
    doing: Doing
    is_inside: bool
    hides_some: bool
    """Some candidates are shown without their name."""


def read_election(
    election: Election, candidates: list[Candidate], actor: object, place: Place, *, unfilled: int = 0
) -> ElectionPage:
    """No query: everything must be loaded. ``unfilled`` seats wait for a by-election; for whoever runs it alone."""
    phase = election.phase(now())
    seen = cards(candidates, place.viewer)
    return ElectionPage(
        title=election_title(election),
        phase=phase,
        kind=PHASE_KINDS[phase],
        label=str(PHASE_LABELS[phase]),
        steps=steps_of(election, phase),
        voters=voters_text(election),
        seats=election.seats,
        substitutes=election.substitutes,
        method=str(METHOD_TEXTS[_method(election)]),
        candidates=seen,
        elected=sorted((one for one in seen if one.place), key=lambda one: one.place or 0),
        next_ones=sorted((one for one in seen if one.substitute_place), key=lambda one: one.substitute_place or 0),
        unseated=[one for one in seen if one.refusal and not one.place and not one.substitute_place],
        doing=_doing(election, phase, seen, actor, place, unfilled),
        is_inside=place.is_inside,
        hides_some=any(not one.is_known for one in seen),
    )


def _method(election: Election) -> Method:
    return method_for(election.round.method, election.seats)


def _doing(
    election: Election, phase: Phase, seen: list[CandidateCard], actor: object, place: Place, unfilled: int
) -> Doing:
    stands = any(one.is_own for one in seen)
    runs_it = can(actor, "election.run", place)
    return Doing(
        may_stand=phase is Phase.nomination and not stands and can(actor, "election.stand", place),
        stands=stands,
        may_withdraw=stands and may_withdraw(election.state),
        may_vote=phase is Phase.voting and place.is_voter,
        is_signed_in=place.person_id is not None,
        must_sign_in=place.person_id is None
        and phase in (Phase.announced, Phase.nomination, Phase.ready, Phase.voting),
        runs_it=runs_it,
        may_change=runs_it and election.state in CHANGEABLE,
        may_enter=runs_it and phase is Phase.nomination,
        may_cancel=runs_it and election.state in CANCELLABLE,
        may_ask_again=runs_it and phase in (Phase.empty, Phase.void, Phase.tied),
        may_fill=runs_it and unfilled > 0,
    )


def steps_of(election: Election, phase: Phase) -> list[Step]:
    """Nomination, vote, seats: what has been and what comes."""
    planned, moment = election.round, now()
    opens, closes = planned.nomination_opens_at, planned.nomination_closes_at
    told = [
        ("user-plus", gettext("Man kan stille op"), opens),
        ("list-checks", gettext("Opstillingen slutter"), closes),
        ("vote", gettext("Man kan stemme"), planned.voting_opens_at),
        ("lock", gettext("Valget slutter"), planned.voting_closes_at),
    ]
    if phase is Phase.cancelled:
        told = [one for one in told if one[2] <= moment]
    elif election.is_unopposed or phase is Phase.empty:
        told = told[:2]
    steps = [Step(icon, title, format_moment(at), at.isoformat(), "", None, at > moment) for icon, title, at in told]
    if phase in (Phase.cancelled, Phase.empty, Phase.void):
        return steps
    return [*steps, _term_step(planned.term_starts_on, moment)]


def _term_step(starts_on: date, moment: datetime) -> Step:
    is_next = starts_on > moment.date()
    title = gettext("De valgte begynder")
    return Step("users", title, format_day(starts_on), starts_on.isoformat(), "", None if is_next else "yes", is_next)
