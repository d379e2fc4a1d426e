"""What is voted on, and the page of one contest."""

from typing import Any

from flask import Response, render_template, request
from flask_babel import gettext

from youthvoice.accounts.login import person_here
from youthvoice.core.keyset import Page
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session
from youthvoice.voting.explaining import METHOD_LABELS, how_it_works
from youthvoice.voting.labels import cancel_text
from youthvoice.voting.models import Contest
from youthvoice.voting.presenting import has_voted, lines_of, row_of, status_of, takes_votes, when_of
from youthvoice.voting.queries.contests import needs_my_vote
from youthvoice.voting.queries.listing import Shelf, contests_on
from youthvoice.voting.views.base import blueprint, contest_for
from youthvoice.voting.views.organising import ways_to_help


@blueprint.get("/afstemninger")
def list_contests() -> Response:
    """Those that wait for my vote first; then what is open, what comes, and what is decided."""
    person = person_here()
    person_id = None if person is None else person.id
    chosen = _shelf(request.args.get("vis"))
    mine = needs_my_vote(db_session(), person_id) if person_id is not None and chosen is None else []
    cursor = request.args.get("efter") if chosen else None
    shelves = {one: contests_on(db_session(), one, person_id, cursor) for one in ([chosen] if chosen else Shelf)}
    shown = [contest for page in shelves.values() for contest in page.items]
    stamp = [(contest.id, contest.version, takes_votes(contest)) for contest in shown]
    return public_page(stamp, lambda: _list_page(mine, shelves, chosen))


@blueprint.get("/afstemninger/<int:contest_id>")
def contest(contest_id: int) -> Response:
    """What is decided, how, by whom and when. Turnout while it is open; no result before the count."""
    found, standing = contest_for(contest_id)

    def render() -> str:
        return render_template(
            "voting/contest.html",
            contest=found,
            cancelled_because=cancel_text(found.cancel_reason),
            standing=standing,
            lines=lines_of(found, standing),
            how=how_it_works(found),
            method=METHOD_LABELS[found.method],
            status=status_of(found),
            when=when_of(found),
            takes_votes=takes_votes(found),
            has_voted=has_voted(standing),
            help=ways_to_help(found, standing),
        )

    return public_page((found.id, found.version, takes_votes(found)), render)


def _shelf(name: str | None) -> Shelf | None:
    return next((shelf for shelf in Shelf if shelf.value == name), None)


def _list_page(mine: list[Contest], shelves: dict[Shelf, Page[Contest]], chosen: Shelf | None) -> str:
    waiting = {contest.id for contest in mine}
    titles = {
        Shelf.open: gettext("Åbne lige nu"),
        Shelf.coming: gettext("Kommer snart"),
        Shelf.decided: gettext("Afgjort"),
    }
    sections: list[dict[str, Any]] = [
        {
            "shelf": shelf,
            "title": titles[shelf],
            "rows": [row_of(one) for one in page.items if one.id not in waiting],
            "next": page.next_cursor,
        }
        for shelf, page in shelves.items()
    ]
    return render_template("voting/list.html", mine=[row_of(one) for one in mine], sections=sections, chosen=chosen)
