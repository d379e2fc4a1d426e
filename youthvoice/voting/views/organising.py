"""How a page of those who run a contest finds it, and what the classes are to whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from youthvoice.accounts.login import person_here
from youthvoice.core.authz import can, require
from youthvoice.core.errors import Forbidden, NotFound, SignInNeeded
from youthvoice.core.keyset import MAX_ID
from youthvoice.core.web import db_session
from youthvoice.voting.models import Contest
from youthvoice.voting.owners import handy_owner_of, owner_of
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.rules.contest import HANDS_METHODS, State
from youthvoice.voting.standing import ContestStanding
from youthvoice.voting.views.base import contest_for


@dataclass(frozen=True, slots=True)
class Help:
    """Links for those who help with a contest; anybody who reads it can report it (empty: it cannot be)."""

    reported_as: str = ""
    runs_it: bool = False
    sees_slips: bool = False
    counts_hands: bool = False


def handed_out(contest_id: int) -> Contest:
    """The contest, for an adult who runs it. Raises NotFound, SignInNeeded or Forbidden."""
    contest, standing = contest_for(contest_id, run=True)
    require(current_user, "voting.hand_out", standing)
    return contest


def run_by_me(contest_id: int) -> Contest:
    """The contest, for whoever runs it. Raises NotFound, SignInNeeded or Forbidden."""
    return contest_for(contest_id, run=True)[0]


def with_classes(contest_id: int) -> tuple[Contest, bool, Sequence[tuple[int, str]]]:
    """The contest, whether this person may hand out slips and add classes, and the classes on its roll that they help.

    For adults who run it and for teachers of such a class. Nobody asks whether they stand on the roll: it is no matter here.
    Raises NotFound, SignInNeeded or Forbidden.
    """
    if contest_id > MAX_ID:
        raise NotFound
    contest, person = get_contest(db_session(), contest_id), person_here()
    if person is None:
        raise SignInNeeded
    standing = ContestStanding(
        is_on_roll=False,
        paper=None,
        took_part=False,
        ask_owner=lambda: owner_of(contest).may_run(db_session(), contest, person),
    )
    owner = handy_owner_of(contest) if person.is_adult else None
    may_hand_out = can(person, "voting.hand_out", standing)
    classes = owner.classes(db_session(), contest, person) if owner is not None else ()
    if not classes and not may_hand_out:
        # Whoever may not even know of it is told that there is nothing.
        contest_for(contest_id)
        raise Forbidden
    return contest, may_hand_out, classes


def ways_to_help(contest: Contest, standing: ContestStanding) -> Help:
    """What the page of a contest offers those who run it, and adults whose class votes. Three queries, none for others."""
    person, owner = person_here(), handy_owner_of(contest)
    kind = owner.reported_as(contest) if owner is not None and contest.is_public else ""
    if person is None or standing.may_run:
        return Help(reported_as=kind, runs_it=person is not None)
    has_class = (
        owner is not None
        and person.is_adult
        and contest.opened_at is not None
        and bool(owner.classes(db_session(), contest, person))
    )
    return Help(
        reported_as=kind,
        sees_slips=has_class and contest.takes_strangers,
        counts_hands=has_class and _takes_hands(contest),
    )


def _takes_hands(contest: Contest) -> bool:
    return contest.method in HANDS_METHODS and contest.state is State.open


def me() -> int:
    """Whoever is signed in; asked for after a permission."""
    found: int = current_user.id
    return found


def to_desk(contest_id: int) -> Response:
    """Back to the page where it is run."""
    return redirect(url_for("voting.run", contest_id=contest_id), 303)
