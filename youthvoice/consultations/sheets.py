"""A hearing as sheets: the counts, for everybody once it has closed, and the texts, for the unit that asked.

Neither tells who wrote what: small numbers are kept back, nobody's school stands beside what they wrote alone, the texts
are in alphabetical order, and numbers and addresses in them are taken out.
"""

from collections.abc import Callable, Iterable, Iterator

from youthvoice.consultations.labels import TOO_LATE
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.presenting.counts import CountedQuestion, CountLine
from youthvoice.consultations.presenting.shown import ShownQuestion
from youthvoice.consultations.queries.answers import AnswerText
from youthvoice.consultations.rules.states import Respondent
from youthvoice.core.sheets.writing import MARK, write_line
from youthvoice.core.suppressing import FEWEST
from youthvoice.core.textcheck import Found, find_addresses, find_cpr, find_emails, find_phone_numbers

COUNT_HEADINGS = ("hoering", "nummer", "spoergsmaal", "svarmulighed", "svar", "unge", "point", "bemaerkning")
TEXT_HEADINGS = ("hoering", "nummer", "spoergsmaal", "hvem", "unge", "skole", "svar", "bemaerkning")
"""The same in every language: a file is read by programs."""
WHO = {Respondent.alone: "alene", Respondent.school_class: "klasse", Respondent.council: "raad"}
ALL_ANSWERS = "alle"
KEPT_BACK = "Holdt tilbage: for få svar"
REMOVED = "[fjernet]"
FINDERS: tuple[Callable[[str], list[Found]], ...] = (find_cpr, find_phone_numbers, find_emails, find_addresses)


def counts_sheet(found: Consultation, questions: Iterable[CountedQuestion]) -> Iterator[str]:
    """The counts, line by line: first how many answered a question, then its options."""
    yield MARK
    yield write_line(COUNT_HEADINGS)
    for one in questions:
        yield write_line(_count_cells(found, one.question, ALL_ANSWERS, one.whole))
        for line in one.lines:
            yield write_line(_count_cells(found, one.question, line.title, line))


def texts_sheet(found: Consultation, answers: Iterable[tuple[ShownQuestion, AnswerText]]) -> Iterator[str]:
    """What was written, line by line."""
    yield MARK
    yield write_line(TEXT_HEADINGS)
    remark = _remark(found)
    for question, one in answers:
        # A school with few behind an answer would tell who they are.
        school = one.school if one.people >= FEWEST else None
        yield write_line(
            (found.title, question.number, question.words, WHO[one.kind], one.people, school, cleaned(one.text), remark)
        )


def cleaned(text: str) -> str:
    """Without what tells who somebody is, as far as a machine can see it."""
    for find in FINDERS:
        for spot in reversed(find(text)):
            text = text[: spot.start] + REMOVED + text[spot.end :]
    return text


def _count_cells(
    found: Consultation, question: ShownQuestion, option: str, line: CountLine
) -> tuple[str | int | None, ...]:
    remarks = [words for words in (KEPT_BACK if line.is_kept_back else "", _remark(found)) if words]
    return (
        found.title, question.number, question.words, option, line.answers, line.people, line.score, ". ".join(remarks),
    )  # fmt: skip


def _remark(found: Consultation) -> str:
    return str(TOO_LATE) if found.is_too_late else ""
