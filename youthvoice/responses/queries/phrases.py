"""Reusable phrases: found again in whatever they were put."""

import unicodedata

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from youthvoice.responses.models import Phrase

MOST_PHRASES = 60
"""For one unit; more than anybody can choose from."""


def letters_of(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def phrases_for(session: Session, unit_id: int) -> list[Phrase]:
    """The phrases that the unit may use, by name."""
    usable = Phrase.retired_at.is_(None), or_(Phrase.unit_id == unit_id, Phrase.unit_id.is_(None))
    return list(session.scalars(select(Phrase).where(*usable).order_by(Phrase.name, Phrase.id).limit(MOST_PHRASES)))


def holds_phrase(session: Session, unit_id: int, explanation: str) -> bool:
    """True where a phrase stands in the explanation just as it is stored, whatever was done to spaces and signs."""
    said = letters_of(explanation)
    if not said:
        return False
    usable = Phrase.retired_at.is_(None), or_(Phrase.unit_id == unit_id, Phrase.unit_id.is_(None))
    return any(
        letters in said for letters in session.scalars(select(Phrase.letters).where(*usable).limit(MOST_PHRASES))
    )


def common_phrases(session: Session) -> list[Phrase]:
    """Those for every unit, by name."""
    wanted = select(Phrase).where(Phrase.retired_at.is_(None), Phrase.unit_id.is_(None))
    return list(session.scalars(wanted.order_by(Phrase.name, Phrase.id).limit(MOST_PHRASES)))


def find_usable(session: Session, unit_id: int, phrase_id: int) -> Phrase | None:
    """The phrase, where the unit may use it."""
    usable = Phrase.retired_at.is_(None), or_(Phrase.unit_id == unit_id, Phrase.unit_id.is_(None))
    return session.scalar(select(Phrase).where(Phrase.id == phrase_id, *usable))
