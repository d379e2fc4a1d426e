"""What was answered, as charts with tables and as words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from youthvoice.consultations.answer_labels import RESPONDENT_LABELS
from youthvoice.consultations.models import Question
from youthvoice.consultations.presenting.answering import option_titles
from youthvoice.consultations.queries.answering import asked_of
from youthvoice.consultations.queries.results import FIRST_TEXTS, ShownText, Tallies
from youthvoice.consultations.rules.answers import Asked
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.results import Shown, shown
from youthvoice.consultations.rules.states import Respondent
from youthvoice.core.charts import BarChart, Drawing, Missing, Series, Value, draw
from youthvoice.core.i18n import format_number

MOST_SERIES = 2


@dataclass(frozen=True)
class QuestionResult:
    """One question: how many answered it, its chart, or the first words; ``notes`` explain the figures."""

    question: Question
    answered: list[str]
    drawing: Drawing | None
    notes: list[str]
    texts: list[ShownText]
    has_more: bool


def results(questions: Sequence[Question], tallies: Tallies, texts: dict[int, list[ShownText]]) -> list[QuestionResult]:
    """Every question with its figures or words."""
    return [
        _result(question, asked, tallies, texts.get(question.id, []))
        for question, asked in zip(questions, asked_of(questions), strict=True)
    ]


def byline(text: ShownText) -> str:
    """Who said it: a council, a class, or nobody who can be named."""
    if text.kind is Respondent.alone:
        return ""
    if not text.body:
        return gettext("En lille klasse")
    names = text.body if text.kind is Respondent.council or not text.school else f"{text.body}, {text.school}"
    people = ngettext("%(num)d er med", "%(num)d er med", text.people)
    return gettext("%(names)s (%(people)s)", names=names, people=people)


def _result(question: Question, asked: Asked, tallies: Tallies, texts: list[ShownText]) -> QuestionResult:
    figures = {kind: shown(asked, kind, tallies.get((question.id, kind), {})) for kind in Respondent}
    given = {kind: one for kind, one in figures.items() if not one.is_empty}
    answered = [_answered(kind, one) for kind, one in given.items()]
    drawing = _drawing(question, given) if given and question.kind is not QuestionKind.text else None
    notes = _notes(question, given) if drawing is not None else []
    return QuestionResult(question, answered, drawing, notes, texts[:FIRST_TEXTS], len(texts) > FIRST_TEXTS)


def _answered(kind: Respondent, one: Shown) -> str:
    number = gettext("for få til at vise") if one.answered is None else format_number(one.answered)
    return gettext("%(kind)s %(number)s", kind=RESPONDENT_LABELS[kind], number=number)


def _drawing(question: Question, given: dict[Respondent, Shown]) -> Drawing:
    titles = option_titles(question)
    order = list(titles)
    if question.kind is not QuestionKind.scale:
        first = next(iter(given.values())).options
        order.sort(key=lambda option: (-(first[option] or 0), option))
    series = [Series(str(RESPONDENT_LABELS[kind]), _values(one, order)) for kind, one in given.items()]
    return draw(
        BarChart(
            id=f"q{question.number}",
            title=question.words,
            description=_description(question),
            row_heading=gettext("Mulighed"),
            rows=tuple(titles[option] for option in order),
            series=tuple(series[:MOST_SERIES]),
            more=tuple(series[MOST_SERIES:]),
        )
    )


def _values(one: Shown, order: list[int]) -> tuple[Value, ...]:
    return tuple(Missing.TOO_FEW if one.options[option] is None else one.options[option] for option in order)


def _description(question: Question) -> str:
    if question.kind is QuestionKind.ranking:
        return gettext("Point til hver mulighed. Flest point betyder, at flest har sat den højt.")
    return gettext("Hvor mange svar hver mulighed fik.")


def _notes(question: Question, given: dict[Respondent, Shown]) -> list[str]:
    found = []
    if question.kind is QuestionKind.ranking:
        most = len(question.options)
        found.append(
            gettext(
                "Nummer 1 giver %(most)d point, nummer 2 giver %(next)d, og sådan går det nedad. Så lægger vi pointene sammen.",
                most=most,
                next=most - 1,
            )
        )
    if question.kind in (QuestionKind.several, QuestionKind.place):
        found.append(gettext("Man kunne vælge flere. Derfor kan tallene give mere end antallet af svar."))
    found += [_mean(kind, one.mean) for kind, one in given.items() if one.mean is not None]
    if any(None in one.options.values() for one in given.values()):
        found.append(gettext("Nogle tal er så små, at man måske kunne gætte, hvem det var. Derfor viser vi dem ikke."))
    return found


def _mean(kind: Respondent, mean: float) -> str:
    shown_mean = format_number(round(mean, 1))
    return gettext("%(kind)s: %(mean)s i snit", kind=RESPONDENT_LABELS[kind], mean=shown_mean)
