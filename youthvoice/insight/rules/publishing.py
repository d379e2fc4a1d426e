"""What is shown of the counts: nothing that rests on fewer than five people, and nothing such a number follows from."""

from collections import Counter
from collections.abc import Mapping
from statistics import median

from youthvoice.core.charts.model import Unit
from youthvoice.core.charts.shares import percentages, rounded
from youthvoice.core.suppressing import to_hide
from youthvoice.insight.rules.counting import Tally
from youthvoice.insight.rules.measures import COUNTS, FEW, PARTS, SINGLES, Base, Figures, Measure


def published(tallies: Mapping[int | None, Tally]) -> dict[int | None, Figures]:
    """The figures of one year as they are shown, from the counts of each unit and (None) of all together."""
    units = {unit_id: tally for unit_id, tally in tallies.items() if unit_id is not None}
    whole, shown = tallies[None], {unit_id: _figures(tally) for unit_id, tally in tallies.items()}
    for base in Base:
        hidden, hides_whole = to_hide({key: tally.groups[base] for key, tally in units.items()}, whole.groups[base])
        for key in (*hidden, *((None,) if hides_whole else ())):
            shown[key].update(dict.fromkeys(_made_of(base), FEW))
    return shown


def _made_of(base: Base) -> list[str]:
    """Every figure that rests on a group."""
    found = [measure for table in (COUNTS, SINGLES) for measure, of in table.items() if of is base]
    found += PARTS.get(base, ())
    return [measure.value for measure in found] + ([Measure.median_days.value] if base is Base.answered else [])


def _figures(tally: Tally) -> Figures:
    """Everything, with nothing kept back."""
    figures: Figures = {measure.value: tally.groups[base].count for measure, base in COUNTS.items()}
    figures[Measure.median_days.value] = _median(tally.days)
    for measure, base in SINGLES.items():
        whole = tally.groups[base].count
        figures[measure.value] = _percent(tally.parts[measure], whole)
    for base, measures in PARTS.items():
        is_any = tally.groups[base].count > 0
        shares = percentages([tally.parts[measure] for measure in measures])
        figures.update((m.value, share if is_any else None) for m, share in zip(measures, shares, strict=True))
    return figures


def _percent(part: int, whole: int) -> int | None:
    return int(rounded(100 * (part / whole), Unit.PERCENT)) if whole else None


def _median(days: Counter[int]) -> float | int | None:
    return rounded(median(days.elements()), Unit.DAYS) if days else None
