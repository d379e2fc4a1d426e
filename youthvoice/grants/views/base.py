"""The blueprint that every module of pages adds to, and how a page finds its pool or application."""

from flask import Blueprint
from flask_login import current_user

from youthvoice.accounts.login import person_here
from youthvoice.core.authz import require
from youthvoice.core.errors import NotFound
from youthvoice.core.web import db_session
from youthvoice.grants.models import Application, Pool
from youthvoice.grants.place import Place
from youthvoice.grants.presenting.menu import pool_menu
from youthvoice.grants.queries.pools import get_application, get_pool, place_before, place_in
from youthvoice.grants.reading import may_read_application
from youthvoice.grants.rules.applications import ApplicationStatus

blueprint = Blueprint("grants", __name__, template_folder="../templates")
blueprint.context_processor(lambda: {"pool_menu": pool_menu})


def pool_and_place(pool_id: int) -> tuple[Pool, Place]:
    """The pool, and what this request's person is to it: three queries, one for a visitor. Raises NotFound."""
    pool = get_pool(db_session(), pool_id)
    return pool, place_in(db_session(), pool, person_here())


def pool_for(pool_id: int, permission: str) -> tuple[Pool, Place]:
    """As ``pool_and_place``, for whoever holds the permission there. Raises SignInNeeded or Forbidden."""
    pool, place = pool_and_place(pool_id)
    require(current_user, permission, place)
    return pool, place


def application_and_place(application_id: int) -> tuple[Application, Place]:
    """The application, and what this request's person is to it: three queries, one for a visitor. Raises NotFound."""
    application = get_application(db_session(), application_id)
    return application, place_before(db_session(), application, person_here())


def application_for(application_id: int, permission: str) -> tuple[Application, Place]:
    """As ``application_and_place``, for whoever holds the permission there. Raises SignInNeeded or Forbidden.

    A draft is not found by those who may not read it, whatever else they may do in its pool.
    """
    application, place = application_and_place(application_id)
    require(current_user, permission, place)
    is_draft = application.status is ApplicationStatus.draft
    if is_draft and not may_read_application(db_session(), current_user, application, place):
        raise NotFound
    return application, place
