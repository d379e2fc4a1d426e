"""Resolutions of a year, for everybody: all of them counted, and the way of each."""

from flask import Response, render_template, url_for
from flask_login import current_user

from youthvoice.assembly.forms.resolutions import PoliticianForm
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.place import Place
from youthvoice.assembly.presenting import resolutions as presenting
from youthvoice.assembly.queries.resolutions import Detail, credits_of, get_detail, resolution_status_of_year
from youthvoice.assembly.views.base import blueprint, year_and_place
from youthvoice.core.authz import can
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.web import actor_id, db_session
from youthvoice.responses.feedback_form import FeedbackForm
from youthvoice.responses.promised import glance
from youthvoice.responses.queries.understood import ToldAnswer, told_answers
from youthvoice.responses.rules import CaseState
from youthvoice.responses.telling import NO_ANSWER, AnswersTold, CaseFacts, tell_answers


@blueprint.get("/<int:year>/beslutninger")
def resolutions(year: int) -> Response:
    """What Bytinget adopted, and what became of it; two queries for a visitor."""
    found, place = year_and_place(year)
    rows = resolution_status_of_year(db_session(), found.id)

    def render() -> str:
        return render_template(
            "assembly/resolutions.html",
            year=found,
            lines=[presenting.line_of(row) for row in rows],
            counted=presenting.counted(rows) if rows else None,
            may_see_to=not is_anonymous() and can(current_user, "resolution.see_to", place),
        )

    return public_page((found.id, found.version, rows), render)


@blueprint.get("/<int:year>/beslutninger/<int:number>")
def resolution(year: int, number: int) -> Response:
    """One resolution, from the motion to the promise; four queries for a visitor."""
    found, place = year_and_place(year)
    detail, answers, credited = told_of(found, number)

    def render() -> str:
        return resolution_page(found, place, detail, answers, credited)

    return public_page((found.id, found.version, detail, answers, credited), render)


def told_of(found: AssemblyYear, number: int) -> tuple[Detail, list[ToldAnswer], list[str]]:
    """What is stored of it. Three queries. Raises NotFound."""
    session = db_session()
    detail = get_detail(session, found.id, number)
    case_id = detail.status.case_id
    person_id = None if is_anonymous() else actor_id()
    answers = told_answers(session, case_id, person_id) if case_id is not None else []
    return detail, answers, credits_of(session, detail.status.motion_id)


def resolution_page(
    found: AssemblyYear,
    place: Place,
    detail: Detail,
    answers: list[ToldAnswer],
    credited: list[str],
    form: PoliticianForm | None = None,
) -> str:
    """The page; with ``form`` the politician's field as it was typed."""
    told, reader = _told(detail, answers), _reader(place, is_asked=any(row.is_party for row in answers))
    asked = told.understood
    return render_template(
        "assembly/resolution.html",
        year=found,
        r=detail,
        line=presenting.line_of(detail.status),
        told=told,
        feedback_form=FeedbackForm.about(asked.answer_id) if asked and asked.is_asked and not asked.has_said else None,
        promise=glance(detail.glance) if detail.glance else None,
        way=presenting.way_of(detail, told),
        credited=credited,
        url=url_for("assembly.resolution", year=found.year, number=detail.status.number),
        me=reader,
        form=form or (_politician(detail) if reader.sees_to else None),
    )


def _told(detail: Detail, answers: list[ToldAnswer]) -> AnswersTold:
    """The answers; none of what a moderator has hidden."""
    status = detail.status
    if not answers or status.case_id is None or status.is_hidden:
        return NO_ANSWER
    is_owed = status.case_state not in (CaseState.answered, CaseState.passed_on)
    facts = CaseFacts(status.case_id, status.reopened_at is not None, is_owed, status.answer_due_on)
    return tell_answers(answers, facts)


def _politician(detail: Detail) -> PoliticianForm:
    """For whoever sees to it alone: a form brings a cookie."""
    return PoliticianForm(formdata=None, data={"politician": detail.status.politician})


def _reader(place: Place, *, is_asked: bool) -> presenting.Reader:
    """What whoever reads it can do. No query."""
    if is_anonymous():
        return presenting.Reader()
    sees_to = can(current_user, "resolution.see_to", place)
    may_wish = can(current_user, "resolution.wish_clearer", place)
    return presenting.Reader(is_signed_in=True, sees_to=sees_to, may_supply=sees_to or is_asked, may_wish=may_wish)
