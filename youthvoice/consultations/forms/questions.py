"""One question of a hearing. What its kind does not have is not on the form."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _

from youthvoice.consultations.forms.fields import LinesField, SeenForm
from youthvoice.consultations.models import Question, QuestionOption
from youthvoice.consultations.rules.asked_questions import LABEL_MAX, QuestionFacts
from youthvoice.consultations.rules.questions import (
    HAS_OPTIONS,
    HELP_MAX,
    MOST_OPTIONS,
    OPTION_MAX,
    QUESTION_MAX,
    QUESTION_MIN,
    QuestionKind,
)
from youthvoice.core.forms import Between, LongTextField, Needed, NoPrivateNumbers, TextField, TickField

LABEL = [Needed(_("Skriv, hvad tallet betyder.")), Between(1, LABEL_MAX), NoPrivateNumbers()]


class QuestionForm(SeenForm):
    """``seen`` is the version of the draft. Call ``of_kind`` to make one."""

    words = TextField(
        _("Hvad spørger I om?"),
        [Needed(_("Skriv spørgsmålet.")), Between(QUESTION_MIN, QUESTION_MAX), NoPrivateNumbers()],
        description=_("Spørg om én ting ad gangen. Skriv ikke svaret ind i spørgsmålet."),
        render_kw={"autocomplete": "off"},
    )
    help = LongTextField(
        _("Vil du forklare noget?"),
        [Between(0, HELP_MAX), NoPrivateNumbers()],
        description=_("Det står lige under spørgsmålet. Du kan lade det stå tomt."),
    )
    options = LinesField(
        _("Det kan man vælge"), most=MOST_OPTIONS, longest=OPTION_MAX, description=_("Én ting på hver linje.")
    )
    low_label = TextField(_("Hvad betyder 1?"), LABEL, description=_("For eksempel: Slet ikke vigtigt."))
    high_label = TextField(_("Hvad betyder 5?"), LABEL, description=_("For eksempel: Meget vigtigt."))
    is_needed = TickField(_("Alle skal svare på det her spørgsmål"))

    @classmethod
    def of_kind(cls, kind: QuestionKind, **options: Any) -> "QuestionForm":
        """A form with the fields of that kind."""
        form = cls(**options)
        if kind not in HAS_OPTIONS:
            del form.options
        if kind is not QuestionKind.scale:
            del form.low_label, form.high_label
        return form

    @classmethod
    def of(cls, question: Question, options: Sequence[QuestionOption], version: int) -> "QuestionForm":
        """The form as a question stands."""
        names = ("words", "help", "is_needed", "low_label", "high_label")
        data = {name: getattr(question, name) for name in names} | {"options": [one.title for one in options]}
        return cls.of_kind(question.kind, formdata=None, data=data | {"seen": str(version)})

    def facts(self, kind: QuestionKind) -> QuestionFacts:
        """What was typed; the form must be valid."""
        has_options, is_scale = kind in HAS_OPTIONS, kind is QuestionKind.scale
        return QuestionFacts(
            kind=kind,
            words=self.words.data or "",
            help=self.help.data or "",
            is_needed=bool(self.is_needed.data),
            options=self.options.filled() if has_options else (),
            low_label=self.low_label.data or "" if is_scale else "",
            high_label=self.high_label.data or "" if is_scale else "",
        )
