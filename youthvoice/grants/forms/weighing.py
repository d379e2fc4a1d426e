"""A member's view of an application: a mark for each criterion, which way one leans, and why."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from youthvoice.core.forms import Between, HouseForm, LongTextField, NoPrivateNumbers
from youthvoice.councils.forms.fields import NOT_LISTED
from youthvoice.grants.commands.weighing import View
from youthvoice.grants.labels.deciding import LEAN_LABELS, MARK_LABELS
from youthvoice.grants.models import PoolCriterion
from youthvoice.grants.queries.weighing import MemberView
from youthvoice.grants.rules.deciding import Choice, Mark
from youthvoice.grants.rules.motions import WORDS_MAX


class ViewForm(HouseForm):
    """What one thinks; the fields of the criteria (``mark_<id>``) are added by ``view_form``."""

    leans = RadioField(
        _("Hvad mener du lige nu?"),
        [InputRequired(_("Vælg, hvad du mener lige nu."))],
        choices=[SelectChoice(choice.value, label) for choice, label in LEAN_LABELS.items()],
        invalid_choice_message=NOT_LISTED,
    )
    words = LongTextField(
        _("Hvorfor?"),
        [Optional(), Between(0, WORDS_MAX), NoPrivateNumbers()],
        description=_("Skriv det, så de andre i rådet kan følge dig. Gruppen kan ikke læse det."),
    )

    def marks(self) -> list[Any]:
        """The fields of the criteria, in their order."""
        return [field for field in self if field.name.startswith("mark_")]

    def view(self) -> View:
        """What was said; the form must be valid."""
        marks = {int(field.name.removeprefix("mark_")): Mark(field.data) for field in self.marks() if field.data}
        return View(leans=Choice(self.leans.data), marks=marks, words=self.words.data or "")


def view_form(criteria: Sequence[PoolCriterion], mine: MemberView | None = None, *, is_sent: bool) -> ViewForm:
    """A form for these criteria: as it was sent, or with what that member thinks already."""
    fields = {f"mark_{one.id}": _mark_field(one) for one in criteria}
    form_class = type("CriteriaForm", (ViewForm,), fields)
    form: ViewForm = form_class() if is_sent else form_class(formdata=None, data=_data(mine))
    return form


def _mark_field(criterion: PoolCriterion) -> RadioField:
    return RadioField(
        criterion.question,
        [Optional()],
        choices=[SelectChoice(mark.value, label) for mark, label in MARK_LABELS.items()],
        invalid_choice_message=NOT_LISTED,
    )


def _data(mine: MemberView | None) -> Mapping[str, str]:
    if mine is None:
        return {}
    marks = {f"mark_{criterion_id}": mark.value for criterion_id, mark in mine.marks.items()}
    return {"leans": mine.leans.value if mine.leans else "", "words": mine.words, **marks}
