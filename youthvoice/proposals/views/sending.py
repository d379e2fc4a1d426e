"""The last look before sending: how it will read, what happens next, who decides. Then what happens now."""

from typing import Any

from flask import Response, g, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from youthvoice.core.authz import needs, require
from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.core.i18n import locale_code
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.mail import absolute
from youthvoice.core.web import db_session
from youthvoice.councils.queries.bodies import get_body
from youthvoice.proposals.commands import checks
from youthvoice.proposals.commands.coauthors import invitation_token
from youthvoice.proposals.commands.ladder import send_to_council
from youthvoice.proposals.commands.submit import submit_proposal
from youthvoice.proposals.forms import MUNICIPALITY, SendForm
from youthvoice.proposals.labels import STATUS_KINDS, body_label, status_labels, topic_labels, whole_municipality
from youthvoice.proposals.models import Proposal, ProposalAttachment
from youthvoice.proposals.queries.ladder import BodyNow, places_to_send, shown_stops
from youthvoice.proposals.queries.parts import find_attachment
from youthvoice.proposals.queries.routing import responsible_unit
from youthvoice.proposals.queries.similar import similar_to
from youthvoice.proposals.views.base import blueprint
from youthvoice.proposals.views.common import (
    STEP_LABELS,
    checked_step_url,
    is_draft,
    own_proposal,
    step_at_fault,
)
from youthvoice.proposals.whereabouts import adult_of, meets, whereabouts
from youthvoice.responses.commands import due_dates_from
from youthvoice.responses.queries import get_case

SEND_LIMIT = "120 per hour"


def was_sent(_response: Response) -> bool:
    """Only a proposal that was really sent counts: not a form that came back, nor the same one once more."""
    return bool(g.get("proposal_was_sent"))


@blueprint.get("/<int:proposal_id>/send")
@needs("proposal.write")
def review(proposal_id: int) -> Any:
    """How the draft will look, and what sending it means. A draft that lacks something leads to the step at fault."""
    draft = own_proposal(proposal_id)
    if not is_draft(draft):
        return redirect(url_for("proposals.sent", proposal_id=draft.id), 303)
    attachment = find_attachment(db_session(), draft.id)
    step = step_at_fault(checks.draft_problems(draft, attachment))
    return redirect(checked_step_url(draft, step), 303) if step else _review_page(SendForm(), draft, attachment)


@blueprint.post("/<int:proposal_id>/send")
@limiter.limit(SEND_LIMIT, key_func=person_key, deduct_when=was_sent)
@needs("proposal.write")
def submit(proposal_id: int) -> Any:
    """Send the proposal; sent already, the same page follows."""
    draft = own_proposal(proposal_id)
    require(current_user, "proposal.submit", draft)
    form = SendForm()
    try:
        g.proposal_was_sent = _send(form, draft)
    except RuleBroken as error:
        step = step_at_fault(error.problems)
        if step:
            return redirect(checked_step_url(draft, step), 303)
        form.add_problems(error)
        return _review_page(form, draft, find_attachment(db_session(), draft.id)), 422
    return redirect(url_for("proposals.sent", proposal_id=draft.id), 303)


def _send(form: SendForm, draft: Proposal) -> bool:
    """Send it where the form says. Raises RuleBroken."""
    target, is_confirmed = form.target.data or MUNICIPALITY, bool(form.public_numbers_ok.data)
    if target == MUNICIPALITY:
        return submit_proposal(db_session(), current_user, draft, public_numbers_ok=is_confirmed)
    if target not in {str(place.id) for place in _places(draft)}:
        raise RuleBroken({"target": [gettext("Vælg et sted fra listen.")]})
    body = get_body(db_session(), int(target))
    return send_to_council(db_session(), current_user, draft, body, public_numbers_ok=is_confirmed)


def _places(draft: Proposal) -> list[BodyNow]:
    """The councils that may have it first: of one's own school or the proposal's, and those of all young people."""
    ids = {one for one in (current_user.school_id, draft.school_id) if one is not None}
    return places_to_send(db_session(), ids)


@blueprint.get("/<int:proposal_id>/sendt")
@needs("proposal.write")
def sent(proposal_id: int) -> str:
    """What happens now, with dates, and a link to share."""
    proposal = own_proposal(proposal_id)
    stops = shown_stops(db_session(), proposal.id, None) if proposal.holder_id is not None else []
    if proposal.listed_at is None or (proposal.case_id is None and not stops):
        raise NotFound
    link = absolute(f"/forslag/{proposal.id}", locale_code())
    return render_template(
        "proposals/sent.html",
        proposal=proposal,
        case=get_case(db_session(), proposal.case_id) if proposal.case_id is not None else None,
        now=next((whereabouts(stop) for stop in stops if stop.body_id == proposal.holder_id), None),
        link=link,
        crisis=checks.sounds_like_crisis(proposal),
    )


def _review_page(form: SendForm, draft: Proposal, attachment: ProposalAttachment | None) -> str:
    session = db_session()
    receipt_due, answer_due = due_dates_from(today())
    places = _places(draft)
    form.target.choices = [
        SelectChoice(MUNICIPALITY, gettext("Kommunen")),
        *(SelectChoice(str(place.id), body_label(place.kind, place.name, place.school)) for place in places),
    ]
    return render_template(
        "proposals/review.html",
        form=form,
        draft=draft,
        attachment=attachment,
        labels=STEP_LABELS,
        topic=topic_labels()[draft.topic] if draft.topic else "",
        where=draft.school.name if draft.school else whole_municipality(),
        unit=responsible_unit(session, draft.topic, draft.school_id) if draft.topic else None,
        receipt_due=receipt_due,
        answer_due=answer_due,
        place_hints={str(place.id): f"{meets(place)} {adult_of(place)}" for place in places},
        similar=similar_to(session, draft),
        status_labels=status_labels(),
        status_kinds=STATUS_KINDS,
        phones=checks.phone_numbers(checks.words_of(draft)),
        crisis=checks.sounds_like_crisis(draft),
        is_author=current_user.id == draft.author_id,
        invitation=invitation_token(draft),
    )
