"""Somebody comes from another site that vouches for them: whose account is it, and may they in?

A directory never opens a young person's account, and Unilogin opens an adult's only when it is sure enough.
"""

import logging
from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext
from sqlalchemy.orm import Session

from youthvoice.accounts import commands, queries
from youthvoice.accounts.events import PersonRenamed
from youthvoice.accounts.identities import find_person_of, link_identity, note_use, ways_in
from youthvoice.accounts.labels import ROLE_LABELS
from youthvoice.accounts.models import Person
from youthvoice.accounts.oidc.provider import DIRECTORY, UNILOGIN
from youthvoice.accounts.proofs import Identity
from youthvoice.accounts.rules import ADULT_ROLES, Role
from youthvoice.core import audit
from youthvoice.core.errors import RuleBroken
from youthvoice.core.events import publish
from youthvoice.settings import DirectorySettings, GroupRole, Settings, SettingsError, UniloginSettings

ADULT_UNKNOWN = lazy_gettext("Du er ikke oprettet her endnu. Voksne skal oprettes først. Spørg skolens administrator.")
NOT_SURE_ENOUGH = lazy_gettext(
    "Voksne skal logge ind i Unilogin med to trin, for eksempel med MitID. Prøv igen på den måde."
)
NO_GROUP = lazy_gettext("Du har ikke adgang til siden. Spørg den, der styrer brugere i kommunen.")
NO_ADDRESS = lazy_gettext("Vi fik ingen e-mail fra kommunens login. Spørg den, der styrer brugere i kommunen.")
OF_THE_YOUNG = lazy_gettext("Dit login som ansat kan ikke åbne en konto for unge. Log ind på en anden måde.")
WRONG_AGE = lazy_gettext("Det login passer ikke til din konto. Det ene er for elever, det andet for voksne.")
OTHERS = lazy_gettext("Det login hører til en anden konto.")
USE_DIRECTORY = lazy_gettext("Du er ansat i kommunen. Brug knappen «Log ind som ansat i kommunen».")

logger = logging.getLogger("youthvoice.sign_in")


@dataclass(frozen=True)
class RoleFollowed:
    """Audit: a role that the directory's groups gave."""

    role: str


class NotAdmittedError(Exception):
    """It is clear who it is, and they cannot come in. ``message`` says kindly why and what to do."""

    def __init__(self, message: LazyString) -> None:
        super().__init__(str(message))
        self.message = message


def check_settings(settings: Settings) -> None:
    """At the start: the roles that the directory's groups give are roles of adults. Raises SettingsError."""
    mapped = settings.oidc_directory.roles if settings.oidc_directory else ()
    wrong = sorted({one.role for one in mapped} - {role.value for role in ADULT_ROLES})
    if wrong:
        known = ", ".join(sorted(role.value for role in ADULT_ROLES))
        raise SettingsError(f"YOUTHVOICE_OIDC_DIRECTORY_ROLES: {', '.join(wrong)}: a role must be one of {known}")


def arrive(session: Session, settings: Settings, identity: Identity, locale: str) -> Person | None:
    """The person behind an identity that was proved; None for a pupil who is new. Raises NotAdmittedError."""
    if identity.provider == UNILOGIN and settings.oidc_unilogin is not None:
        person = _from_unilogin(session, settings.oidc_unilogin, identity)
    elif settings.oidc_directory is not None:
        person = _from_directory(session, settings.oidc_directory, identity, locale)
    else:
        raise NotAdmittedError(NO_GROUP)
    if person is not None:
        note_use(session, identity.provider, identity.subject or "")
    return person


def must_use_directory(session: Session, settings: Settings, person: Person) -> bool:
    """Whoever the directory vouches for comes that way alone: else an old role would outlive its group."""
    if settings.oidc_directory is None or not person.is_adult:
        return False
    return ways_in(session, person).has(DIRECTORY)


def add_identity(session: Session, settings: Settings, person: Person, identity: Identity) -> None:
    """Let Unilogin vouch for somebody who is signed in already. Raises NotAdmittedError."""
    if identity.provider != UNILOGIN or settings.oidc_unilogin is None or identity.told.is_pupil == person.is_adult:
        raise NotAdmittedError(WRONG_AGE)
    if person.is_adult and identity.told.loa < settings.oidc_unilogin.min_loa:
        raise NotAdmittedError(NOT_SURE_ENOUGH)
    try:
        link_identity(session, person, identity.provider, identity.subject or "")
    except RuleBroken as broken:
        raise NotAdmittedError(OTHERS) from broken


def _from_unilogin(session: Session, settings: UniloginSettings, identity: Identity) -> Person | None:
    person = find_person_of(session, identity.provider, identity.subject or "")
    if person is None and not identity.told.is_pupil:
        raise NotAdmittedError(ADULT_UNKNOWN)
    if person is not None and person.is_adult and identity.told.loa < settings.min_loa:
        raise NotAdmittedError(NOT_SURE_ENOUGH)
    return person


def _from_directory(session: Session, settings: DirectorySettings, identity: Identity, locale: str) -> Person:
    given = next((one for one in settings.roles if one.group in identity.told.groups), None)
    if given is None:
        raise NotAdmittedError(NO_GROUP)
    person = find_person_of(session, identity.provider, identity.subject or "")
    if person is None:
        person = _by_address(session, identity) or _provisioned(session, given, identity, locale)
    if not person.is_adult:
        raise NotAdmittedError(OF_THE_YOUNG)
    _follow(session, person, given)
    return person


def _by_address(session: Session, identity: Identity) -> Person | None:
    """An adult who has the address already is linked; nobody else's account is touched."""
    if not identity.told.email:
        raise NotAdmittedError(NO_ADDRESS)
    person = queries.find_person_by_email(session, identity.told.email)
    if person is not None and person.is_adult and not person.is_persona:
        link_identity(session, person, identity.provider, identity.subject or "")
    elif person is not None:
        raise NotAdmittedError(OF_THE_YOUNG)
    return person


def _provisioned(session: Session, given: GroupRole, identity: Identity, locale: str) -> Person:
    """A new account, as the directory tells it."""
    try:
        return commands.create_person(
            session,
            identity=identity,
            display_name=identity.told.name[: commands.ADULT_NAME_MAX],
            email=identity.told.email,
            role=Role(given.role),
            title=given.title or str(ROLE_LABELS[Role(given.role)]),
            unit_id=_unit_id(session, given),
            locale=locale,
        )
    except RuleBroken as broken:
        logger.warning("sign-in elsewhere: no account could be made: %s", ", ".join(sorted(broken.problems)))
        raise NotAdmittedError(ADULT_UNKNOWN) from broken


def _follow(session: Session, person: Person, given: GroupRole) -> None:
    """Role, unit and title follow the groups; what these do not say stays as it is."""
    changed = False
    if person.role.value != given.role:
        person.role = Role(given.role)
        audit.record(session, None, "person.role", ("person", person.id), RoleFollowed(given.role))
    for name, value in (("unit_id", _unit_id(session, given)), ("title", given.title or None)):
        if value is not None and getattr(person, name) != value:
            setattr(person, name, value)
            changed = True
    if changed:
        session.flush()
        # Title and unit stand beside the name on pages that were drawn before.
        publish(session, PersonRenamed(person.id, person.display_name, person.display_name))


def _unit_id(session: Session, given: GroupRole) -> int | None:
    if not given.unit:
        return None
    unit = queries.find_unit_by_name(session, given.unit)
    if unit is None:
        logger.warning("YOUTHVOICE_OIDC_DIRECTORY_ROLES: there is no unit %r", given.unit)
    return unit.id if unit else None
