"""Small forms of those who look after a pool: a round, an officer, money by hand, a correction, and the end of the year."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from youthvoice.core.clock import COPENHAGEN, moment_of
from youthvoice.core.forms import Between, HouseForm, KeyedForm, MoneyField, Needed, TextField
from youthvoice.councils.forms.fields import NOT_LISTED, RowField, needed_clock, needed_day
from youthvoice.grants.commands.money import Told
from youthvoice.grants.forms.seen import SeenForm
from youthvoice.grants.labels.pools import OFFICER_LABELS
from youthvoice.grants.models import PoolRound
from youthvoice.grants.rules.ledger import DOCUMENT_MAX, LARGEST_AMOUNT, WHY_MAX, WHY_MIN, EntryKind
from youthvoice.grants.rules.looking_after import CLOSING_HOUR, ROUND_MAX, RoundFacts
from youthvoice.grants.rules.pools import Officer

CARRY, LAPSE = "foer-over", "tilbage"
MOVES = (
    (EntryKind.allocate.value, _("Årets penge kommer i puljen")),
    (EntryKind.adjust_up.value, _("Puljen får flere penge")),
    (EntryKind.adjust_down.value, _("Puljen får færre penge")),
    (CARRY, _("Penge bliver ført over til en senere pulje")),
)


class RoundForm(SeenForm):
    """A round; ``seen`` is the pool's version that was shown."""

    name = TextField(
        _("Hvad hedder runden?"),
        [Needed(_("Skriv, hvad runden hedder.")), Between(2, ROUND_MAX)],
        description=_("For eksempel: Forår."),
        render_kw={"autocomplete": "off"},
    )
    opens_on = needed_day(_("Man kan søge fra"), _("Vælg den første dag."))
    closes_on = needed_day(_("Fristen er den"), _("Vælg den sidste dag."))
    closes_clock = needed_clock(_("Klokken"), _("Skriv et klokkeslæt."))
    decides_on = needed_day(_("Rådet bestemmer den"), _("Vælg den dag, rådet bestemmer."))

    @classmethod
    def fresh(cls) -> "RoundForm":
        """Empty, but for the hour."""
        return cls(formdata=None, data={"closes_clock": time(CLOSING_HOUR)})

    @classmethod
    def of(cls, row: PoolRound, version: int) -> "RoundForm":
        """The form as a round stands."""
        closes = row.closes_at.astimezone(COPENHAGEN)
        data = {"closes_on": closes.date(), "closes_clock": closes.time(), "seen": str(version)}
        return cls(formdata=None, obj=row, data=data)

    def facts(self) -> RoundFacts:
        """What was typed; the form must be valid."""
        closes_at = moment_of(self.closes_on.data, self.closes_clock.data)
        return RoundFacts(
            self.name.data or "", self.opens_on.data, self.closes_on.data, closes_at, self.decides_on.data
        )


class OfficerForm(HouseForm):
    """Who looks after a pool, as what."""

    role = RadioField(_("Hvad skal personen være?"), invalid_choice_message=NOT_LISTED)
    person_id = RowField(_("Hvem?"))

    def offer(self, roles: Iterable[Officer], people: Iterable[tuple[int, str]]) -> None:
        """Fill the lists. Must be called before validating or showing."""
        self.role.choices = [SelectChoice(role.value, OFFICER_LABELS[role]) for role in roles]
        if self.role.data is None:
            self.role.data = self.role.choices[0].value
        self.person_id.offer(people, _("Vælg en person"))

    def validate_person_id(self, field: Field) -> None:
        """Somebody must be chosen."""
        if field.data is None:
            raise ValidationError(str(_("Vælg en person.")))


class ReasonForm(KeyedForm):
    """Why money moves, and by which document."""

    why = TextField(_("Hvorfor?"), [Needed(_("Skriv hvorfor.")), Between(WHY_MIN, WHY_MAX)])
    document = TextField(
        _("Hvilket bilag?"),
        [Needed(_("Skriv, hvilket papir det bygger på.")), Between(2, DOCUMENT_MAX)],
        description=_("Det papir, det bygger på. For eksempel: Budget 2027, punkt 4."),
    )


class AdjustForm(ReasonForm, SeenForm):
    """Money that somebody enters; ``seen`` is the number of the last entry that was shown."""

    move = RadioField(_("Hvad sker der?"), invalid_choice_message=NOT_LISTED)
    amount = MoneyField(
        _("Beløb"),
        [Needed(_("Skriv et beløb."))],
        low=1,
        high=LARGEST_AMOUNT,
        description=_("I kroner. For eksempel: 100.000"),
    )
    target_id = RowField(_("Hvilken pulje får pengene?"))

    def offer(self, moves: Iterable[str], targets: Iterable[tuple[int, str]]) -> None:
        """Fill the lists. Must be called before validating or showing."""
        offered = set(moves)
        self.move.choices = [SelectChoice(value, words) for value, words in MOVES if value in offered]
        if self.move.data is None:
            self.move.data = self.move.choices[0].value
        self.target_id.offer(targets, _("Vælg en pulje"))

    def validate_target_id(self, field: Field) -> None:
        """Where money is carried over, a pool must be chosen."""
        if self.move.data == CARRY and field.data is None:
            raise ValidationError(str(_("Vælg den pulje, pengene skal til.")))

    def told(self) -> Told:
        """What was typed; the form must be valid."""
        return Told(amount=self.amount.data or 0, why=self.why.data or "", document=self.document.data or "")


class EndForm(HouseForm):
    """What becomes of what is left."""

    left = RadioField(
        _("Hvad skal der ske med resten?"),
        choices=[
            SelectChoice(CARRY, _("Den bliver ført over til en senere pulje")),
            SelectChoice(LAPSE, _("Den går tilbage til kommunen")),
        ],
        invalid_choice_message=NOT_LISTED,
    )
    target_id = RowField(_("Hvilken pulje får pengene?"))

    def offer(self, targets: Iterable[tuple[int, str]]) -> None:
        """Fill the list. Must be called before validating or showing. Without a later pool, the rest goes back."""
        found: list[Any] = list(targets)
        self.target_id.offer(found, _("Vælg en pulje"))
        if not found:
            self.left.choices = [one for one in self.left.choices or [] if one.value == LAPSE]
        if self.left.data is None:
            self.left.data = CARRY if found else LAPSE
        if self.target_id.data is None and len(found) == 1:
            self.target_id.data = found[0][0]

    def validate_target_id(self, field: Field) -> None:
        """Where the rest is carried over, a pool must be chosen."""
        if self.left.data == CARRY and field.data is None:
            raise ValidationError(str(_("Vælg den pulje, pengene skal til.")))
