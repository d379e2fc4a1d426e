"""The forms of writing: three short steps, and what comes after."""

from collections.abc import Container
from typing import Any

from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import Field, Form, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from youthvoice.core.forms import (
    Between,
    HouseForm,
    KeyedForm,
    LongTextField,
    Needed,
    NoPrivateNumbers,
    TextField,
    TickField,
    clean,
)
from youthvoice.core.textcheck import find_cpr
from youthvoice.councils.rules.decisions import STATEMENT_MAX
from youthvoice.proposals import rules
from youthvoice.proposals.commands.checks import cpr_text
from youthvoice.proposals.labels import TOPIC_LABELS
from youthvoice.proposals.rules import Topic

ALT_TEXT_MAX = 200
MORE_MIN, MORE_MAX = 10, 1000


class OneOf:
    """A choice must be one that the page offered."""

    def __init__(self, values: Container[str] | None, message: object) -> None:
        self.values, self.message = values, message

    def __call__(self, _form: Form, field: Field) -> None:
        allowed = self.values if self.values is not None else {choice.value for choice in field.choices}
        if (field.data or "") not in allowed:
            raise ValidationError(str(self.message))


class NoCpr:
    """A CPR number is refused; the review asks about telephone numbers, once for the whole text."""

    def __call__(self, _form: Form, field: Field) -> None:
        found = find_cpr(field.data or "")
        if found:
            raise ValidationError(cpr_text(found[0].text))


def _text_or_none(value: Any) -> str | None:
    return None if value is None else str(value)


def _title_field() -> TextField:
    return TextField(
        lazy_gettext("Hvad skal forslaget hedde?"),
        [Needed(lazy_gettext("Giv dit forslag en titel.")), Between(rules.TITLE_MIN, rules.TITLE_MAX), NoCpr()],
        description=lazy_gettext("Kort. Fx: En skatebane midt i byen"),
    )


def _what_field() -> LongTextField:
    return LongTextField(
        lazy_gettext("Hvad vil du have lavet om?"),
        [Needed(lazy_gettext("Skriv, hvad du vil have lavet om.")), Between(rules.WHAT_MIN, rules.WHAT_MAX), NoCpr()],
        description=lazy_gettext("Skriv, som du taler. Hvad er der nu, og hvad skal der være?"),
    )


def _why_field() -> LongTextField:
    return LongTextField(
        lazy_gettext("Hvorfor er det vigtigt?"),
        [Optional(), Between(0, rules.WHY_MAX), NoCpr()],
        description=lazy_gettext("Fortæl fx, hvem det hjælper, og hvad der sker, hvis intet bliver gjort."),
    )


def _who_field() -> LongTextField:
    return LongTextField(
        lazy_gettext("Hvem kan gøre det?"),
        [Optional(), Between(0, rules.WHO_MAX), NoCpr()],
        description=lazy_gettext(
            "Gæt bare. Fx din skole, kommunen eller klubben. Du må også skrive, hvad du selv kan gøre."
        ),
    )


def _alt_field() -> TextField:
    return TextField(
        lazy_gettext("Hvad ser man på billedet?"),
        [Between(0, ALT_TEXT_MAX), NoCpr()],
        description=lazy_gettext("En kort sætning til dem, der ikke kan se det."),
    )


def _file_field() -> FileField:
    return FileField(
        lazy_gettext("Et billede eller en PDF"),
        [Optional()],
        description=lazy_gettext("JPG, PNG, WebP eller PDF. Vis ikke andres ansigter, hvis du ikke har spurgt dem."),
    )


class WhatForm(KeyedForm):
    """Step 1. ``form_key`` is the draft's own, so that saving twice stores once."""

    title = _title_field()
    what = _what_field()


class WhyForm(KeyedForm):
    """Step 2, with the one file a proposal may have."""

    why = _why_field()
    file = _file_field()
    alt_text = _alt_field()


class WhoForm(KeyedForm):
    """Step 3. ``place`` is a school's id, or empty for the whole municipality; its choices are set by the view."""

    who = _who_field()
    topic = RadioField(
        lazy_gettext("Hvad handler det om?"),
        [OneOf(frozenset(topic.value for topic in Topic), lazy_gettext("Vælg, hvad forslaget handler om."))],
        choices=[SelectChoice(topic.value, label) for topic, label in TOPIC_LABELS.items()],
        coerce=_text_or_none,
        validate_choice=False,
        description=lazy_gettext("Det afgør, hvem i kommunen der svarer dig."),
    )
    place = RadioField(
        lazy_gettext("Hvor skal det gælde?"),
        [OneOf(None, lazy_gettext("Vælg, hvor forslaget skal gælde."))],
        choices=[SelectChoice("", lazy_gettext("Hele kommunen"))],
        coerce=_text_or_none,
        validate_choice=False,
    )


MUNICIPALITY = "kommunen"
"""The choice beside the bodies of young people, whose choices are their ids."""


def _target_field(label: object, *, default: str | None = None) -> RadioField:
    return RadioField(
        label,
        [OneOf(None, lazy_gettext("Vælg et sted fra listen."))],
        choices=[],
        default=default,
        coerce=_text_or_none,
        validate_choice=False,
    )


class SendForm(HouseForm):
    """The last page before sending. The choices of ``target`` are set by the view."""

    target = _target_field(lazy_gettext("Hvem skal have det først?"), default=MUNICIPALITY)
    public_numbers_ok = TickField(lazy_gettext("Ja, det er med vilje. Alle må se nummeret."))


class EditForm(HouseForm):
    """The words of a proposal that stands already. ``seen`` names the words that were on the page."""

    seen = HiddenField(filters=[clean])
    title = _title_field()
    what = _what_field()
    why = _why_field()
    who = _who_field()
    public_numbers_ok = TickField(lazy_gettext("Ja, det er med vilje. Alle må se nummeret."))


class BringForm(HouseForm):
    """In which of one's bodies a proposal is taken up; the choices are set by the view."""

    target = _target_field(lazy_gettext("Hvor vil du tage det op?"))


class CarryForm(KeyedForm):
    """Where a body carries a proposal, and what it says with it; the choices are set by the view."""

    target = _target_field(lazy_gettext("Hvem skal have det nu?"))
    statement = LongTextField(
        lazy_gettext("Jeres egne ord"),
        [Optional(), Between(0, STATEMENT_MAX), NoPrivateNumbers()],
        description=lazy_gettext(
            "I må gerne skrive, hvorfor I siger ja. Alle kan læse det. Forslagets ord bliver, som de er."
        ),
    )
    public_numbers_ok = TickField(lazy_gettext("Ja, det er med vilje. Alle må se nummeret."))


class FileForm(HouseForm):
    """A file for a proposal that stands already, or new words for the picture it has."""

    file = _file_field()
    alt_text = _alt_field()


class MoreForm(KeyedForm):
    """The author's answer to «we need to know more»."""

    more = LongTextField(
        lazy_gettext("Dit svar til kommunen"),
        [Needed(lazy_gettext("Skriv dit svar.")), Between(MORE_MIN, MORE_MAX), NoPrivateNumbers()],
        description=lazy_gettext("Alle kan læse svaret. Det kommer til at stå under dit forslag."),
    )
    public_numbers_ok = TickField(lazy_gettext("Ja, det er med vilje. Alle må se nummeret."))
