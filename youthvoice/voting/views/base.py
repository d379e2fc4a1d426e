"""The blueprint that every module of pages adds to, and how a page finds its contest."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint
from flask_login import current_user

from youthvoice.accounts.login import person_here
from youthvoice.accounts.models import Person
from youthvoice.core.authz import require
from youthvoice.core.errors import DomainError, NotFound, SignInNeeded
from youthvoice.core.keyset import MAX_ID
from youthvoice.core.web import db_session, undo
from youthvoice.voting.models import Contest
from youthvoice.voting.owners import owner_of
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.queries.kept import contest_with_id_to_cast_in
from youthvoice.voting.queries.voters import standing_in
from youthvoice.voting.standing import ContestStanding

blueprint = Blueprint("voting", __name__, template_folder="../templates")


def contest_for(contest_id: int, *, run: bool = False) -> tuple[Contest, ContestStanding]:
    """The contest with its options, and what this request's person is to it; ``run``: for those who run it alone.

    Raises NotFound where there is none or it is not shown to this person, SignInNeeded and Forbidden where they cannot run it.
    """
    if contest_id > MAX_ID:
        raise NotFound
    contest, person = get_contest(db_session(), contest_id), person_here()
    standing = standing_in(db_session(), contest, person)
    if not may_see(contest, standing, person):
        if run and person is None:
            raise SignInNeeded
        raise NotFound
    if run:
        require(current_user, "voting.run", standing)
    return contest, standing


def contest_to_cast(contest_id: int) -> Contest:
    """The contest for whoever casts, without a look at what the person is to it: within ``visible_or_not_found``."""
    found = contest_with_id_to_cast_in(db_session(), contest_id) if contest_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


@contextmanager
def visible_or_not_found(contest_id: int) -> Iterator[None]:
    """Where something is refused, somebody whom the contest is not shown to learns no more than that there is none."""
    try:
        yield
    except DomainError:
        undo()
        contest_for(contest_id)
        raise


def may_see(contest: Contest, standing: ContestStanding, person: Person | None) -> bool:
    """Anybody sees a public contest; another one those on its roll, those who run it, and whom the owner lets."""
    if contest.is_public or standing.is_on_roll or standing.may_run:
        return True
    return owner_of(contest).may_see(db_session(), contest, person)
