"""What a pool's rules say while an application is typed: friendly lines, and the sums of the budget. No query."""

from collections.abc import Mapping
from dataclasses import dataclass

from youthvoice.core.clock import today
from youthvoice.core.i18n import format_money
from youthvoice.grants.labels.breaches import limits_told, told_breach
from youthvoice.grants.models import Application
from youthvoice.grants.rules.applications import ApplicationFacts, breaches
from youthvoice.grants.rules.parts import PART_OF, PARTS, WHILE_WRITING, day_in, number_in, read_lines
from youthvoice.grants.rules.pools import MOST_AMOUNT


@dataclass(frozen=True, slots=True)
class BudgetTold:
    """The sums of a budget, in words."""

    total: str
    other_income: str
    """Empty where there is none."""
    asked: str
    limits: str


def rule_notes(application: Application, step: str, typed: Mapping[str, str]) -> list[str]:
    """What the rules say of the parts of one step, as they are typed; only of what is there, never of what is missing."""
    pool = application.pool
    found = breaches(_facts(typed), pool.limits, today(), pool.ends_on)
    told = [one for one in found if one in WHILE_WRITING and PART_OF[one] in PARTS[step]]
    return [told_breach(one, pool.limits, pool.ends_on) for one in told]


def budget_told(application: Application, typed: Mapping[str, str]) -> BudgetTold:
    """The sums of what is typed; rows that are not whole do not count."""
    facts = _facts(typed)
    income = format_money(facts.other_income) if facts.other_income else ""
    total, asked = format_money(sum(facts.lines)), format_money(facts.asked)
    return BudgetTold(total, income, asked, limits_told(application.pool.limits))


def _facts(typed: Mapping[str, str]) -> ApplicationFacts:
    lines = (line for line in read_lines(typed.get("lines", "")) if line.is_whole)
    return ApplicationFacts(
        begins_on=day_in(typed.get("begins_on", "")),
        ends_on=day_in(typed.get("ends_on", "")),
        lines=tuple(int(line.amount) for line in lines),
        other_income=number_in(typed.get("other_income", ""), MOST_AMOUNT) or 0,
    )
