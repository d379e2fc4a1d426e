"""The log of who did what."""

from typing import Any

from flask import render_template, request
from flask_babel import gettext

from youthvoice.admin.deeds import GROUP_LABELS, SUBJECT_LABELS
from youthvoice.admin.forms import LogForm
from youthvoice.admin.presenting import entry_view, keys_in
from youthvoice.admin.queries.log import Filters, log_page, names_of, people_called
from youthvoice.admin.views.base import blueprint
from youthvoice.core.authz import needs
from youthvoice.core.errors import RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import db_session


@blueprint.get("/administration/log")
@needs("admin.administer")
def log() -> Any:
    """Newest first, a page at a time; filtered by what, which kind of deed, who and when."""
    form = LogForm(request.args)
    form.offer(SUBJECT_LABELS.items(), GROUP_LABELS.items())
    person_id = whole_number(request.args.get("person"))
    filters = _filters(form, person_id)
    page = log_page(db_session(), filters, request.args.get("efter"))
    names = names_of(db_session(), [*keys_in(page.items), *([("person", person_id)] if person_id else [])])
    shown = render_template(
        "admin/log.html",
        form=form,
        entries=[entry_view(entry, names) for entry in page.items],
        next_cursor=page.next_cursor,
        is_first=not request.args.get("efter"),
        person_id=person_id,
        person=names.get(("person", person_id or 0)),
        kept={key: value for key, value in request.args.items() if key in _KEPT and value},
    )
    return shown, 422 if form.errors else 200


_KEPT = frozenset({"slags", "handling", "hvem", "dag", "person"})


def _filters(form: LogForm, person_id: int | None) -> Filters:
    """What is asked for; a field that cannot be understood says so, and filters nothing away."""
    form.validate()
    people: tuple[int, ...] | None = (person_id,) if person_id is not None else None
    if form.hvem.data and not form.hvem.errors:
        people = people_called(db_session(), form.hvem.data)
        if not people:
            form.add_problems(RuleBroken({"hvem": [gettext("Vi kender ingen med det navn eller den e-mail.")]}))
    kind, group = form.slags.data or "", form.handling.data or ""
    return Filters(
        kind="" if form.slags.errors else kind,
        group="" if form.handling.errors else group,
        people=people,
        day=None if form.dag.errors else form.dag.data,
    )
