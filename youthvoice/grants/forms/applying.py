"""Beginning an application, and sending it."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from youthvoice.core.forms import HouseForm, KeyedForm, TickField
from youthvoice.core.keyset import whole_number


class StartForm(KeyedForm):
    """From nothing, or from a proposal of one's own; the choices are set by the view."""

    proposal = SelectField(
        _("Har du et forslag, det bygger på?"),
        [Optional()],
        choices=[SelectChoice("", _("Nej, vi begynder forfra"))],
        validate_choice=False,
        description=_("Så skriver vi forslagets ord ind for jer. I kan rette i dem."),
    )

    def offer(self, ideas: Iterable[tuple[int, str]]) -> None:
        """Id and title of each proposal that can be chosen."""
        self.proposal.choices = [*self.proposal.choices[:1], *(SelectChoice(str(one), title) for one, title in ideas)]

    def proposal_id(self) -> int | None:
        """The proposal that was chosen, if any."""
        return whole_number(self.proposal.data)


class SendApplicationForm(HouseForm):
    """The last page before sending."""

    public_numbers_ok = TickField(_("Ja, det er med vilje. Alle må se nummeret."))
