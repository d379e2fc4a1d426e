"""Beginning an application: which pool, who may, which round it will be in, and what it may build on."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from youthvoice.core.authz import needs
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict
from youthvoice.core.keyset import whole_number
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session
from youthvoice.grants.commands.wording import breach_problems
from youthvoice.grants.commands.writing import start_application
from youthvoice.grants.forms.applying import StartForm
from youthvoice.grants.labels.breaches import NOT_PAID_LABELS, ages_told, limits_told
from youthvoice.grants.models import Pool
from youthvoice.grants.queries.applying import (
    late_grant_of,
    open_pools,
    own_drafts,
    own_idea,
    own_ideas,
    round_at,
)
from youthvoice.grants.queries.pools import get_pool
from youthvoice.grants.rules.applications import ApplicationFacts, Breach, breaches
from youthvoice.grants.rules.pools import Excluded, PoolState
from youthvoice.grants.views.base import blueprint

START_LIMIT = "30 per hour"
OF_THE_LEAD = frozenset({Breach.too_young, Breach.too_old, Breach.age_unknown})


@blueprint.get("/soeg")
@needs("grant.apply")
def find_pool() -> Any:
    """Where one can apply now; where that is one place, it is shown at once. ``?forslag=`` is a proposal of one's own."""
    pools = open_pools(db_session())
    idea: dict[str, Any] = {"forslag": number} if (number := whole_number(request.args.get("forslag"))) else {}
    if len(pools) == 1:
        return redirect(url_for("grants.start", pool_id=pools[0].id, **idea), 303)
    return render_template("grants/find_pool.html", pools=pools, idea=idea, limits_told=limits_told)


@blueprint.route("/<int:pool_id>/soeg", methods=["GET", "POST"])
@limiter.limit(START_LIMIT, key_func=person_key, methods=["POST"])
@needs("grant.apply")
def start(pool_id: int) -> Any:
    """What one should know before applying, and a button. Sent twice it begins one draft."""
    pool, form = get_pool(db_session(), pool_id), StartForm()
    if request.method == "GET":
        form.proposal.data = request.args.get("forslag", "")
        return _page(pool, form)
    chosen = form.proposal_id()
    idea = own_idea(db_session(), current_user.id, chosen) if chosen is not None else None
    try:
        draft = start_application(db_session(), current_user, pool, str(form.form_key.data), idea)
    except Conflict:
        return _page(pool, form), 409
    return redirect(url_for("grants.write", application_id=draft.id, step="hvad"), 303)


def _page(pool: Pool, form: StartForm) -> str:
    session, moment = db_session(), now()
    form.offer(own_ideas(session, current_user.id))
    return render_template(
        "grants/start.html",
        pool=pool,
        form=form,
        round=round_at(session, pool.id, moment),
        today=today(),
        is_open=pool.state is PoolState.open,
        drafts=own_drafts(session, current_user.id, pool.id),
        late=late_grant_of(session, current_user.id),
        not_paid=[NOT_PAID_LABELS[one] for one in Excluded if one in pool.excludes],
        age_note=_age_note(pool),
        ages=ages_told(pool.limits),
        limits=limits_told(pool.limits),
    )


def _age_note(pool: Pool) -> str:
    """What the rules say of the reader's own age; empty where it fits."""
    facts = ApplicationFacts(lead_birth_year=current_user.birth_year)
    found = [one for one in breaches(facts, pool.limits, today(), pool.ends_on) if one in OF_THE_LEAD]
    return str(breach_problems(found, pool)["who"][0]) if found else ""
