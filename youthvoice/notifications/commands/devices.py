"""The browsers that a person wants to be told on."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.notifications.browsers import MOST_DEVICES, is_browser_key, is_push_endpoint
from youthvoice.notifications.models import PushSubscription

ENDPOINT_MAX = 1000


@dataclass(frozen=True)
class Device:
    """What a browser tells when its owner says yes: where to write to it, and by which keys."""

    endpoint: str
    p256dh: str
    auth: str
    label: str


def devices_of(session: Session, person_id: int) -> list[PushSubscription]:
    """The newest first."""
    query = select(PushSubscription).where(PushSubscription.person_id == person_id)
    return list(session.scalars(query.order_by(PushSubscription.id.desc())))


def add_device(session: Session, person_id: int, device: Device, hosts: tuple[str, ...]) -> None:
    """Tell this browser from now on. Sent twice it is one; a browser that somebody else signs in on becomes theirs.

    Raises RuleBroken where the address is none of a push service in ``hosts``, or the keys are no keys.
    """
    keys_hold = is_browser_key(device.p256dh, 65) and is_browser_key(device.auth, 16)
    if len(device.endpoint) > ENDPOINT_MAX or not is_push_endpoint(device.endpoint, hosts) or not keys_hold:
        raise RuleBroken({"endpoint": [gettext("Vi kan ikke sende til den browser.")]})
    session.execute(delete(PushSubscription).where(PushSubscription.endpoint == device.endpoint))
    for extra in devices_of(session, person_id)[MOST_DEVICES - 1 :]:
        session.delete(extra)
    session.flush()
    session.add(PushSubscription(person_id=person_id, created_at=now(), **vars(device)))
    audit.record(session, person_id, "push.add", ("person", person_id))


def remove_device(session: Session, person_id: int, subscription_id: int) -> None:
    """Tell it no more. Raises NotFound for somebody else's."""
    found = session.get(PushSubscription, subscription_id)
    if found is None or found.person_id != person_id:
        raise NotFound
    session.delete(found)
    audit.record(session, person_id, "push.remove", ("person", person_id))


def forget_devices(session: Session, person_id: int) -> None:
    """None of them, from now on."""
    session.execute(delete(PushSubscription).where(PushSubscription.person_id == person_id))
