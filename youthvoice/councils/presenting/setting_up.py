"""What an administrator reads while setting up a body."""

from typing import Any

from flask_babel import LazyString, gettext, lazy_gettext
from wtforms import BooleanField, RadioField, SelectField

from youthvoice.councils.forms.bodies import EditBodyForm
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import BodyKind

KIND_HINTS: dict[str, LazyString] = {
    BodyKind.school_class.value: lazy_gettext("Hører til en skole. Kun klassen selv kan se, hvem der går her."),
    BodyKind.student_council.value: lazy_gettext("Hører til en skole. To medlemmer og to suppleanter fra hver klasse."),
    BodyKind.joint_student_council.value: lazy_gettext(
        "For hele kommunen. To medlemmer og to suppleanter fra hver skole."
    ),
    BodyKind.youth_council.value: lazy_gettext(
        "For hele kommunen. Elleve medlemmer og to suppleanter fra 14 til 20 år."
    ),
    BodyKind.assembly.value: lazy_gettext("Det store møde for børn og unge én gang om året."),
    BodyKind.committee.value: lazy_gettext("Her sidder politikere eller andre voksne."),
}
NOT_SHOWN = frozenset({"form_key", "version", "csrf_token"})


def standing_values(form: EditBodyForm, body: Body) -> list[tuple[str, str]]:
    """(label, what stands now) of every field where that differs from what was typed."""
    return [
        (str(field.label.text), _in_words(field, getattr(body, field.name)))
        for field in form
        if field.name not in NOT_SHOWN and _plain(field.data) != _plain(getattr(body, field.name))
    ]


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _in_words(field: Any, value: Any) -> str:
    if isinstance(field, BooleanField):
        return gettext("Ja") if value else gettext("Nej")
    if isinstance(field, RadioField | SelectField):
        choices = {_plain(option[0]): str(option[1]) for option in field.iter_choices()}
        return choices.get(_plain(value), gettext("Tomt"))
    return _plain(value) or gettext("Tomt")
