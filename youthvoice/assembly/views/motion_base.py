"""How a page of a motion finds it, what its reader is to it, and the way on after something was written."""

from typing import Any

from flask import redirect, url_for
from flask_login import current_user

from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.place import Place
from youthvoice.assembly.queries.motions import MotionRow, motion_row
from youthvoice.assembly.views.base import year_and_place
from youthvoice.core.authz import can, require
from youthvoice.core.errors import NotFound
from youthvoice.core.web import actor_id, db_session
from youthvoice.moderation.crisis import needs_help

WRITES = "120 per hour"
"""How often somebody may save something of a motion."""


def motion_of(year: int, number: int) -> tuple[AssemblyYear, Place, MotionRow]:
    """The motion with its year: two queries for a visitor. Raises NotFound; a hidden one is there for its authors alone."""
    found, place = year_and_place(year)
    row = motion_row(db_session(), place, number, actor_id())
    if row.motion.hidden_at is not None and not can(current_user, "motion.see_hidden", row.place):
        raise NotFound
    return found, place, row


def motion_for(year: int, number: int, permission: str) -> tuple[AssemblyYear, Place, MotionRow]:
    """As ``motion_of``, for whoever holds the permission there. Raises SignInNeeded or Forbidden."""
    found, place, row = motion_of(year, number)
    require(current_user, permission, row.place)
    return found, place, row


def to_motion(year: int, number: int | None, anchor: str | None = None) -> Any:
    """Back to the motion's page."""
    return redirect(url_for("assembly.motion", year=year, number=number, _anchor=anchor), 303)


def onward(year: int, number: int | None, url: str, *texts: str | None) -> Any:
    """The way on after something was written: to where help is, if the words sound as if somebody needs it."""
    if needs_help("\n".join(text or "" for text in texts)):
        return redirect(url_for("assembly.motion_help", year=year, forslag=number), 303)
    return redirect(url, 303)
