"""Parts of an application as people read them: on the page with two wordings, and before sending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from wtforms import SelectField

from youthvoice.core.i18n import format_day, format_money, format_number
from youthvoice.grants.forms.fields import as_typed
from youthvoice.grants.forms.writing import StepForm
from youthvoice.grants.labels.applying import AGE_BAND_LABELS, LINE_KIND_LABELS
from youthvoice.grants.labels.breaches import CONFIRMED_LABELS
from youthvoice.grants.labels.steps import PART_LABELS
from youthvoice.grants.models import Application, BudgetLine
from youthvoice.grants.rules.applications import LineKind
from youthvoice.grants.rules.parts import DAYS, HALF, STEP_OF, day_in, read_lines
from youthvoice.grants.rules.pools import Excluded
from youthvoice.proposals.labels import TOPIC_LABELS


@dataclass(frozen=True, slots=True)
class Clash:
    """One part and a wording of it."""

    part: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the last look."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A step of the form, on the last look."""

    step: str
    rows: tuple[Row, ...]


def told_clashes(form: StepForm, wordings: Mapping[str, str]) -> list[Clash]:
    """Wordings of parts of a step, as people read them."""
    return [Clash(name, str(PART_LABELS[name]), _told(form, name, text)) for name, text in wordings.items()]


def _told(form: StepForm, name: str, text: str) -> str:
    if name == "lines":
        rows = ((line, str(LINE_KIND_LABELS[LineKind(line.kind)])) for line in read_lines(text))
        return "\n".join(f"{kind}: {line.name}: {as_typed(line.amount)}" for line, kind in rows)
    if name == "confirmed":
        return "\n".join(str(CONFIRMED_LABELS[Excluded(one)]) for one in text.split(",") if one)
    field = form[name]
    if isinstance(field, SelectField):
        return str({choice.value: choice.label for choice in field.choices}.get(text, ""))
    return _told_plain(name, text)


def _told_plain(name: str, text: str) -> str:
    """A tick, an amount, a day or words."""
    if name == "shows_refusal":
        return str(gettext("Ja") if text else gettext("Nej"))
    if name == "other_income":
        return as_typed(text)
    day = day_in(text) if name in DAYS else None
    if day is not None:
        return format_day(day)
    return text.removeprefix(HALF) if name in DAYS else text


def sections(application: Application, lines: Sequence[BudgetLine]) -> list[Section]:
    """Everything that will be sent, step by step, but the budget and the files."""
    one = application
    days = _day(one.begins_on) if one.ends_on is None else f"{_day(one.begins_on)} – {_day(one.ends_on)}"
    values: dict[str, list[tuple[str, str]]] = {
        "hvad": [("what", one.what), ("video_link", one.video_link)],
        "hvem": [("group_name", one.group_name), ("about_group", one.about_group)],
        "hvornaar": [("begins_on", days), ("place", one.place)],
        "for-hvem": [
            ("for_whom", one.for_whom),
            ("how_to_join", one.how_to_join),
            ("participants", format_number(one.participants) if one.participants is not None else ""),
            ("age_band", str(AGE_BAND_LABELS[one.age_band]) if one.age_band else ""),
            ("topic", str(TOPIC_LABELS[one.topic]) if one.topic else ""),
            ("school", one.school.name if one.school else ""),
        ],
        "budget": _money(one) if lines else [],
        "risiko": [("risks", one.risks), ("adult_name", one.adult_name), ("adult_email", one.adult_email)],
    }
    return [Section(step, tuple(_rows(pairs))) for step, pairs in values.items()]


def _money(one: Application) -> list[tuple[str, str]]:
    if not one.other_income:
        return []
    return [("other_income", format_money(one.other_income)), ("other_income_from", one.other_income_from)]


def _rows(pairs: list[tuple[str, str]]) -> list[Row]:
    return [Row(str(PART_LABELS[name]), text) for name, text in pairs if text.strip()]


def _day(day: date | None) -> str:
    return format_day(day) if day is not None else ""


@dataclass(frozen=True, slots=True)
class Missing:
    """What keeps an application from being sent. ``step`` is where it is put right; None: nowhere in the form."""

    text: str
    step: str | None
    part: str


def missing_parts(problems: Mapping[str, str]) -> list[Missing]:
    """Problems by part, in the order of the form; those of no part come first."""
    found = [Missing(text, STEP_OF.get(name), name) for name, text in problems.items()]
    order = list(STEP_OF)
    return sorted(found, key=lambda one: order.index(one.part) if one.step else -1)
