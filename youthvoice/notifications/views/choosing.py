"""How a person wants to be told."""

from flask import flash, make_response, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from youthvoice.accounts.login import signed_in_person
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role, may_be_minor
from youthvoice.core.clock import today
from youthvoice.core.web import db_session, settings
from youthvoice.notifications import pushing
from youthvoice.notifications.commands.choosing import choices_of, choose
from youthvoice.notifications.commands.devices import devices_of
from youthvoice.notifications.forms import ChoicesForm, choices_form
from youthvoice.notifications.rules import Choice, NewsTopic, topics_for
from youthvoice.notifications.views.blueprint import blueprint

ALARMED = frozenset({Role.moderator, Role.administrator})
"""Who is told when a young person may need help now."""


@blueprint.get("/indstillinger")
def show_settings() -> Response:
    """What holds now, topic by topic."""
    return settings_page(_form(_choices(signed_in_person())))


@blueprint.post("/indstillinger")
def save_settings() -> Response:
    """Keep what was chosen."""
    person = signed_in_person()
    before = _choices(person)
    form = _form(before)
    if not form.validate():
        return settings_page(form, 422)
    choose(db_session(), person.id, form.chosen(before, before))
    flash(gettext("Dit valg er gemt."), "success")
    return redirect(url_for("notifications.show_settings"), 303)


def settings_page(form: ChoicesForm, status: int = 200) -> Response:
    """The page around the form, with the devices that are told."""
    person, key = signed_in_person(), settings().vapid_private_key
    page = render_template(
        "notifications/settings.html",
        form=form,
        topics=_topics(person),
        has_alarms=person.role in ALARMED,
        has_quiet_hours=not person.is_adult and may_be_minor(person.birth_year, today().year),
        push_key=pushing.public_key(key) if key else "",
        devices=devices_of(db_session(), person.id) if key else [],
    )
    return make_response(page, status)


def _topics(person: Person) -> list[NewsTopic]:
    return topics_for(is_adult=person.is_adult)


def _choices(person: Person) -> dict[NewsTopic, Choice]:
    held = choices_of(db_session(), person.id)
    return {topic: held[topic] for topic in _topics(person)}


def _form(choices: dict[NewsTopic, Choice]) -> ChoicesForm:
    return choices_form(choices, asks_push=bool(settings().vapid_private_key))
