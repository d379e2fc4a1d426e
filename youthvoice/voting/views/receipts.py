"""The list in which a voter finds that the own ballot was counted. A receipt stands in no address and is kept nowhere."""

from flask import Response, make_response, render_template, request

from youthvoice.core.errors import NotFound
from youthvoice.core.forms import clean
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session, require_same_origin
from youthvoice.voting.crypto.receipts import MOST_TYPED, read_receipt
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.published import list_receipts
from youthvoice.voting.receipts import Search, show_receipts
from youthvoice.voting.views.base import blueprint, contest_for


@blueprint.get("/afstemninger/<int:contest_id>/kvitteringer")
def receipts(contest_id: int) -> Response:
    """All receipts of a sealed box, by letter where there are many. Raises NotFound while people vote."""
    contest = _sealed(contest_id)
    return public_page((contest.id, contest.version), lambda: _page(contest, request.args.get("bogstav", "")))


@blueprint.post("/afstemninger/<int:contest_id>/kvitteringer")
def find_receipt(contest_id: int) -> Response:
    """Say whether a receipt stands in the list; the answer is shown at once, and nothing of it is written down."""
    require_same_origin()
    contest = _sealed(contest_id)
    typed = (clean(request.form.get("receipt")) or "")[:MOST_TYPED]
    meant = read_receipt(typed)
    found = list_receipts(db_session(), contest.id)
    search = Search(typed, meant, found.count(meant) if meant else 0)
    response = make_response(_page(contest, meant[0] if search.times and meant else "", search))
    response.status_code = 200 if meant else 422
    response.headers["Cache-Control"] = "no-store"
    return response


OPEN_VIEWS = (find_receipt,)


def _sealed(contest_id: int) -> Contest:
    contest, _standing = contest_for(contest_id)
    if contest.sealed_at is None:
        raise NotFound
    return contest


def _page(contest: Contest, letter: str, search: Search | None = None) -> str:
    shown = show_receipts(list_receipts(db_session(), contest.id), letter)
    return render_template("voting/receipts.html", contest=contest, shown=shown, search=search)
