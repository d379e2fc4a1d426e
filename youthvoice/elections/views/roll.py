"""The roll: do I stand on it, and whom do I tell if not; and for those who run it, who is missing."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.models import Person
from youthvoice.accounts.queries import find_person, find_person_by_email
from youthvoice.core.authz import can, require
from youthvoice.core.errors import RuleBroken
from youthvoice.core.web import db_session, undo
from youthvoice.elections.commands import roll as commands
from youthvoice.elections.forms.running import AddVoterForm
from youthvoice.elections.labels import election_title, voters_text
from youthvoice.elections.models import Election
from youthvoice.elections.queries.place import Place
from youthvoice.elections.queries.roll import additions, count_voters, helpers_of, not_on_roll
from youthvoice.elections.rules.states import CHANGEABLE, ENDED
from youthvoice.elections.views.base import blueprint, election_and_place, election_for


@blueprint.get("/valg/<int:election_id>/valgliste")
def roll(election_id: int) -> Any:
    """«You stand on the roll», or whom to tell; who runs it sees how many there are, and adds somebody."""
    election, place = election_and_place(election_id)
    require(current_user, "account.edit_own")
    return _page(AddVoterForm(), election, place)


@blueprint.post("/valg/<int:election_id>/valgliste")
def add_voter(election_id: int) -> Any:
    """Add somebody who is missing, before the roll is frozen."""
    election, place = election_for(election_id, "election.run")
    form = AddVoterForm()
    form.person_id.offer(not_on_roll(db_session(), election), gettext("Vælg en person"))
    person = _person(form) if form.validate() else None
    if person is None:
        return _page(form, election, place), 422
    try:
        commands.add_to_roll(db_session(), election, person, str(form.reason.data), actor_id=current_user.id)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(form, *election_and_place(election_id)), error.status
    flash(gettext("%(name)s står på valglisten nu.", name=person.display_name), "success")
    return redirect(url_for("elections.roll", election_id=election_id), 303)


@blueprint.post("/valg/<int:election_id>/valgliste/<int:person_id>/fjern")
def remove_voter(election_id: int, person_id: int) -> Any:
    """Undo an addition."""
    election, _place = election_for(election_id, "election.run")
    commands.take_off_roll(db_session(), election, person_id, actor_id=current_user.id)
    flash(gettext("Personen står ikke på valglisten længere."), "success")
    return redirect(url_for("elections.roll", election_id=election_id), 303)


def _person(form: AddVoterForm) -> Person | None:
    """Whoever was chosen, or has the address; None where nobody is, which is then told beside the field."""
    chosen = form.person_id.data
    person = find_person(db_session(), chosen) if chosen is not None else None
    if person is None and form.email.data:
        person = find_person_by_email(db_session(), form.email.data)
    if person is None or person.closed_at is not None:
        text = gettext("Der er ingen konto med den e-mail.") if form.email.data else None
        form.add_problems(RuleBroken({"email": [text or gettext("Vælg en person, eller skriv en e-mail.")]}))
        return None
    return person


def _page(form: AddVoterForm, election: Election, place: Place) -> str:
    session, runs_it = db_session(), can(current_user, "election.run", place)
    may_add = runs_it and election.state in CHANGEABLE
    if may_add and form.person_id.choices is None:
        form.person_id.offer(not_on_roll(session, election), gettext("Vælg en person"))
    return render_template(
        "elections/roll.html",
        election=election,
        title=election_title(election),
        place=place,
        voters=voters_text(election),
        helpers=helpers_of(session, election),
        count=count_voters(session, election) if runs_it else 0,
        added=additions(session, election.id) if runs_it else [],
        runs_it=runs_it,
        may_add=may_add,
        is_frozen=election.state not in CHANGEABLE,
        is_over=election.state in ENDED,
        form=form,
    )
