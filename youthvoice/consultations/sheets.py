"""A hearing as sheets: the counts, for everybody once it has closed, and the texts, for the unit that asked.

Neither tells who wrote what: the counts are those of the page of results, nobody's school stands beside what they wrote
alone, the texts are in an order drawn at random, and numbers and addresses in them are taken out.
"""

from collections.abc import Callable, Iterable, Iterator

from youthvoice.consultations.labels import TOO_LATE
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.presenting.counts import CountedQuestion
from youthvoice.consultations.presenting.shown import ShownQuestion
from youthvoice.consultations.queries.answers import AnswerText
from youthvoice.consultations.rules.questions import SMALLEST_GROUP
from youthvoice.consultations.rules.states import Respondent
from youthvoice.core.sheets.writing import MARK, Cell, write_line
from youthvoice.core.textcheck import Found, find_addresses, find_cpr, find_emails, find_phone_numbers

COUNT_HEADINGS = ("hoering", "nummer", "spoergsmaal", "hvem", "svarmulighed", "svar", "point", "bemaerkning")
TEXT_HEADINGS = ("hoering", "nummer", "spoergsmaal", "hvem", "unge", "skole", "svar", "bemaerkning")
"""The same in every language: a file is read by programs."""
WHO = {Respondent.alone: "alene", Respondent.school_class: "klasse", Respondent.council: "raad"}
ALL_ANSWERS = "alle svar"
KEPT_BACK = "holdt tilbage: for få svar"
REMOVED = "[fjernet]"
FINDERS: tuple[Callable[[str], list[Found]], ...] = (find_cpr, find_phone_numbers, find_emails, find_addresses)


def counts_sheet(found: Consultation, questions: Iterable[CountedQuestion]) -> Iterator[str]:
    """The counts, line by line: by who answered, first how many answered a question, then its options."""
    yield MARK
    yield write_line(COUNT_HEADINGS)
    for one in questions:
        for n, kind in enumerate(one.kinds):
            yield write_line(_cells(found, one, kind, ALL_ANSWERS, one.answered[n], is_points=False))
            for line in one.lines:
                yield write_line(_cells(found, one, kind, line.title, line.figures[n], is_points=one.is_ranking))


def texts_sheet(found: Consultation, answers: Iterable[tuple[ShownQuestion, AnswerText]]) -> Iterator[str]:
    """What was written, line by line. How many are in a very small class is not told."""
    yield MARK
    yield write_line(TEXT_HEADINGS)
    remark = str(TOO_LATE) if found.is_too_late else ""
    for question, one in answers:
        is_small = one.kind is Respondent.school_class and one.people < SMALLEST_GROUP
        people = None if is_small else one.people
        about = found.title, question.number, question.words, WHO[one.kind]
        yield write_line((*about, people, one.school, cleaned(one.text), remark))


def cleaned(text: str) -> str:
    """Without what tells who somebody is, as far as a machine can see it."""
    for find in FINDERS:
        for spot in reversed(find(text)):
            text = text[: spot.start] + REMOVED + text[spot.end :]
    return text


def _cells(
    found: Consultation, one: CountedQuestion, kind: Respondent, title: str, figure: int | None, *, is_points: bool
) -> tuple[Cell, ...]:
    remarks = [KEPT_BACK if figure is None else "", str(TOO_LATE) if found.is_too_late else ""]
    answers, points = (None, figure) if is_points else (figure, None)
    told = "; ".join(filter(None, remarks))
    return found.title, one.number, one.words, WHO[kind], title, answers, points, told
