"""One proposal, as anyone reads it: its page, its print, its QR code, its history."""

import io
from functools import lru_cache
from typing import Any

from flask import Response, redirect, render_template, request
from flask_login import current_user

from youthvoice.core.authz import can
from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import whole_number
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.templating import cached_url_for
from youthvoice.core.web import actor_id, db_session, settings
from youthvoice.discussions.forms import CommentForm
from youthvoice.discussions.queries import ThreadPage, thread_page
from youthvoice.proposals import labels
from youthvoice.proposals.clock import clock_line, clock_of, notes, status_word
from youthvoice.proposals.history import changes
from youthvoice.proposals.presenting import reader_of
from youthvoice.proposals.queries.detail import (
    EventLine,
    Shown,
    events_of,
    get_shown,
    hidden_reason,
    revisions_of,
    with_coauthors,
)
from youthvoice.proposals.queries.ladder import shown_stops
from youthvoice.proposals.rules import EventKind, ProposalStatus
from youthvoice.proposals.timeline import steps
from youthvoice.proposals.views.base import blueprint
from youthvoice.proposals.whereabouts import NOWHERE, Ladder, ladder_of
from youthvoice.responses.feedback_form import FeedbackForm
from youthvoice.responses.promised import glance
from youthvoice.responses.queries.understood import told_answers
from youthvoice.responses.telling import NO_ANSWER, AnswersTold, CaseFacts, tell_answers

QR_SECONDS = 24 * 3600


def readable(proposal_id: int) -> Shown:
    """The proposal, if the visitor may read it. Raises NotFound.

    Anyone reads what is in the list, and that something was withdrawn; authors and moderators also read what is hidden.
    """
    person_id = None if is_anonymous() else actor_id()
    shown = get_shown(db_session(), proposal_id, person_id)
    if shown.listed_at is not None or (shown.status is ProposalStatus.withdrawn and shown.hidden_at is None):
        return shown
    if person_id is None:
        raise NotFound
    shown = with_coauthors(db_session(), shown)
    if person_id != shown.author_id and person_id not in shown.coauthor_ids and not _moderates(shown):
        raise NotFound
    return shown


def _moderates(shown: Shown) -> bool:
    return shown.status is not ProposalStatus.draft and can(current_user, "moderation.queue")


@blueprint.get("/<int:proposal_id>")
def detail(proposal_id: int) -> Any:
    """One proposal; at most six queries for a visitor (one while nothing has changed), eight for a person."""
    shown = readable(proposal_id)
    if shown.status is ProposalStatus.draft:
        return redirect(f"{cached_url_for('proposals.detail', proposal_id=shown.id)}/send")
    if shown.status is ProposalStatus.withdrawn:
        return public_page(shown.stamp, lambda: render_template("proposals/withdrawn.html", p=shown))
    after = whole_number(request.args.get("after"))
    return public_page((shown.stamp, after), lambda: _detail_page(with_coauthors(db_session(), shown), after))


def _detail_page(shown: Shown, after: int | None) -> str:
    events = events_of(db_session(), shown.id)
    me = reader_of(shown)
    ladder = _ladder(shown, events)
    return render_template(
        "proposals/detail.html",
        p=shown,
        me=me,
        url=cached_url_for("proposals.detail", proposal_id=shown.id),
        thread_page=_talk(shown, after),
        after=after,
        steps=steps(shown, events, ladder.now),
        ladder=ladder,
        comment_form=CommentForm(formdata=None) if me.is_signed_in and shown.listed_at else None,
        **_outcome(shown),
        was_edited=any(event.kind is EventKind.edited for event in events),
        hidden_why=hidden_reason(db_session(), shown.id) if shown.hidden_at else "",
    )


def _ladder(shown: Shown, events: list[EventLine]) -> Ladder:
    """The bodies that had it; a query only where there are any."""
    if shown.ladder_version is None:
        return NOWHERE
    person_id = None if is_anonymous() else actor_id()
    return ladder_of(shown, shown_stops(db_session(), shown.id, person_id), events)


def _talk(shown: Shown, after: int | None) -> ThreadPage:
    """The comments; a query only where there are any."""
    if shown.thread_id is None or shown.listed_at is None or not shown.has_comments:
        return ThreadPage([], None)
    return thread_page(db_session(), shown.thread_id, after)


def _told(shown: Shown) -> AnswersTold:
    """The answers it got, and what the reader is asked about them; a query only where there are any."""
    if shown.case_id is None or not shown.has_answers:
        return NO_ANSWER
    person_id = None if is_anonymous() else actor_id()
    facts = CaseFacts(shown.case_id, shown.is_reopened, clock_of(shown).is_owed, shown.answer_due_on)
    return tell_answers(told_answers(db_session(), shown.case_id, person_id), facts)


def _feedback_form(told: AnswersTold) -> FeedbackForm | None:
    """For one who asked, and has not yet said whether the answer was understood."""
    asked = told.understood
    return FeedbackForm.about(asked.answer_id) if asked and asked.is_asked and not asked.has_said else None


def _outcome(shown: Shown) -> dict[str, Any]:
    """Where the proposal stands, in words, and the answers it got."""
    told, clock = _told(shown), clock_of(shown)
    return {
        "topic_label": labels.topic_labels()[shown.topic] if shown.topic else "",
        "where": shown.where or labels.whole_municipality(),
        "locked_text": labels.LOCKED_TEXT,
        "status_label": status_word(clock, labels.status_labels()[shown.status]),
        "status_kind": labels.status_kind(shown.status, shown.answer_due_on, today()),
        "due_line": clock_line(clock),
        "clock": clock,
        "clock_notes": notes(shown, told.detail),
        "told": told,
        "promise": glance(shown.promise) if shown.promise else None,
        "feedback_form": _feedback_form(told),
        "public_url": settings().base_url.rstrip("/") + cached_url_for("proposals.detail", proposal_id=shown.id),
    }


@blueprint.get("/<int:proposal_id>/udskriv")
def print_view(proposal_id: int) -> Response:
    """The proposal and its answer on paper, with the QR code."""
    shown = readable(proposal_id)
    if shown.listed_at is None:
        raise NotFound

    def render() -> str:
        ladder = _ladder(shown, events_of(db_session(), shown.id)) if shown.ladder_version else NOWHERE
        p = with_coauthors(db_session(), shown)
        return render_template("proposals/print.html", p=p, ladder=ladder, **_outcome(shown))

    return public_page(shown.stamp, render)


@blueprint.get("/<int:proposal_id>/historik")
def history(proposal_id: int) -> Response:
    """Every wording since others began to support it, with what was changed."""
    shown = readable(proposal_id)
    if shown.listed_at is None:
        raise NotFound

    def render() -> str:
        found = changes(revisions_of(db_session(), shown.id), shown)
        return render_template("proposals/history.html", p=shown, changes=found)

    return public_page(shown.stamp, render)


@blueprint.get("/<int:proposal_id>/qr.svg")
def qr_code(proposal_id: int) -> Response:
    """The proposal's address as a QR code."""
    if readable(proposal_id).listed_at is None:
        raise NotFound
    url = settings().base_url.rstrip("/") + cached_url_for("proposals.detail", proposal_id=proposal_id)
    response = Response(_qr_svg(url), content_type="image/svg+xml")
    response.headers["Cache-Control"] = f"public, max-age={QR_SECONDS}"
    return response


@lru_cache(maxsize=512)
def _qr_svg(url: str) -> bytes:
    import segno

    out = io.BytesIO()
    segno.make_qr(url, error="m").save(out, kind="svg", scale=4, border=2, svgclass=None, lineclass=None, omitsize=True)
    return out.getvalue()
