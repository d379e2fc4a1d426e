"""The front door: home, one's own page, rights, accessibility, privacy."""

from datetime import date

from flask import Blueprint, Response, render_template, request
from flask_login import current_user

from youthvoice.accounts.labels import ROLE_LABELS
from youthvoice.core.authz import needs
from youthvoice.core.i18n import LOCALES
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import actor_id, db_session, settings
from youthvoice.councils.presenting.directory import own_rows
from youthvoice.grants.queries.waiting import waiting_for
from youthvoice.pages import presenting, queries
from youthvoice.proposals.presenting import cards
from youthvoice.voting.queries.listing import count_needing_vote

blueprint = Blueprint("pages", __name__, template_folder="templates")

# The day the accessibility statement was last gone through: change it with the statement.
ASSESSED_ON = date(2026, 11, 23)
PRIVATE_PATHS = ("/min-side", "/beskeder", "/log-ind", "/anmeld/", "/anmeldt/", "/forslag/invitation/")
PREFIXES = ("", *(f"/{locale}" for locale in LOCALES))
ROBOTS = "User-agent: *\n" + "".join(f"Disallow: {prefix}{path}\n" for prefix in PREFIXES for path in PRIVATE_PATHS)


@blueprint.get("/")
def home() -> Response:
    """What this is, what is going on, what was achieved: drawn anew only when one of its rows has changed."""
    front = queries.front(db_session())
    days = settings().answer_days

    def render() -> str:
        return render_template(
            "pages/home.html", cards=cards(front.newest), achieved=presenting.achievements(front.achieved),
            stats=presenting.stats(front.numbers), answer_days=days, votes_missing=_votes_missing(),
        )  # fmt: skip

    return public_page(front.stamp, render)


@blueprint.get("/min-side")
@needs("account.edit_own")
def me() -> str:
    """One's own drafts, proposals and followed proposals, and the way to everything else of one's own."""
    own_cursor, followed_cursor = request.args.get("efter"), request.args.get("fulgt")
    own = queries.own(db_session(), current_user.id, own_cursor, followed_cursor)
    return render_template(
        "pages/me.html", drafts=own.drafts, own=cards(own.proposals.items), own_next=own.proposals.next_cursor,
        followed=cards(own.followed.items), followed_next=own.followed.next_cursor, role=ROLE_LABELS[current_user.role],
        is_later=bool(own_cursor or followed_cursor), age=presenting.age, bodies=own_rows(own.bodies),
        votes_missing=_votes_missing(), grants_waiting=waiting_for(db_session(), current_user),
    )  # fmt: skip


def _votes_missing() -> int:
    person_id = actor_id()
    return 0 if person_id is None else count_needing_vote(db_session(), person_id)


@blueprint.get("/rettigheder")
def rights() -> Response:
    """The right to be heard, the municipality's promise, and whom to ask for help."""
    found = settings()
    days = found.answer_days, found.receipt_school_days
    return public_page(days, lambda: render_template("pages/rights.html", answer_days=days[0], receipt_days=days[1]))


@blueprint.get("/rettigheder/boern")
def rights_for_children() -> Response:
    """Seven rights in a few large words, for those from six to twelve."""
    return public_page("children", lambda: render_template("pages/rights_for_children.html"))


@blueprint.get("/was")
def accessibility() -> Response:
    """The accessibility statement, at the address that the law gives it."""
    return public_page(ASSESSED_ON, lambda: render_template("pages/accessibility.html", assessed_on=ASSESSED_ON))


@blueprint.get("/privatliv")
def privacy() -> Response:
    """What is stored, why, for how long, and who sees it."""
    days = settings().session_days
    return public_page(days, lambda: render_template("pages/privacy.html", session_days=days))


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Search engines may read what everybody may read."""
    response = Response(ROBOTS, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
