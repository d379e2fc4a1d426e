"""Who may do what with Bytinget. The thing asked about is a Place (place.py)."""

from typing import Any

from youthvoice.accounts.rules import Role
from youthvoice.assembly.rules.years import YearState
from youthvoice.core.authz import PermissionMap
from youthvoice.councils.permissions import RUNS
from youthvoice.councils.rules.seats import SeatRole


def is_administrator(actor: Any, _place: Any) -> bool:
    """Sets up every year."""
    return actor.role is Role.administrator


def helps(_actor: Any, place: Any) -> bool:
    """The adult who helps Bytinget."""
    return SeatRole.coordinator in place.seats


def runs(_actor: Any, place: Any) -> bool:
    """Chair, deputy, secretary, or the adult who helps: any of them can take the gavel."""
    return bool(place.seats & RUNS)


def is_delegate(_actor: Any, place: Any) -> bool:
    """Goes there that year."""
    return place.delegate_id is not None


def is_there(_actor: Any, place: Any) -> bool:
    """A delegate who is in the hall."""
    return bool(place.is_there)


def stands(_actor: Any, place: Any) -> bool:
    """The body is still there."""
    return bool(place.body_stands)


def is_open(_actor: Any, standing: Any) -> bool:
    """The body of that Standing is still there."""
    return not standing.is_closed


def helps_body(_actor: Any, standing: Any) -> bool:
    """The adult who helps the body of that Standing."""
    return SeatRole.coordinator in standing.roles


def is_before_the_day(_actor: Any, place: Any) -> bool:
    """The day has not begun."""
    return place.state in (YearState.planned, YearState.announced)


def is_announced(_actor: Any, place: Any) -> bool:
    """Everybody can read it, and the day has not begun."""
    return place.state is YearState.announced


def is_live(_actor: Any, place: Any) -> bool:
    """The day is on."""
    return place.state is YearState.live


def prepares(actor: Any, at: Any) -> bool:
    """Prepares the year of that delegation."""
    return (is_administrator(actor, at.place) or helps(actor, at.place)) and stands(actor, at.place)


def leads_delegation(_actor: Any, at: Any) -> bool:
    """Runs its body, or helps at its school."""
    return bool(at.leads)


def comes_from_there(_actor: Any, at: Any) -> bool:
    """Goes to its school, or sits in its body."""
    return bool(at.belongs)


def draws_lots(_actor: Any, at: Any) -> bool:
    """It finds its delegates by lot, and everybody can read of the year."""
    return at.draws_lots and at.place.state is YearState.announced


def is_not_over(_actor: Any, place: Any) -> bool:
    """The day has not ended."""
    return place.state is not YearState.over


def owes_no_answers(actor: Any, _place: Any) -> bool:
    """Nobody of the administration, which can simply answer better."""
    return actor.role not in (Role.official, Role.administrator)


PERMISSIONS: PermissionMap = {
    # A new year; the thing is the body's Standing, which has ``roles`` (councils/standing.py).
    "assembly.plan": [[is_administrator, is_open], [helps_body, is_open]],
    # Theme, day, material, delegations and delegates.
    "assembly.prepare": [[is_administrator, stands], [helps, stands]],
    # The thing is an AtDelegation.
    "delegation.name": [[prepares], [leads_delegation]],
    "delegation.volunteer": [[comes_from_there, draws_lots]],
    "delegate.step_back": [[is_delegate, is_not_over]],
    # A year that was not announced yet.
    "assembly.see_plan": [[is_administrator], [runs], [is_delegate]],
    "motion.write": [[is_delegate, is_announced], [helps, is_announced]],
    "motion.work": [[is_delegate, is_announced], [helps, is_announced]],
    "motion.lead": [[runs, is_announced], [is_administrator, is_announced]],
    "amendment.write": [[is_delegate, is_announced]],
    # The day.
    "day.prepare": [[runs, is_before_the_day], [is_administrator, is_before_the_day], [runs, is_live]],
    "day.run": [[runs], [is_administrator]],
    "day.take_part": [[is_there, is_live]],
    "day.check_in": [[runs], [is_administrator]],
    # Afterwards: reasons of a no, who answers politically, what the municipality asks for.
    "resolution.see_to": [[runs], [is_administrator]],
    "resolution.wish_clearer": [[owes_no_answers]],
}
