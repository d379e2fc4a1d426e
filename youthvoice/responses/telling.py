"""An answer on a page: the one that stands, the one it was to be clearer than, and what is asked and counted about it."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext

from youthvoice.responses.presenting import AnswerView, answer_view
from youthvoice.responses.queries.understood import ToldAnswer
from youthvoice.responses.rules import is_final
from youthvoice.responses.rules.follow_up import WISHES_TO_REOPEN, may_be_shown


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What an answer's page must know of the case."""

    case_id: int
    was_reopened: bool
    is_owed: bool
    """Somebody still waits: after a reopening, for the clearer answer."""
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Understood:
    """What is asked of the reader about the answer that stands, and what may be told of what others said."""

    case_id: int
    answer_id: int
    is_asked: bool
    """The reader is one of those who asked the municipality."""
    has_said: bool
    was_content: bool
    may_reopen: bool
    """A no, or five wishes, would still make the municipality answer again."""
    is_being_made_clearer: bool
    due_on: date | None
    has_wished: bool
    wish_line: str
    counted: tuple[str, ...]
    """«4 af 5 forstod svaret»; empty while so few have spoken that it would tell who."""

    @property
    def may_wish(self) -> bool:
        """A reader can press; while a clearer answer is on its way there is nothing to ask for."""
        return not self.is_asked and not self.is_being_made_clearer


@dataclass(frozen=True, slots=True)
class AnswersTold:
    """Everything a page shows of the answers to one case."""

    current: AnswerView | None = None
    first: AnswerView | None = None
    """The one that was not clear enough, once another stands beside it."""
    older: tuple[AnswerView, ...] = ()
    """All others."""
    understood: Understood | None = None
    """None where there is nothing to understand yet."""
    is_clearer: bool = False

    @property
    def detail(self) -> str:
        """Who decides, which rule or how much, as the answer that stands tells it."""
        return self.current.reason_detail if self.current else ""


NO_ANSWER = AnswersTold()


def tell_answers(rows: list[ToldAnswer], facts: CaseFacts) -> AnswersTold:
    """The rows (newest first), sorted for a page."""
    if not rows:
        return NO_ANSWER
    current, earlier = rows[0], rows[1:]
    unclear = next((row for row in earlier if row.was_unclear), None)
    return AnswersTold(
        current=answer_view(current.wording),
        first=answer_view(unclear.wording) if unclear else None,
        older=tuple(answer_view(row.wording) for row in earlier if row is not unclear),
        understood=_understood(current, facts) if is_final(current.wording.outcome) else None,
        is_clearer=unclear is not None and is_final(current.wording.outcome),
    )


def _understood(row: ToldAnswer, facts: CaseFacts) -> Understood:
    is_being_made_clearer = row.was_unclear and facts.is_owed
    return Understood(
        case_id=facts.case_id,
        answer_id=row.id,
        is_asked=row.is_party,
        has_said=row.my_understood is not None,
        was_content=bool(row.my_understood and row.my_taken_seriously),
        may_reopen=not facts.was_reopened,
        is_being_made_clearer=is_being_made_clearer,
        due_on=facts.due_on,
        has_wished=row.has_wished,
        wish_line=wish_line(row.wishes, may_reopen=not facts.was_reopened),
        counted=counted_lines(row.said, row.understood, row.taken_seriously),
    )


def wish_line(wishes: int, *, may_reopen: bool) -> str:
    """«3 har bedt om et klarere svar. Når 5 har bedt om det, skal kommunen svare igen.»"""
    told = ngettext("%(num)d har bedt om et klarere svar.", "%(num)d har bedt om et klarere svar.", wishes)
    if not may_reopen:
        last = gettext("Kommunen har allerede svaret igen én gang. Nye ønsker bliver kun talt.")
        return f"{told} {last}" if wishes else last
    if not wishes:
        return gettext("Beder %(most)d om et klarere svar, skal kommunen svare igen.", most=WISHES_TO_REOPEN)
    last = gettext("Når %(most)d har bedt om det, skal kommunen svare igen.", most=WISHES_TO_REOPEN)
    return f"{told} {last}"


def counted_lines(said: int, understood: int, taken_seriously: int) -> tuple[str, ...]:
    """What those who asked said, for everybody; nothing while they are few."""
    if not may_be_shown(said):
        return ()
    return (
        gettext("%(some)d af %(all)d forstod svaret", some=understood, all=said),
        gettext("%(some)d af %(all)d blev taget alvorligt", some=taken_seriously, all=said),
    )
