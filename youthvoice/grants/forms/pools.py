"""Making a pool and changing it: what it pays for, for whom, and by which rules."""

from collections.abc import Container, Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput

from youthvoice.core.clock import today
from youthvoice.core.forms import (
    Between,
    KeyedForm,
    LongTextField,
    MoneyField,
    Needed,
    NoPrivateNumbers,
    TextField,
    TickField,
    clean,
)
from youthvoice.councils.forms.fields import NOT_LISTED, RowField, WholeNumberField, Within, needed_day
from youthvoice.grants.commands.pools import Home, PoolFacts
from youthvoice.grants.forms.seen import SeenForm
from youthvoice.grants.labels.breaches import NOT_PAID_LABELS
from youthvoice.grants.models import Pool
from youthvoice.grants.rules import looking_after as bounds
from youthvoice.grants.rules.pools import (
    ABOUT_MAX,
    CRITERION_MAX,
    MOST_AMOUNT,
    MOST_CRITERIA,
    NAME_MAX,
    RULE_MAX,
    Excluded,
)

ROLLING, ROUNDS = "altid", "runder"
MORE = {"more_rules": "rules", "more_criteria": "criteria"}
"""A button for more lines -> its field."""
OWN = (
    "name", "about", "who_may", "starts_on", "ends_on", "min_age", "max_age", "lowest", "highest", "notice_days",
    "reuses_returned", "accounts_days", "complaint", "contact_name", "contact_title",
)  # fmt: skip
"""Fields whose name and value are those of the pool."""


class ExcludedField(SelectMultipleField):
    """What the pool does not pay for, a box for each."""

    option_widget = CheckboxInput()

    def __init__(self, label: object, **options: Any) -> None:
        choices = [SelectChoice(one.value, text) for one, text in NOT_PAID_LABELS.items()]
        super().__init__(label, choices=choices, **options)

    def pre_validate(self, _form: Any) -> None:
        """What stands on no list is refused with our own words."""
        if any(value not in set(Excluded) for value in self.data or ()):
            raise ValidationError(NOT_LISTED)


class LinesField(Field):
    """The same field line by line; ``data`` is what was typed, the empty lines too. At most ``most`` of ``longest`` characters."""

    def __init__(self, label: object, *, most: int, longest: int, **options: Any) -> None:
        super().__init__(label, **options)
        self.most, self.longest = most, longest

    def process_formdata(self, valuelist: list[str]) -> None:
        """Clean, one line each."""
        self.data = [" ".join((clean(value) or "").split()) for value in valuelist[: self.most]]

    def lines(self) -> list[str]:
        """What was typed, with empty lines to a sensible number."""
        typed = list(self.data or [])
        return typed + [""] * max(0, min(bounds.FEWEST_LINES, self.most) - len(typed))

    def add_lines(self) -> None:
        """Some more empty lines."""
        self.data = (self.lines() + [""] * bounds.MORE_LINES)[: self.most]

    def filled(self) -> tuple[str, ...]:
        """The lines with something in them."""
        return tuple(line for line in self.data or () if line)

    def pre_validate(self, form: Any) -> None:
        """No line too short or too long, none with somebody's numbers."""
        for line in self.filled():
            if not 3 <= len(line) <= self.longest:
                words = gettext("Skriv fra 3 til %(most)d tegn på hver linje.", most=self.longest)
                raise ValidationError(words)
            NoPrivateNumbers()(form, _Line(line))


class _Line:
    """One line, as a validator looks at a field."""

    def __init__(self, data: str) -> None:
        self.data = data


class PoolForm(KeyedForm, SeenForm):
    """What a pool is. ``seen`` is the version that was shown."""

    name = TextField(
        _("Hvad hedder puljen?"),
        [Needed(_("Skriv, hvad puljen hedder.")), Between(2, NAME_MAX)],
        description=_("For eksempel: Ungerådets pulje."),
        render_kw={"autocomplete": "off"},
    )
    about = LongTextField(
        _("Hvad er pengene til?"),
        [Between(0, ABOUT_MAX), NoPrivateNumbers()],
        description=_("Skriv kort og enkelt. Alle kan læse det."),
    )
    who_may = TextField(
        _("Hvem må søge?"),
        [Needed(_("Skriv, hvem der må søge.")), Between(3, bounds.WHO_MAX)],
        description=_("For eksempel: Unge fra 14 til 20 år, som bor eller går i skole her."),
    )
    min_age = WholeNumberField(
        _("Laveste alder"),
        [Within(bounds.LEAST_AGE, bounds.MOST_AGE, may_lack=True)],
        description=_("Den alder, man fylder det år."),
    )
    max_age = WholeNumberField(
        _("Højeste alder"),
        [Within(bounds.LEAST_AGE, bounds.MOST_AGE, may_lack=True)],
        description=_("Tomt: ingen grænse."),
    )
    starts_on = needed_day(_("Puljen begynder"), _("Vælg den første dag."))
    ends_on = needed_day(_("Det, man søger til, skal begynde senest"), _("Vælg den sidste dag."))
    lowest = MoneyField(_("Laveste beløb"), [Optional()], low=100, high=MOST_AMOUNT)
    highest = MoneyField(_("Højeste beløb"), [Optional()], low=100, high=MOST_AMOUNT)
    excluded = ExcludedField(_("Det betaler puljen ikke"))
    notice_days = WholeNumberField(
        _("Hvor mange dage før skal man søge?"),
        [Within(0, bounds.MOST_NOTICE_DAYS)],
        default=14,
        description=_("Rådet skal kunne nå at svare, før det går i gang."),
    )
    when = RadioField(
        _("Hvornår kan man søge?"),
        choices=[
            SelectChoice(ROLLING, _("Hele året, når man vil")),
            SelectChoice(ROUNDS, _("I runder med en frist")),
        ],
        default=ROLLING,
        invalid_choice_message=NOT_LISTED,
    )
    rules = LinesField(
        _("Reglerne"),
        most=bounds.MOST_RULES,
        longest=RULE_MAX,
        description=_("Én regel på hver linje. De får numre, så et afslag kan pege på en af dem."),
    )
    criteria = LinesField(
        _("Det ser rådet efter"),
        most=MOST_CRITERIA,
        longest=CRITERION_MAX,
        description=_("Ét spørgsmål på hver linje. For eksempel: Kan andre unge være med?"),
    )
    accounts_days = WholeNumberField(
        _("Hvor mange dage har gruppen til at lave regnskab?"),
        [Within(1, bounds.MOST_ACCOUNTS_DAYS)],
        default=30,
        description=_("Dagene tæller fra den sidste dag i det, gruppen laver."),
    )
    reuses_returned = TickField(_("Penge, der bliver betalt tilbage, kan bevilges igen"), default=True)
    complaint = LongTextField(
        _("Sådan kan man klage"),
        [
            Needed(_("Skriv, hvordan man klager.")),
            Between(bounds.COMPLAINT_MIN, bounds.COMPLAINT_MAX),
            NoPrivateNumbers(),
        ],
        description=_("Det står under hvert afslag."),
    )
    contact_name = TextField(
        _("Hvem kan man spørge?"),
        [Needed(_("Skriv navnet på en voksen.")), Between(2, bounds.CONTACT_MAX)],
        description=_("En voksen, der hjælper."),
        render_kw={"autocomplete": "off"},
    )
    contact_title = TextField(
        _("Titel"), [Between(0, bounds.CONTACT_MAX)], description=_("For eksempel: Ungekonsulent.")
    )
    is_meant = TickField(_("Ja, det er med vilje"))

    def add_lines(self, pressed: Container[str]) -> bool:
        """Some more empty lines where one of the buttons ``MORE`` was pressed; whether one was."""
        found = [name for name in MORE if name in pressed]
        for name in found:
            self[MORE[name]].add_lines()
        return bool(found)

    @classmethod
    def of(cls, pool: Pool, rule_words: Iterable[str], questions: Iterable[str]) -> "PoolForm":
        """The form as a pool stands."""
        return cls(formdata=None, data=values_of(pool, rule_words, questions) | {"seen": str(pool.version)})

    def facts(self) -> PoolFacts:
        """What was typed; the form must be valid."""
        values: dict[str, Any] = {name: self[name].data for name in OWN}
        texts = {name: values[name] or "" for name in ("about", "contact_title")}
        return PoolFacts(
            **values | texts,
            excluded=frozenset(Excluded(value) for value in self.excluded.data or ()),
            is_rolling=self.when.data == ROLLING,
            rules=self.rules.filled(),
            criteria=self.criteria.filled(),
        )


class NewPoolForm(PoolForm):
    """A new pool: whose money it is, too."""

    body_id = RowField(_("Hvilket råd bestemmer?"), [InputRequired(_("Vælg et råd."))])
    unit_id = RowField(
        _("Hvilken enhed betaler?"),
        [InputRequired(_("Vælg en enhed."))],
        description=_("Den skal også svare, at hver ansøgning er modtaget."),
    )
    year = WholeNumberField(_("Hvilket år?"), [Within(2020, 2100)], default=lambda: today().year)

    def offer(self, bodies: Iterable[tuple[int, str]], units: Iterable[tuple[int, str]]) -> None:
        """Fill the lists. Must be called before validating or showing."""
        self.body_id.offer(bodies, _("Vælg et råd"))
        self.unit_id.offer(units, _("Vælg en enhed"))

    @classmethod
    def fresh(cls, year: int) -> "NewPoolForm":
        """A form with what is usual."""
        data = {
            "year": year,
            "starts_on": today().replace(year=year, month=1, day=1),
            "ends_on": today().replace(year=year, month=12, day=31),
            "excluded": [one.value for one in Excluded],
        }
        return cls(formdata=None, data=data)

    @classmethod
    def copied(cls, pool: Pool, rule_words: Iterable[str], questions: Iterable[str]) -> "NewPoolForm":
        """Next year's pool, as this one is; every day a year later."""
        data = values_of(pool, rule_words, questions)
        later = {name: _a_year_later(data[name]) for name in ("starts_on", "ends_on")}
        home = {"body_id": pool.body_id, "unit_id": pool.unit_id, "year": pool.year + 1}
        return cls(formdata=None, data=data | later | home)

    def home(self) -> Home:
        """Whose money it is; the form must be valid."""
        return Home(body_id=self.body_id.data or 0, unit_id=self.unit_id.data or 0, year=self.year.data or 0)


def values_of(pool: Pool, rule_words: Iterable[str], questions: Iterable[str]) -> dict[str, Any]:
    """The fields' values for a pool as it stands."""
    return {name: getattr(pool, name) for name in OWN} | {
        "excluded": [one.value for one in pool.excludes],
        "when": ROLLING if pool.is_rolling else ROUNDS,
        "rules": list(rule_words),
        "criteria": list(questions),
    }


def _a_year_later(day: Any) -> Any:
    last_of_february = day.month == 2 and day.day == 29
    return day.replace(year=day.year + 1, day=28 if last_of_february else day.day)
