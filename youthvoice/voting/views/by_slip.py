"""Voting with a printed slip: at home, at a friend's, or at a tablet that a class shares. No account, no name, no cookie."""

from flask import Response, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.core.codes import normalise_code
from youthvoice.core.errors import NotFound
from youthvoice.core.limits import limiter
from youthvoice.core.problems import problem_page
from youthvoice.core.textcheck import strip_control
from youthvoice.core.web import db_session, require_same_origin, settings
from youthvoice.voting.commands.casting import Cast, cast_slip
from youthvoice.voting.crypto.receipts import read_receipt
from youthvoice.voting.forms.ballots import BallotForm
from youthvoice.voting.models import Contest
from youthvoice.voting.presenting import takes_votes
from youthvoice.voting.queries.codes import FoundSlip, find_kiosk, find_slip
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.views.base import blueprint
from youthvoice.voting.views.steps import Desk, done_page, take_step

# A whole school sits behind one address: what is guessed counts, what is right does not.
GUESSES = "120 per minute"
# Seconds until a shared tablet goes back to its first page by itself.
IDLE, RECEIPT, MORE_TIME = 300, 30, 180


def was_wrong(response: AnyResponse) -> bool:
    """Only a code that is none counts."""
    return response.status_code == 404


@blueprint.get("/s")
def slip() -> Response:
    """A field for the code of a slip; a script fills it in from a QR code."""
    return _code_page(url_for("voting.slip_step"))


@blueprint.post("/s")
@limiter.limit(GUESSES, deduct_when=was_wrong)
def slip_step() -> Response:
    """The paper of a slip, and every step to its cast. The code travels in the form."""
    require_same_origin()
    found = _find(None)
    url = url_for("voting.slip_step")
    return _code_page(url, is_refused=True) if found is None else take_step(_desk(found, url))


@blueprint.get("/kiosk/<code>")
def kiosk(code: str) -> Response:
    """The first page of a shared tablet."""
    contest, url = _kiosk(code)
    return _code_page(url, contest=contest)


@blueprint.post("/kiosk/<code>")
@limiter.limit(GUESSES, deduct_when=was_wrong)
def kiosk_step(code: str) -> Response:
    """As with a slip elsewhere; but nobody can go back into what the one before has done."""
    require_same_origin()
    contest, url = _kiosk(code)
    step = request.form.get("step", "")
    receipt = read_receipt(request.form.get("receipt", "")) if step == "longer" else None
    if receipt is not None:
        return done_page(_waiting(contest, url, MORE_TIME), receipt)
    found = _find(contest.id)
    if found is None or (found.is_used and step != "cast"):
        return _code_page(url, contest=contest, is_refused=found is None, is_used=found is not None)
    seconds = RECEIPT if step == "cast" else IDLE
    return take_step(_desk(found, url, kiosk_url=url, headers=_back_after(seconds, url)))


def _kiosk(code: str) -> tuple[Contest, str]:
    found = find_kiosk(db_session(), code)
    if found is None:
        raise NotFound
    return get_contest(db_session(), found.contest_id), url_for("voting.kiosk", code=found.code)


def _find(contest_id: int | None) -> FoundSlip | None:
    return find_slip(db_session(), settings().secret_key, request.form.get("code", ""), contest_id)


def _desk(found: FoundSlip, url: str, *, kiosk_url: str = "", headers: dict[str, str] | None = None) -> Desk:
    secret_key = settings().secret_key

    def cast(_form: BallotForm, ballot: Ballot) -> Cast:
        return cast_slip(db_session(), secret_key, found.contest, found.code, ballot)

    return Desk(
        contest=found.contest,
        url=url,
        cast=cast,
        code=found.code,
        is_used=found.is_used,
        kiosk_url=kiosk_url,
        headers=headers or {},
    )


def _waiting(contest: Contest, url: str, seconds: int) -> Desk:
    """For a page on which nothing can be cast any more."""

    def cast(_form: BallotForm, _ballot: Ballot) -> Cast:
        raise NotFound

    return Desk(contest=contest, url=url, cast=cast, kiosk_url=url, headers=_back_after(seconds, url))


def _back_after(seconds: int, url: str) -> dict[str, str]:
    """Works without scripts, and in whatever browser the tablet has."""
    return {"Refresh": f"{seconds}; url={url}"}


def _code_page(
    url: str, *, contest: Contest | None = None, is_refused: bool = False, is_used: bool = False
) -> Response:
    """Mistyped, closed, void and old all look the same; at a shared tablet, so do the slips of other contests."""
    page = render_template(
        "voting/code.html",
        url=url,
        contest=contest,
        is_kiosk=contest is not None,
        is_over=contest is not None and not takes_votes(contest),
        is_refused=is_refused,
        is_used=is_used,
        typed=normalise_code(strip_control(request.form.get("code", "")))[:20] if is_refused else "",
    )
    return make_response(page, 404 if is_refused else 409 if is_used else 200)


def _on_429(_error: Exception) -> AnyResponse:
    return problem_page(429)


blueprint.register_error_handler(429, _on_429)
OPEN_VIEWS = (slip_step, kiosk_step)
"""Views without a token, for people who have no session; they check where they come from instead."""
