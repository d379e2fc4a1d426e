"""Fields of the wizard: the budget's rows, a number, and amounts that are kept however they were typed."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, Form
from wtforms.validators import StopValidation

from youthvoice.core.forms import TextField, clean
from youthvoice.core.i18n import locale_code
from youthvoice.core.money import MoneyKind, NoMoney, parse_money, write_money
from youthvoice.grants.commands.wording import cpr_problems, half_problems
from youthvoice.grants.labels.applying import LINE_KIND_LABELS
from youthvoice.grants.rules.applications import MOST_LINES, LineKind
from youthvoice.grants.rules.parts import HALF, TypedLine, write_lines
from youthvoice.grants.rules.pools import MOST_AMOUNT

EMPTY_ROWS = 3
MORE_ROWS = 6
LINE_NAMES = ("line_kind", "line_name", "line_amount")
LINE_CHOICES = [(kind.value, label) for kind, label in LINE_KIND_LABELS.items()]


class BudgetField(Field):
    """The rows of the budget; ``data`` are TypedLine, the blank ones too. Sent as three fields, each several times over."""

    def process(self, formdata: Any, *_more: Any, **_named: Any) -> None:
        """Read the rows: names and amounts as they were typed."""
        self.process_errors: list[str] = []
        self.raw_data: list[str] = []
        columns = [formdata.getlist(name)[:MOST_LINES] if formdata else [] for name in LINE_NAMES]
        self.data = [
            TypedLine(kind if kind in set(LineKind) else LineKind.other.value, _one_line(name), as_oere(amount))
            for kind, name, amount in zip(*columns, strict=False)
        ]

    def pre_validate(self, _form: Form) -> None:
        """Every row that is begun has a name and an amount, and no row a CPR number."""
        parts = {"lines": write_lines(self.data)}
        problems = half_problems(parts) | cpr_problems(parts)
        if problems:
            raise StopValidation(str(problems["lines"][0]))


class ParticipantsField(TextField):
    """How many come, as digits."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """What is no number is kept as it was typed."""
        super().process_formdata(valuelist)
        self.raw_data = [self.data or ""]
        typed = (self.data or "").replace(".", "").replace(" ", "")
        is_number = typed.isascii() and typed.isdigit() and len(typed) <= 5
        self.data = typed if is_number else half_written(self.raw_data)
        if self.data.startswith(HALF):
            raise ValueError(_("Skriv et helt tal, for eksempel 40."))

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else self.data or ""


def half_written(raw: Iterable[str] | None) -> str:
    """What was typed and is not what it should be, as a part holds it; empty where nothing was typed."""
    text = " ".join(raw or ()).strip()
    return f"{HALF}{text}" if text else ""


def _one_line(text: str) -> str:
    return " ".join((clean(text) or "").split())


def as_oere(text: str) -> str:
    """An amount that was typed, as a part holds it: digits of øre, or ``HALF`` and what stands there instead."""
    typed = _one_line(text)[:60]
    try:
        oere = parse_money(typed, locale_code())
    except NoMoney as refused:
        return "" if refused.kind is MoneyKind.empty else f"{HALF}{typed}"
    return str(oere) if oere <= MOST_AMOUNT else f"{HALF}{typed}"


def as_typed(amount: str) -> str:
    """What the field of an amount shows: kroner in the reader's language, or what was typed."""
    return amount[1:] if amount.startswith(HALF) else write_money(int(amount), locale_code()) if amount else ""


def rows_to_show(lines: list[TypedLine], *, more: bool) -> list[TypedLine]:
    """What was typed, and some empty rows after it."""
    typed = [line for line in lines if not line.is_blank]
    empty = [TypedLine(LineKind.other.value, "", "")] * (MORE_ROWS if more else EMPTY_ROWS)
    return [*typed, *empty][:MOST_LINES]
