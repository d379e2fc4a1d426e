"""In whose name a proposal stands, as SQL: one person's, or a class's."""

from typing import Any

from sqlalchemy import ColumnElement, case, func

from youthvoice.accounts.models import Person, School
from youthvoice.councils.models import Body

_bodies, _persons, _schools = Body.__table__.c, Person.__table__.c, School.__table__.c


def sender_name() -> ColumnElement[Any]:
    """«Grøn Odder», or «7.B, Virum Skole», for a query joined to the author, the body it was sent for and the school.

    A proposal that was sent for a class is about its school. The adult who pressed the button is nobody's concern.
    """
    body = _bodies.name + func.coalesce(", " + _schools.name, "")
    return case((_bodies.id.is_not(None), body), else_=_persons.display_name)
