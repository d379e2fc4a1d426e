"""What a member would pay for, ticked off."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice

from youthvoice.core.forms import HouseForm
from youthvoice.councils.forms.fields import id_or_none


class WishesForm(HouseForm):
    """Any number of applications; what one is not offered is left out by the command."""

    wishes = SelectMultipleField(_("Hvad vil du helst give penge til?"), coerce=id_or_none, validate_choice=False)

    def offer(self, rows: Sequence[tuple[int, str]]) -> None:
        """Fill the list. Must be called before validating or showing."""
        self.wishes.choices = [SelectChoice(str(row_id), title) for row_id, title in rows]

    def chosen(self) -> set[int]:
        """Ids that were ticked."""
        return {one for one in self.wishes.data or () if one is not None}
