"""Three short steps. Every step can be left half done, and is saved as one types."""

from typing import Any, cast

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from wtforms.fields.choices import SelectChoice

from youthvoice.accounts.models import School
from youthvoice.accounts.queries import schools
from youthvoice.core.authz import needs, require
from youthvoice.core.errors import RuleBroken, TooLarge, UnsupportedFile
from youthvoice.core.files import CleanFile
from youthvoice.core.forms import HouseForm, KeyedForm, clean
from youthvoice.core.keyset import whole_number
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.uploads import FILE_TYPES, sent_file
from youthvoice.core.web import db_session
from youthvoice.proposals.commands import drafts
from youthvoice.proposals.commands.attachments import attach_file, describe_file, remove_file
from youthvoice.proposals.commands.checks import draft_problems, sounds_like_crisis
from youthvoice.proposals.commands.drafts import DraftWords
from youthvoice.proposals.forms import WhatForm, WhoForm, WhyForm
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.mine import own_drafts
from youthvoice.proposals.queries.parts import find_attachment
from youthvoice.proposals.rules import Topic
from youthvoice.proposals.views.base import blueprint
from youthvoice.proposals.views.common import (
    STEP_LABELS,
    STEPS,
    checked_step_url,
    in_other_language,
    is_draft,
    own_proposal,
)

FORMS = {"hvad": WhatForm, "hvorfor": WhyForm, "hvem": WhoForm}
INTENTS = ("switch_language", "remove_file", "back", "save", "next")
AUTOSAVE_LIMIT = "180 per minute"
STEP_LIMIT = "60 per minute"


@blueprint.route("/skriv", methods=["GET", "POST"])
@limiter.limit(STEP_LIMIT, key_func=person_key, methods=["POST"])
@needs("proposal.write")
def write() -> Any:
    """Step 1 of a new proposal. Reading writes nothing; the first sending makes the draft."""
    form = WhatForm()
    if request.method == "GET":
        return _step_page(form, "hvad", None)
    draft = drafts.find_draft_by_key(db_session(), current_user, str(form.form_key.data))
    if draft is not None and not is_draft(draft):
        return redirect(url_for("proposals.detail", proposal_id=draft.id), 303)
    return _take_step(form, "hvad", draft)


@blueprint.route("/<int:proposal_id>/skriv/<any(hvad, hvorfor, hvem):step>", methods=["GET", "POST"])
@limiter.limit(STEP_LIMIT, key_func=person_key, methods=["POST"])
@needs("proposal.write")
def write_step(proposal_id: int, step: str) -> Any:
    """A step of a draft that is begun. ``?tjek=1`` marks what is still wrong."""
    draft = own_proposal(proposal_id)
    if not is_draft(draft):
        return _already_sent(draft)
    form = _step_form(step, draft)
    if request.method == "POST":
        return _take_step(form, step, draft)
    if request.args.get("tjek"):
        form.add_problems(RuleBroken(_problems_of_step(form, draft)))
    return _step_page(form, step, draft)


@blueprint.post("/kladde")
@limiter.limit(AUTOSAVE_LIMIT, key_func=person_key)
@needs("proposal.write")
def autosave() -> tuple[str, int]:
    """Keep what is being typed, however short or wrong. The form's key says which draft it is."""
    key = request.form.get("form_key", "")
    if len(key) != 32 or not set(key) <= set("0123456789abcdef"):
        raise RuleBroken({"form_key": [gettext("Hent siden igen, og prøv en gang til.")]})
    session = db_session()
    draft = drafts.save_draft_by_key(session, current_user, key, _half_typed(request.form))
    alt_text = request.form.get("alt_text")
    if draft is not None and is_draft(draft) and alt_text and draft.attachment_kind:
        describe_file(session, current_user, draft, " ".join((clean(alt_text) or "").split())[:200])
    return "", 204


def _already_sent(proposal: Proposal) -> Any:
    """The proposal was sent in another window: its words are changed on the page for that, with what was typed here."""
    from youthvoice.proposals.views.revising import late_edit_page

    require(current_user, "proposal.edit", proposal)
    if request.method == "GET":
        return redirect(url_for("proposals.edit", proposal_id=proposal.id), 303)
    return late_edit_page(proposal, request.form)


def _step_form(step: str, draft: Proposal) -> KeyedForm:
    if step == "hvorfor":
        attachment = find_attachment(db_session(), draft.id)
        return WhyForm(obj=draft, alt_text=attachment.alt_text if attachment else "")
    if step == "hvad":
        return WhatForm(obj=draft)
    form = WhoForm(obj=draft, place=str(draft.school_id or ""))
    form.place.choices = [*form.place.choices, *_schools_to_choose(draft)]
    return form


def _schools_to_choose(draft: Proposal) -> list[SelectChoice]:
    """One's own school beside the whole municipality; every school for somebody who has none."""
    own: dict[int, School] = {school.id: school for school in (current_user.school, draft.school) if school}
    offered = list(own.values()) or schools(db_session())
    return [SelectChoice(str(school.id), school.name) for school in offered]


def _problems_of_step(form: HouseForm, draft: Proposal) -> dict[str, list[object]]:
    problems = draft_problems(draft, find_attachment(db_session(), draft.id))
    return {name: texts for name, texts in problems.items() if name in form}


def _intent() -> str:
    return next((name for name in INTENTS if name in request.form), "next")


def _take_step(form: KeyedForm, step: str, draft: Proposal | None) -> Any:
    """Save a step and go on. Only «next» asks for a complete step; a file is never lost to a mistake in the text."""
    intent = _intent()
    try:
        upload = sent_file(form.file) if isinstance(form, WhyForm) and intent != "remove_file" else None
    except (TooLarge, UnsupportedFile) as error:
        form.file.errors = [str(error.message)]
        return _step_page(form, step, draft), error.status
    is_right = form.validate() if intent == "next" else not _too_long(form)
    if not is_right and upload is None:
        return _step_page(form, step, draft), 422
    draft = draft or _begun(form)
    if draft is None:
        return redirect(url_for("pages.me" if intent == "save" else "proposals.write"), 303)
    _save_step(form, draft, upload, intent)
    has_problems = intent == "next" and (not is_right or _problems_of_step(form, draft))
    return redirect(checked_step_url(draft, step) if has_problems else _after(intent, step, draft), 303)


def _begun(form: KeyedForm) -> Proposal | None:
    return drafts.save_draft_by_key(db_session(), current_user, str(form.form_key.data), _typed(form))


def _save_step(form: KeyedForm, draft: Proposal, upload: CleanFile | None, intent: str) -> None:
    session = db_session()
    drafts.save_draft(session, draft, _typed(form))
    if not isinstance(form, WhyForm):
        return
    if intent == "remove_file":
        remove_file(session, current_user, draft)
    elif upload is not None:
        attach_file(session, current_user, draft, upload, (form.alt_text.data or "")[:200])
    elif draft.attachment_kind:
        describe_file(session, current_user, draft, (form.alt_text.data or "")[:200])


def _too_long(form: HouseForm) -> bool:
    """Whether storing would cut a text off; the fields then say so."""
    for name, limit in {**drafts.LIMITS, "alt_text": 200}.items():
        if name in form and len(form[name].data or "") > limit:
            form[name].errors = [gettext("Skriv højst %(high)d tegn.", high=limit)]
    return bool(form.errors)


def _after(intent: str, step: str, draft: Proposal) -> str:
    place = STEPS.index(step)
    if intent == "save":
        flash(gettext("Din kladde er gemt. Du finder den her."), "success")
        return url_for("pages.me")
    if intent == "next" and place == len(STEPS) - 1:
        return url_for("proposals.review", proposal_id=draft.id)
    place = max(0, place + {"next": 1, "back": -1}.get(intent, 0))
    url = url_for("proposals.write_step", proposal_id=draft.id, step=STEPS[place])
    return in_other_language(url) if intent == "switch_language" else url


def _step_page(form: KeyedForm, step: str, draft: Proposal | None) -> str:
    session = db_session()
    attachment = find_attachment(session, draft.id) if draft is not None and step == "hvorfor" else None
    return render_template(
        f"proposals/write_{ {'hvad': 'what', 'hvorfor': 'why', 'hvem': 'who'}[step] }.html",
        form=form,
        action=request.script_root + request.path,
        step=step,
        number=STEPS.index(step) + 1,
        labels=STEP_LABELS,
        draft=draft,
        attachment=attachment,
        file_types=FILE_TYPES,
        crisis=draft is not None and sounds_like_crisis(draft),
        drafts=own_drafts(session, current_user.id) if draft is None and request.method == "GET" else [],
    )


def _typed(form: KeyedForm) -> DraftWords:
    """What a step's form holds, ready to be stored."""
    words: dict[str, Any] = {name: form[name].data or "" for name in drafts.LIMITS if name in form}
    if isinstance(form, WhoForm):
        if form.topic.data in set(Topic):
            words["topic"] = Topic(form.topic.data)
        if form.place.data in {choice.value for choice in form.place.choices}:
            words["school_id"] = int(form.place.data) if form.place.data else None
    return cast("DraftWords", words)


def _half_typed(sent: MultiDict[str, str]) -> DraftWords:
    """What a browser sent while somebody types: any part of it may be missing or no choice at all."""
    words: dict[str, Any] = {name: clean(sent[name]) or "" for name in drafts.LIMITS if name in sent}
    if "title" in words:
        words["title"] = " ".join(words["title"].split())
    if sent.get("topic") in set(Topic):
        words["topic"] = Topic(sent["topic"])
    if sent.get("place") == "":
        words["school_id"] = None
    school_id = whole_number(sent.get("place"))
    if school_id is not None and db_session().get(School, school_id) is not None:
        words["school_id"] = school_id
    return cast("DraftWords", words)
