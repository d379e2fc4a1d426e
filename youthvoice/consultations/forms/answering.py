"""The questions of a hearing as one form. A draft is the same form, filled by what was kept."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.validators import StopValidation

from youthvoice.consultations.commands.answering import MOST_PEOPLE, field_name, problem_of
from youthvoice.consultations.models import Question
from youthvoice.consultations.queries.answering import Words, asked_of
from youthvoice.consultations.rules.answers import NOTHING, Answer, Asked, read_answer, values_of
from youthvoice.consultations.rules.states import Respondent
from youthvoice.core.forms import CleanHiddenField, KeyedForm, TextField, clean
from youthvoice.core.keyset import whole_number

PEOPLE = "people"


class QuestionField(Field):
    """All boxes of one question, which have one name between them. ``data`` is the Answer."""

    def __init__(self, *args: Any, question: Question, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.asked = question, asked

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = read_answer(self.asked.kind, [clean(str(value)) or "" for value in valuelist])

    @property
    def answer(self) -> Answer:
        """What is said; nothing, on a new form."""
        return self.data or NOTHING


class Fits:
    """The answer is one that the question takes."""

    def __call__(self, _form: Any, field: Any) -> None:
        problem = problem_of(field.asked, field.answer)
        if problem is not None:
            raise StopValidation(problem)


class HowMany:
    """A whole number of people."""

    def __call__(self, _form: Any, field: Any) -> None:
        number = whole_number(field.data)
        if number is None or not 1 <= number <= MOST_PEOPLE:
            raise StopValidation(str(_("Skriv et tal fra 1 til 2.000.")))


class AnswerForm(KeyedForm):
    """What all forms of hearings have. ``seen`` is the version of the answer that the form began with."""

    seen = CleanHiddenField()
    questions: Sequence[QuestionField] = ()

    def answers(self) -> dict[int, Answer]:
        """What is said to each question."""
        return {one.question.id: one.answer for one in self.questions}

    def how_many(self) -> int:
        """How many stand behind it; one, where somebody answers alone."""
        return (whole_number(self[PEOPLE].data) or 0) if PEOPLE in self else 1

    def seen_version(self) -> int:
        """The version of the answer that the form began with; 0 where there was none."""
        return whole_number(self.seen.data) or 0


def answer_form(
    questions: Iterable[Question], kind: Respondent, hidden: frozenset[int], filled: MultiDict[str, str] | None = None
) -> AnswerForm:
    """The form of those questions, as it was sent, or with ``filled`` in it; without those whose words are hidden."""
    shown = [one for one in questions if one.id not in hidden]

    class Form(AnswerForm):
        pass

    if kind is not Respondent.alone:
        setattr(Form, PEOPLE, TextField(PEOPLE_LABELS[kind], [HowMany()], description=PEOPLE_HINTS[kind]))
    for question, asked in zip(shown, asked_of(shown), strict=True):
        field = QuestionField(question.words, [Fits()], question=question, asked=asked)
        setattr(Form, field_name(question.id), field)
    form = Form() if filled is None else Form(formdata=filled)
    form.questions = [form[field_name(one.id)] for one in shown]
    return form


def filled_by(words: Words, questions: Iterable[Question], people: int | None) -> MultiDict[str, str]:
    """The fields that a browser would send for an answer that stands."""
    sent: MultiDict[str, str] = MultiDict()
    for one in questions:
        sent.setlist(field_name(one.id), values_of(one.kind, words.answers.get(one.id, NOTHING)))
    if people is not None:
        sent[PEOPLE] = str(people)
    return sent


def typed_fields(questions: Iterable[Question]) -> dict[str, list[str]]:
    """What was typed, as it is kept."""
    names = [*(field_name(one.id) for one in questions), PEOPLE]
    return {
        name: [clean(value) or "" for value in request.form.getlist(name)] for name in names if name in request.form
    }


def as_sent(typed: dict[str, list[str]]) -> MultiDict[str, str]:
    """The fields of a draft, to fill the form."""
    return MultiDict(typed)


PEOPLE_LABELS = {
    Respondent.school_class: _("Hvor mange børn er med?"),
    Respondent.council: _("Hvor mange er med til at svare?"),
}
PEOPLE_HINTS = {
    Respondent.school_class: _("Kun tallet. Skriv ingen navne."),
    Respondent.council: _("Tæl dem, der har været med til at tale om det."),
}
