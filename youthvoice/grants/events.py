"""What happens in a pool, told to the rooms above. Amounts are øre."""

from dataclasses import dataclass
from datetime import date, datetime

from youthvoice.grants.rules.deciding import AwardOutcome
from youthvoice.grants.rules.paying import ChangeState


@dataclass(frozen=True)
class PoolOpened:
    """One may apply now."""

    pool_id: int


@dataclass(frozen=True)
class ApplicationSent:
    """For the first time; the council and the coordinator have something to read."""

    application_id: int
    pool_id: int
    by_id: int


@dataclass(frozen=True)
class ApplicationWithdrawn:
    """The applicants took it back before it was decided."""

    application_id: int
    pool_id: int
    by_id: int


@dataclass(frozen=True)
class MoreAsked:
    """The council has asked the applicants for more; it stands still until they reply."""

    application_id: int
    by_id: int


@dataclass(frozen=True)
class MoreTold:
    """The applicants have replied."""

    application_id: int
    by_id: int


@dataclass(frozen=True)
class NoteWritten:
    """Somebody wrote beside a part of an application. ``to_group``: for the applicants; else for those who help."""

    application_id: int
    note_id: int
    by_id: int
    to_group: bool


@dataclass(frozen=True)
class MemberJoined:
    """Somebody joined the group by its invitation."""

    application_id: int
    person_id: int


@dataclass(frozen=True)
class MotionPut:
    """The council votes in writing before ``closes_at`` (None: at a meeting)."""

    motion_id: int
    application_id: int
    pool_id: int
    by_id: int
    closes_at: datetime | None


@dataclass(frozen=True)
class MotionSettled:
    """The votes are counted."""

    motion_id: int
    application_id: int
    pool_id: int


@dataclass(frozen=True)
class Awarded:
    """Decided: granted, reduced or rejected; the answer stands. ``is_change``: after a complaint."""

    award_id: int
    application_id: int
    pool_id: int
    outcome: AwardOutcome
    amount: int
    answer_id: int
    is_change: bool
    by_id: int


@dataclass(frozen=True)
class ComplaintMade:
    """The applicants want a decision looked at again."""

    complaint_id: int
    application_id: int
    pool_id: int
    by_id: int


@dataclass(frozen=True)
class ComplaintSettled:
    """Somebody looked at it again, and said what came of it."""

    complaint_id: int
    application_id: int


@dataclass(frozen=True)
class LetterReady:
    """The letter of a grant waits for the applicants' yes (and their adult's, where needed)."""

    application_id: int
    agreement_id: int


@dataclass(frozen=True)
class GrantAccepted:
    """The conditions are accepted; accounts are due on a day."""

    application_id: int
    pool_id: int
    accounts_due_on: date


@dataclass(frozen=True)
class GrantGivenUp:
    """Granted, but they do not do it after all; what was not paid is free again."""

    application_id: int
    pool_id: int


@dataclass(frozen=True)
class PaymentMade:
    """Money has left the municipality."""

    payment_id: int
    application_id: int
    amount: int
    by_id: int


@dataclass(frozen=True)
class PaymentUndone:
    """It was marked as paid by mistake; the money is still to come. The payment says why."""

    payment_id: int
    application_id: int
    amount: int
    by_id: int


@dataclass(frozen=True)
class ChangeAsked:
    """The group wants to do it otherwise."""

    change_id: int
    application_id: int
    pool_id: int
    by_id: int


@dataclass(frozen=True)
class ChangeSettled:
    """Agreed or refused."""

    change_id: int
    application_id: int
    state: ChangeState


@dataclass(frozen=True)
class AccountsSent:
    """Accounts wait to be approved."""

    application_id: int
    pool_id: int
    by_id: int


@dataclass(frozen=True)
class AccountsSentBack:
    """Something is missing in the accounts; the reply says what."""

    application_id: int


@dataclass(frozen=True)
class AccountsApproved:
    """Closed out. ``given_back``: øre that came back."""

    application_id: int
    pool_id: int
    given_back: int
    by_id: int


@dataclass(frozen=True)
class AccountsDue:
    """A reminder: ``stage`` is the number of days after the day they are due (below zero: before)."""

    application_id: int
    due_on: date
    stage: int


@dataclass(frozen=True)
class AdultAnswered:
    """The adult contact said yes or no to a letter, by the link in the mail."""

    application_id: int
    agreement_id: int
    says_yes: bool


@dataclass(frozen=True)
class PaymentAsked:
    """The group asks for money of its grant; the coordinator looks at it."""

    payment_id: int
    application_id: int
    pool_id: int
    by_id: int


@dataclass(frozen=True)
class PaymentRefused:
    """The coordinator said no to a payment, or cancelled it; the payment says why."""

    payment_id: int
    application_id: int


@dataclass(frozen=True)
class PaymentReady:
    """The coordinator has planned a payment, or agreed to one: the treasurer can send it."""

    payment_id: int
    application_id: int
    pool_id: int
    by_id: int
