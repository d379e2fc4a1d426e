"""Every pair of seat and action, in every kind of body: what the table does not allow, nobody may."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from youthvoice.accounts.rules import Role
from youthvoice.core.authz import can
from youthvoice.councils.permissions import PERMISSIONS
from youthvoice.councils.rules.bodies import DEFAULTS, BodyKind
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.councils.standing import Standing

ADMINISTRATOR, HELPS_ABOVE, REPRESENTED, STRANGER = "administrator", "helps the body above", "represented", "stranger"
WHO = (*SeatRole, ADMINISTRATOR, HELPS_ABOVE, REPRESENTED, STRANGER)
RUNS = {SeatRole.chair, SeatRole.deputy, SeatRole.secretary, SeatRole.coordinator}
BELONGS = set(SeatRole)
HELPS = {SeatRole.coordinator, HELPS_ABOVE}

ACCESS: dict[str, set[str]] = {
    "council.administer": {ADMINISTRATOR},
    "council.seat": {ADMINISTRATOR, *HELPS},
    "council.codes": {ADMINISTRATOR, *HELPS},
    "council.see_members": {ADMINISTRATOR, *BELONGS, *HELPS},
    "council.describe": {ADMINISTRATOR, *RUNS},
    "council.handover": {ADMINISTRATOR, *BELONGS},
    "meeting.plan": RUNS,
    "meeting.add_item": BELONGS,
    "meeting.run": RUNS,
    "minutes.write": RUNS,
    "minutes.approve": RUNS - {SeatRole.secretary},
    "minutes.read_internal": {ADMINISTRATOR, REPRESENTED, *BELONGS, *HELPS},
    "decision.record": RUNS,
    "classroom.run": HELPS,
    "ladder.bring": BELONGS,
    "ladder.carry": RUNS,
}
# Reading goes on when a body is no more; nothing else does.
READS = {"council.see_members", "council.handover", "minutes.read_internal", "council.administer"}

# Asked of a seat, and not of a standing.
OF_A_SEAT = {"seat.give_back"}


def standing_of(who: str, kind: BodyKind) -> Standing:
    standing = Standing(1, kind, DEFAULTS[kind].attendance, is_closed=False)
    if isinstance(who, SeatRole):
        return replace(standing, roles=frozenset({who}))
    if who == HELPS_ABOVE:
        return replace(standing, parent_roles=frozenset({SeatRole.coordinator}))
    return replace(standing, is_represented=who == REPRESENTED)


def actor_of(who: str) -> SimpleNamespace:
    role = Role.administrator if who == ADMINISTRATOR else Role.young_person
    return SimpleNamespace(is_authenticated=True, role=role)


def test_the_table_is_whole() -> None:
    assert set(ACCESS) | OF_A_SEAT == set(PERMISSIONS)


@pytest.mark.parametrize("kind", BodyKind)
@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("action", sorted(ACCESS))
def test_every_pair(app_permissions: None, kind: BodyKind, who: str, action: str) -> None:
    standing = standing_of(who, kind)
    assert can(actor_of(who), action, standing) is (who in ACCESS[action])
    closed = replace(standing, is_closed=True)
    assert can(actor_of(who), action, closed) is (who in ACCESS[action] and action in READS)


@pytest.mark.parametrize("action", sorted(ACCESS))
def test_a_visitor_may_nothing(app_permissions: None, action: str) -> None:
    nobody = SimpleNamespace(is_authenticated=False)
    assert not can(nobody, action, standing_of(STRANGER, BodyKind.youth_council))


@pytest.mark.parametrize("kind", BodyKind)
@pytest.mark.parametrize("role", SeatRole)
@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize("closed_at", [None, "some time"])
def test_one_gives_back_an_own_seat_but_stays_a_pupil(
    app_permissions: None, kind: BodyKind, role: SeatRole, is_own: bool, closed_at: str | None
) -> None:
    body = SimpleNamespace(kind=kind, closed_at=closed_at)
    seat = SimpleNamespace(person_id=1 if is_own else 2, role=role, body=body)
    actor = SimpleNamespace(is_authenticated=True, id=1, role=Role.administrator)
    is_pupil = kind is BodyKind.school_class and role is SeatRole.member
    assert can(actor, "seat.give_back", seat) is (is_own and closed_at is None and not is_pupil)
