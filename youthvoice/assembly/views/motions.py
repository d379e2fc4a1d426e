"""Motions as everybody reads them: the list, one of them, and every wording of it."""

from typing import Any

from flask import Response, render_template, request
from flask_login import current_user

from youthvoice.assembly.presenting import motions as show
from youthvoice.assembly.queries.afterwork import reasons_of
from youthvoice.assembly.queries.amendments import amendments_of
from youthvoice.assembly.queries.committees import names_of
from youthvoice.assembly.queries.motions import credits_of, motions_page, own_drafts, version_pair, versions_of
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.assembly.views.base import blueprint, year_and_place
from youthvoice.assembly.views.motion_base import motion_of
from youthvoice.core.authz import can
from youthvoice.core.keyset import whole_number
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session
from youthvoice.councils.presenting.meetings import decision_view

MOST_NUMBER = 32_767


@blueprint.get("/<int:year>/forslag")
def motions(year: int) -> Response:
    """Every motion that was sent in, by number: three queries for a visitor."""
    found, place = year_and_place(year)
    asked, after = show.asked_for(request.args), min(whole_number(request.args.get("efter")) or 0, MOST_NUMBER)
    page = motions_page(db_session(), found.id, states=asked.states, committee_id=asked.committee_id, after=after)
    committees = names_of(db_session(), found.id)
    writes = can(current_user, "motion.write", place)
    drafts = own_drafts(db_session(), place, current_user.id) if writes else []
    told = show.list_page(found, page, committees, asked, is_later=after > 0)
    stamp = found.version, found.state, told, [(one.motion.id, one.motion.version) for one in page.items]
    return public_page(
        stamp, lambda: render_template("assembly/motions.html", year=found, place=place, page=told, drafts=drafts)
    )


@blueprint.get("/<int:year>/forslag/<int:number>")
def motion(year: int, number: int) -> Response:
    """One motion with its amendments: four queries for a visitor, one more where Bytinget said no."""
    found, place, row = motion_of(year, number)
    credits_here = credits_of(db_session(), row.motion.id)
    amendments = amendments_of(db_session(), row.motion.id)
    told = show.motion_page(found, row, credits_here, amendments)
    decision_id = row.motion.decision_id if row.motion.state is MotionState.rejected else None
    refusal = reasons_of(db_session(), decision_id) if decision_id is not None else None
    why = decision_view(*refusal) if refusal is not None else None
    stamp = found.version, found.state, row.motion.version, told, why
    return public_page(
        stamp,
        lambda: render_template("assembly/motion.html", year=found, place=place, at=row.place, page=told, why=why),
    )


@blueprint.get("/<int:year>/forslag/<int:number>/versioner")
def motion_versions(year: int, number: int) -> Response:
    """Every wording, and what is different between two (``fra``, ``til``; else the last change): four queries for a visitor."""
    found, _place, row = motion_of(year, number)
    versions = versions_of(db_session(), row.motion.id)
    first, second = show.two_versions(request.args, row.motion.versions)
    pair = version_pair(db_session(), row.motion.id, first, second) if first != second else {}
    hidden = [one.number for one in versions if one.hidden_at]
    stamp = found.version, row.motion.version, row.motion.id, first, second, hidden

    def render() -> str:
        page = show.versions_page(row.motion, versions, pair.get(first), pair.get(second))
        return render_template("assembly/motion_versions.html", year=found, motion=row.motion, page=page)

    return public_page(stamp, render)


@blueprint.get("/<int:year>/hjaelp")
def motion_help(year: int) -> Any:
    """After words of a crisis: it is sent, an adult reads it too, and here is help. ``forslag``: the motion it was about."""
    found, _place = year_and_place(year)
    number = whole_number(request.args.get("forslag"))
    return render_template("assembly/help.html", year=found, number=number)
