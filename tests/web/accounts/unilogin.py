"""What the tests of Unilogin share: who comes, and how one is sent there and back."""

from typing import Any

from sqlalchemy.orm import Session

from youthvoice.accounts.identities import link_identity
from youthvoice.accounts.models import Person

PUPIL = {"uniid": "1000013b36", "aktoer_gruppe": "Elev", "loa": "2"}


TEACHER = {"uniid": "henr276q", "aktoer_gruppe": "Medarbejder", "loa": "3"}


START = "/log-ind/videre/unilogin"


def known(session: Session, person: Person, claims: dict[str, str]) -> Person:
    link_identity(session, person, "unilogin", claims["uniid"])
    session.commit()
    return person


def text_of(answer: Any) -> str:
    found: str = answer.get_data(as_text=True)
    return found
