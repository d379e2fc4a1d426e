"""An application as the texts that its form shows, and the words that wait for an answer."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from youthvoice.core.i18n import format_money
from youthvoice.grants.models import Application, BudgetLine
from youthvoice.grants.queries.applications import lines_of
from youthvoice.grants.rules.parts import PARTS, STEP_OF, TEXTS, TypedLine, write_lines


def parts_of(session: Session, application: Application, step: str | None = None) -> dict[str, str]:
    """Every part (of one step, where it is named) as it was typed; one query where the budget is among them."""
    names = STEP_OF if step is None else PARTS[step]
    lines = lines_of(session, application.id) if "lines" in names else ()
    return {name: typed_part(application, name, lines) for name in names}


def parts_with(application: Application, lines: Sequence[BudgetLine]) -> dict[str, str]:
    """Every part, with the budget at hand: no query."""
    return {name: typed_part(application, name, lines) for name in STEP_OF}


def typed_part(application: Application, name: str, lines: Sequence[BudgetLine] = ()) -> str:
    """One part as it was typed: what fits no column goes before what is stored."""
    half: str | None = application.half_typed.get(name)
    return half if half is not None else _stored(application, name, lines)


def _stored(application: Application, name: str, lines: Sequence[BudgetLine]) -> str:
    if name in TEXTS or name == "confirmed":
        return str(getattr(application, name))
    if name == "lines":
        return write_lines(TypedLine(line.kind.value, line.name, str(line.amount)) for line in lines)
    if name == "shows_refusal":
        return "1" if application.shows_refusal else ""
    if name == "other_income":
        return str(application.other_income) if application.other_income else ""
    return _written(getattr(application, "school_id" if name == "school" else name))


def _written(value: object) -> str:
    """A day, a number or a choice as text."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def question_of(application: Application, lines: Sequence[BudgetLine]) -> str:
    """The words that wait for an answer, as the council and the officials read them."""
    texts = [application.what, application.video_link, application.for_whom, application.how_to_join]
    budget = "\n".join(f"{line.name}: {format_money(line.amount)}" for line in lines)
    return "\n\n".join(text for text in [*texts, budget, application.risks] if text.strip())
