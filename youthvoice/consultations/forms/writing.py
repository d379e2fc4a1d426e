"""Writing a hearing: what it is about, what is open and what is fixed, when, and who is asked."""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from youthvoice.consultations.commands.publishing import days_of
from youthvoice.consultations.commands.writing import ConsultationFacts
from youthvoice.consultations.forms.fields import RowsField, SeenForm
from youthvoice.consultations.labels import AUDIENCE_LABELS, PROBLEM_TEXTS
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.rules.asking import Days, day_problems
from youthvoice.consultations.rules.states import (
    DECIDER_MAX,
    TITLE_MAX,
    TITLE_MIN,
    WORDS_MAX,
    Audience,
    ConsultationProblem,
)
from youthvoice.core.clock import today
from youthvoice.core.forms import Between, KeyedForm, LongTextField, Needed, NoPrivateNumbers, TextField, TickField
from youthvoice.councils.forms.fields import NOT_LISTED, needed_day

USUAL_START, USUAL_LENGTH, USUAL_DECISION = timedelta(days=3), timedelta(days=21), timedelta(days=60)
OWN = ("title", "about", "open_text", "fixed_text", "fixed_why", "decider", "decision_on")
"""Fields whose name and value are those of the hearing."""
WORDS = [Between(0, WORDS_MAX), NoPrivateNumbers()]


class ConsultationForm(KeyedForm, SeenForm):
    """What a hearing says. While it is a draft, texts may lack."""

    title = TextField(
        _("Hvad spørger I om?"),
        [Needed(_("Skriv, hvad I spørger om.")), Between(TITLE_MIN, TITLE_MAX), NoPrivateNumbers()],
        description=_("For eksempel: Hvordan skal den nye park være?"),
        render_kw={"autocomplete": "off"},
    )
    about = LongTextField(
        _("Hvad handler det om?"),
        WORDS,
        description=_("Fortæl det kort til en på 14 år. Skriv også, hvad I bruger svarene til."),
    )
    open_text = LongTextField(
        _("Hvad kan de unge være med til at bestemme?"), WORDS, description=_("Skriv kun det, der kan ændres endnu.")
    )
    fixed_text = LongTextField(
        _("Hvad ligger fast?"),
        WORDS,
        description=_("Skriv det, der ikke kan ændres. Så ved de unge, hvad de kan svare på."),
    )
    fixed_why = LongTextField(
        _("Hvorfor ligger det fast?"),
        WORDS,
        description=_("For eksempel en lov, et beløb eller en beslutning fra før."),
    )
    decider = TextField(
        _("Hvem beslutter?"),
        [Between(0, DECIDER_MAX), NoPrivateNumbers()],
        description=_("For eksempel: Børne- og Ungdomsudvalget."),
        render_kw={"autocomplete": "off"},
    )
    opens_on = needed_day(_("Høringen åbner"), _("Vælg den dag, den åbner."))
    closes_on = needed_day(_("Sidste dag for svar"), _("Vælg den sidste dag."))
    decision_on = needed_day(_("Beslutningen bliver taget"), _("Vælg den dag, I beslutter."))
    is_late_meant = TickField(_("Ja, beslutningen er taget. Det må stå på høringen"))
    audience = RadioField(
        _("Hvem spørger I?"),
        choices=[SelectChoice(one.value, label) for one, label in AUDIENCE_LABELS.items()],
        default=Audience.everyone.value,
        invalid_choice_message=NOT_LISTED,
    )
    school_ids = RowsField(_("Hvilke skoler?"), description=_("Bruges, når I spørger unge på bestemte skoler."))

    def offer(self, schools: Iterable[tuple[int, str]]) -> None:
        """Fill the list of schools. Must be called before validating or showing."""
        self.school_ids.offer(schools)

    @classmethod
    def fresh(cls) -> "ConsultationForm":
        """A form with days that will do."""
        opens = today() + USUAL_START
        days = {"opens_on": opens, "closes_on": opens + USUAL_LENGTH, "decision_on": opens + USUAL_DECISION}
        return cls(formdata=None, data=days)

    @classmethod
    def of(cls, draft: Consultation, school_ids: Collection[int]) -> "ConsultationForm":
        """The form as a draft stands."""
        days = days_of(draft)
        data = {name: getattr(draft, name) for name in OWN} | {
            "seen": str(draft.version),
            "opens_on": days.opens_on,
            "closes_on": days.closes_on,
            "is_late_meant": days.is_too_late,
            "audience": draft.audience.value,
            "school_ids": list(school_ids),
        }
        return cls(formdata=None, data=data)

    @property
    def days(self) -> Days | None:
        """The three days; None while one lacks."""
        found = self.opens_on.data, self.closes_on.data, self.decision_on.data
        return Days(*found) if all(found) else None

    @property
    def asks_too_late(self) -> bool:
        """The decision is taken before it opens."""
        return self.days is not None and self.days.is_too_late

    def validate_opens_on(self, field: Field) -> None:
        """Not gone already."""
        self._tell(field, (ConsultationProblem.opens_in_the_past,))

    def validate_closes_on(self, field: Field) -> None:
        """Open for long enough, and closed before the decision."""
        self._tell(field, set(ConsultationProblem) - {ConsultationProblem.opens_in_the_past})

    def validate_is_late_meant(self, field: Field) -> None:
        """Whoever asks too late says so."""
        if self.asks_too_late and not field.data:
            raise ValidationError(gettext("Ret dagen, eller sæt kryds ved, at beslutningen er taget."))

    def validate_school_ids(self, field: Field) -> None:
        """Somebody must be asked."""
        if self.audience.data == Audience.schools.value and not field.data:
            raise ValidationError(str(PROBLEM_TEXTS[ConsultationProblem.schools_missing]))

    def facts(self) -> ConsultationFacts:
        """What was typed; the form must be valid."""
        texts = {name: getattr(self, name).data or "" for name in OWN if name != "decision_on"}
        return ConsultationFacts(
            **texts,
            decision_on=self.decision_on.data,
            audience=Audience(self.audience.data),
            school_ids=[one for one in self.school_ids.data or () if one is not None],
            opens_on=self.opens_on.data,
            closes_on=self.closes_on.data,
        )

    def _tell(self, _field: Field, kinds: Collection[ConsultationProblem]) -> None:
        for problem in self._day_problems():
            if problem in kinds:
                raise ValidationError(str(PROBLEM_TEXTS[problem]))

    def _day_problems(self) -> Iterator[ConsultationProblem]:
        if self.days is not None:
            yield from day_problems(self.days, today())
