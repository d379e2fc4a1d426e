"""Writing a motion, working it over, amending it, and its steps until the day."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from youthvoice.assembly.models import Motion
from youthvoice.assembly.motion_labels import SIDE_CHOICES
from youthvoice.assembly.rules import motions as rules
from youthvoice.assembly.rules.motions import Side, Words
from youthvoice.core.forms import (
    Between,
    CleanHiddenField,
    HouseForm,
    KeyedForm,
    LongTextField,
    Needed,
    NoPrivateNumbers,
    TextField,
)
from youthvoice.councils.forms.fields import NOT_LISTED, RowField, id_or_none
from youthvoice.proposals.labels import TOPIC_LABELS
from youthvoice.proposals.rules import Topic

NOTE_HINT = _("Så kan andre se, hvorfor teksten er ændret. For eksempel: Vi skrev, hvem der skal betale.")


def _title() -> TextField:
    return TextField(
        _("Hvad hedder forslaget?"),
        [Needed(_("Skriv, hvad forslaget hedder.")), Between(rules.TITLE_MIN, rules.TITLE_MAX), NoPrivateNumbers()],
        description=_("For eksempel: Flere træer ved skolerne."),
        render_kw={"autocomplete": "off"},
    )


def _topic() -> SelectField:
    return SelectField(
        _("Hvad handler det om?"),
        choices=[SelectChoice(topic.value, label) for topic, label in TOPIC_LABELS.items()],
        description=_("Det afgør, hvem i kommunen der svarer, hvis Bytinget siger ja."),
        validate_choice=True,
    )


class SeenWordsForm(HouseForm):
    """A form that begins with a wording; ``version`` is its number."""

    version = CleanHiddenField()

    def seen(self) -> int:
        """The wording that the writer began with; 0 for what is no number."""
        return id_or_none(self.version.data or "") or 0


class NewMotionForm(KeyedForm):
    """A new motion. It can be sent in later, so the text may be short for now."""

    delegation = RowField(_("Hvem skriver forslaget?"), [InputRequired(_("Vælg, hvem der skriver forslaget."))])
    title = _title()
    topic = _topic()
    text = LongTextField(
        _("Hvad skal Bytinget sige ja til?"),
        [Between(0, rules.TEXT_MAX), NoPrivateNumbers()],
        description=_("Skriv, hvad der skal ske, og hvorfor. I kan rette i det, til I sender det ind."),
    )

    def words(self) -> Words:
        """What was typed; the form must be valid."""
        return Words(self.title.data or "", self.text.data or "")

    def topic_chosen(self) -> Topic:
        """What it is about; the form must be valid."""
        return Topic(self.topic.data)


class DraftForm(SeenWordsForm):
    """A draft as it stands; several may write on it."""

    title = _title()
    topic = _topic()
    text = LongTextField(
        _("Hvad skal Bytinget sige ja til?"),
        [NoPrivateNumbers()],
        description=_("Skriv, hvad der skal ske, og hvorfor."),
    )

    @classmethod
    def of(cls, motion: Motion) -> "DraftForm":
        """The form as the draft stands."""
        return cls(formdata=None, obj=motion, data={"version": str(motion.versions), "topic": motion.topic.value})

    def words(self) -> Words:
        """What was typed; the form must be valid."""
        return Words(self.title.data or "", self.text.data or "")


class WordsForm(SeenWordsForm):
    """The shared text, and what was changed in it."""

    title = _title()
    text = LongTextField(_("Teksten"), [NoPrivateNumbers()])
    note = TextField(
        _("Hvad har I ændret?"),
        [Optional(), Between(0, rules.NOTE_MAX), NoPrivateNumbers()],
        description=NOTE_HINT,
        render_kw={"autocomplete": "off"},
    )

    @classmethod
    def of(cls, motion: Motion, words: Words | None = None) -> "WordsForm":
        """The form as the text stands, or with those words."""
        words = words or Words(motion.title, motion.text)
        data = {"title": words.title, "text": words.text, "note": words.note, "version": str(motion.versions)}
        return cls(formdata=None, data=data)

    def words(self) -> Words:
        """What was typed; the form must be valid."""
        return Words(self.title.data or "", self.text.data or "", self.note.data or "")

    def put(self, words: Words, version: int) -> None:
        """Show those words, which begin with that wording."""
        self.title.data, self.text.data, self.version.data = words.title, words.text, str(version)


class MergeForm(WordsForm):
    """The text of the motion that the other becomes part of."""

    into = CleanHiddenField()

    @classmethod
    def into_motion(cls, into: Motion, note: str) -> "MergeForm":
        """As that motion stands now."""
        data = {"title": into.title, "text": into.text, "note": note, "version": str(into.versions)}
        return cls(formdata=None, data=data | {"into": str(into.number)})


class GiveForm(HouseForm):
    """Which committee works on it; none is a choice too."""

    committee = RowField(_("Hvilket udvalg?"), [Optional()])

    def offer(self, committees: Iterable[tuple[int, str]], nothing: object) -> None:
        """Fill the list. Must be called before validating or showing."""
        self.committee.offer(committees, nothing)


class WithdrawForm(HouseForm):
    """Why, if somebody wants to say it."""

    reason = TextField(
        _("Hvorfor trækker I det tilbage?"),
        [Optional(), Between(0, rules.WITHDRAW_REASON_MAX), NoPrivateNumbers()],
        description=_("Du kan lade feltet stå tomt. Alle kan læse det, du skriver."),
        render_kw={"autocomplete": "off"},
    )


class AmendmentForm(KeyedForm):
    """The whole text as it would stand, and why."""

    base = CleanHiddenField()
    text = LongTextField(
        _("Sådan skal teksten være"),
        [NoPrivateNumbers()],
        description=_("Ret direkte i teksten. Vi viser de andre, hvad du har ændret."),
    )
    reason = LongTextField(
        _("Hvorfor skal den ændres?"),
        [Needed(_("Skriv, hvorfor teksten skal ændres.")), Between(rules.REASON_MIN, rules.REASON_MAX),
         NoPrivateNumbers()],
    )  # fmt: skip

    @classmethod
    def of(cls, motion: Motion) -> "AmendmentForm":
        """The form as the text stands."""
        return cls(formdata=None, data={"text": motion.text, "base": str(motion.versions)})

    def seen(self) -> int:
        """The wording that it changes; 0 for what is no number."""
        return id_or_none(self.base.data or "") or 0


class ArgumentForm(KeyedForm):
    """What speaks for an amendment, or against it."""

    side = RadioField(
        _("Hvad mener du?"),
        [InputRequired(_("Vælg, om du er for eller imod."))],
        choices=[SelectChoice(side.value, label) for side, label in SIDE_CHOICES.items()],
        validate_choice=True,
    )
    text = LongTextField(
        _("Hvorfor?"),
        [Needed(_("Skriv, hvorfor du mener det.")), Between(rules.ARGUMENT_MIN, rules.ARGUMENT_MAX),
         NoPrivateNumbers()],
    )  # fmt: skip

    def chosen(self) -> Side:
        """Which way; the form must be valid."""
        return Side(self.side.data)


class CommitteeForm(HouseForm):
    """What a committee is called, and one line about it."""

    name = TextField(
        _("Hvad hedder udvalget?"),
        [Needed(_("Skriv, hvad udvalget hedder.")), Between(rules.COMMITTEE_MIN, rules.COMMITTEE_MAX)],
        description=_("For eksempel: Klima og natur."),
        render_kw={"autocomplete": "off"},
    )
    about = TextField(
        _("Hvad arbejder det med?"), [Optional(), Between(0, rules.ABOUT_MAX), NoPrivateNumbers()],
        render_kw={"autocomplete": "off"},
    )  # fmt: skip


class MemberForm(HouseForm):
    """Who is put into a committee."""

    person = RowField(_("Hvem skal med i udvalget?"), [InputRequired(NOT_LISTED)])
