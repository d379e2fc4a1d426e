"""The letter of a grant: made when the council has said yes, and sent to the adult whose yes is needed too."""

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit, mail
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict
from youthvoice.core.events import publish
from youthvoice.core.i18n import format_money
from youthvoice.core.signing import sign, unsign
from youthvoice.core.translating import speaking
from youthvoice.grants.commands.holding import held_application
from youthvoice.grants.commands.letter_words import LetterFacts, letter_words
from youthvoice.grants.events import Awarded, LetterReady
from youthvoice.grants.models import Agreement, Application, Award
from youthvoice.grants.queries.applications import lines_of
from youthvoice.grants.queries.paying import current_agreement
from youthvoice.grants.queries.pools import get_application
from youthvoice.grants.rules.applications import ApplicationStatus, needs_adult
from youthvoice.grants.rules.deciding import AwardOutcome
from youthvoice.grants.rules.paying import ASK_AGAIN_MINUTES, accounts_due

PURPOSE = "grant-adult"
GOOD_FOR_SECONDS = 10 * 365 * 24 * 3600
"""The link is good until it is answered and the grant goes on; what it may do then, the grant's status says."""


@dataclass(frozen=True)
class LetterAudit:
    """Which decision the letter is of."""

    award_id: int


def make_letter(session: Session, event: Awarded) -> None:
    """Write the letter of a grant, whole or smaller, in the words of the lead's language; a second time changes nothing."""
    made = session.scalar(select(Agreement.id).where(Agreement.award_id == event.award_id))
    if event.outcome is AwardOutcome.rejected or made is not None:
        return
    application = get_application(session, event.application_id)
    lead = session.get_one(Person, application.lead_id)
    award = session.get_one(Award, event.award_id)
    with speaking(lead.locale):
        words = letter_words(_facts(session, application, award))
    agreement = Agreement(
        award_id=award.id,
        application_id=application.id,
        words=words,
        needs_adult=needs_adult(lead.birth_year, today().year),
        adult_name=application.adult_name,
        made_at=now(),
    )
    session.add(agreement)
    session.flush()
    audit.record(session, event.by_id, "grant.letter", ("application", application.id), LetterAudit(award.id))
    if agreement.needs_adult:
        _mail_adult(session, application, agreement, award, lead)
    publish(session, LetterReady(application.id, agreement.id))


def ask_adult_again(session: Session, application: Application, agreement: Agreement, *, by_id: int) -> None:
    """Mail the link once more; a no is forgotten, since the group has talked with the adult.

    Raises Conflict where no adult is waited for, there is no address, or a mail went out within the hour.
    """
    application = held_application(session, application.id)
    session.refresh(agreement)
    if not waits_for_adult(application, agreement) or not application.adult_email:
        raise Conflict
    last = agreement.adult_asked_at
    if last is not None and last > now() - timedelta(minutes=ASK_AGAIN_MINUTES):
        raise Conflict(gettext("Vi har lige sendt en mail. Vent en time, og prøv igen."))
    agreement.adult_refused_at, agreement.adult_reply = None, ""
    lead, award = session.get_one(Person, application.lead_id), session.get_one(Award, agreement.award_id)
    _mail_adult(session, application, agreement, award, lead)
    audit.record(session, by_id, "grant.ask_adult", ("application", application.id))


def waits_for_adult(application: Application, agreement: Agreement) -> bool:
    """Tell whether the adult's yes is still needed."""
    is_open = application.status is ApplicationStatus.granted
    return is_open and agreement.needs_adult and agreement.adult_accepted_at is None


def adult_token(agreement: Agreement) -> str:
    """What stands in the adult's link."""
    return sign(PURPOSE, agreement.id)


def agreement_of_token(session: Session, token: str) -> Agreement | None:
    """The letter that a link is for; None where it is forged, or another decision took its place."""
    value = unsign(PURPOSE, token, GOOD_FOR_SECONDS)
    agreement = session.get(Agreement, value) if isinstance(value, int) else None
    if agreement is None or not agreement.needs_adult:
        return None
    stands = current_agreement(session, agreement.application_id)
    return agreement if stands is agreement else None


def _facts(session: Session, application: Application, award: Award) -> LetterFacts:
    begins_on, days = application.begins_on or today(), application.pool.accounts_days
    due_on = accounts_due(begins_on, application.ends_on, days)
    return LetterFacts(application.pool, application, award, lines_of(session, application.id), due_on)


def _mail_adult(session: Session, application: Application, agreement: Agreement, award: Award, lead: Person) -> None:
    if not application.adult_email:
        return
    moment = now()
    agreement.adult_asked_at = moment
    session.flush()
    with speaking(lead.locale):
        amount = format_money(award.amount)
    mail.enqueue(
        session,
        application.adult_email,
        "grants/adult_yes",
        lead.locale,
        dedupe_key=f"grant-adult:{agreement.id}:{moment:%Y%m%d%H%M%S%f}",
        person=None,
        name=agreement.adult_name,
        title=application.title,
        group_name=application.group_name,
        amount=amount,
        path=f"/puljen/voksen/{adult_token(agreement)}",
    )
