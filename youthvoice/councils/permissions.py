"""Who may do what in a body. The thing asked about is a Standing (standing.py); nobody may anything in a closed body."""

from typing import Any

from youthvoice.accounts.rules import Role
from youthvoice.core.authz import PermissionMap
from youthvoice.councils.rules.bodies import PRIVATE_KINDS
from youthvoice.councils.rules.seats import VOTING_ROLES, SeatRole

RUNS = frozenset({SeatRole.chair, SeatRole.deputy, SeatRole.secretary, SeatRole.coordinator})
LEADS = frozenset({SeatRole.chair, SeatRole.deputy, SeatRole.coordinator})


def is_administrator(actor: Any, _thing: Any) -> bool:
    """Sets up the municipality's bodies."""
    return actor.role is Role.administrator


def stands(_actor: Any, standing: Any) -> bool:
    """The body is still there."""
    return not standing.is_closed


def belongs(_actor: Any, standing: Any) -> bool:
    """Has a seat today, of any kind."""
    return standing.belongs


def votes(_actor: Any, standing: Any) -> bool:
    """Is a voting member today."""
    return bool(standing.roles & VOTING_ROLES)


def is_represented(_actor: Any, standing: Any) -> bool:
    """Has a seat in a body that this one speaks for."""
    return standing.is_represented


def runs_it(_actor: Any, standing: Any) -> bool:
    """Chair, deputy, secretary or the adult who helps."""
    return bool(standing.roles & RUNS)


def leads_it(_actor: Any, standing: Any) -> bool:
    """Chair, deputy or the adult who helps."""
    return bool(standing.roles & LEADS)


def helps_it(_actor: Any, standing: Any) -> bool:
    """The adult who helps this body, or the one above."""
    return SeatRole.coordinator in standing.roles or SeatRole.coordinator in standing.parent_roles


def own_seat(actor: Any, seat: Any) -> bool:
    """Sits there."""
    return bool(seat.person_id == actor.id)


def is_no_pupil(_actor: Any, seat: Any) -> bool:
    """One does not resign from being a pupil of a class."""
    return seat.body.kind not in PRIVATE_KINDS or seat.role is not SeatRole.member


def body_stands(_actor: Any, seat: Any) -> bool:
    """The seat's body is still there."""
    return seat.body.closed_at is None


PERMISSIONS: PermissionMap = {
    # Setting up; without a thing.
    "council.administer": [[is_administrator]],
    # Who sits here, and the slips that let them in.
    "council.seat": [[is_administrator, stands], [helps_it, stands]],
    # The thing is a Seat with its body.
    "seat.give_back": [[own_seat, is_no_pupil, body_stands]],
    "council.codes": [[is_administrator, stands], [helps_it, stands]],
    "council.see_members": [[is_administrator], [belongs], [helps_it]],
    # What its page says, and what it leaves to the next.
    "council.describe": [[is_administrator, stands], [runs_it, stands]],
    "council.handover": [[belongs], [is_administrator]],
    # Meetings.
    "meeting.plan": [[runs_it, stands]],
    "meeting.add_item": [[belongs, stands]],
    "meeting.run": [[runs_it, stands]],
    "minutes.write": [[runs_it, stands]],
    "minutes.approve": [[leads_it, stands]],
    "minutes.read_internal": [[belongs], [is_represented], [helps_it], [is_administrator]],
    "decision.record": [[runs_it, stands]],
    # A class on the big screen.
    "classroom.run": [[helps_it, stands]],
    # The ladder.
    "ladder.bring": [[belongs, stands]],
    "ladder.carry": [[runs_it, stands]],
}
