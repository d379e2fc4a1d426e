"""Saying that somebody has a conflict of interest."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from youthvoice.accounts.models import Person
from youthvoice.core.forms import HouseForm
from youthvoice.councils.forms.fields import NOT_LISTED, RowField
from youthvoice.grants.labels.deciding import CONFLICT_LABELS
from youthvoice.grants.rules.deciding import DECLARABLE, Conflict


class ConflictForm(HouseForm):
    """Whose (oneself, where there is nobody else to choose), and why."""

    person = RowField(_("Hvem er inhabil?"))
    conflict = RadioField(
        _("Hvorfor?"),
        [InputRequired(_("Vælg en grund."))],
        choices=[SelectChoice(one.value, CONFLICT_LABELS[one]) for one in Conflict if one in DECLARABLE],
        invalid_choice_message=NOT_LISTED,
    )

    def offer(self, me: Person, others: Sequence[Person]) -> None:
        """Whoever runs the council chooses between its members; everybody else speaks for themselves."""
        if others:
            self.person.offer([(one.id, one.display_name) for one in others if one.id != me.id], _("Mig selv"))
        else:
            del self.person

    def person_id(self, me: Person) -> int:
        """Whose conflict it is; the form must be valid."""
        field = getattr(self, "person", None)
        return me.id if field is None or field.data is None else int(field.data)

    def kind(self) -> Conflict:
        """What was chosen; the form must be valid."""
        return Conflict(self.conflict.data)
