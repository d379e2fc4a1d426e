"""Who may do what with a pool's money. The thing asked about is a Place (place.py)."""

from typing import Any

from youthvoice.accounts.rules import YOUNG_ROLES, Role
from youthvoice.core.authz import PermissionMap
from youthvoice.councils.permissions import RUNS
from youthvoice.councils.rules.seats import VOTING_ROLES, SeatRole
from youthvoice.grants.rules.pools import Officer


def is_administrator(actor: Any, _place: Any) -> bool:
    """Sets up pools, and says who looks after them."""
    return actor.role is Role.administrator


def is_young(actor: Any, _place: Any) -> bool:
    """Not somebody who works here: adults advise, and do not apply."""
    return actor.role in YOUNG_ROLES


def coordinates(_actor: Any, place: Any) -> bool:
    """The adult who helps the council, or one who coordinates this pool."""
    return Officer.coordinator in place.offices or SeatRole.coordinator in place.seats


def is_treasurer(_actor: Any, place: Any) -> bool:
    """Sees bank data; nobody else does, whatever else they may."""
    return Officer.treasurer in place.offices


def votes(_actor: Any, place: Any) -> bool:
    """A voting member of the council today."""
    return bool(place.seats & VOTING_ROLES)


def runs_council(_actor: Any, place: Any) -> bool:
    """Chair, deputy, secretary, or the adult who helps."""
    return bool(place.seats & RUNS)


def is_impartial(_actor: Any, place: Any) -> bool:
    """Has no conflict of interest in this application."""
    return not place.is_conflicted


def applies(_actor: Any, place: Any) -> bool:
    """One of the group that applies."""
    return bool(place.is_applicant)


def leads_group(_actor: Any, place: Any) -> bool:
    """The one who answers for the group."""
    return bool(place.is_lead)


def owes_receipt(_actor: Any, place: Any) -> bool:
    """Works in the unit that pays: the case lies in its inbox."""
    return bool(place.is_owed_in_unit)


def council_stands(_actor: Any, place: Any) -> bool:
    """Somebody is there to decide."""
    return bool(place.council_stands)


PERMISSIONS: PermissionMap = {
    # Pools. Without a thing: may make one.
    "pool.administer": [[is_administrator]],
    "pool.manage": [[is_administrator], [coordinates]],
    "pool.ledger": [[is_administrator], [coordinates], [is_treasurer], [votes]],
    "pool.enter": [[is_administrator], [coordinates], [is_treasurer]],
    "pool.pay": [[is_treasurer]],
    "pool.payments": [[is_treasurer], [coordinates], [is_administrator]],
    "pool.desk": [[votes], [runs_council], [coordinates], [is_administrator]],
    # What the council would rather pay for in a round.
    "pool.ask": [[runs_council, council_stands]],
    "grant.wish": [[votes, council_stands]],
    # Applications.
    "grant.apply": [[is_young]],
    "grant.write": [[applies]],
    "grant.lead": [[leads_group]],
    "grant.read": [
        [applies],
        [coordinates],
        [is_treasurer],
        [is_administrator],
        [votes, is_impartial],
        [owes_receipt],
    ],
    "grant.note": [[applies], [coordinates], [votes, is_impartial]],
    "grant.ask": [[runs_council, is_impartial, council_stands], [coordinates, is_impartial]],
    "grant.look": [[votes, is_impartial], [coordinates, is_impartial], [is_administrator, is_impartial]],
    "grant.declare": [[votes], [coordinates]],
    "grant.weigh": [[votes, is_impartial, council_stands]],
    "grant.decide": [[runs_council, is_impartial, council_stands]],
    # After a yes: the letter, payments with their invoices, changes. Account numbers: the lead types, the treasurer reads.
    "grant.follow": [[applies], [coordinates], [is_treasurer], [is_administrator]],
    "grant.bank": [[leads_group], [is_treasurer]],
    "grant.manage": [[coordinates, is_impartial], [is_administrator, is_impartial]],
}
