"""A round with more wishes than money: the council says what it would rather pay for, and sees how far the money goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import require
from youthvoice.core.errors import NotFound
from youthvoice.core.web import db_session
from youthvoice.grants.commands import ranking as commands
from youthvoice.grants.forms.ranking import WishesForm
from youthvoice.grants.models import Application, Pool
from youthvoice.grants.place import Place
from youthvoice.grants.presenting.ranking import ToldAdvice, as_contest, told_advice, wanted
from youthvoice.grants.queries.ranking import AskedRound, get_asked_round, wanted_of, wishes_of
from youthvoice.grants.rules.ranking import advise, ballots_of
from youthvoice.grants.views.base import blueprint, pool_for
from youthvoice.voting.files.pabulib import write_pb
from youthvoice.voting.rules.ballots import Ballot


@dataclass(frozen=True)
class _Asked:
    """A round as the reader may see it."""

    asked: AskedRound
    applications: Sequence[Application]
    """All of the round."""
    open_to_me: Sequence[Application]
    """Without those in which the reader is conflicted."""
    mine: frozenset[int]

    @property
    def is_impartial(self) -> bool:
        """Conflicted in none; else where the line is would tell how the others count."""
        return len(self.open_to_me) == len(self.applications)


@blueprint.get("/<int:pool_id>/runder/<int:round_id>/prioriter")
def ranking(pool_id: int, round_id: int) -> str:
    """What one would pay for; and once it is counted, the advised order with its line."""
    pool, place = pool_for(pool_id, "pool.desk")
    return _page(pool, place, _asked(pool_id, round_id))


@blueprint.post("/<int:pool_id>/runder/<int:round_id>/prioriter")
def say_wishes(pool_id: int, round_id: int) -> Any:
    """Save what one would pay for; it can be changed until it is counted."""
    pool, place = pool_for(pool_id, "pool.desk")
    require(current_user, "grant.wish", place)
    form = WishesForm()
    found = get_asked_round(db_session(), pool_id, round_id)
    form.offer([])
    if not form.validate():
        return _page(pool, place, _asked(pool_id, round_id)), 422
    commands.say_wishes(db_session(), found.round, current_user, form.chosen())
    flash(gettext("Dine ønsker er gemt. Du kan ændre dem, til der bliver talt op."), "success")
    return _back(pool_id, round_id)


@blueprint.post("/<int:pool_id>/runder/<int:round_id>/prioriter/spoerg")
def open_ranking(pool_id: int, round_id: int) -> Any:
    """Ask the council."""
    _pool, place = pool_for(pool_id, "pool.desk")
    require(current_user, "pool.ask", place)
    found = get_asked_round(db_session(), pool_id, round_id)
    commands.open_ranking(db_session(), found.round, actor_id=current_user.id)
    flash(gettext("Nu kan rådet sige, hvad det helst vil give penge til."), "success")
    return _back(pool_id, round_id)


@blueprint.post("/<int:pool_id>/runder/<int:round_id>/prioriter/optael")
def close_ranking(pool_id: int, round_id: int) -> Any:
    """Count."""
    _pool, place = pool_for(pool_id, "pool.desk")
    require(current_user, "pool.ask", place)
    found = get_asked_round(db_session(), pool_id, round_id)
    commands.close_ranking(db_session(), found.round, actor_id=current_user.id)
    flash(gettext("Ønskerne er talt op."), "success")
    return _back(pool_id, round_id)


@blueprint.get("/<int:pool_id>/runder/<int:round_id>/prioriter.pb")
def ranking_file(pool_id: int, round_id: int) -> Response:
    """The wishes as Pabulib's file, for the council without a conflict. Raises NotFound before it is counted."""
    pool, _place = pool_for(pool_id, "pool.desk")
    found = _asked(pool_id, round_id)
    counted = found.asked.counted
    if counted is None or not found.is_impartial or not found.applications:
        raise NotFound
    text = write_pb(as_contest(found.asked, counted, pool, found.applications, _ballots(found)))
    response = Response(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="runde-{round_id}.pb"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _asked(pool_id: int, round_id: int) -> _Asked:
    """Two queries."""
    rows = wanted_of(db_session(), round_id, current_user)
    return _Asked(
        asked=get_asked_round(db_session(), pool_id, round_id),
        applications=[application for application, _conflicted, _mine in rows],
        open_to_me=[application for application, is_conflicted, _mine in rows if not is_conflicted],
        mine=frozenset(application.id for application, _conflicted, is_mine in rows if is_mine),
    )


def _ballots(found: _Asked) -> dict[Ballot, int]:
    return ballots_of(wanted(found.applications), wishes_of(db_session(), found.asked.round.id))


def _advice(found: _Asked) -> ToldAdvice | None:
    """The order, for whoever is conflicted in none of the round."""
    counted = found.asked.counted
    if counted is None or not found.is_impartial:
        return None
    advice = advise(wanted(found.applications), _ballots(found), counted.budget, counted.seed)
    return told_advice(advice, found.applications)


def _page(pool: Pool, place: Place, found: _Asked) -> str:
    form = WishesForm(formdata=None)
    form.offer([(one.id, one.title) for one in found.open_to_me])
    return render_template(
        "grants/ranking.html",
        pool=pool,
        place=place,
        round=found.asked.round,
        state=found.asked.state,
        money=found.asked.money,
        form=form,
        applications=found.open_to_me,
        mine=found.mine,
        left_out=len(found.applications) - len(found.open_to_me),
        wishes=sum(one.asked for one in found.open_to_me),
        advice=_advice(found),
    )


def _back(pool_id: int, round_id: int) -> Any:
    return redirect(url_for("grants.ranking", pool_id=pool_id, round_id=round_id), 303)
