"""What follows a yes: letters are made when the council has decided, and account numbers go when they are needed no more."""

from datetime import timedelta

from sqlalchemy.orm import Session

from youthvoice.accounts import export
from youthvoice.core import ticks
from youthvoice.core.events import subscribe
from youthvoice.core.ticks import Tick
from youthvoice.grants import after_targets
from youthvoice.grants.after_export import part
from youthvoice.grants.commands.bank import remove_forgotten, remove_when_over
from youthvoice.grants.commands.letters import make_letter
from youthvoice.grants.commands.promised import tell_all_paid, tell_approved, tell_not_paid
from youthvoice.grants.events import AccountsApproved, Awarded, GrantGivenUp, PaymentMade, PaymentUndone

EVERY = timedelta(hours=6)


def init() -> None:
    """Subscribe and register."""
    subscribe(Awarded, make_letter)
    subscribe(AccountsApproved, remove_when_over)
    subscribe(AccountsApproved, tell_approved)
    subscribe(PaymentMade, tell_all_paid)
    subscribe(PaymentUndone, tell_not_paid)
    subscribe(GrantGivenUp, remove_when_over)
    after_targets.register()
    ticks.register(Tick("grants.forget_accounts", EVERY, forget_accounts))
    export.register("grants_after_yes", part)


def forget_accounts(session: Session) -> bool:
    """The net below the listeners; True where there is more."""
    return remove_forgotten(session)
