"""The money of a motion: held while it is voted on, and free again where it is not carried."""

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.core.i18n import format_money
from youthvoice.core.translating import speaking
from youthvoice.grants.commands.ledger import Movement, move
from youthvoice.grants.models import Application, Motion
from youthvoice.grants.rules.ledger import EntryKind


def reserve(session: Session, application: Application, motion: Motion) -> None:
    """Hold it; a motion of 0 holds nothing. Raises Overspent where the pool does not hold so much."""
    with speaking("da"):
        why = str(gettext("Rådet stemmer om %(amount)s til gruppen", amount=format_money(motion.amount)))
    _move(session, application, motion, EntryKind.reserve, why)


def release(session: Session, application: Application, motion: Motion) -> None:
    """Give it free."""
    with speaking("da"):
        why = str(gettext("Indstillingen blev ikke vedtaget, så pengene er frie igen"))
    _move(session, application, motion, EntryKind.release, why)


def _move(session: Session, application: Application, motion: Motion, kind: EntryKind, why: str) -> None:
    if not motion.amount:
        return
    movement = Movement(
        kind=kind,
        amount=motion.amount,
        why=why,
        document=_document(application, motion),
        key=f"{kind.value}:motion:{motion.id}",
        application_id=application.id,
    )
    move(session, application.pool_id, movement, by_id=motion.put_by_id)


def _document(application: Application, motion: Motion) -> str:
    with speaking("da"):
        numbers = {"number": motion.number, "application": application.number}
        return str(gettext("Indstilling %(number)d til ansøgning %(application)d", **numbers))
