"""Forms of what follows a yes."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from youthvoice.core.clock import today
from youthvoice.core.forms import (
    DAY_FORMATS,
    Between,
    DayField,
    HouseForm,
    KeyedForm,
    LongTextField,
    MoneyField,
    Needed,
    NoPrivateNumbers,
    TextField,
)
from youthvoice.core.uploads import FILE_TYPES
from youthvoice.councils.forms.fields import NOT_LISTED, Sensible, needed_day
from youthvoice.grants.forms.seen import SeenForm
from youthvoice.grants.labels.paying import CHANGE_LABELS
from youthvoice.grants.rules.ledger import WHY_MAX
from youthvoice.grants.rules.paying import (
    CHANGE_MAX,
    CHANGE_MIN,
    MILESTONE_MAX,
    MILESTONE_MIN,
    PAYEE_MAX,
    PAYEE_MIN,
    REASON_MAX,
    REASON_MIN,
    REFERENCE_MAX,
    ChangeKind,
)


class TransferForm(KeyedForm):
    """Money to the group's account."""

    amount = MoneyField(_("Hvor meget?"), [Needed(_("Skriv et beløb."))], low=1)
    due_on = needed_day(_("Hvornår skal I bruge dem?"), _("Skriv en dato."))


class InvoiceForm(KeyedForm):
    """A shop's invoice, photographed."""

    invoice = FileField(
        _("Regningen"),
        description=_("Tag et billede, så alt kan læses. Eller vælg en PDF."),
        render_kw={"accept": FILE_TYPES},
    )
    payee = TextField(
        _("Hvem skal have pengene?"),
        [Needed(_("Skriv, hvem der skal have pengene.")), Between(PAYEE_MIN, PAYEE_MAX)],
        description=_("Butikken eller stedet, for eksempel Virum Lyd."),
    )
    reference = TextField(
        _("Regningens nummer"),
        [Optional(), Between(0, REFERENCE_MAX)],
        description=_("Det står ofte øverst på regningen."),
    )
    amount = MoneyField(_("Hvor meget står der på den?"), [Needed(_("Skriv et beløb."))], low=1)
    due_on = needed_day(_("Hvornår skal den være betalt?"), _("Skriv datoen fra regningen."))


class ReasonForm(HouseForm):
    """Why a payment is not made, or is taken out of a file."""

    reason = LongTextField(
        _("Hvorfor?"), [Needed(_("Skriv hvorfor.")), Between(REASON_MIN, REASON_MAX), NoPrivateNumbers()]
    )


class UndoPaidForm(SeenForm):
    """Why a payment is not paid after all."""

    reason = LongTextField(
        _("Hvorfor er den ikke betalt?"),
        [Needed(_("Skriv hvorfor.")), Between(REASON_MIN, WHY_MAX), NoPrivateNumbers()],
        description=_("Gruppen kan læse det, og det står i kassebogen."),
    )


class PaidForm(HouseForm):
    """The day the money left."""

    paid_on = DayField(
        _("Hvilken dag blev den betalt?"), [InputRequired(_("Skriv datoen.")), Sensible()], format=DAY_FORMATS
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted():
            self.paid_on.data = today()


class BankForm(HouseForm):
    """Where money is sent. What is stored is never put into the fields again."""

    reg = TextField(
        _("Reg.nr."),
        [Needed(_("Skriv de fire tal."))],
        description=_("Fire tal. De står i jeres bank-app."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    account = TextField(
        _("Kontonummer"),
        [Needed(_("Skriv kontonummeret."))],
        description=_("Op til ti tal."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )


class AdultForm(HouseForm):
    """What the adult says. Without a token, so that nobody gets a cookie by answering (``require_same_origin``)."""

    class Meta(HouseForm.Meta):
        csrf = False

    reply = LongTextField(
        _("Hvis du siger nej: skriv kort hvorfor"),
        [Optional(), Between(0, REASON_MAX)],
        description=_("Gruppen kan læse det."),
    )


class ChangeForm(KeyedForm):
    """What is to be otherwise than was granted."""

    kind = RadioField(
        _("Hvad vil I ændre?"),
        choices=[SelectChoice(kind.value, label) for kind, label in CHANGE_LABELS.items()],
        default=ChangeKind.dates.value,
        invalid_choice_message=NOT_LISTED,
    )
    words = LongTextField(
        _("Fortæl, hvad der skal være anderledes"),
        [Needed(), Between(CHANGE_MIN, CHANGE_MAX), NoPrivateNumbers()],
    )
    begins_on = DayField(
        _("Ny dag"),
        [Optional(), Sensible()],
        format=DAY_FORMATS,
        description=_("Kun, hvis I vil ændre datoen."),
    )
    ends_on = DayField(
        _("Sidste dag"), [Optional(), Sensible()], format=DAY_FORMATS, description=_("Hvis det varer flere dage.")
    )


class ReplyForm(HouseForm):
    """The coordinator's word to a change."""

    reply = LongTextField(
        _("Dit svar"),
        [Optional(), Between(0, CHANGE_MAX), NoPrivateNumbers()],
        description=_("Siger du nej, skal du skrive hvorfor."),
    )


class MilestoneForm(KeyedForm):
    """A step of the plan."""

    title = TextField(
        _("Hvad skal I gøre?"),
        [Needed(_("Skriv, hvad I skal gøre.")), Between(MILESTONE_MIN, MILESTONE_MAX), NoPrivateNumbers()],
    )
    due_on = needed_day(_("Hvornår?"), _("Skriv en dato."))


class BatchForm(KeyedForm):
    """The payments that are ticked become a file."""


class ReadBackForm(HouseForm):
    """The file that the finance system gave back."""

    file = FileField(
        _("Filen (CSV)"),
        [Needed(_("Vælg filen."))],
        description=_("Samme fil, med datoen i kolonnen «betalt»."),
        render_kw={"accept": ".csv,.txt,text/csv"},
    )
