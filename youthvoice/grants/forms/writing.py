"""The seven short steps of an application. What is typed becomes the parts of rules/parts.py, and they fill the form again."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from youthvoice.accounts.models import School
from youthvoice.core.forms import (
    DAY_FORMATS,
    Between,
    CleanHiddenField,
    DayField,
    HouseForm,
    LongTextField,
    MoneyField,
    TextField,
    TickField,
)
from youthvoice.grants.forms.fields import LINE_NAMES, BudgetField, ParticipantsField, as_oere, as_typed, half_written
from youthvoice.grants.labels.applying import AGE_BAND_LABELS
from youthvoice.grants.labels.breaches import CONFIRMED_LABELS
from youthvoice.grants.rules.parts import HALF, PARTS, TEXTS, read_lines, write_lines
from youthvoice.grants.rules.pools import MOST_AMOUNT, Excluded
from youthvoice.proposals.forms import NoCpr
from youthvoice.proposals.labels import TOPIC_LABELS


def _words(name: str) -> list[Any]:
    return [Optional(), Between(0, TEXTS[name]), NoCpr()]


class StepForm(HouseForm):
    """One step. ``seen`` holds the marks of the wording that the page was made with."""

    step = ""
    boxes: tuple[str, ...] = ()
    """Parts that are ticked: nothing is sent for a box without a tick."""
    seen = CleanHiddenField(render_kw={"data-autosave-version": True})

    def typed(self, sent: Mapping[str, str]) -> dict[str, str]:
        """The parts that were sent, as text; a part that did not come is left as it is."""
        names = {*sent, *self.boxes, *(["lines"] if "line_name" in sent else [])}
        return {name: text for name, text in self.everything().items() if name in names}

    def everything(self) -> dict[str, str]:
        """Every part of the step as the form holds it."""
        return {name: self._part(name) for name in PARTS[self.step]}

    def _part(self, name: str) -> str:
        field = self[name]
        if isinstance(field, BudgetField):
            return write_lines(field.data)
        if isinstance(field, DayField):
            return field.data.isoformat() if field.data else half_written(field.raw_data)
        if isinstance(field, MoneyField):
            return as_oere((field.raw_data or [""])[0])
        return field.data or ""

    def look_over(self) -> bool:
        """Check what was typed, but not the token: for a page that shows what is stored."""
        checked = [self[name].validate(self) for name in PARTS[self.step] if name in self]
        return all(checked)


class WhatForm(StepForm):
    """Step 1."""

    step = "hvad"
    title = TextField(
        _("Hvad skal det hedde?"), [Between(0, TEXTS["title"]), NoCpr()], description=_("Kort. Fx: Åben hal-fredag")
    )
    what = LongTextField(
        _("Hvad vil I lave?"),
        [Between(0, TEXTS["what"]), NoCpr()],
        description=_("Skriv, som du taler. Et par linjer er nok. Du kan også vise det med en video eller et billede."),
    )
    video_link = TextField(
        _("Link til en kort video"),
        _words("video_link"),
        description=_("Højst to minutter. Den skal kunne ses uden at logge ind."),
    )


class WhoForm(StepForm):
    """Step 2."""

    step = "hvem"
    group_name = TextField(
        _("Hvad kalder I jer?"),
        [Between(0, TEXTS["group_name"]), NoCpr()],
        description=_(
            "I behøver ikke være en forening. Et navn, I selv finder på, er nok. Alle kan se det, hvis I får ja."
        ),
    )
    about_group = LongTextField(
        _("Hvem er I?"),
        _words("about_group"),
        description=_("Fx: Fire fra 8.B, der spiller bold sammen. Skriv ikke jeres fulde navne."),
    )


class WhenForm(StepForm):
    """Step 3."""

    step = "hvornaar"
    begins_on = DayField(_("Hvornår begynder det?"), format=DAY_FORMATS)
    ends_on = DayField(
        _("Hvornår slutter det?"),
        [Optional()],
        format=DAY_FORMATS,
        description=_("Lad feltet stå tomt, hvis det er samme dag."),
    )
    place = TextField(_("Hvor sker det?"), [Between(0, TEXTS["place"]), NoCpr()], description=_("Fx: Virumhallen"))


class ForWhomForm(StepForm):
    """Step 4. The choices of ``school`` are set by the view."""

    step = "for-hvem"
    for_whom = LongTextField(
        _("Hvem er det for?"),
        [Between(0, TEXTS["for_whom"]), NoCpr()],
        description=_("Fx: Alle fra 13 til 16 år, der keder sig fredag aften."),
    )
    how_to_join = LongTextField(
        _("Hvordan kan andre være med?"),
        [Between(0, TEXTS["how_to_join"]), NoCpr()],
        description=_("Fx: Man møder bare op. Det er gratis."),
    )
    participants = ParticipantsField(_("Hvor mange regner I med?"), [Optional()], render_kw={"inputmode": "numeric"})
    age_band = SelectField(
        _("Hvor gamle er de?"),
        [Optional()],
        choices=[
            SelectChoice("", _("Vælg en alder")),
            *(SelectChoice(one.value, label) for one, label in AGE_BAND_LABELS.items()),
        ],
        validate_choice=False,
    )
    topic = SelectField(
        _("Hvad handler det mest om?"),
        [Optional()],
        choices=[
            SelectChoice("", _("Vælg et emne")),
            *(SelectChoice(one.value, label) for one, label in TOPIC_LABELS.items()),
        ],
        validate_choice=False,
    )
    school = SelectField(
        _("Gælder det en skole?"), [Optional()], choices=[SelectChoice("", _("Hele kommunen"))], validate_choice=False
    )

    def offer(self, schools: Iterable[School]) -> None:
        """Which schools can be chosen."""
        self.school.choices = [*self.school.choices[:1], *(SelectChoice(str(one.id), one.name) for one in schools)]


class BudgetForm(StepForm):
    """Step 5."""

    step = "budget"
    lines = BudgetField(_("Hvad skal pengene bruges til?"))
    other_income = MoneyField(
        _("Får I penge andre steder fra?"),
        [Optional()],
        high=MOST_AMOUNT,
        description=_("Fx entré eller penge fra en klub. Det bliver trukket fra det, I søger om."),
    )
    other_income_from = TextField(_("Hvor kommer de fra?"), _words("other_income_from"))


class RiskForm(StepForm):
    """Step 6."""

    step = "risiko"
    risks = LongTextField(
        _("Hvad kan gå galt, og hvad gør I så?"),
        _words("risks"),
        description=_("Fx: Regner det, rykker vi ind i hallen."),
    )
    adult_name = TextField(_("Den voksnes navn"), [Between(0, TEXTS["adult_name"])], render_kw={"autocomplete": "off"})
    adult_email = TextField(
        _("Den voksnes mail"),
        [Between(0, TEXTS["adult_email"])],
        render_kw={"inputmode": "email", "autocomplete": "off"},
    )


class CheckForm(StepForm):
    """Step 7. ``confirmed`` holds a box for each thing that the pool does not pay for."""

    step = "tjek"
    boxes = ("confirmed", "shows_refusal")
    confirmed = SelectMultipleField(_("Sæt kryds, hvis det passer"), choices=[], validate_choice=False)
    shows_refusal = TickField(_("Ja, alle må læse vores ansøgning, også hvis vi får nej."))

    def offer(self, excluded: frozenset[Excluded]) -> None:
        """What the applicants are asked to confirm."""
        self.confirmed.choices = [SelectChoice(one.value, CONFIRMED_LABELS[one]) for one in Excluded if one in excluded]

    def everything(self) -> dict[str, str]:
        """The boxes with a tick."""
        ticked = set(self.confirmed.data or ())
        confirmed = ",".join(one.value for one in Excluded if one.value in ticked)
        return {"confirmed": confirmed, "shows_refusal": "1" if self.shows_refusal.data else ""}


FORMS: dict[str, type[StepForm]] = {
    form.step: form for form in (WhatForm, WhoForm, WhenForm, ForWhomForm, BudgetForm, RiskForm, CheckForm)
}


def filled(step: str, parts: Mapping[str, str]) -> StepForm:
    """The form of a step with what is stored in it, and words beside what is half typed."""
    form = FORMS[step](formdata=as_sent(parts))
    form.look_over()
    return form


def as_sent(parts: Mapping[str, str]) -> MultiDict[str, str]:
    """The fields that a browser would send for these parts."""
    sent: MultiDict[str, str] = MultiDict()
    for name, text in parts.items():
        if name == "lines":
            for line in read_lines(text):
                for field, value in zip(LINE_NAMES, (line.kind, line.name, as_typed(line.amount)), strict=True):
                    sent.add(field, value)
        elif name == "confirmed":
            sent.setlist(name, [one for one in text.split(",") if one])
        elif name == "other_income":
            sent[name] = as_typed(text)
        elif text or name != "shows_refusal":
            sent[name] = text.removeprefix(HALF) if name not in TEXTS else text
    return sent
