"""The inbox: whose cases, what is due first, and giving several of them to somebody at once."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext, ngettext
from flask_login import current_user

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.authz import needs
from youthvoice.core.clock import today
from youthvoice.core.forms import clean
from youthvoice.core.keyset import whole_number
from youthvoice.core.search import words_of
from youthvoice.core.web import db_session
from youthvoice.responses import labels, presenting, queries
from youthvoice.responses.commands.whose import BulkResult, bulk_assign
from youthvoice.responses.queries import Asked, Tab
from youthvoice.responses.queries.inbox import OF_ONE_STATE
from youthvoice.responses.queries.whose import unit_names
from youthvoice.responses.rules import CaseState
from youthvoice.responses.turn_forms import BACK, GiveForm
from youthvoice.responses.views.base import blueprint

MAX_SEARCH = 100
TAB_LABELS = {
    Tab.owed: lazy_gettext("Mangler svar"),
    Tab.mine: lazy_gettext("Mine"),
    Tab.soon: lazy_gettext("Frist snart"),
    Tab.late: lazy_gettext("Forsinket"),
    Tab.waiting: lazy_gettext("Venter på den unge"),
    Tab.passed_on: lazy_gettext("Venter på andre"),
    Tab.answered: lazy_gettext("Besvaret"),
}
OPEN_STATES = tuple(state for state in CaseState if state is not CaseState.answered)


def asked_from(args: Mapping[str, str]) -> Asked:
    """What the address (or a form) asks for; values that mean nothing are left out. An official sees the own unit."""
    tab = Tab(args["fane"]) if args.get("fane") in set(Tab) else Tab.owed
    is_administrator = current_user.role is Role.administrator
    state = CaseState(args["tilstand"]) if args.get("tilstand") in set(OPEN_STATES) else None
    holder, search = args.get("hos", ""), clean(args.get("q", "")[:MAX_SEARCH]) or ""
    return Asked(
        viewer_id=current_user.id,
        unit_id=whole_number(args.get("enhed")) if is_administrator else current_user.unit_id,
        tab=Tab.owed if is_administrator and tab is Tab.mine else tab,
        state=state if tab not in OF_ONE_STATE and tab is not Tab.answered else None,
        assignee_id=whole_number(holder) if tab is not Tab.mine else None,
        is_nobodys=holder == BACK and tab is not Tab.mine,
        search=" ".join(search.split()) if words_of(search) else "",
    )


def address_parts(asked: Asked) -> dict[str, Any]:
    """What stands in the address for this view of the inbox, without its page."""
    parts = {
        "fane": "" if asked.tab is Tab.owed else asked.tab.value,
        "enhed": asked.unit_id if current_user.role is Role.administrator else "",
        "tilstand": asked.state.value if asked.state else "",
        "hos": BACK if asked.is_nobodys else asked.assignee_id,
        "q": asked.search,
    }
    return {name: str(value) for name, value in parts.items() if value}


@blueprint.get("")
@needs("response.inbox")
def inbox() -> str:
    """The cases of the official's own unit; an administrator sees every unit's, or chooses one."""
    return _page(asked_from(request.args), request.args.get("efter"))


@blueprint.post("/giv")
@needs("response.inbox")
def give_many() -> Any:
    """Give the ticked cases to one person, as far as it goes."""
    asked, form = asked_from(request.form), GiveForm()
    ids = [found for text in request.form.getlist("sag") if (found := whole_number(text))]
    person, is_known = _chosen(form)
    if not ids or not is_known:
        missing = gettext("Sæt kryds ved mindst én sag.") if not ids else gettext("Vælg, hvem der skal have sagerne.")
        return _page(asked, request.form.get("efter"), ticked=ids, problem=missing), 422
    for kind, words in _told(bulk_assign(db_session(), ids, current_user, person), person):
        flash(words, kind)
    return redirect(url_for("responses.inbox", **address_parts(asked)), 303)


def _chosen(form: GiveForm) -> tuple[Person | None, bool]:
    """Who is chosen (None: nobody in particular), and whether that is a choice at all."""
    person_id = form.chosen_id()
    person = db_session().get(Person, person_id) if person_id else None
    return person, person_id is None or person is not None


def _told(result: BulkResult, person: Person | None) -> list[tuple[str, str]]:
    """What came of it, in words: (kind of message, text)."""
    told = []
    if result.given or result.already:
        count = result.given + result.already
        told.append(("success", _given_words(count, person.display_name if person else None)))
    if result.refused:
        names = ", ".join(f"«{title}»" for title in result.refused)
        told.append(("warning", gettext("De her sager kunne ikke gives videre: %(names)s.", names=names)))
    if result.elsewhere:
        words = ngettext(
            "%(num)d sag er ikke længere hos jer.", "%(num)d sager er ikke længere hos jer.", result.elsewhere
        )
        told.append(("warning", words))
    return told


def _given_words(count: int, name: str | None) -> str:
    if name is None:
        return ngettext("%(num)d sag er hele enhedens igen.", "%(num)d sager er hele enhedens igen.", count)
    return ngettext("%(num)d sag er givet til %(name)s.", "%(num)d sager er givet til %(name)s.", count, name=name)


def _page(asked: Asked, cursor: str | None, *, ticked: list[int] | None = None, problem: str = "") -> str:
    """``ticked`` and ``problem``: what was ticked when the cases could not be given, and why they could not."""
    session, parts = db_session(), address_parts(asked)
    people = queries.members(session, asked.unit_id) if asked.unit_id is not None else []
    form = GiveForm()
    form.offer(people, current_user.id)
    return render_template(
        "responses/inbox.html",
        asked=asked,
        page=queries.inbox_page(session, asked, cursor),
        counts=queries.tab_counts(session, current_user.id, asked.unit_id),
        parts=parts,
        is_filtered=bool({"tilstand", "hos", "q"} & set(parts)),
        cursor=cursor or "",
        people=people,
        form=form,
        ticked=ticked or [],
        problem=problem,
        **_choices(asked),
    )


def _choices(asked: Asked) -> dict[str, Any]:
    """What can be chosen, and the words for it."""
    sees_all = current_user.role is Role.administrator
    return {
        "tabs": {tab: text for tab, text in TAB_LABELS.items() if not (sees_all and tab is Tab.mine)},
        "most": queries.MOST_COUNTED,
        "units": unit_names(db_session()) if sees_all else [],
        "has_states": asked.tab not in OF_ONE_STATE and asked.tab is not Tab.answered,
        "open_states": OPEN_STATES,
        "nobody": BACK,
        "day": today(),
        "case_badge": presenting.case_badge,
        "labels": labels,
        "states": CaseState,
        "kinds": Tab,
    }
