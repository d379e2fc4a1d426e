"""Pools, for the group that applies: what became of their application, from its receipt to the end of its accounts.

Nobody hears of an own deed. A mail says that there is an answer, never the answer itself. For others: grants_council.
"""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from youthvoice.core.events import subscribe
from youthvoice.grants import events
from youthvoice.grants.models import Application, ApplicationMember, ChangeRequest, Payment
from youthvoice.grants.rules.awarding import KIND
from youthvoice.grants.rules.deciding import AwardOutcome
from youthvoice.notifications.commands import News, notify_each, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.responses.events import ReceiptConfirmed


def subscribe_all() -> None:
    """Listen to the room of grants, and to receipts of applications."""
    subscribe(events.ApplicationSent, sent)
    subscribe(ReceiptConfirmed, received)
    subscribe(events.MoreAsked, more_asked)
    subscribe(events.MemberJoined, joined)
    subscribe(events.NoteWritten, note_written)
    subscribe(events.Awarded, decided)
    subscribe(events.ComplaintSettled, complaint_settled)
    subscribe(events.LetterReady, letter_ready)
    subscribe(events.AdultAnswered, adult_answered)
    subscribe(events.PaymentMade, paid)
    subscribe(events.PaymentUndone, unpaid)
    subscribe(events.PaymentRefused, payment_refused)
    subscribe(events.ChangeSettled, change_settled)
    subscribe(events.AccountsDue, accounts_due)
    subscribe(events.AccountsSentBack, accounts_sent_back)
    subscribe(events.AccountsApproved, accounts_approved)


def path_of(application_id: int, part: str = "") -> str:
    """Where an application is read, or a page below it."""
    return f"/puljen/ansoegninger/{application_id}{part}"


def sent(session: Session, event: events.ApplicationSent) -> None:
    """The others of the group: it was sent."""
    _tell(session, event.application_id, NewsKind.grant_sent, "sent", but=event.by_id)


def received(session: Session, event: ReceiptConfirmed) -> None:
    """The municipality has it; the council answers by a day."""
    if event.subject_kind == KIND:
        _tell(session, event.subject_id, NewsKind.grant_received, "received")


def more_asked(session: Session, event: events.MoreAsked) -> None:
    """It is the group's turn; each question is told anew."""
    version = session.get_one(Application, event.application_id).version
    _tell(session, event.application_id, NewsKind.grant_more_asked, f"more:{version}", "/svar-paa", but=event.by_id)


def joined(session: Session, event: events.MemberJoined) -> None:
    """The others of the group hear that they are one more; the group's page tells who."""
    key = f"joined:{event.person_id}"
    _tell(session, event.application_id, NewsKind.grant_joined, key, "/gruppe", but=event.person_id)


def note_written(session: Session, event: events.NoteWritten) -> None:
    """Somebody who helps wrote beside a part."""
    if event.to_group:
        key = f"note:{event.note_id}"
        _tell(session, event.application_id, NewsKind.grant_note, key, "/noter", but=event.by_id)


def decided(session: Session, event: events.Awarded) -> None:
    """There is an answer. Of a yes, the letter is what waits now."""
    key, is_yes = f"award:{event.award_id}", event.outcome is not AwardOutcome.rejected
    _tell(session, event.application_id, NewsKind.grant_decided, key, but=event.by_id, is_yes=is_yes)


def complaint_settled(session: Session, event: events.ComplaintSettled) -> None:
    """Their complaint was looked at."""
    _tell(session, event.application_id, NewsKind.grant_complaint_settled, f"complaint:{event.complaint_id}")


def letter_ready(session: Session, event: events.LetterReady) -> None:
    """In the list alone: the mail about the answer has just gone out."""
    application = session.get_one(Application, event.application_id)
    key = f"grant:{application.id}:letter:{event.agreement_id}"
    news = News(NewsKind.grant_letter, key, path_of(application.id, "/brev"), {"title": application.title})
    notify_each(session, select(Application.lead_id).where(Application.id == application.id), news)


def adult_answered(session: Session, event: events.AdultAnswered) -> None:
    """The lead can go on, or must talk with the adult; an adult may answer twice."""
    application = session.get_one(Application, event.application_id)
    key = f"adult:{event.agreement_id}:{'yes' if event.says_yes else f'no:{application.version}'}"
    lead = select(Application.lead_id).where(Application.id == application.id)
    data = {"title": application.title, "is_yes": event.says_yes}
    path = path_of(application.id, "/brev")
    tell(session, lead, News(NewsKind.grant_adult, f"grant:{application.id}:{key}", path, data))


def paid(session: Session, event: events.PaymentMade) -> None:
    """Money has left the municipality; told again where it was undone and paid anew."""
    key = f"paid:{event.payment_id}:{_version(session, event.payment_id)}"
    _tell(session, event.application_id, NewsKind.grant_paid, key, "/betalinger", amount=event.amount)


def unpaid(session: Session, event: events.PaymentUndone) -> None:
    """What was told was a mistake; the payment says why."""
    key = f"unpaid:{event.payment_id}:{_version(session, event.payment_id)}"
    _tell(session, event.application_id, NewsKind.grant_unpaid, key, "/betalinger", amount=event.amount)


def _version(session: Session, payment_id: int) -> int:
    return session.get_one(Payment, payment_id).version


def payment_refused(session: Session, event: events.PaymentRefused) -> None:
    """The payment says why."""
    amount = session.get_one(Payment, event.payment_id).amount
    key = f"refused:{event.payment_id}"
    _tell(session, event.application_id, NewsKind.grant_payment_refused, key, "/betalinger", amount=amount)


def change_settled(session: Session, event: events.ChangeSettled) -> None:
    """Agreed to or not; the page says why."""
    change = session.get_one(ChangeRequest, event.change_id)
    key, state = f"change:{change.id}", event.state.value
    _tell(session, event.application_id, NewsKind.grant_change_settled, key, "/aendringer", state=state)


def accounts_due(session: Session, event: events.AccountsDue) -> None:
    """A reminder, once each stage."""
    key = f"accounts:{event.due_on.isoformat()}:{event.stage}"
    due_on, is_late = event.due_on.isoformat(), event.stage > 0
    kind = NewsKind.grant_accounts_due
    _tell(session, event.application_id, kind, key, "/regnskab", due_on=due_on, is_late=is_late)


def accounts_sent_back(session: Session, event: events.AccountsSentBack) -> None:
    """Something is missing; it can be sent back several times."""
    version = session.get_one(Application, event.application_id).version
    _tell(session, event.application_id, NewsKind.grant_accounts_back, f"back:{version}", "/regnskab")


def accounts_approved(session: Session, event: events.AccountsApproved) -> None:
    """It is over, and well done."""
    _tell(session, event.application_id, NewsKind.grant_accounts_approved, "approved", "/regnskab")


def _tell(
    session: Session,
    application_id: int,
    kind: NewsKind,
    key: str,
    part: str = "",
    *,
    but: int | None = None,
    **data: Any,
) -> None:
    title = session.get_one(Application, application_id).title
    news = News(kind, f"grant:{application_id}:{key}", path_of(application_id, part), {"title": title, **data})
    tell(session, _group(application_id, but), news)


def _group(application_id: int, but: int | None) -> Select[int]:
    here = ApplicationMember.application_id == application_id, ApplicationMember.left_at.is_(None)
    people = select(ApplicationMember.person_id).where(*here)
    return people.where(ApplicationMember.person_id != but) if but is not None else people
