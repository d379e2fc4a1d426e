"""Forms of a class meeting. Pictures stand beside words, and nothing asks for a name."""

from flask_babel import gettext, lazy_gettext
from wtforms import Field, Form, HiddenField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, StopValidation, ValidationError

from youthvoice.core.errors import RuleBroken
from youthvoice.core.forms import Between, HouseForm, KeyedForm, Needed, NoPrivateNumbers, TextField
from youthvoice.councils.class_labels import PICTURE_LABELS, TOPICS
from youthvoice.councils.commands.classroom.ideas import check_text
from youthvoice.councils.rules.classroom import FEWEST_CHILDREN, MOST_CHILDREN, QUESTION_MAX
from youthvoice.councils.rules.meetings import TITLE_MIN

FREE = "free"


class WholeNumber:
    """The field holds a number; anything else is refused in words."""

    def __call__(self, _form: Form, field: Field) -> None:
        if field.data is None:
            field.errors = []
            raise StopValidation(gettext("Skriv et tal."))


class AnIdea:
    """What the command says no to (numbers of people, too long), said beside the field."""

    def __call__(self, _form: Form, field: Field) -> None:
        try:
            check_text(field.data or "")
        except RuleBroken as error:
            raise ValidationError(str(error.problems["text"][0])) from error


class StartForm(KeyedForm):
    """What the class talks about today, and how many children are there."""

    topic = RadioField(
        lazy_gettext("Hvad vil I tale om?"),
        choices=[SelectChoice(key, text) for key, (text, _picture) in TOPICS.items()],
        default=FREE,
        validate_choice=False,
    )
    question = TextField(
        lazy_gettext("Eller skriv jeres eget spørgsmål"),
        [Optional(), Between(TITLE_MIN, QUESTION_MAX), NoPrivateNumbers()],
    )
    children = IntegerField(
        lazy_gettext("Hvor mange børn er her i dag?"),
        [WholeNumber(), NumberRange(FEWEST_CHILDREN, MOST_CHILDREN, lazy_gettext("Skriv et tal fra 1 til 200."))],
        description=lazy_gettext("Så kan en idé ikke få flere hænder, end I er."),
    )

    def chosen_question(self) -> str:
        """The class's own question, or the ready one that was picked."""
        ready, _picture = TOPICS.get(self.topic.data or FREE, TOPICS[FREE])
        return self.question.data or str(ready)


class IdeaForm(KeyedForm):
    """One idea, and a picture for it; without one, a picture that fits is found."""

    text = TextField(
        lazy_gettext("Skriv en idé"),
        [Needed(lazy_gettext("Skriv en idé først.")), AnIdea()],
    )
    picture = RadioField(
        lazy_gettext("Vælg et billede"),
        choices=[SelectChoice(picture.value, text) for picture, text in PICTURE_LABELS.items()],
        validate_choice=False,
    )


class TabletForm(IdeaForm):
    """An idea from a tablet. Without a token, so that no tablet gets a cookie (``require_same_origin``)."""

    class Meta(IdeaForm.Meta):
        csrf = False

    def say_too_fast(self) -> None:
        """Many ideas came at once; what was typed stays."""
        self.form_errors.append(gettext("I skriver mange idéer lige nu. Vent lidt, og send igen."))


class HandsForm(HouseForm):
    """How many hands the teacher has counted."""

    hands = IntegerField(lazy_gettext("Hænder"), [WholeNumber()])


class ChoiceForm(KeyedForm):
    """The idea that the class agreed to send on."""

    idea_id = HiddenField()
