"""Forms around a draft: ask a colleague, say a word, send at a time; and the phrases that answers are made from."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from youthvoice.core.clock import COPENHAGEN
from youthvoice.core.forms import (
    CLOCK_FORMATS,
    DAY_FORMATS,
    Between,
    CleanHiddenField,
    ClockField,
    DayField,
    HouseForm,
    KeyedForm,
    LongTextField,
    NoPrivateNumbers,
    TextField,
)
from youthvoice.core.keyset import whole_number
from youthvoice.responses.models import AnswerDraft
from youthvoice.responses.rules.drafts import MAX_NOTE, MAX_PHRASE, MAX_PHRASE_NAME, local_moment


class AskForm(HouseForm):
    """Ask a colleague to look."""

    reviewer = SelectField(_("Hvem skal se på svaret?"), coerce=str, validate_choice=False)

    def offer(self, colleagues: Sequence[tuple[int, str]]) -> None:
        """None is chosen beforehand."""
        choices = [SelectChoice(str(person_id), name) for person_id, name in colleagues]
        self.reviewer.choices = [SelectChoice("", _("Vælg en kollega")), *choices]

    def reviewer_id(self) -> int:
        """0, whom nobody has, for what is no choice."""
        return whole_number(self.reviewer.data) or 0


class NoteForm(KeyedForm):
    """A word about a draft; it carries the wording that it is about."""

    version = CleanHiddenField()
    words = LongTextField(
        _("Din note"),
        validators=[Between(0, MAX_NOTE), NoPrivateNumbers()],
        description=_("Kun I i enheden kan læse det. Den unge ser det aldrig."),
    )

    def seen_version(self) -> int:
        """-1, which no wording has, where it was tampered with."""
        found = whole_number(self.version.data)
        return -1 if found is None else found


class PlanForm(HouseForm):
    """Send the answer at a time."""

    version = CleanHiddenField()
    day = DayField(_("Dag"), format=DAY_FORMATS)
    clock = ClockField(_("Klokken"), format=CLOCK_FORMATS)

    @classmethod
    def of(cls, draft: AnswerDraft) -> "PlanForm":
        """With the time that stands."""
        at = draft.publish_at.astimezone(COPENHAGEN) if draft.publish_at else None
        data = {"version": str(draft.version), "day": at.date() if at else None, "clock": at.time() if at else None}
        return cls(formdata=None, data=data)

    def moment(self) -> datetime | None:
        """When, in UTC; None where a part is missing."""
        return local_moment(self.day.data, self.clock.data, COPENHAGEN)

    def seen_version(self) -> int:
        """-1, which no wording has, where it was tampered with."""
        found = whole_number(self.version.data)
        return -1 if found is None else found


class PhraseForm(KeyedForm):
    """A phrase to use again."""

    name = TextField(
        _("Navn"),
        validators=[Between(0, MAX_PHRASE_NAME), NoPrivateNumbers()],
        description=_("Så I kan finde den igen. Den unge ser det ikke."),
    )
    words = LongTextField(
        _("Formuleringen"),
        validators=[Between(0, MAX_PHRASE), NoPrivateNumbers()],
        description=_("Sæt [ ] om det, der skal skrives nyt hver gang, fx [beløb] eller [dato]."),
    )
