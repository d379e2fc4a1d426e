"""The form an official writes an answer in. The rules speak through commands.answer_problems; here stand the fields."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from youthvoice.accounts.models import Person
from youthvoice.core.forms import (
    DAY_FORMATS,
    Between,
    CleanHiddenField,
    DayField,
    KeyedForm,
    LongTextField,
    NoPrivateNumbers,
    TextField,
)
from youthvoice.responses import rules
from youthvoice.responses.labels import OUTCOME_LABELS, REASON_LABELS, LazyText
from youthvoice.responses.models import Answer, AnswerDraft, Case
from youthvoice.responses.rules import AnswerFacts, Outcome, ReasonCode

E = TypeVar("E", bound=StrEnum)
DIGITS_OF_A_VERSION = 9


def _member(enum: type[E]) -> Callable[[object], E | None]:
    """Read a choice; what is no choice counts as none, and the rule says what is missing."""

    def read(value: object) -> E | None:
        return enum(value) if isinstance(value, str) and value in set(enum) else None

    return read


def _choices(labels: Mapping[E, LazyText]) -> list[SelectChoice]:
    return [SelectChoice(value.value, label) for value, label in labels.items()]


class AnswerForm(KeyedForm):
    """An answer. Without JavaScript every field is shown, with a hint that tells when it is needed."""

    version = CleanHiddenField()
    """The version of the case that this form was shown with."""
    draft_version = CleanHiddenField(render_kw={"data-autosave-version": ""})
    """The wording of the draft that the writer began with; 0 for none."""
    outcome = RadioField(
        _("Hvad er svaret?"),
        choices=_choices(OUTCOME_LABELS),
        coerce=_member(Outcome),
        validate_choice=False,
    )
    reason = SelectField(
        _("Den vigtigste grund"),
        coerce=_member(ReasonCode),
        validate_choice=False,
        choices=[SelectChoice("", _("Vælg en grund")), *_choices(REASON_LABELS)],
        description=_("Skal vælges ved «delvist ja», «nej» og «sendt videre»."),
    )
    reason_detail = TextField(
        _("Hvilken regel, hvilket beløb eller hvem?"),
        validators=[Between(0, rules.MAX_DETAIL), NoPrivateNumbers()],
        description=_("Loven: hvilken regel. Pengene: hvad det koster. En anden bestemmer: hvem."),
    )
    reason_on = DayField(
        _("Hvilken dag?"),
        format=DAY_FORMATS,
        description=_("Pengene: hvornår det kan tages op igen. En anden bestemmer: hvornår I har sendt det videre."),
    )
    explanation = LongTextField(
        _("Forklaringen"),
        validators=[Between(0, rules.MAX_EXPLANATION), NoPrivateNumbers()],
        description=_("Skriv til den unge: Hvad har I tænkt over? Hvorfor blev svaret sådan? Brug korte sætninger."),
    )
    next_step = LongTextField(
        _("Hvad sker der nu?"),
        validators=[Between(0, rules.MAX_NEXT_STEP), NoPrivateNumbers()],
        description=_("Hvad gør I, og hvad kan den unge gøre? Gerne med en dato."),
    )
    asked_for = LongTextField(
        _("Hvad mangler I at vide?"),
        validators=[Between(0, rules.MAX_ASKED_FOR), NoPrivateNumbers()],
        description=_("Kun ved «Vi vil vide mere». Stil et klart spørgsmål."),
    )
    expected_on = DayField(
        _("Hvornår sker det?"),
        format=DAY_FORMATS,
        description=_(
            "Ja: hvornår det er gjort. Sendt videre, eller I arbejder på det: hvornår svaret kommer. Alle kan se datoen."
        ),
    )
    contact_name = TextField(_("Navn"), validators=[Between(0, rules.MAX_CONTACT), NoPrivateNumbers()])
    contact_title = TextField(_("Stilling"), validators=[Between(0, rules.MAX_CONTACT), NoPrivateNumbers()])
    contact_unit = TextField(_("Afdeling"), validators=[Between(0, rules.MAX_CONTACT), NoPrivateNumbers()])

    @classmethod
    def fresh(
        cls, case: Case, official: Person, standing: Answer | None, draft: AnswerDraft | None = None
    ) -> "AnswerForm":
        """The form with the draft in it; else for a new answer, or for a new wording of the one that stands."""
        begun = draft or standing
        form = cls(formdata=None, data=filled(begun) if begun else _signature(official))
        form.version.data, form.draft_version.data = str(case.version), str(draft.version if draft else 0)
        return form

    def facts(self) -> AnswerFacts:
        """What was typed, for the rules. Who sends something on need not say that another decides."""
        reason = self.reason.data
        if reason is None and self.outcome.data is Outcome.passed_on:
            reason = ReasonCode.not_our_decision
        return AnswerFacts(
            outcome=self.outcome.data,
            reason=reason,
            reason_detail=self.reason_detail.data or "",
            reason_on=self.reason_on.data,
            explanation=self.explanation.data or "",
            next_step=self.next_step.data or "",
            contact_name=self.contact_name.data or "",
            contact_title=self.contact_title.data or "",
            contact_unit=self.contact_unit.data or "",
            asked_for=self.asked_for.data or "",
            expected_on=self.expected_on.data,
        )

    def seen_version(self) -> int:
        """The version of the case the writer had in front of her; 0, which no case has, where it was tampered with."""
        return _version(self.version.data) or 0

    def seen_draft(self) -> int:
        """The wording of the draft the writer began with; -1, which none has, where it was tampered with."""
        found = _version(self.draft_version.data or "0")
        return -1 if found is None else found


def _version(text: str | None) -> int | None:
    text = text or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS_OF_A_VERSION else None


def _signature(official: Person) -> dict[str, str]:
    return {
        "contact_name": official.display_name,
        "contact_title": official.title or "",
        "contact_unit": official.unit.name if official.unit else "",
    }


def filled(answer: Answer | AnswerDraft) -> dict[str, str | date | None]:
    return {
        "outcome": answer.outcome,
        "reason": answer.reason_code,
        "reason_detail": answer.reason_detail,
        "reason_on": answer.reason_on,
        "explanation": answer.explanation,
        "next_step": answer.next_step,
        "asked_for": answer.asked_for,
        "expected_on": answer.expected_on,
        "contact_name": answer.contact_name,
        "contact_title": answer.contact_title,
        "contact_unit": answer.contact_unit,
    }
