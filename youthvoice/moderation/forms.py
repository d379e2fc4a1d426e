"""The form anyone can report a text with, and the one a moderator decides with."""

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from youthvoice.core.forms import Between, HouseForm, KeyedForm, LongTextField, Needed
from youthvoice.moderation.labels import REASON_LABELS
from youthvoice.moderation.rules import NOTE_MAX, ReportState


class ReportForm(KeyedForm):
    """Why a text is reported. Without a token, so that nobody gets a cookie by reporting (``require_same_origin``)."""

    class Meta(KeyedForm.Meta):
        csrf = False

    reason = RadioField(
        lazy_gettext("Hvad er der galt?"),
        choices=[SelectChoice(reason.value, label) for reason, label in REASON_LABELS.items()],
        validators=[Needed(lazy_gettext("Vælg det, der passer bedst."))],
    )
    note = LongTextField(lazy_gettext("Vil du fortælle mere?"), validators=[Optional(), Between(0, NOTE_MAX)])


class DecisionForm(HouseForm):
    """What a moderator says; ``seen`` is the state of the report that the moderator looked at."""

    note = LongTextField(
        lazy_gettext("Din begrundelse"),
        description=lazy_gettext("Skjuler du teksten, får den, der skrev den, din grund at se."),
        validators=[Optional(), Between(0, NOTE_MAX)],
    )
    seen = HiddenField()

    def seen_state(self) -> ReportState | None:
        """The state that was looked at; None where the field says nothing we know."""
        return next((state for state in ReportState if state.value == self.seen.data), None)
