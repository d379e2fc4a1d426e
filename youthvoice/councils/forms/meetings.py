"""Planning a meeting, its agenda, its minutes and its decisions."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

from flask_babel import gettext, lazy_gettext
from wtforms import IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from youthvoice.core.clock import COPENHAGEN, local_date, moment_of
from youthvoice.core.forms import (
    DAY_FORMATS,
    Between,
    CleanHiddenField,
    DayField,
    HouseForm,
    KeyedForm,
    LongTextField,
    Needed,
    NoPrivateNumbers,
    TextField,
)
from youthvoice.core.keyset import whole_number
from youthvoice.councils.commands.meetings import MeetingFacts, facts_version
from youthvoice.councils.forms.fields import needed_clock
from youthvoice.councils.labels import OUTCOME_LABELS
from youthvoice.councils.models import Body, Decision, Meeting
from youthvoice.councils.rules.decisions import TEXT_MAX as DECISION_MAX
from youthvoice.councils.rules.decisions import DecisionFacts, DecisionOutcome, Votes
from youthvoice.councils.rules.meetings import (
    CALL_MAX,
    ITEM_TEXT_MAX,
    LINK_MAX,
    MINUTES_MAX,
    PLACE_MAX,
    TITLE_MAX,
    TITLE_MIN,
    items_due_at,
)
from youthvoice.responses import rules as duty
from youthvoice.responses.labels import REASON_LABELS
from youthvoice.responses.rules import ReasonCode

E = TypeVar("E", bound=StrEnum)
END_OF_DAY = time(23, 59)
PUBLIC, INTERNAL = "public", "internal"


class CountField(IntegerField):
    """Hands that were counted; nothing typed is no count."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Raises ValueError with our own words."""
        typed = [value.strip() for value in valuelist if value.strip()]
        try:
            super().process_formdata(typed)
        except ValueError:
            raise ValueError(gettext("Skriv et tal.")) from None


class MeetingForm(KeyedForm):
    """When, where and why. ``seen`` names the facts as they stood when the form was shown."""

    seen = CleanHiddenField()
    day = DayField(
        lazy_gettext("Dag"), [InputRequired(lazy_gettext("Skriv, hvilken dag I mødes."))], format=DAY_FORMATS
    )
    starts = needed_clock(lazy_gettext("Begynder"), lazy_gettext("Skriv, hvornår I begynder."))
    ends = needed_clock(lazy_gettext("Slutter"), lazy_gettext("Skriv, hvornår I slutter."))
    place = TextField(
        lazy_gettext("Sted"),
        [Between(0, PLACE_MAX), NoPrivateNumbers()],
        description=lazy_gettext("For eksempel «Rådhuset, lokale 2». Mødes I kun på nettet, så spring det over."),
    )
    link = TextField(
        lazy_gettext("Link til møde på nettet"),
        [Optional(), Between(0, LINK_MAX)],
        description=lazy_gettext("Begynder med https://."),
    )
    title = TextField(
        lazy_gettext("Hvad handler mødet om?"),
        [Optional(), Between(TITLE_MIN, TITLE_MAX), NoPrivateNumbers()],
        description=lazy_gettext("Et par ord. Uden dem hedder mødet det samme som dagen."),
    )
    call_text = LongTextField(
        lazy_gettext("Besked til medlemmerne"),
        [Optional(), Between(0, CALL_MAX), NoPrivateNumbers()],
        description=lazy_gettext("Hvad skal de læse eller tage med? De får den, når du indkalder."),
    )
    due_day = DayField(lazy_gettext("Sidste dag for punkter"), [Optional()], format=DAY_FORMATS)

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingForm":
        """The form with the facts as they stand."""
        begins, ends = (moment.astimezone(COPENHAGEN) for moment in (meeting.starts_at, meeting.ends_at))
        texts = {name: getattr(meeting, name) for name in ("place", "link", "title", "call_text")}
        return cls(
            formdata=None,
            data={
                **texts,
                "day": begins.date(),
                "starts": begins.time(),
                "ends": ends.time(),
                "due_day": local_date(meeting.items_due_at),
                "seen": facts_version(meeting),
            },
        )

    def facts(self, body: Body) -> MeetingFacts:
        """What was typed; asked for once the form is valid."""
        starts_at = moment_of(self.day.data, self.starts.data)
        return MeetingFacts(
            starts_at=starts_at,
            ends_at=moment_of(self.day.data, self.ends.data),
            place=self.place.data or "",
            link=self.link.data or "",
            title=self.title.data or "",
            call_text=self.call_text.data or "",
            items_due_at=_due(self.due_day.data, starts_at, body.item_deadline_days),
        )


class CancelForm(HouseForm):
    """Why there is no meeting."""

    reason = TextField(
        lazy_gettext("Hvorfor bliver mødet ikke til noget?"),
        [
            Needed(lazy_gettext("Skriv hvorfor. Medlemmerne får det at vide.")),
            Between(3, PLACE_MAX),
            NoPrivateNumbers(),
        ],
    )


class ItemForm(KeyedForm):
    """Something to talk about."""

    title = TextField(
        lazy_gettext("Hvad skal I tale om?"),
        [Needed(lazy_gettext("Skriv, hvad punktet hedder.")), Between(TITLE_MIN, TITLE_MAX), NoPrivateNumbers()],
        description=lazy_gettext("Få ord, så alle kan se, hvad det er. For eksempel «Skolemad»."),
    )
    text = LongTextField(
        lazy_gettext("Fortæl lidt mere"),
        [Optional(), Between(0, ITEM_TEXT_MAX), NoPrivateNumbers()],
        description=lazy_gettext("Hvad er problemet, og hvad vil du have? Så kan de andre tænke over det før mødet."),
    )


class MinutesForm(HouseForm):
    """The minutes of one item; ``version`` is the wording that the writer began with."""

    version = CleanHiddenField()
    minutes = LongTextField(lazy_gettext("Referat"), [Between(0, MINUTES_MAX), NoPrivateNumbers()])

    def seen_version(self) -> int:
        """The version in the form; -1, which no wording has, where it was tampered with."""
        found = whole_number(self.version.data)
        return -1 if found is None else found


class ApproveForm(HouseForm):
    """Who may read the minutes."""

    readers = RadioField(
        lazy_gettext("Hvem må læse referatet?"),
        [InputRequired(lazy_gettext("Vælg, hvem der må læse det."))],
        choices=[
            SelectChoice(PUBLIC, lazy_gettext("Alle")),
            SelectChoice(INTERNAL, lazy_gettext("Kun os og dem, vi taler for")),
        ],
    )


def _member(enum: type[E]) -> Callable[[object], E | None]:
    def read(value: object) -> E | None:
        return enum(value) if isinstance(value, str) and value in set(enum) else None

    return read


def _choices(labels: Mapping[E, Any]) -> list[SelectChoice]:
    return [SelectChoice(value.value, label) for value, label in labels.items()]


class DecisionForm(KeyedForm):
    """What was decided. The reasons are asked for where a no owes them; without script they are always shown then."""

    number = CleanHiddenField()
    """The decision that the writer had before them; 0: none."""
    outcome = RadioField(
        lazy_gettext("Hvad besluttede I?"),
        choices=_choices(OUTCOME_LABELS),
        coerce=_member(DecisionOutcome),
        validate_choice=False,
    )
    text = LongTextField(
        lazy_gettext("Beslutningen med ord"),
        [Between(0, DECISION_MAX), NoPrivateNumbers()],
        description=lazy_gettext("En eller to sætninger. For eksempel: «Vi arbejder for en skatebane.»"),
    )
    votes_for = CountField(lazy_gettext("For"))
    votes_against = CountField(lazy_gettext("Imod"))
    votes_abstaining = CountField(lazy_gettext("Undlod"))
    reason = SelectField(
        lazy_gettext("Den vigtigste grund"),
        coerce=_member(ReasonCode),
        validate_choice=False,
        choices=[SelectChoice("", lazy_gettext("Vælg en grund")), *_choices(REASON_LABELS)],
    )
    explanation = LongTextField(
        lazy_gettext("Forklaringen"),
        [Between(0, duty.MAX_EXPLANATION), NoPrivateNumbers()],
        description=lazy_gettext("Skriv til dem, der stillede forslaget: Hvad talte I om? Hvorfor blev det et nej?"),
    )
    next_step = LongTextField(
        lazy_gettext("Hvad kan der ske nu?"),
        [Between(0, duty.MAX_NEXT_STEP), NoPrivateNumbers()],
        description=lazy_gettext("Hvad gør I, og hvad kan de selv gøre?"),
    )
    contact_name = TextField(lazy_gettext("Navn"), [Between(0, duty.MAX_CONTACT), NoPrivateNumbers()])
    contact_title = TextField(lazy_gettext("Post"), [Between(0, duty.MAX_CONTACT), NoPrivateNumbers()])
    contact_unit = TextField(lazy_gettext("Råd"), [Between(0, duty.MAX_CONTACT), NoPrivateNumbers()])

    @classmethod
    def of(cls, decision: Decision | None, contact: dict[str, str]) -> "DecisionForm":
        """The form for a first decision, or for a correction of the one that stands."""
        data: dict[str, Any] = {**contact, "number": str(decision.number if decision else 0)}
        if decision is not None:
            names = ("outcome", "text", "votes_for", "votes_against", "votes_abstaining", "explanation", "next_step")
            data |= {name: getattr(decision, name) for name in names} | {"reason": decision.reason_code}
            data |= {name: getattr(decision, name) or contact[name] for name in contact}
        return cls(formdata=None, data=data)

    def facts(self) -> DecisionFacts:
        """What was typed, for the rules."""
        texts = ("text", "explanation", "next_step", "contact_name", "contact_title", "contact_unit")
        return DecisionFacts(
            outcome=self.outcome.data,
            votes=Votes(self.votes_for.data, self.votes_against.data, self.votes_abstaining.data),
            reason=self.reason.data,
            **{name: getattr(self, name).data or "" for name in texts},
        )

    def seen_number(self) -> int:
        """The number in the form; -1, which no decision has, where it was tampered with."""
        found = whole_number(self.number.data)
        return -1 if found is None else found


def _due(day: date | None, starts_at: datetime, deadline_days: int) -> datetime | None:
    """The end of that day; None where the body's own deadline is on it, or where none was typed."""
    if day is None or day == local_date(items_due_at(starts_at, deadline_days)):
        return None
    end = moment_of(day, END_OF_DAY)
    return min(end, starts_at) if day == local_date(starts_at) else end
