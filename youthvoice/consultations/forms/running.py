"""More time for a hearing, calling it off, and the summary that its asker owes."""

from datetime import timedelta
from typing import Self

from flask_babel import lazy_gettext as _

from youthvoice.consultations.forms.fields import SeenForm
from youthvoice.consultations.labels import SUMMARY_LABELS, SUMMARY_MISSING
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.rules.asking import REASON_MAX, REASON_MIN
from youthvoice.consultations.rules.states import WORDS_MAX
from youthvoice.consultations.rules.summary import Summary
from youthvoice.core.clock import local_date
from youthvoice.core.forms import Between, HouseForm, LongTextField, Needed, NoPrivateNumbers
from youthvoice.councils.forms.fields import needed_day

USUAL_MORE = timedelta(days=7)


class MoreTimeForm(HouseForm):
    """A later last day, and why."""

    closes_on = needed_day(_("Ny sidste dag for svar"), _("Vælg den nye dag."))
    why = LongTextField(
        _("Hvorfor får de mere tid?"),
        [Needed(_("Skriv, hvorfor de får mere tid.")), Between(REASON_MIN, REASON_MAX), NoPrivateNumbers()],
        description=_("Det kommer til at stå på høringens side."),
    )

    @classmethod
    def of(cls, found: Consultation) -> "MoreTimeForm":
        """A week more."""
        return cls(formdata=None, data={"closes_on": local_date(found.closes_at) + USUAL_MORE})


class CancelForm(HouseForm):
    """Why it is called off."""

    reason = LongTextField(
        _("Hvorfor aflyser I høringen?"),
        [Needed(_("Skriv, hvorfor I aflyser den.")), Between(REASON_MIN, REASON_MAX), NoPrivateNumbers()],
        description=_("Det kommer til at stå på høringens side. Skriv, så de unge kan forstå det."),
    )


class SummaryForm(SeenForm):
    """The three parts; how much each needs, rules/summary.py says."""

    heard = LongTextField(
        SUMMARY_LABELS["heard"],
        [Needed(SUMMARY_MISSING["heard"]), Between(0, WORDS_MAX), NoPrivateNumbers()],
        description=_("Hvad svarede de unge? Skriv også det, de var uenige om."),
    )
    changed = LongTextField(
        SUMMARY_LABELS["changed"],
        [Needed(SUMMARY_MISSING["changed"]), Between(0, WORDS_MAX), NoPrivateNumbers()],
        description=_("Hvad bliver anderledes, fordi de unge svarede?"),
    )
    unchanged_why = LongTextField(
        SUMMARY_LABELS["unchanged_why"],
        [Needed(SUMMARY_MISSING["unchanged_why"]), Between(0, WORDS_MAX), NoPrivateNumbers()],
        description=_(
            "Hvad ville de unge have, som ikke bliver til noget? Skriv hvorfor. Er der ikke noget, så skriv det."
        ),
    )

    @classmethod
    def of(cls, found: Consultation) -> Self:
        """As it was written so far."""
        data = {name: getattr(found, name) for name in ("heard", "changed", "unchanged_why")}
        return cls(formdata=None, data=data | {"seen": str(found.version)})

    def summary(self) -> Summary:
        """What was typed."""
        return Summary(self.heard.data or "", self.changed.data or "", self.unchanged_why.data or "")


class CorrectionForm(SummaryForm):
    """The three parts anew, and why."""

    why = LongTextField(
        _("Hvorfor retter I den?"),
        [Needed(_("Skriv, hvorfor I retter den.")), Between(REASON_MIN, REASON_MAX), NoPrivateNumbers()],
        description=_("Skriv, hvad der var forkert. Alle kan læse det."),
    )
