"""Bodies and the seats in them. A seat is a fact of history: it ends, and is never changed or removed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.accounts.models import Person, School
from youthvoice.core.db import Base, Moment, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.councils.rules.bodies import Attendance, BodyKind
from youthvoice.councils.rules.seats import SeatEnd, SeatRole

STANDS_AT_SCHOOL = text("closed_at IS NULL AND school_id IS NOT NULL")
STANDS_ALONE = text("closed_at IS NULL AND school_id IS NULL")


class Body(Base):
    """A class, an elevråd, Det Fælles Elevråd, Ungerådet, Bytinget, a committee: how it works is its own settings."""

    __tablename__ = "bodies"
    __table_args__ = (
        Index(
            "uq_bodies_name_at_school", "school_id", "name", unique=True,
            postgresql_where=STANDS_AT_SCHOOL, sqlite_where=STANDS_AT_SCHOOL,
        ),
        Index("uq_bodies_name", "name", unique=True, postgresql_where=STANDS_ALONE, sqlite_where=STANDS_ALONE),
        Index("ix_bodies_parent", "parent_id", "name", "id"),
        Index("ix_bodies_kind", "kind", "name", "id"),
        CheckConstraint("length(trim(name)) >= 2", name="name_needed"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
        CheckConstraint("min_age IS NULL OR max_age IS NULL OR min_age <= max_age", name="ages_in_order"),
        CheckConstraint("member_seats IS NULL OR member_seats >= 0", name="seats_not_negative"),
        CheckConstraint("substitute_seats >= 0 AND term_months > 0", name="term_and_substitutes"),
        CheckConstraint("quorum_percent BETWEEN 0 AND 100", name="quorum_is_a_share"),
        CheckConstraint(
            "kind NOT IN ('school_class', 'student_council') OR school_id IS NOT NULL", name="school_needed"
        ),
    )  # fmt: skip

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[BodyKind] = mapped_column(enum_column(BodyKind, "body_kind"))
    name: Mapped[str] = mapped_column(String(120))
    """As it is written: «7.B», «Elevrådet på Virum Skole», «Ungerådet»."""
    about: Mapped[str] = mapped_column(Text, default="")
    meets: Mapped[ShortText] = mapped_column(default="")
    """When it usually meets, in words: «Første tirsdag i måneden kl. 10»."""
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    """Where proposals are carried on to, unless somebody says otherwise."""
    grade: Mapped[int | None] = mapped_column(SmallInteger)
    """The year of a class: 0 to 10, 11 to 13 for upper secondary school."""
    min_age: Mapped[int | None] = mapped_column(SmallInteger)
    max_age: Mapped[int | None] = mapped_column(SmallInteger)
    member_seats: Mapped[int | None] = mapped_column(Integer)
    substitute_seats: Mapped[int] = mapped_column(Integer, default=0)
    seats_per_child: Mapped[bool]
    """The seats are counted for each body below (two for each class), and not in all."""
    term_months: Mapped[int] = mapped_column(Integer, default=12)
    ends_with_school_year: Mapped[bool]
    quorum_percent: Mapped[int] = mapped_column(SmallInteger, default=50)
    attendance: Mapped[Attendance] = mapped_column(enum_column(Attendance, "body_attendance"))
    item_deadline_days: Mapped[int] = mapped_column(SmallInteger, default=7)
    reminder_days: Mapped[int] = mapped_column(SmallInteger, default=2)
    publishes_minutes: Mapped[bool]
    handover: Mapped[str] = mapped_column(Text, default="")
    """What the council that leaves tells the next one."""
    created_at: Mapped[Moment]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Raised by every change that anyone can see on its page: settings, seats, meetings, decisions."""

    school: Mapped[School | None] = relationship(lazy="raise")
    parent: Mapped["Body | None"] = relationship(remote_side="Body.id", lazy="raise")

    @property
    def ages(self) -> tuple[int | None, int | None]:
        """The lowest and the highest age of its members (None: no limit)."""
        return self.min_age, self.max_age


class Seat(Base):
    """Somebody's place in a body. ``ended_on`` is the first day on which a seat that ended early is held no more.

    Only ``ended_on``, ``end_reason`` and ``ended_by_id`` are ever written later, once (migration 0004 guards it).
    """

    __tablename__ = "seats"
    __table_args__ = (
        Index(
            "uq_seats_held", "body_id", "person_id", "role", "starts_on", unique=True,
            postgresql_where=text("ended_on IS NULL"), sqlite_where=text("ended_on IS NULL"),
        ),
        Index("ix_seats_body", "body_id", "starts_on", "id"),
        Index("ix_seats_person", "person_id", "ends_on"),
        Index("ix_seats_from_body", "from_body_id"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_it_begins"),
        CheckConstraint("ended_on IS NULL OR ended_on >= starts_on", name="ended_after_it_began"),
        CheckConstraint("(ended_on IS NULL) = (end_reason IS NULL)", name="ended_for_a_reason"),
    )  # fmt: skip

    id: Mapped[PrimaryKey]
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    role: Mapped[SeatRole] = mapped_column(enum_column(SeatRole, "seat_role"))
    from_body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    """The body below that the person represents (a class in the elevråd)."""
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    """The last day, as it was known when the seat was given."""
    ended_on: Mapped[date | None] = mapped_column(Date)
    end_reason: Mapped[SeatEnd | None] = mapped_column(enum_column(SeatEnd, "seat_end_reason"))
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    """The seat whose holder left, where a substitute stepped in."""
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]

    body: Mapped[Body] = relationship(foreign_keys=[body_id], lazy="raise")
    from_body: Mapped[Body | None] = relationship(foreign_keys=[from_body_id], lazy="raise")
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise")
