"""«No more of these» without signing in: a signed address in the foot and the header of a mail (RFC 8058).

Mail providers send it for their readers, from their own servers: no cookie, no origin, no token of a form. What guards it
is the signature, and that it can do one thing alone, which is easily undone.
"""

from youthvoice.core import mail
from youthvoice.core.signing import sign_with, unsign
from youthvoice.notifications.rules import FIXED_TOPICS, NewsTopic
from youthvoice.settings import Settings

PURPOSE = "unsubscribe"
GOOD_FOR_SECONDS = 5 * 365 * 24 * 3600
"""Mails are kept for years, and their addresses must work."""
DIGEST = "digest"
"""In the place of a topic: everything that comes gathered."""
PATH = "/beskeder/afmeld/"
SETTINGS_PATH = "/beskeder/indstillinger"


def token_for(settings: Settings, person_id: int, topic: str) -> str:
    """What stands at the end of the address."""
    return sign_with(settings.secret_key, PURPOSE, [person_id, topic])


def read_token(token: str) -> tuple[int, NewsTopic | None] | None:
    """Whose mails, and of which topic (None: the digests); None where we never wrote it, or the topic is gone."""
    value = unsign(PURPOSE, token, GOOD_FOR_SECONDS)
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[0], int):
        return None
    person_id, topic = value
    if topic == DIGEST:
        return person_id, None
    if not isinstance(topic, str) or topic not in set(NewsTopic) - FIXED_TOPICS:
        return None
    return person_id, NewsTopic(topic)


def register() -> None:
    """Let every mail with a topic carry it."""
    mail.register_foot(mail.Foot(SETTINGS_PATH, PATH, token_for))
