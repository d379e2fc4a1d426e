"""Which cases are taken out: a period by the day they were registered, and a unit."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from youthvoice.core.errors import RuleBroken
from youthvoice.core.forms import DAY_FORMATS, DayField, HouseForm
from youthvoice.core.keyset import whole_number
from youthvoice.responses.labels import PERIOD_PROBLEM_TEXTS
from youthvoice.responses.queries.records import Wanted
from youthvoice.responses.rules.records import period_problems

ALL = ""
"""The choice «every unit»."""


class ExportForm(HouseForm):
    """The rules speak through ``wanted``; here stand the fields."""

    from_on = DayField(_("Fra og med"), format=DAY_FORMATS)
    to_on = DayField(_("Til og med"), format=DAY_FORMATS)
    unit = SelectField(_("Enhed"), default=ALL, invalid_choice_message=_("Vælg en enhed fra listen."))

    def offer(self, units: Sequence[tuple[int, str]], *, may_have_all: bool) -> None:
        """Fill the list. Must be called before validating or showing."""
        everyone = [SelectChoice(ALL, _("Alle enheder"))] if may_have_all else []
        self.unit.choices = [*everyone, *(SelectChoice(str(unit_id), name) for unit_id, name in units)]

    def wanted(self) -> Wanted | None:
        """What is asked for; None where a field now says why it cannot be."""
        is_valid = self.validate_on_submit()
        from_on, to_on = self.from_on.data, self.to_on.data
        found = period_problems(from_on, to_on)
        told = {name: [PERIOD_PROBLEM_TEXTS[one]] for name, one in found.items() if not self[name].errors}
        if told:
            self.add_problems(RuleBroken(told))
        if not is_valid or found or from_on is None or to_on is None:
            return None
        return Wanted(from_on, to_on, whole_number(self.unit.data))
