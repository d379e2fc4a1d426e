"""Passkeys: added by whoever is signed in, used to come back, removed again. The library webauthn checks them.

A passkey is bound to the name of the site, which ``YOUTHVOICE_BASE_URL`` gives; a bare IP address has none. What must be
signed is a random challenge: a row that is good once, for five minutes.
"""

import base64
import hmac
import ipaddress
import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.flows import digest
from youthvoice.accounts.models import Passkey, PasskeyChallenge, Person
from youthvoice.accounts.proofs import Identity, ProofFailedError
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import NotFound, violated_constraint
from youthvoice.settings import Settings

PASSKEY = "passkey"
SITE_NAME = "YouthVoice"
MINUTES = 5
KEPT_FOR = timedelta(days=1)
CHALLENGE_BYTES = 32
NAME_MAX = 60
MOST = 10
"""Passkeys of one person."""
LONGEST_CREDENTIAL_ID = 1400
OLD = lazy_gettext("Der gik lidt for lang tid. Prøv igen.")
NOT_KNOWN = lazy_gettext("Den nøgle kender vi ikke. Log ind på en anden måde.")
NOT_ADDED = lazy_gettext("Vi kunne ikke gemme nøglen. Prøv igen.")
ADDED_ALREADY = lazy_gettext("Den nøgle har du allerede gemt.")


@dataclass(frozen=True)
class Site:
    """What passkeys are bound to."""

    rp_id: str
    origin: str


def site(settings: Settings) -> Site | None:
    """The site by its public address; None where that is an IP address, for which no browser makes passkeys."""
    parts = urlsplit(settings.base_url)
    host = parts.hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return Site(host, f"{parts.scheme}://{parts.netloc}")
    return None


def registration_options(session: Session, settings: Settings, person: Person) -> dict[str, Any]:
    """What the browser needs to make a passkey for the person. Raises NotFound where the site can have none."""
    import webauthn
    from webauthn.helpers import structs

    known = session.scalars(select(Passkey.credential_id).where(Passkey.person_id == person.id))
    options = webauthn.generate_registration_options(
        rp_id=_site(settings).rp_id,
        rp_name=SITE_NAME,
        user_id=user_handle(settings, person.id),
        user_name=person.display_name,
        challenge=_new_challenge(session, person.id),
        timeout=MINUTES * 60_000,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            # So that nobody needs to remember a user name.
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=_bytes(one)) for one in known],
    )
    return _plain(webauthn.options_to_json(options))


def add_passkey(
    session: Session, settings: Settings, person: Person, challenge: str, credential: str, name: str
) -> Passkey:
    """Store a passkey that the browser has made. The challenge must have been taken. Raises ProofFailedError."""
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    where = _site(settings)
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=_bytes(challenge),
            expected_rp_id=where.rp_id,
            expected_origin=where.origin,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ProofFailedError(NOT_ADDED) from error
    credential_id = _text(made.credential_id)
    if len(credential_id) > LONGEST_CREDENTIAL_ID or _count(session, person) >= MOST:
        raise ProofFailedError(NOT_ADDED)
    passkey = Passkey(person_id=person.id, name=name, credential_id=credential_id, created_at=now())
    passkey.public_key, passkey.sign_count = made.credential_public_key, made.sign_count
    _store(session, passkey)
    audit.record(session, person.id, "person.passkey_add", ("person", person.id))
    return passkey


def request_options(session: Session, settings: Settings) -> dict[str, Any]:
    """What the browser needs to sign in with any passkey of this site. Raises NotFound where it can have none."""
    import webauthn

    options = webauthn.generate_authentication_options(
        rp_id=_site(settings).rp_id, challenge=_new_challenge(session, None), timeout=MINUTES * 60_000
    )
    return _plain(webauthn.options_to_json(options))


def use_passkey(session: Session, settings: Settings, challenge: str, credential: str) -> Identity:
    """Who signed the challenge, which must have been taken. Raises ProofFailedError."""
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    where, passkey = _site(settings), _passkey_of(session, credential)
    try:
        used = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=_bytes(challenge),
            expected_rp_id=where.rp_id,
            expected_origin=where.origin,
            credential_public_key=passkey.public_key,
            # The library refuses a count that does not grow: then the key was copied.
            credential_current_sign_count=passkey.sign_count,
        )
        handle = json.loads(credential)["response"].get("userHandle")
    except (WebAuthnException, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ProofFailedError(NOT_KNOWN) from error
    if handle and not hmac.compare_digest(_bytes(handle), user_handle(settings, passkey.person_id)):
        raise ProofFailedError(NOT_KNOWN)
    passkey.sign_count, passkey.last_used_at = used.new_sign_count, now()
    return Identity(PASSKEY, person_id=passkey.person_id)


def take_challenge(session: Session, challenge: str, person_id: int | None) -> None:
    """Use up a challenge, whatever comes of it (the caller must commit). Raises ProofFailedError."""
    query = select(PasskeyChallenge).where(PasskeyChallenge.challenge_hash == digest(challenge))
    found = session.scalar(query.with_for_update())
    if found is None or found.used_at is not None or found.expires_at <= now() or found.person_id != person_id:
        raise ProofFailedError(OLD)
    found.used_at = now()
    session.flush()


def get_own(session: Session, person: Person, passkey_id: int) -> Passkey:
    """A passkey of the person's own. Raises NotFound."""
    passkey = session.get(Passkey, passkey_id)
    if passkey is None or passkey.person_id != person.id:
        raise NotFound
    return passkey


def remove_passkey(session: Session, person: Person, passkey: Passkey) -> None:
    """Forget a passkey: it opens nothing any more."""
    session.delete(passkey)
    audit.record(session, person.id, "person.passkey_remove", ("person", person.id))


def user_handle(settings: Settings, person_id: int) -> bytes:
    """A name for the account that lies in the passkey and says nothing to anybody else: 32 bytes."""
    return hmac.new(settings.secret_key.encode(), f"passkey-user:{person_id}".encode(), "sha256").digest()


def _site(settings: Settings) -> Site:
    found = site(settings)
    if found is None:
        raise NotFound
    return found


def _new_challenge(session: Session, person_id: int | None) -> bytes:
    moment, challenge = now(), secrets.token_bytes(CHALLENGE_BYTES)
    session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.created_at < moment - KEPT_FOR))
    expires = moment + timedelta(minutes=MINUTES)
    hashed = digest(_text(challenge))
    session.add(PasskeyChallenge(challenge_hash=hashed, person_id=person_id, created_at=moment, expires_at=expires))
    session.flush()
    return challenge


def _passkey_of(session: Session, credential: str) -> Passkey:
    """The passkey that a browser's answer names. Raises ProofFailedError."""
    try:
        named = json.loads(credential)
    except ValueError as error:
        raise ProofFailedError(NOT_KNOWN) from error
    key = named.get("id") if isinstance(named, dict) else None
    usable = isinstance(key, str) and key.isascii() and key.isprintable() and len(key) <= LONGEST_CREDENTIAL_ID
    query = select(Passkey).where(Passkey.credential_id == key)
    found = session.scalar(query.with_for_update()) if usable else None
    if found is None:
        raise ProofFailedError(NOT_KNOWN)
    return found


def _store(session: Session, passkey: Passkey) -> None:
    try:
        with session.begin_nested():
            session.add(passkey)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != "uq_passkeys_credential_id":
            raise
        raise ProofFailedError(ADDED_ALREADY) from error


def _count(session: Session, person: Person) -> int:
    query = select(Passkey.id).where(Passkey.person_id == person.id).limit(MOST)
    return len(session.scalars(query).all())


def _plain(options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(options)
    return found


def _text(raw: bytes) -> str:
    """Base64url without padding, as browsers write it."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    """The bytes again; nothing where it is no base64url."""
    try:
        return base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        return b""
