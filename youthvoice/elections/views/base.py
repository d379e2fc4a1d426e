"""The blueprint that every module of pages adds to, and how a page finds its election."""

from typing import Any

from flask import Blueprint, redirect, url_for
from flask_login import current_user

from youthvoice.accounts.login import person_here
from youthvoice.core.authz import require
from youthvoice.core.web import db_session
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.queries.candidates import get_candidate
from youthvoice.elections.queries.elections import get_election
from youthvoice.elections.queries.place import Place, place_in

blueprint = Blueprint("elections", __name__, template_folder="../templates")


def election_and_place(election_id: int) -> tuple[Election, Place]:
    """The election, and what this request's person is to it: two queries, one for a visitor. Raises NotFound."""
    election = get_election(db_session(), election_id)
    return election, place_of(election)


def place_of(election: Election) -> Place:
    """What this request's person is to the election."""
    return place_in(db_session(), election, person_here())


def election_for(election_id: int, permission: str) -> tuple[Election, Place]:
    """As ``election_and_place``, for whoever holds the permission there. Raises SignInNeeded or Forbidden."""
    election, place = election_and_place(election_id)
    require(current_user, permission, place)
    return election, place


def candidate_for(election_id: int, number: int) -> tuple[Candidate, Place]:
    """The candidate with that number, and what this request's person is to the election. Raises NotFound."""
    candidate = get_candidate(db_session(), election_id, number)
    return candidate, place_of(candidate.election)


def to_election(election_id: int, anchor: str = "") -> Any:
    """Go to its page."""
    return redirect(url_for("elections.election", election_id=election_id, _anchor=anchor or None), 303)
