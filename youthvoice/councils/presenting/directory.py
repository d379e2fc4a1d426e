"""The list of bodies: what there is, one's own first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.core.templating import cached_url_for
from youthvoice.councils.labels import KIND_LABELS, ROLE_LABELS
from youthvoice.councils.models import Body
from youthvoice.councils.presenting.workings import KIND_TERMS
from youthvoice.councils.queries import directory
from youthvoice.councils.queries.bodies import own_bodies
from youthvoice.councils.rules.bodies import PRIVATE_KINDS
from youthvoice.councils.rules.seats import ROLE_ORDER, SeatRole

LONGEST_ABOUT = 160


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body in a list. ``roles`` is what the reader is there; empty where it is not the reader's own."""

    url: str
    name: str
    kind: str
    term: str
    """The key of the word that explains it."""
    where: str
    meets: str
    about: str
    next_at: datetime | None
    roles: str


@dataclass(frozen=True, slots=True)
class Directory:
    """All that the list shows; ``school`` is the name of the one that was asked for."""

    own: list[BodyRow]
    wide: list[BodyRow]
    councils: list[BodyRow]
    classes: list[BodyRow]
    schools: Sequence[tuple[int, str]]
    school: str
    councils_after: str | None
    classes_after: str | None

    @property
    def terms(self) -> list[str]:
        """The kinds that are shown, each once, to be explained."""
        return list(dict.fromkeys(row.term for row in (*self.wide, *self.councils, *self.classes)))

    @property
    def is_empty(self) -> bool:
        """Nothing to show."""
        return not (self.own or self.wide or self.councils or self.classes)


def read_directory(session: Session, person_id: int | None, school_id: int | None, after: str | None) -> Directory:
    """Everything in six queries at most. With a school: its elevråd and a page of its classes."""
    held = own_bodies(session, person_id) if person_id is not None else []
    wide = directory.wide_bodies(session) if school_id is None else []
    councils = directory.councils_page(session, school_id, after if school_id is None else None)
    classes = directory.classes_page(session, school_id, after) if school_id is not None else None
    schools = directory.schools_with_bodies(session)
    shown = [*wide, *councils.items, *(body for body, _role in held)]
    times = directory.next_meetings(session, (body.id for body in shown if body.kind not in PRIVATE_KINDS))
    return Directory(
        own=own_rows(held, times),
        wide=[body_row(body, times) for body in wide],
        councils=[body_row(body, times) for body in councils.items],
        classes=[body_row(body, times, with_where=False) for body in classes.items] if classes else [],
        schools=schools,
        school=dict(schools).get(school_id, gettext("En skole, vi ikke kender")) if school_id is not None else "",
        councils_after=councils.next_cursor,
        classes_after=classes.next_cursor if classes else None,
    )


def own_rows(held: Sequence[tuple[Body, SeatRole]], times: Mapping[int, datetime] | None = None) -> list[BodyRow]:
    """One's own bodies, each once with every role."""
    roles: dict[Body, set[SeatRole]] = {}
    for body, role in held:
        roles.setdefault(body, set()).add(role)
    return [body_row(body, times or {}, roles=_roles(found)) for body, found in roles.items()]


def body_row(body: Body, times: Mapping[int, datetime], *, roles: str = "", with_where: bool = True) -> BodyRow:
    """A body in words. Its school must be loaded where ``with_where`` is asked for."""
    is_long = len(body.about) > LONGEST_ABOUT
    return BodyRow(
        url=cached_url_for("councils.body", body_id=body.id),
        name=body.name,
        kind=str(KIND_LABELS[body.kind]),
        term=KIND_TERMS[body.kind],
        where=body.school.name if with_where and body.school_id is not None and body.school else "",
        meets=body.meets,
        about=f"{body.about[:LONGEST_ABOUT].rsplit(maxsplit=1)[0]} …" if is_long else body.about,
        next_at=times.get(body.id),
        roles=roles,
    )


def _roles(found: set[SeatRole]) -> str:
    """Offices and other roles in words; whoever has an office is a member anyway."""
    shown = found - {SeatRole.member} or found
    return ", ".join(str(ROLE_LABELS[role]) for role in sorted(shown, key=ROLE_ORDER.index))
