"""Phrases that a unit uses again. Each use must adapt them (``queries.phrases.holds_phrase``)."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.textcheck import find_cpr, is_filler, real_length
from youthvoice.responses.models import Phrase
from youthvoice.responses.queries.phrases import MOST_PHRASES, letters_of
from youthvoice.responses.rules.drafts import MAX_PHRASE, MAX_PHRASE_NAME, MIN_PHRASE

MIN_NAME = 2


@dataclass(frozen=True)
class PhraseAudit:
    """Audit: whose phrase; None: every unit's."""

    unit_id: int | None


def add_phrase(session: Session, person: Person, name: str, words: str, form_key: str) -> Phrase:
    """A phrase for the person's unit, or of an administrator for every unit. Sent twice, it is stored once.

    Raises RuleBroken (name, words).
    """
    stored = session.scalar(select(Phrase).where(Phrase.form_key == form_key))
    if stored is not None:
        return stored
    unit_id = None if person.role is Role.administrator else person.unit_id
    name, words = " ".join(name.split()), words.strip()
    _check(session, unit_id, name, words)
    phrase = Phrase(form_key=form_key, unit_id=unit_id, name=name, words=words, letters=letters_of(words))
    phrase.created_by_id, phrase.created_at = person.id, now()
    _store(session, phrase)
    audit.record(session, person.id, "phrase.add", ("phrase", phrase.id), PhraseAudit(unit_id))
    return phrase


def _store(session: Session, phrase: Phrase) -> None:
    try:
        with session.begin_nested():
            session.add(phrase)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != "uq_phrases_form_key":
            raise
        raise Conflict from error


def retire_phrase(session: Session, person: Person, phrase: Phrase) -> None:
    """Nobody chooses it any more; answers that hold it stay as they are. A second time changes nothing."""
    if phrase.retired_at is None:
        phrase.retired_at = now()
        audit.record(session, person.id, "phrase.retire", ("phrase", phrase.id), PhraseAudit(phrase.unit_id))
        session.flush()


def _check(session: Session, unit_id: int | None, name: str, words: str) -> None:
    problems: dict[str, list[object]] = {}
    if sum(char.isalnum() for char in name) < MIN_NAME:
        problems["name"] = [gettext("Giv formuleringen et navn, så I kan finde den.")]
    elif len(name) > MAX_PHRASE_NAME or find_cpr(name):
        problems["name"] = [gettext("Skriv højst %(most)d tegn, og intet CPR-nummer.", most=MAX_PHRASE_NAME)]
    if real_length(words) < MIN_PHRASE or is_filler(words):
        problems["words"] = [gettext("Skriv en hel sætning, mindst %(low)d tegn.", low=MIN_PHRASE)]
    elif len(words) > MAX_PHRASE or find_cpr(words):
        problems["words"] = [gettext("Skriv højst %(most)d tegn, og intet CPR-nummer.", most=MAX_PHRASE)]
    if not problems and _count(session, unit_id) >= MOST_PHRASES:
        problems["name"] = [gettext("I har %(most)d formuleringer. Fjern en, før I laver en ny.", most=MOST_PHRASES)]
    if problems:
        raise RuleBroken(problems)


def _count(session: Session, unit_id: int | None) -> int:
    """Those a unit can use together with everybody's: no more than anybody can choose from."""
    mine = Phrase.unit_id.is_(None) if unit_id is None else (Phrase.unit_id.is_(None) | (Phrase.unit_id == unit_id))
    wanted = select(func.count(Phrase.id)).where(Phrase.retired_at.is_(None), mine)
    return session.scalar(wanted) or 0
