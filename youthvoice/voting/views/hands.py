"""Raised hands: an adult counts a class and enters it."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import db_session, undo
from youthvoice.voting.commands.casting import check_open
from youthvoice.voting.commands.hands import enter_hands
from youthvoice.voting.forms.organise import HandsForm, all_ticked
from youthvoice.voting.models import Contest
from youthvoice.voting.owners import handy_owner_of
from youthvoice.voting.queries.running import hand_counts_of
from youthvoice.voting.rules.contest import HANDS_METHODS, State
from youthvoice.voting.views.base import blueprint
from youthvoice.voting.views.organising import me, with_classes

ELSEWHERE = 0
"""The key of a class or group that the owner knows nothing of."""


@blueprint.get("/afstemninger/<int:contest_id>/haender")
def hands(contest_id: int) -> Any:
    """Which class, then its form; and which classes were counted, without their hands."""
    contest, classes, may_add = _for_counting(contest_id)
    key = _key(classes, may_add=may_add)
    if key is None or contest.state is not State.open:
        return _list(contest, classes, may_add=may_add)
    people = _people(contest, key)
    form = HandsForm(formdata=None, data={"place": dict(classes).get(key, ""), **all_ticked(people)})
    form.offer(people)
    return _form_page(contest, form, key, is_known=key != ELSEWHERE)


@blueprint.post("/afstemninger/<int:contest_id>/haender")
def count_hands(contest_id: int) -> Any:
    """Enter the hands of a class."""
    contest, classes, may_add = _for_counting(contest_id)
    key = _key(classes, may_add=may_add)
    if key is None:
        raise Forbidden if request.args.get("klasse") else Conflict(gettext("Vælg først, hvem der skal tælles."))
    check_open(contest)
    form = HandsForm()
    form.offer(_people(contest, key))
    form.place.data = dict(classes).get(key, form.place.data)
    if form.validate():
        try:
            count = enter_hands(db_session(), contest, form.facts(contest), form.form_key.data, actor_id=me())
        except RuleBroken as error:
            undo()
            contest = _for_counting(contest_id)[0]
            form.add_problems(error)
        else:
            flash(gettext("%(place)s er talt med. Tak.", place=count.place), "success")
            return redirect(url_for("voting.hands", contest_id=contest_id), 303)
    return _form_page(contest, form, key, is_known=key != ELSEWHERE), 422


def _for_counting(contest_id: int) -> tuple[Contest, Sequence[tuple[int, str]], bool]:
    """The contest, the classes this adult may count, and whether others may be added."""
    contest, may_hand_out, classes = with_classes(contest_id)
    if contest.method not in HANDS_METHODS:
        raise Conflict(gettext("På den måde kan der ikke stemmes ved at række hånden op."))
    return contest, classes, contest.takes_strangers and may_hand_out


def _key(classes: Sequence[tuple[int, str]], *, may_add: bool) -> int | None:
    """The class that the address names; the only one where there is no choice."""
    keys = [key for key, _name in classes] + ([ELSEWHERE] if may_add else [])
    asked = whole_number(request.args.get("klasse"))
    return asked if asked in keys else None


def _people(contest: Contest, key: int) -> list[tuple[int, str]]:
    owner = handy_owner_of(contest)
    return list(owner.class_people(db_session(), contest, key)) if owner is not None and key != ELSEWHERE else []


def _list(contest: Contest, classes: Sequence[tuple[int, str]], *, may_add: bool) -> str:
    counted = hand_counts_of(db_session(), contest.id)
    done = {count.place.casefold() for count in counted}
    return render_template(
        "voting/run_hands.html",
        contest=contest,
        waiting=[(key, name) for key, name in classes if name.casefold() not in done],
        counted=counted if may_add else [one for one in counted if one.place in dict(classes).values()],
        may_add=may_add,
        is_open=contest.state is State.open,
    )


def _form_page(contest: Contest, form: HandsForm, key: int, *, is_known: bool) -> str:
    typed = form.hands.data or []
    lines = [(option, typed[at] if at < len(typed) else "") for at, option in enumerate(contest.options)]
    return render_template(
        "voting/run_hands_form.html", contest=contest, form=form, key=key, lines=lines, is_known=is_known
    )
