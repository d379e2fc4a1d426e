"""People, the two things a person belongs to (a school, or a unit of the administration), and how they sign in."""

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.accounts.rules import ADULT_ROLES, Role, SchoolType, UnitKind
from youthvoice.core.db import Base, Moment, PrimaryKey, ShortText, UtcDateTime, enum_column


class School(Base):
    """A school; people and proposals belong to one, or to none (the whole municipality)."""

    __tablename__ = "schools"

    id: Mapped[PrimaryKey]
    name: Mapped[ShortText] = mapped_column(unique=True)
    kind: Mapped[SchoolType] = mapped_column(enum_column(SchoolType, "school_kind"))


class Unit(Base):
    """A part of the administration (a centre, a committee) that owes answers."""

    __tablename__ = "units"

    id: Mapped[PrimaryKey]
    name: Mapped[ShortText] = mapped_column(unique=True)
    kind: Mapped[UnitKind] = mapped_column(enum_column(UnitKind, "unit_kind"), default=UnitKind.centre)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"))
    """For a school that answers by itself."""
    leader_id: Mapped[int | None] = mapped_column(
        ForeignKey("persons.id", use_alter=True, name="fk_units_leader_id_persons")
    )
    """A member, who is told on the day an answer is due."""
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """It takes no more cases; what it answered stays its own."""
    version: Mapped[int] = mapped_column(Integer, default=1)


class Person(Base, UserMixin):
    """Somebody with an account. Nothing about a child is asked for beyond a birth year and a school.

    ``display_name`` is a pseudonym for the young, and the real name for adults, who also have ``title`` and ``unit``.
    """

    __tablename__ = "persons"
    __table_args__ = (
        CheckConstraint("birth_year IS NULL OR birth_year BETWEEN 1900 AND 2100", name="birth_year_is_a_year"),
        CheckConstraint("length(trim(display_name)) >= 2", name="display_name_needed"),
    )

    id: Mapped[PrimaryKey]
    display_name: Mapped[str] = mapped_column(String(60))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    role: Mapped[Role] = mapped_column(enum_column(Role, "person_role"))
    birth_year: Mapped[int | None] = mapped_column(SmallInteger)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    title: Mapped[str | None] = mapped_column(String(120))
    locale: Mapped[str] = mapped_column(String(5), default="da")
    created_at: Mapped[Moment]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    email_refused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    email_refused_why: Mapped[str | None] = mapped_column(String(200))
    """The address takes no mail, as its server said; until it is confirmed anew."""
    session_version: Mapped[int] = mapped_column(Integer, default=0)
    """Raised to sign the person out everywhere."""
    is_persona: Mapped[bool] = mapped_column(default=False)
    """A made-up person of the demo data; only these can be chosen without a code, and only in demo mode."""

    school: Mapped[School | None] = relationship(lazy="joined")
    unit: Mapped[Unit | None] = relationship(lazy="joined", foreign_keys=[unit_id])

    @property
    def is_active(self) -> bool:
        """Flask-Login: a closed account cannot be used."""
        return self.closed_at is None

    @property
    def is_adult(self) -> bool:
        """In a role that must show its title and unit."""
        return self.role in ADULT_ROLES

    @property
    def byline(self) -> str:
        """How the person signs a text: the pseudonym, or name, title and unit (a teacher's is the school)."""
        if not self.is_adult:
            return self.display_name
        place = self.unit or self.school
        parts = (self.display_name, self.title, place.name if place else None)
        return ", ".join(part for part in parts if part)

    def get_id(self) -> str:
        """Flask-Login: what the session cookie carries."""
        return f"{self.id}.{self.session_version}"


class SignInCode(Base):
    """A one-time code that was mailed. Only its keyed hash is stored."""

    __tablename__ = "sign_in_codes"
    __table_args__ = (Index("ix_sign_in_codes_email_created_at", "email", "created_at"),)

    id: Mapped[PrimaryKey]
    challenge: Mapped[str] = mapped_column(String(64), unique=True)
    """Random; stands in the form, so that a code is good only in the browser that asked for it."""
    email: Mapped[str] = mapped_column(String(254))
    code_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Identity(Base):
    """Who a person is on another site that vouches for them. It follows the person, whatever school or unit that is."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("provider", "subject"),)

    id: Mapped[PrimaryKey]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    provider: Mapped[str] = mapped_column(String(40))
    """The key of the provider (accounts/providers.py)."""
    subject: Mapped[str] = mapped_column(String(255))
    """The other site's own, unchanging name for the person."""
    created_at: Mapped[Moment]
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SignInFlow(Base):
    """A visitor has gone to another site to prove who they are. Good once, for a while, and in the same browser."""

    __tablename__ = "sign_in_flows"

    id: Mapped[PrimaryKey]
    state_hash: Mapped[str] = mapped_column(String(64), unique=True)
    provider: Mapped[str] = mapped_column(String(40))
    nonce: Mapped[str] = mapped_column(String(64))
    """Must come back inside the signed token."""
    verifier: Mapped[str] = mapped_column(String(128))
    """PKCE: only who began the flow can exchange its code."""
    browser_hash: Mapped[str] = mapped_column(String(64))
    """Of the secret in the cookie that binds the flow to one browser."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Whoever was signed in and asked to have the identity added to their account."""
    next: Mapped[str] = mapped_column(Text, default="")
    kept: Mapped[str] = mapped_column(Text, default="")
    """Where to go afterwards, and a form to be sent again."""
    created_at: Mapped[Moment] = mapped_column(index=True)
    expires_at: Mapped[Moment]
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Passkey(Base):
    """A key that lives in somebody's phone or computer and is opened by a finger, a face or a code."""

    __tablename__ = "passkeys"
    __table_args__ = (CheckConstraint("sign_count >= 0", name="sign_count_counts"),)

    id: Mapped[PrimaryKey]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    """What the person calls it, to know it again."""
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    """Base64url, of at most 1023 bytes."""
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    """COSE."""
    sign_count: Mapped[int] = mapped_column(BigInteger)
    """Grows at every use where the device counts; one that goes back is a copy."""
    created_at: Mapped[Moment]
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PasskeyChallenge(Base):
    """A number that a passkey must sign: good once, for a few minutes."""

    __tablename__ = "passkey_challenges"

    id: Mapped[PrimaryKey]
    challenge_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Who is about to add a passkey; None at the sign-in."""
    created_at: Mapped[Moment] = mapped_column(index=True)
    expires_at: Mapped[Moment]
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class FormDraft(Base):
    """What somebody has typed into a form and not sent. Nobody else sees it, and it goes when the form is taken."""

    __tablename__ = "form_drafts"
    __table_args__ = (
        UniqueConstraint("person_id", "place", name="uq_form_drafts_person_id_place"),
        Index("ix_form_drafts_changed_at", "changed_at"),
        CheckConstraint("version >= 1", name="version_counts"),
    )

    id: Mapped[PrimaryKey]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    place: Mapped[str] = mapped_column(String(200))
    """The address that the form is sent to, without its language."""
    typed: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    """The fields of the form as they were sent."""
    changed_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Raised by every keeping, so that two windows of one person never write over each other."""
