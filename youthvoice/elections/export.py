"""The part of this room in the file with a person's own data: where the person stood, and with which words."""

import base64
from typing import Any

from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.elections.models import Candidate
from youthvoice.elections.queries.candidates import picture_of, stood_in


def candidacies(session: Session, person: Person) -> list[dict[str, Any]]:
    """Every candidacy with its words, who may see them, its picture (base64), and how it went."""
    return [_told(session, one) for one in stood_in(session, person.id)]


def _told(session: Session, one: Candidate) -> dict[str, Any]:
    picture = picture_of(session, one.id)
    election = one.election
    return {
        "election": election.round.title,
        "body": election.body.name,
        "from": election.from_body.name if election.from_body else None,
        "name": one.ballot_name,
        "words": one.words,
        "everybody_may_see": one.is_public,
        "picture": base64.b64encode(picture).decode() if picture else None,
        "stood_at": one.stood_at,
        "written_in_by_an_adult": one.entered_by_id is not None,
        "withdrawn_at": one.withdrawn_at,
        "hidden_at": one.hidden_at,
        "elected_as_number": one.place,
        "substitute_number": one.substitute_place,
    }


PARTS = {"candidacies": candidacies}
