"""Forms for whose turn it is: to a colleague, to another unit with a word why, or more time once."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from youthvoice.core.forms import (
    DAY_FORMATS,
    Between,
    CleanHiddenField,
    DayField,
    HouseForm,
    LongTextField,
    NoPrivateNumbers,
)
from youthvoice.core.keyset import whole_number
from youthvoice.responses.commands.whose import MAX_EXTENSION_REASON, MAX_WORD

BACK = "ingen"
"""The choice «nobody in particular»."""


class TurnForm(HouseForm):
    """Base: it carries the version of the case that somebody had in front of them."""

    version = CleanHiddenField()

    def seen_version(self) -> int:
        """0, which no case has, where it was tampered with."""
        return whole_number(self.version.data) or 0


class GiveForm(TurnForm):
    """To somebody of the unit, or back to all of it."""

    assignee = SelectField(_("Hvem skal have sagen?"), coerce=str, validate_choice=False)

    def offer(self, members: Sequence[tuple[int, str]], own_id: int) -> None:
        """Oneself first, then the colleagues, then nobody in particular."""
        known = dict(members)
        own = [SelectChoice(str(own_id), _("Mig selv"))] if own_id in known else []
        others = [SelectChoice(str(person_id), name) for person_id, name in members if person_id != own_id]
        self.assignee.choices = [*own, *others, SelectChoice(BACK, _("Ingen bestemt: hele enheden"))]

    def chosen_id(self) -> int | None:
        """Who is chosen; None for nobody in particular, and 0, whom nobody has, for what is no choice."""
        if self.assignee.data == BACK:
            return None
        return whole_number(self.assignee.data) or 0


class HandOverForm(TurnForm):
    """To another unit."""

    unit = SelectField(_("Hvilken enhed skal svare?"), coerce=str, validate_choice=False)
    word = LongTextField(
        _("Hvorfor?"),
        validators=[Between(0, MAX_WORD), NoPrivateNumbers()],
        description=_("Skriv det til kollegerne. Den unge ser det ikke."),
    )

    def offer(self, units: Sequence[tuple[int, str]]) -> None:
        """None is chosen beforehand: nobody hands a case over by chance."""
        choices = [SelectChoice(str(unit_id), name) for unit_id, name in units]
        self.unit.choices = [SelectChoice("", _("Vælg en enhed")), *choices]

    def unit_id(self) -> int:
        """0, which no unit has, for what is no choice."""
        return whole_number(self.unit.data) or 0


class ExtendForm(TurnForm):
    """More time, once."""

    until_on = DayField(
        _("Ny frist"), format=DAY_FORMATS, description=_("Er dagen en fridag, bliver det den næste arbejdsdag.")
    )
    reason = LongTextField(
        _("Hvorfor skal I bruge mere tid?"),
        validators=[Between(0, MAX_EXTENSION_REASON), NoPrivateNumbers()],
        description=_("Skriv til den unge. Alle kan læse det."),
    )
