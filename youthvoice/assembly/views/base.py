"""The blueprint that every module of pages adds to, and how a page finds its year."""

from flask import Blueprint
from flask_login import current_user

from youthvoice.accounts.login import person_here
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.place import Place
from youthvoice.assembly.presenting.day_result import attempt_words
from youthvoice.assembly.presenting.hidden import words_shown
from youthvoice.assembly.presenting.menu import year_menu, year_url
from youthvoice.assembly.queries.years import get_year, place_in
from youthvoice.assembly.rules.years import YearState
from youthvoice.core.authz import can, require
from youthvoice.core.errors import NotFound
from youthvoice.core.web import db_session

blueprint = Blueprint("assembly", __name__, template_folder="../templates")
blueprint.context_processor(
    lambda: {
        "year_menu": year_menu,
        "year_url": year_url,
        "words_shown": words_shown,
        "attempt_words": attempt_words,
    }
)


def year_and_place(year: int) -> tuple[AssemblyYear, Place]:
    """The year, and what this request's person is to it: three queries, one for a visitor.

    Raises NotFound, also for a year that was not announced and is not this person's to prepare.
    """
    found = get_year(db_session(), year)
    place = place_in(db_session(), found, person_here())
    if found.state is YearState.planned and not can(current_user, "assembly.see_plan", place):
        raise NotFound
    return found, place


def year_for(year: int, permission: str) -> tuple[AssemblyYear, Place]:
    """As ``year_and_place``, for whoever holds the permission there. Raises SignInNeeded or Forbidden."""
    found, place = year_and_place(year)
    require(current_user, permission, place)
    return found, place
