"""Forms of accounts: what was spent, what came of it, and what whoever coordinates says to it."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from youthvoice.core.forms import (
    DAY_FORMATS,
    Between,
    DayField,
    KeyedForm,
    LongTextField,
    MoneyField,
    Needed,
    NoPrivateNumbers,
    TextField,
    TickField,
)
from youthvoice.councils.forms.fields import RowField, Sensible, WholeNumberField
from youthvoice.grants.commands.accounts import ResultFacts
from youthvoice.grants.commands.spending import SpentFacts
from youthvoice.grants.forms.seen import SeenForm
from youthvoice.grants.labels.accounts import OTHER_LINE
from youthvoice.grants.labels.applying import LINE_KIND_LABELS
from youthvoice.grants.models import AccountReport, BudgetLine, SpentLine
from youthvoice.grants.rules.accounts import (
    LEARNED_MAX,
    NAME_MAX,
    NAME_MIN,
    REPLY_MAX,
    REPLY_MIN,
    WELL_MAX,
    WITHOUT_MAX,
)
from youthvoice.grants.rules.applications import LineKind
from youthvoice.grants.rules.groups import ALT_MAX, ALT_MIN
from youthvoice.grants.rules.ledger import LARGEST_AMOUNT


class SpentForm(KeyedForm, SeenForm):
    """One thing that was bought. The receipt can follow later."""

    line = RowField(_("Hvad hørte det til i jeres budget?"))
    name = TextField(
        _("Hvad købte I?"),
        [Needed(_("Skriv, hvad I købte.")), Between(NAME_MIN, NAME_MAX)],
        description=_("For eksempel: Pizza til 40."),
        render_kw={"autocomplete": "off"},
    )
    amount = MoneyField(_("Hvad kostede det?"), [Needed(_("Skriv, hvad det kostede."))], low=1, high=LARGEST_AMOUNT)
    spent_on = DayField(_("Hvornår købte I det?"), [Optional(), Sensible()], format=DAY_FORMATS)
    kind = SelectField(
        _("Hvad slags er det?"),
        choices=[SelectChoice(kind.value, label) for kind, label in LINE_KIND_LABELS.items()],
        default=LineKind.other.value,
        description=_("Kun hvis det er noget andet, end I havde planlagt."),
    )
    file = FileField(
        _("Billede af kvitteringen"),
        description=_("Tag et billede af hele kvitteringen. I kan også sende en PDF. Kun I og kommunen kan se den."),
    )
    without_receipt = TextField(
        _("Har I ingen kvittering?"),
        [Optional(), Between(0, WITHOUT_MAX)],
        description=_("Så skriv kort hvorfor."),
        render_kw={"autocomplete": "off"},
    )

    @classmethod
    def of(cls, spent: SpentLine) -> "SpentForm":
        """As it stands."""
        values = {name: getattr(spent, name) for name in ("name", "amount", "spent_on", "without_receipt")}
        return cls(formdata=None, line=spent.line_id, kind=spent.kind.value, seen=str(spent.version), **values)

    def offer(self, budget: Iterable[BudgetLine]) -> None:
        """Fill the list of lines. Must be called before validating or showing."""
        self.line.offer(((one.id, one.name) for one in budget), OTHER_LINE)
        self.kind.choices = [SelectChoice(kind.value, label) for kind, label in LINE_KIND_LABELS.items()]

    def facts(self) -> SpentFacts:
        """What was typed; the form must be valid."""
        return SpentFacts(
            line_id=self.line.data,
            name=str(self.name.data),
            amount=int(self.amount.data or 0),
            spent_on=self.spent_on.data,
            kind=LineKind(self.kind.data),
            without_receipt=self.without_receipt.data or "",
        )


class ReceiptForm(KeyedForm):
    """One more receipt of a line."""

    file = FileField(_("En kvittering mere"), description=_("Tag et billede, eller vælg en PDF."))


class ResultForm(SeenForm):
    """What came of it. It is a draft until the accounts are sent, so that nothing is needed yet."""

    learned = LongTextField(
        _("Hvad lærte I?"),
        [Between(0, LEARNED_MAX), NoPrivateNumbers()],
        description=_("Det må gerne være noget, der var svært. Så kan andre lære af det. Skriv ingen navne."),
    )
    went_well = LongTextField(
        _("Hvad gik godt?"), [Optional(), Between(0, WELL_MAX), NoPrivateNumbers()], description=_("Skriv ingen navne.")
    )
    participants = WholeNumberField(
        _("Hvor mange var med?"),
        description=_("Et cirka-tal er fint."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    shows_in_gallery = TickField(_("Ja, I må vise det i galleriet"))

    @classmethod
    def of(cls, report: AccountReport | None) -> "ResultForm":
        """As it stands."""
        if report is None:
            return cls(formdata=None, seen="0")
        names = ("learned", "went_well", "participants", "shows_in_gallery")
        return cls(formdata=None, seen=str(report.version), **{name: getattr(report, name) for name in names})

    def facts(self) -> ResultFacts:
        """What was typed; the form must be valid."""
        return ResultFacts(
            learned=self.learned.data or "",
            went_well=self.went_well.data or "",
            participants=self.participants.data,
            shows_in_gallery=bool(self.shows_in_gallery.data),
        )


class PictureForm(KeyedForm):
    """A picture of what came of it."""

    file = FileField(_("Billede"), description=_("JPG, PNG eller WebP. Vi gemmer ikke, hvor det er taget."))
    alt_text = TextField(
        _("Hvad ser man på billedet?"),
        [Needed(_("Skriv, hvad man ser på billedet.")), Between(ALT_MIN, ALT_MAX)],
        description=_("For den, der ikke kan se det. Skriv ingen navne."),
        render_kw={"autocomplete": "off"},
    )


class ApproveForm(SeenForm):
    """The accounts are in order."""

    came_on = DayField(
        _("Hvilken dag kom pengene?"), [Sensible()], format=DAY_FORMATS,
        description=_("Se efter i kommunens bank først."),
    )  # fmt: skip


class SendBackForm(SeenForm):
    """Something is missing."""

    reply = LongTextField(
        _("Hvad mangler?"),
        [Needed(_("Skriv, hvad der mangler.")), Between(REPLY_MIN, REPLY_MAX)],
        description=_("Skriv det, så de kan rette det selv. De får 14 dage."),
    )
