"""Smaller forms of those who run elections: why, who is missing on the roll, a vote again, a vote on a seat."""

from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from youthvoice.accounts.forms import AddressField
from youthvoice.core.clock import moment_of, now
from youthvoice.core.forms import (
    Between,
    HouseForm,
    KeyedForm,
    LongTextField,
    Needed,
    TextField,
)
from youthvoice.councils.forms.fields import RowField, WholeNumberField, Within, needed_clock, needed_day
from youthvoice.elections.commands.recall import RecallFacts
from youthvoice.elections.commands.run_off import VoteTimes
from youthvoice.elections.forms.planning import VOTING_CLOSES, VOTING_OPENS
from youthvoice.elections.rules import planning as rules


class ReasonForm(HouseForm):
    """Why."""

    reason = LongTextField(
        _("Hvorfor?"),
        [Needed(_("Skriv hvorfor.")), Between(rules.REASON_MIN, rules.REASON_MAX)],
        description=_("Alle, der må stemme, får det at vide."),
    )


class AddVoterForm(HouseForm):
    """Who is missing on the roll, and why."""

    person_id = RowField(_("Hvem mangler?"))
    email = AddressField(
        _("Eller en e-mail"),
        description=_("Den skal være skrevet præcis som på personens konto."),
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"},
    )
    reason = TextField(
        _("Hvorfor skal personen med?"),
        [Needed(_("Skriv hvorfor.")), Between(rules.REASON_MIN, rules.REASON_MAX)],
        description=_("For eksempel: Begyndte i klassen i dag."),
    )


class RunOffForm(KeyedForm):
    """When people vote again."""

    voting_opens_day = needed_day(_("Man kan stemme fra"), _("Vælg den første dag."))
    voting_opens_time = needed_clock(_("Klokken"), _("Skriv et klokkeslæt."))
    voting_closes_day = needed_day(_("Valget slutter"), _("Vælg den sidste dag."))
    voting_closes_time = needed_clock(_("Klokken"), _("Skriv et klokkeslæt."))

    @classmethod
    def proposed_from(cls, day: date) -> "RunOffForm":
        """With days that will do: tomorrow or the next weekday, and the day after."""
        opens = rules.weekday(day + timedelta(days=1))
        closes = rules.weekday(opens + timedelta(days=1))
        data = {"voting_opens_day": opens, "voting_opens_time": VOTING_OPENS, "voting_closes_day": closes}
        return cls(formdata=None, data={**data, "voting_closes_time": VOTING_CLOSES})

    def times(self) -> VoteTimes:
        """What was typed; the form must be valid."""
        return VoteTimes(
            opens_at=moment_of(self.voting_opens_day.data, self.voting_opens_time.data),
            closes_at=moment_of(self.voting_closes_day.data, self.voting_closes_time.data),
        )


class RecallForm(KeyedForm):
    """A vote on somebody's seat."""

    reason = LongTextField(
        _("Hvorfor skal der stemmes om pladsen?"),
        [Needed(_("Skriv hvorfor.")), Between(rules.REASON_MIN, rules.REASON_MAX)],
        description=_("De, der må stemme, kan læse det. Skriv roligt, og hold dig til det, der er sket."),
    )
    opens_day = needed_day(_("Man kan stemme fra"), _("Vælg en dag."))
    closes_day = needed_day(_("Til og med"), _("Vælg en dag."))
    needed_percent = WholeNumberField(
        _("Så mange procent skal sige ja"), [Within(50, 100)], description=_("67 er to ud af tre.")
    )
    quorum_percent = WholeNumberField(
        _("Så mange procent skal stemme"),
        [Within(0, 100)],
        description=_("Stemmer færre, bliver pladsen, hvor den er."),
    )

    def facts(self) -> RecallFacts:
        """What was typed; the form must be valid."""
        return RecallFacts(
            reason=str(self.reason.data),
            opens_at=max(moment_of(self.opens_day.data, VOTING_OPENS), now()),
            closes_at=moment_of(self.closes_day.data, VOTING_CLOSES),
            needed_percent=self.needed_percent.data or rules.RECALL_PERCENT,
            quorum_percent=self.quorum_percent.data or 0,
            notice_days=0,
        )
