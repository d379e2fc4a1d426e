"""Making a pool, changing it, and opening and closing it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user

from youthvoice.core.authz import needs
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.keyset import MAX_ID, whole_number
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands import standing
from youthvoice.grants.commands.pools import change_pool, make_pool, stricter_than
from youthvoice.grants.forms.pools import NewPoolForm, PoolForm
from youthvoice.grants.labels.pools import LACK_TEXTS, STATE_KINDS, STATE_LABELS, STRICTER_TEXTS
from youthvoice.grants.models import Pool
from youthvoice.grants.place import Place
from youthvoice.grants.queries import looking_after as queries
from youthvoice.grants.queries.pools import get_pool
from youthvoice.grants.rules.looking_after import can_open
from youthvoice.grants.rules.pools import PoolState
from youthvoice.grants.views.base import blueprint, pool_for


@blueprint.route("/ny", methods=["GET", "POST"])
@needs("pool.administer")
def new_pool() -> Any:
    """A new pool; with ``?som=``, as another one is, a year later."""
    form = NewPoolForm() if request.method == "POST" else _new_form()
    form.offer(queries.councils(db_session()), queries.paying_units(db_session()))
    if request.method == "GET" or form.add_lines(request.form):
        return _new_page(form)
    if not form.validate():
        return _new_page(form), 422
    key = str(form.form_key.data)
    try:
        pool = make_pool(db_session(), form.home(), form.facts(), key, actor_id=current_user.id)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _new_page(form), 422
    flash(gettext("Puljen er lavet. Nu mangler den penge og nogen, der passer den."), "success")
    return redirect(url_for("grants.manage", pool_id=pool.id), 303)


@blueprint.route("/<int:pool_id>/ret", methods=["GET", "POST"])
def manage(pool_id: int) -> Any:
    """What the pool is; where it stands, and what it lacks."""
    pool, place = pool_for(pool_id, "pool.manage")
    if request.method == "GET":
        return _page(pool, place, _form_of(pool))
    form = PoolForm()
    if form.add_lines(request.form):
        return _page(pool, place, form)
    if not form.validate():
        return _page(pool, place, form), 422
    hurts = _hurts(pool, form)
    if hurts and not form.is_meant.data:
        return _page(pool, place, form, hurts=hurts), 422
    return _change(pool, place, form)


@blueprint.post("/<int:pool_id>/aabn")
def open_pool(pool_id: int) -> Any:
    """One may apply from now on, if nothing is missing."""
    pool, place = pool_for(pool_id, "pool.manage")
    try:
        standing.open_pool(db_session(), pool, actor_id=current_user.id)
    except RuleBroken:
        undo()
        pool, place = pool_for(pool_id, "pool.manage")
        return _page(pool, place, _form_of(pool), was_refused=True), 422
    flash(gettext("Puljen er åben. Nu kan unge søge."), "success")
    return redirect(url_for("grants.manage", pool_id=pool_id), 303)


@blueprint.post("/<int:pool_id>/luk")
def close_pool(pool_id: int) -> Any:
    """Nobody can send an application any more."""
    pool, _place = pool_for(pool_id, "pool.manage")
    standing.close_pool(db_session(), pool, actor_id=current_user.id)
    flash(gettext("Puljen er lukket for nye ansøgninger."), "success")
    return redirect(url_for("grants.manage", pool_id=pool_id), 303)


def _change(pool: Pool, place: Place, form: PoolForm) -> Any:
    pool_id = pool.id
    try:
        change_pool(db_session(), pool, form.facts(), seen=form.seen_version, actor_id=current_user.id)
    except (RuleBroken, Conflict) as error:
        undo()
        pool, place = pool_for(pool_id, "pool.manage")
        if isinstance(error, RuleBroken):
            form.add_problems(error)
            return _page(pool, place, form), 422
        form.seen.data = str(pool.version)
        return _page(pool, place, form, overtaken=True), 409
    flash(gettext("Puljen er rettet."), "success")
    return redirect(url_for("grants.manage", pool_id=pool_id), 303)


def _hurts(pool: Pool, form: PoolForm) -> list[str]:
    """What becomes stricter, and for how many, where the pool is open and somebody is in the middle of something."""
    changes = stricter_than(pool, form.facts()) if pool.state is PoolState.open else []
    middle = queries.in_the_middle(db_session(), pool.id) if changes else None
    if middle is None or not middle.anyone:
        return []
    return [*(str(STRICTER_TEXTS[one]) for one in changes), *_middle_words(middle)]


def _middle_words(middle: queries.InTheMiddle) -> list[str]:
    words = []
    if middle.waiting:
        words.append(
            ngettext(
                "%(num)d er sendt og venter på svar. Den får svar efter de gamle regler.",
                "%(num)d er sendt og venter på svar. De får svar efter de gamle regler.",
                middle.waiting,
            )
        )
    if middle.drafts > queries.MOST_COUNTED:
        most = queries.MOST_COUNTED
        words.append(gettext("Flere end %(n)d er i gang med at skrive. De skal følge de nye regler.", n=most))
    elif middle.drafts:
        words.append(
            ngettext(
                "%(num)d er i gang med at skrive. Den skal følge de nye regler.",
                "%(num)d er i gang med at skrive. De skal følge de nye regler.",
                middle.drafts,
            )
        )
    return words


def _new_form() -> NewPoolForm:
    pool_id = whole_number(request.args.get("som"))
    if pool_id is None or pool_id > MAX_ID:
        return NewPoolForm.fresh(today().year)
    return NewPoolForm.copied(get_pool(db_session(), pool_id), *_lines(pool_id))


def _form_of(pool: Pool) -> PoolForm:
    return PoolForm.of(pool, *_lines(pool.id))


def _lines(pool_id: int) -> tuple[list[str], list[str]]:
    rules, criteria = queries.rules_of(db_session(), pool_id), queries.criteria_of(db_session(), pool_id)
    return [rule.words for rule in rules], [one.question for one in criteria]


def _new_page(form: NewPoolForm) -> str:
    copies = queries.pools_to_copy(db_session())
    return render_template("grants/pool_new.html", form=form, copies=copies, copied=request.args.get("som"))


def _page(pool: Pool, place: Place, form: PoolForm, **more: Any) -> str:
    lacks = queries.lacks_of(db_session(), pool) if can_open(pool.state) else []
    words = [LACK_TEXTS[one] for one in lacks]
    told = {"lacks": words, "hurts": [], "overtaken": False, "was_refused": False, **more}
    told |= {"state_labels": STATE_LABELS, "state_kinds": STATE_KINDS}
    return render_template("grants/pool_manage.html", pool=pool, place=place, form=form, **told)
