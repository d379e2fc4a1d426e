"""Putting a question to the people of a body: few fields, all with something sensible in them."""

from collections.abc import Mapping, Sequence
from datetime import time, timedelta
from types import SimpleNamespace
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import Field, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from youthvoice.accounts.forms import number_or_none
from youthvoice.core.clock import COPENHAGEN, moment_of, now, today
from youthvoice.core.forms import (
    CLOCK_FORMATS,
    DAY_FORMATS,
    Between,
    CleanHiddenField,
    ClockField,
    DayField,
    LongTextField,
    Needed,
    NoPrivateNumbers,
    TextField,
    TickField,
)
from youthvoice.councils.forms.fields import NOT_LISTED, Sensible, WholeNumberField, Within, needed_clock, needed_day
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import PRIVATE_KINDS
from youthvoice.elections.commands.polls import PollFacts
from youthvoice.elections.forms.lines import LinedForm, LinesField
from youthvoice.elections.models import Poll
from youthvoice.elections.poll_labels import TIE_LABELS, WAY_LABELS
from youthvoice.elections.rules.polls import (
    CLASS_DAYS,
    FEWEST_LINES,
    USUAL_CLOSING_HOUR,
    USUAL_DAYS,
    Voters,
    Way,
    way_of,
)
from youthvoice.voting.labels import CONTEST_PROBLEM_TEXTS
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.contest import (
    FEWEST_OPTIONS,
    MOST_OPTIONS,
    MOST_SEATS,
    OPTION_MAX,
    QUESTION_MAX,
    TITLE_MAX,
    TITLE_MIN,
    ContestProblem,
)
from youthvoice.voting.rules.methods import Completion, TieRule

MOST_KRONER = 100_000_000
NOW, LATER = "now", "later"
PUBLIC, INTERNAL = "public", "internal"
FIELDS: Mapping[str, str] = {"closes_at": "closes_day", "opens_at": "voters", "hands": "way"}
"""Where the form tells what a rule says of a field by another name."""


class PollForm(LinedForm):
    """One question, how it is answered, by whom and until when."""

    seen = CleanHiddenField()
    title = TextField(
        lazy_gettext("Hvad skal I stemme om?"),
        [Needed(lazy_gettext("Skriv, hvad I skal stemme om.")), Between(TITLE_MIN, TITLE_MAX), NoPrivateNumbers()],
        description=lazy_gettext("Skriv det som et spørgsmål. For eksempel: Skal vi have en bod i skolegården?"),
    )
    question = LongTextField(
        lazy_gettext("Hvad sker der bagefter?"),
        [Optional(), Between(0, QUESTION_MAX), NoPrivateNumbers()],
        description=lazy_gettext("Fortæl kort, hvad det handler om, og hvad I gør med svaret."),
    )
    way = RadioField(
        lazy_gettext("Hvordan skal man svare?"),
        choices=[SelectChoice(way.value, label) for way, label in WAY_LABELS.items()],
        default=Way.yes_no.value,
        invalid_choice_message=NOT_LISTED,
    )
    options = LinesField(
        lazy_gettext("Det kan man vælge"),
        description=lazy_gettext("Én ting på hver linje. Ved «Ja eller nej» skal du ikke skrive noget her."),
    )
    costs = LinesField()
    seats = WholeNumberField(
        lazy_gettext("Hvor mange kan vinde?"),
        [Within(1, MOST_SEATS)],
        default=1,
        description=lazy_gettext("Bruges, når man kan vælge flere eller sætter i rækkefølge."),
    )
    max_choices = WholeNumberField(
        lazy_gettext("Hvor mange kryds må man højst sætte?"),
        [Within(1, MOST_OPTIONS, may_lack=True)],
        description=lazy_gettext("Lad feltet stå tomt, hvis det er lige meget."),
    )
    budget = WholeNumberField(
        lazy_gettext("Hvor mange kroner er der at dele?"), [Within(1, MOST_KRONER, may_lack=True)]
    )
    spends_rest = TickField(lazy_gettext("Brug også resten på det, flest har valgt, så længe der er råd"))
    voters = RadioField(lazy_gettext("Hvem må stemme?"), invalid_choice_message=NOT_LISTED)
    readers = RadioField(
        lazy_gettext("Hvem må følge med?"),
        choices=[
            SelectChoice(PUBLIC, lazy_gettext("Alle må se spørgsmålet og resultatet")),
            SelectChoice(INTERNAL, lazy_gettext("Kun os og dem, der må stemme")),
        ],
        default=PUBLIC,
        invalid_choice_message=NOT_LISTED,
    )
    starts = RadioField(
        lazy_gettext("Hvornår begynder den?"),
        choices=[
            SelectChoice(NOW, lazy_gettext("Nu, med det samme")),
            SelectChoice(LATER, lazy_gettext("Senere")),
        ],
        default=NOW,
        invalid_choice_message=NOT_LISTED,
    )
    opens_day = DayField(lazy_gettext("Begynder den dag"), [Optional(), Sensible()], format=DAY_FORMATS)
    opens_clock = ClockField(lazy_gettext("Klokken"), [Optional()], format=CLOCK_FORMATS)
    closes_day = needed_day(lazy_gettext("Slutter den dag"), lazy_gettext("Skriv, hvilken dag den slutter."))
    closes_clock = needed_clock(lazy_gettext("Klokken"), lazy_gettext("Skriv, hvornår den slutter."))
    tie_rule = RadioField(
        lazy_gettext("Hvad nu, hvis nogen får lige mange stemmer?"),
        choices=[SelectChoice(rule.value, label) for rule, label in TIE_LABELS.items()],
        default=TieRule.run_off.value,
        invalid_choice_message=NOT_LISTED,
        description=lazy_gettext("Sætter man i rækkefølge, trækker I altid lod."),
    )
    quorum_percent = WholeNumberField(
        lazy_gettext("Hvor mange skal være med, før det gælder?"),
        [Within(0, 100)],
        default=0,
        description=lazy_gettext("I procent af dem, der må stemme. 0 betyder, at det er lige meget."),
    )
    allows_blank = TickField(lazy_gettext("Man må stemme blankt"), default=True)
    takes_strangers = TickField(
        lazy_gettext("Nogle af dem, der skal stemme, har ikke en konto. De får en seddel eller rækker hånden op")
    )

    def offer(self, voters: Sequence[tuple[str, str]], *, is_class: bool) -> None:
        """Fill the list of who may vote. Must be called before validating or showing. A class has no readers to choose."""
        self.voters.choices = [SelectChoice(value, label) for value, label in voters]
        if self.voters.data is None:
            self.voters.data = voters[0][0]
        if is_class:
            del self.readers

    @classmethod
    def fresh(cls, body: Body, title: str) -> "PollForm":
        """A form with what is usual for such a body."""
        is_class = body.kind in PRIVATE_KINDS
        closes = today() + timedelta(days=CLASS_DAYS if is_class else USUAL_DAYS)
        data = {
            "title": title,
            "closes_day": closes,
            "closes_clock": time(USUAL_CLOSING_HOUR),
            "options": [""] * FEWEST_LINES,
            "takes_strangers": is_class,
        }
        return cls(formdata=None, data=data)

    @classmethod
    def of(cls, contest: Contest, poll: Poll) -> "PollForm":
        """The form as the poll stands."""
        opens, closes = (moment.astimezone(COPENHAGEN) for moment in (contest.opens_at, contest.closes_at))
        way = way_of(contest.method)
        lines = [] if way is Way.yes_no else contest.options
        names = ("title", "question", "seats", "max_choices", "quorum_percent", "allows_blank", "takes_strangers")
        data: dict[str, Any] = {name: getattr(contest, name) for name in names} | {
            "seen": str(contest.version),
            "way": way.value,
            "options": [option.title for option in lines] + [""] * max(0, FEWEST_LINES - len(lines)),
            "costs": [str(option.cost // 100) if option.cost else "" for option in lines],
            "budget": contest.budget // 100 if contest.budget else None,
            "spends_rest": contest.completion is Completion.greedy,
            "voters": poll.voters.value,
            "readers": PUBLIC if poll.is_public else INTERNAL,
            "starts": LATER,
            "opens_day": opens.date(),
            "opens_clock": opens.time(),
            "closes_day": closes.date(),
            "closes_clock": closes.time(),
            "tie_rule": contest.tie_rule.value,
        }
        return cls(formdata=None, data=data)

    def validate_options(self, field: Field) -> None:
        """No line too long, none with somebody's numbers, and prices in whole kroner where money is divided."""
        for option, cost in self.lines():
            if len(option) > OPTION_MAX:
                raise ValidationError(gettext("Skriv højst %(most)d tegn på hver linje.", most=OPTION_MAX))
            NoPrivateNumbers()(self, SimpleNamespace(data=option))
            if self.way.data == Way.money.value and option and cost and _kroner(cost) is None:
                raise ValidationError(gettext("Skriv prisen i hele kroner, for eksempel 12000."))
        if self.way.data != Way.yes_no.value and sum(bool(option) for option in field.data or ()) < FEWEST_OPTIONS:
            raise ValidationError(str(CONTEST_PROBLEM_TEXTS[ContestProblem.too_few_options]))

    def validate_closes_day(self, field: Field) -> None:
        """Still to come."""
        if field.data and self.closes_clock.data and moment_of(field.data, self.closes_clock.data) <= now():
            raise ValidationError(gettext("Den tid er gået. Vælg en senere."))

    def validate_starts(self, field: Field) -> None:
        """A day and a time, where it begins later."""
        if field.data == LATER and not (self.opens_day.data and self.opens_clock.data):
            raise ValidationError(gettext("Skriv, hvilken dag og hvornår den begynder."))

    def facts(self) -> PollFacts:
        """What was typed; the form must be valid."""
        way = Way(self.way.data)
        readers = getattr(self, "readers", None)
        return PollFacts(
            title=self.title.data or "",
            question=self.question.data or "",
            way=way,
            options=_yes_no() if way is Way.yes_no else [(o, _kroner(c)) for o, c in self.lines() if o],
            seats=self.seats.data or 1,
            max_choices=self.max_choices.data,
            budget=self.budget.data,
            spends_rest=bool(self.spends_rest.data),
            voters=Voters(self.voters.data),
            is_public=readers is not None and readers.data == PUBLIC,
            opens_at=moment_of(self.opens_day.data, self.opens_clock.data) if self.starts.data == LATER else None,
            closes_at=moment_of(self.closes_day.data, self.closes_clock.data),
            tie_rule=TieRule(self.tie_rule.data),
            quorum_percent=self.quorum_percent.data or 0,
            allows_blank=bool(self.allows_blank.data),
            takes_strangers=bool(self.takes_strangers.data),
        )


def _yes_no() -> list[tuple[str, int | None]]:
    """The three answers of a question, in the order of rules.methods."""
    return [(gettext("Ja"), None), (gettext("Nej"), None), (gettext("Hverken ja eller nej"), None)]


def _kroner(typed: str) -> int | None:
    """Whole kroner, as they are typed: 12000, 12.000 or 12 000 kr."""
    found = number_or_none("".join(typed.casefold().removesuffix("kr.").removesuffix("kr").split()).replace(".", ""))
    return found if found is not None and found <= MOST_KRONER else None
