"""The result of a contest, and the files with which anybody counts again. Nothing of it is there before the count."""

import gzip
from collections.abc import Callable

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.core.errors import NotFound
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session
from youthvoice.voting.files.blt import write_blt
from youthvoice.voting.files.lines import write_text
from youthvoice.voting.files.pabulib import write_pb
from youthvoice.voting.files.seal_file import write_seal
from youthvoice.voting.files.shape import PublicContest, may_list, told_outcome
from youthvoice.voting.files.sheet import write_sheet
from youthvoice.voting.models import Contest
from youthvoice.voting.presenting import lines_of
from youthvoice.voting.queries.contests import outcome_of
from youthvoice.voting.queries.published import (
    find_seal,
    get_body,
    get_seal,
    list_places,
    read_published,
    sealed_ballots,
)
from youthvoice.voting.results import files_of, result_of
from youthvoice.voting.rules.contest import HANDS_METHODS
from youthvoice.voting.rules.methods import RANKED, Method
from youthvoice.voting.standing import ContestStanding
from youthvoice.voting.views.base import blueprint, contest_for

JSON_LINES = "application/jsonl; charset=utf-8"


@blueprint.get("/afstemninger/<int:contest_id>/resultat")
def result(contest_id: int) -> AnyResponse:
    """Who or what won, and how it came to that. Before the count it leads to the contest."""
    contest, standing = contest_for(contest_id)
    if contest.counted_at is None:
        return redirect(url_for("voting.contest", contest_id=contest.id))
    open_titles = [option.open_title for option in contest.options]
    return public_page((contest.id, contest.version, open_titles), lambda: _result_page(contest, standing))


def _result_page(contest: Contest, standing: ContestStanding) -> str:
    outcome = outcome_of(contest)
    if outcome is None:
        raise NotFound
    session = db_session()
    names = {line.number: line.title for line in lines_of(contest, standing)}
    ballots = sealed_ballots(session, contest.id) if contest.method is Method.equal_shares else {}
    places = list_places(session, contest.id) if contest.method in HANDS_METHODS else []
    seal = find_seal(session, contest.id)
    return render_template(
        "voting/result.html",
        contest=contest,
        shown=result_of(contest, told_outcome(outcome, contest.taken_part), names, ballots, places),
        files=files_of(contest) if seal else [],
        seal=seal,
        seal_key=write_text(seal.public_key) if seal else "",
        is_listed=may_list(contest.taken_part),
    )


@blueprint.get("/afstemninger/<int:contest_id>/optaelling.jsonl")
def public_file(contest_id: int) -> Response:
    """The public file. It never changes, so whoever has it is told so before it is read. Raises NotFound before the count."""
    contest, _standing = contest_for(contest_id)
    sha256 = get_seal(db_session(), contest.id).sha256
    if request.if_none_match.contains_weak(sha256):
        response = Response(status=304)
    else:
        response = _unchanged(get_body(db_session(), contest.id))
        _name(response, contest, "jsonl")
    response.set_etag(sha256, weak=True)
    response.headers["Vary"] = "Accept-Encoding, Cookie"
    whose = "public" if contest.is_public else "private"
    response.headers["Cache-Control"] = f"{whose}, max-age=0, must-revalidate"
    return response


def _unchanged(body: bytes) -> Response:
    """Compressed as it is stored, where the reader takes that."""
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(gzip.decompress(body), content_type=JSON_LINES)
    response = Response(body, content_type=JSON_LINES)
    response.headers["Content-Encoding"] = "gzip"
    return response


@blueprint.get("/afstemninger/<int:contest_id>/optaelling.jsonl.sig")
def public_seal(contest_id: int) -> Response:
    """The seal of the public file, as JSON."""
    contest, _standing = contest_for(contest_id)
    seal = get_seal(db_session(), contest.id).seal
    response = public_page(seal.sha256, lambda: write_seal(seal), "application/json")
    return _name(response, contest, "jsonl.sig")


@blueprint.get("/afstemninger/<int:contest_id>/optaelling.csv")
def sheet_file(contest_id: int) -> Response:
    """The totals, and every round of ranked ballots, for spreadsheets."""
    return _derived(contest_id, "csv", "text/csv; charset=utf-8", write_sheet)


@blueprint.get("/afstemninger/<int:contest_id>/optaelling.blt")
def blt_file(contest_id: int) -> Response:
    """Ranked ballots for other programs. Raises NotFound for other methods, and where only totals are published."""
    return _derived(contest_id, "blt", "text/plain; charset=utf-8", write_blt, RANKED)


@blueprint.get("/afstemninger/<int:contest_id>/optaelling.pb")
def pb_file(contest_id: int) -> Response:
    """Votes on money for other programs. Raises NotFound as ``blt_file`` does."""
    return _derived(contest_id, "pb", "text/plain; charset=utf-8", write_pb, {Method.equal_shares})


def _derived(
    contest_id: int,
    ending: str,
    content_type: str,
    write: Callable[[PublicContest], str],
    methods: frozenset[Method] | set[Method] | None = None,
) -> Response:
    """Made of the public file alone, so that it tells nothing more."""
    contest, _standing = contest_for(contest_id)
    seal = get_seal(db_session(), contest.id)
    if methods is not None and not (contest.method in methods and may_list(contest.taken_part)):
        raise NotFound
    response = public_page(seal.sha256, lambda: write(read_published(db_session(), contest.id)), content_type)
    return _name(response, contest, ending)


def _name(response: Response, contest: Contest, ending: str) -> Response:
    response.headers["Content-Disposition"] = f"attachment; filename=afstemning-{contest.id}.{ending}"
    return response
