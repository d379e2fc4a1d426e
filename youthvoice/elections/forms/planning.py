"""Forms of those who run elections: the plan, its days, who is on the roll, and a vote on a seat."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import CheckboxInput

from youthvoice.core.clock import COPENHAGEN, local_date, moment_of, now
from youthvoice.core.forms import (
    DAY_FORMATS,
    Between,
    CleanHiddenField,
    DayField,
    HouseForm,
    KeyedForm,
    Needed,
    TextField,
    TickField,
)
from youthvoice.councils.forms.fields import (
    NOT_LISTED,
    Sensible,
    WholeNumberField,
    Within,
    id_or_none,
    needed_clock,
    needed_day,
)
from youthvoice.elections.commands.planning import RoundFacts
from youthvoice.elections.models import ElectionRound
from youthvoice.elections.rules import planning as rules
from youthvoice.elections.rules.planning import Dates, ProposedDays
from youthvoice.elections.rules.states import Purpose
from youthvoice.voting.rules.methods import Method, TieRule

VOTING_OPENS, VOTING_CLOSES = time(8, 0), time(15, 0)
"""School hours."""
END_OF_DAY = time(23, 59)
RANKED, CROSSES = "raekkefoelge", "kryds"


class RowsField(SelectMultipleField):
    """Several rows of a list, each a box to tick."""

    option_widget = CheckboxInput()

    def __init__(self, label: object, **options: Any) -> None:
        super().__init__(label, coerce=id_or_none, validate_choice=True, **options)

    def offer(self, rows: Iterable[tuple[int, str]]) -> None:
        """Fill the list. Must be called before validating or showing."""
        self.choices = [SelectChoice(str(row_id), name) for row_id, name in rows]

    def pre_validate(self, _form: Any) -> None:
        """What stands on no list is refused with our own words."""
        known = {id_or_none(one.value) for one in self.choices or ()}
        if any(one not in known for one in self.data or ()):
            raise ValidationError(NOT_LISTED)


class DatesForm(HouseForm):
    """When people stand, vote and sit down; ``version`` is what was seen."""

    version = CleanHiddenField()
    nomination_opens_day = needed_day(_("Man kan stille op fra"), _("Vælg den første dag."))
    nomination_closes_day = needed_day(_("Til og med"), _("Vælg den sidste dag."))
    voting_opens_day = needed_day(_("Man kan stemme fra"), _("Vælg den første dag."))
    voting_opens_time = needed_clock(_("Klokken"), _("Skriv et klokkeslæt."))
    voting_closes_day = needed_day(_("Valget slutter"), _("Vælg den sidste dag."))
    voting_closes_time = needed_clock(_("Klokken"), _("Skriv et klokkeslæt."))
    term_starts_on = needed_day(_("De valgte begynder"), _("Vælg den første dag."))
    term_ends_on = DayField(
        _("De valgte slutter"),
        [Optional(), Sensible()],
        format=DAY_FORMATS,
        description=_("Lad feltet stå tomt, så slutter de, når rådets tid er gået."),
    )

    @classmethod
    def proposed(cls, days: ProposedDays, **more: Any) -> "DatesForm":
        """With days that will do."""
        return cls(
            formdata=None,
            data={
                "nomination_opens_day": days.nomination_opens,
                "nomination_closes_day": days.nomination_closes,
                "voting_opens_day": days.voting_opens,
                "voting_opens_time": VOTING_OPENS,
                "voting_closes_day": days.voting_closes,
                "voting_closes_time": VOTING_CLOSES,
                "term_starts_on": days.term_starts,
                **more,
            },
        )

    @classmethod
    def of(cls, planned: ElectionRound) -> "DatesForm":
        """With the days as they stand."""
        opens, closes = (one.astimezone(COPENHAGEN) for one in (planned.voting_opens_at, planned.voting_closes_at))
        return cls(
            formdata=None,
            data={
                "version": str(planned.version),
                "nomination_opens_day": local_date(planned.nomination_opens_at),
                "nomination_closes_day": local_date(planned.nomination_closes_at),
                "voting_opens_day": opens.date(),
                "voting_opens_time": opens.time(),
                "voting_closes_day": closes.date(),
                "voting_closes_time": closes.time(),
                "term_starts_on": planned.term_starts_on,
                "term_ends_on": planned.term_ends_on,
            },
        )

    def dates(self, before: ElectionRound | None = None) -> Dates:
        """What was typed; the form must be valid. A nomination that begins today has begun; days that stay keep their hour."""
        opens, closes = self._day("nomination_opens_day"), self._day("nomination_closes_day")
        opens_at, closes_at = moment_of(opens, time()), moment_of(closes, END_OF_DAY)
        if before is None and opens == local_date(now()):
            opens_at = now()
        if before is not None and opens == local_date(before.nomination_opens_at):
            opens_at = before.nomination_opens_at
        if before is not None and closes == local_date(before.nomination_closes_at):
            closes_at = before.nomination_closes_at
        return Dates(
            nomination_opens_at=opens_at,
            nomination_closes_at=closes_at,
            voting_opens_at=moment_of(self._day("voting_opens_day"), self._clock("voting_opens_time")),
            voting_closes_at=moment_of(self._day("voting_closes_day"), self._clock("voting_closes_time")),
            term_starts_on=self._day("term_starts_on"),
            term_ends_on=self.term_ends_on.data,
        )

    def _day(self, name: str) -> date:
        found: date = self[name].data
        return found

    def _clock(self, name: str) -> time:
        found: time = self[name].data
        return found


class PlanForm(KeyedForm, DatesForm):
    """All about an election. What hides under «more» has an answer that will do."""

    title = TextField(
        _("Hvad hedder valget?"),
        [Needed(_("Skriv, hvad valget hedder.")), Between(rules.TITLE_MIN, rules.TITLE_MAX)],
        render_kw={"autocomplete": "off"},
    )
    constituencies = RowsField(_("Hvem skal vælge?"))
    seats = WholeNumberField(_("Hvor mange skal vælges?"), [Within(1, rules.MOST_SEATS)])
    substitutes = WholeNumberField(_("Suppleanter"), [Within(0, rules.MOST_SEATS)])
    method = RadioField(
        _("Sådan stemmer man"),
        choices=[SelectChoice(RANKED, _("Skriv dem i rækkefølge")), SelectChoice(CROSSES, _("Sæt kryds"))],
        default=RANKED,
        invalid_choice_message=NOT_LISTED,
    )
    tie_rule = RadioField(
        _("Hvis to får lige mange stemmer"),
        choices=[SelectChoice(TieRule.lot.value, _("Træk lod")), SelectChoice(TieRule.run_off.value, _("Stem igen"))],
        default=TieRule.lot.value,
        invalid_choice_message=NOT_LISTED,
    )
    notice_days = WholeNumberField(
        _("Hvor lang tid i forvejen?"),
        [Within(0, rules.MOST_NOTICE_DAYS)],
        description=_("Så mange dage skal der mindst gå, fra valget bliver kendt, til man kan stemme."),
    )
    quorum_percent = WholeNumberField(
        _("Hvor mange skal stemme, før valget gælder?"),
        [Within(0, 100)],
        description=_("I procent af dem, der må stemme. 0 betyder, at det er lige meget."),
    )
    allows_blank = TickField(_("Man må stemme blankt"))
    fills_uncontested = TickField(_("Er der plads til alle, der stiller op, er de valgt uden afstemning"))
    needs_spread = TickField(_("Hvert klassetrin, der stiller op, skal have mindst én plads"))
    takes_strangers = TickField(_("Nogle har ingen konto. De stemmer på sedler, som en voksen printer"))
    approves_pictures = TickField(
        _("En voksen ser på alle billeder, før andre ser dem"),
        description=_("Billeder af kandidater, der kan være under 18 år, skal en voksen altid se først."),
    )

    def facts(self, purpose: Purpose, follows_id: int | None) -> RoundFacts:
        """What was typed; the form must be valid."""
        seats = self.seats.data or 1
        return RoundFacts(
            title=str(self.title.data),
            purpose=purpose,
            follows_id=follows_id,
            dates=self.dates(),
            seats=seats,
            substitutes=self.substitutes.data or 0,
            constituencies=tuple(self.constituencies.data or ()),
            method=method_of(str(self.method.data), seats),
            tie_rule=TieRule(self.tie_rule.data),
            notice_days=self.notice_days.data or 0,
            quorum_percent=self.quorum_percent.data or 0,
            allows_blank=bool(self.allows_blank.data),
            fills_uncontested=bool(self.fills_uncontested.data),
            needs_spread=bool(self.needs_spread.data),
            takes_strangers=bool(self.takes_strangers.data),
            approves_pictures=bool(self.approves_pictures.data),
        )


def method_of(chosen: str, seats: int) -> Method:
    """The method by what a form calls it: crosses, or an order."""
    if chosen == CROSSES:
        return Method.plurality if seats == 1 else Method.block
    return Method(rules.preferred_method(seats))
