"""What happens to people is told to the councils: seats end with an account, and a new name stands on every page."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.events import PersonClosed, PersonRenamed
from youthvoice.accounts.export import register as register_export
from youthvoice.core.clock import today
from youthvoice.core.events import subscribe
from youthvoice.councils.commands.calendars import forget_feed
from youthvoice.councils.commands.renaming import rename_in_meetings
from youthvoice.councils.commands.seats import end_all_seats
from youthvoice.councils.commands.touch import touch_body
from youthvoice.councils.export import PARTS
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.seats import SeatEnd


def init(_app: Flask) -> None:
    """Subscribe, and make one's own seats a part of one's own data."""
    subscribe(PersonClosed, person_closed)
    subscribe(PersonRenamed, person_renamed)
    for name, part in PARTS.items():
        register_export(name, part)


def person_closed(session: Session, event: PersonClosed) -> None:
    """Nobody sits anywhere without an account, and nobody's calendar goes on."""
    forget_feed(session, event.person_id)
    end_all_seats(session, event.person_id, SeatEnd.account_closed, actor_id=event.actor_id)


def person_renamed(session: Session, event: PersonRenamed) -> None:
    """The pages of the bodies where the person sits are drawn anew, and those of meetings."""
    rename_in_meetings(session, event.person_id, event.before)
    sits_in = select(Seat.body_id).where(Seat.person_id == event.person_id, held_on(today()))
    for body in session.scalars(select(Body).where(Body.id.in_(sits_in)).order_by(Body.id)).all():
        touch_body(session, body)
