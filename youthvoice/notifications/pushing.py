"""Web push (RFC 8030, 8291, 8292): a headline and a link to a browser whose owner asked for it, sent by the worker.

pywebpush is imported where it sends: a web worker never does, and would carry 30 MiB for nothing.
"""

import base64
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import jobs
from youthvoice.core.clock import now
from youthvoice.core.jobs import Carrier, UndeliverableError
from youthvoice.core.mail import absolute
from youthvoice.core.translating import speaking
from youthvoice.notifications.models import Notification, PushMessage, PushSubscription
from youthvoice.notifications.presenting import kind_of, words_of
from youthvoice.settings import Settings

TTL_SECONDS = 3 * 24 * 3600
"""How long the push service keeps it for a phone that is switched off. Later it is no news."""
TIMEOUT_SECONDS = 20
GONE = frozenset({404, 410})
REFUSED = frozenset({400, 401, 403, 413})
"""The service will not take it the next time either."""


@dataclass(frozen=True)
class Parcel:
    """What is sent, and where to; read while the session is open."""

    subscription: PushSubscription
    news: Notification
    locale: str


class GoneError(UndeliverableError):
    """The browser has forgotten us, or was told to."""


def carrier(settings: Settings) -> Carrier | None:
    """How pushes leave the house; None where no key is set."""
    if not settings.vapid_private_key:
        return None
    parcels: dict[int, Parcel] = {}

    def load(session: Session, message: PushMessage) -> None:
        parcels[message.id] = _parcel(session, message)

    def deliver(message: PushMessage) -> None:
        _send(settings, parcels.pop(message.id))

    return Carrier(PushMessage, deliver, load=load, settled=_settled)


def register() -> None:
    """Let workers carry pushes."""
    jobs.register_carrier(carrier)


def _parcel(session: Session, message: PushMessage) -> Parcel:
    subscription = session.get_one(PushSubscription, message.subscription_id)
    news = session.get_one(Notification, message.notification_id)
    return Parcel(subscription, news, session.get_one(Person, subscription.person_id).locale)


def payload(news: Notification, locale: str) -> str:
    """The headline alone: a screen may lie where others see it, so no title and no words that somebody wrote."""
    with speaking(locale):
        headline = words_of(kind_of(news), {**news.data, "title": ""}).headline
    told = {"title": "YouthVoice", "body": headline, "url": absolute(news.path, locale), "tag": tag_of(news)}
    return json.dumps(told, ensure_ascii=False)


def tag_of(news: Notification) -> str:
    """Names the news to the push service and the browser, so that a second try takes the place of the first."""
    return f"news-{news.id}"


def _send(settings: Settings, parcel: Parcel) -> None:
    from pywebpush import WebPushException, webpush

    to = parcel.subscription
    try:
        webpush(
            {"endpoint": to.endpoint, "keys": {"p256dh": to.p256dh, "auth": to.auth}},
            payload(parcel.news, parcel.locale),
            vapid_private_key=settings.vapid_private_key,
            vapid_claims={"sub": settings.vapid_contact},
            # The same topic at every try: a browser that is offline gets it once.
            headers={"Topic": tag_of(parcel.news), "Urgency": "normal"},
            ttl=TTL_SECONDS,
            timeout=TIMEOUT_SECONDS,
            requests_session=_without_redirects(),
        )
    except WebPushException as error:
        status = error.response.status_code if error.response is not None else 0
        if status in GONE:
            raise GoneError(f"{status}: the browser is gone") from error
        if status in REFUSED:
            raise UndeliverableError(f"{status}: {error.message}") from error
        raise


def _without_redirects() -> Any:
    """A push service answers itself; it leads nowhere else."""
    import requests

    session = requests.Session()
    session.max_redirects = 0
    return session


def _settled(session: Session, message: PushMessage, error: Exception | None) -> None:
    subscription = session.get(PushSubscription, message.subscription_id)
    if subscription is None:
        return
    if isinstance(error, GoneError):
        session.delete(subscription)
    elif error is None:
        subscription.last_ok_at = now()


def new_keys() -> tuple[str, str]:
    """A new private key of VAPID (P-256) and its public one, base64url."""
    from cryptography.hazmat.primitives.asymmetric import ec

    secret = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value.to_bytes(32, "big")
    private_key = base64.urlsafe_b64encode(secret).rstrip(b"=").decode()
    return private_key, public_key(private_key)


@lru_cache(maxsize=4)
def public_key(private_key: str) -> str:
    """What browsers are told, so that they take pushes of ours and of nobody else."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    number = int.from_bytes(base64.urlsafe_b64decode(private_key + "="), "big")
    key = ec.derive_private_key(number, ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()
