"""Options that are typed a line each, with what each costs."""

from typing import Any

from wtforms import Field

from youthvoice.core.forms import KeyedForm, clean
from youthvoice.elections.rules.polls import FEWEST_LINES, MORE_LINES
from youthvoice.voting.rules.contest import MOST_OPTIONS


class LinesField(Field):
    """The same field several times over, line by line; ``data`` is what was typed, the empty lines too."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Clean, one line each."""
        self.data = [" ".join((clean(value) or "").split()) for value in valuelist[:MOST_OPTIONS]]


class LinedForm(KeyedForm):
    """A form with ``options`` and ``costs``; whoever inherits it adds both fields."""

    most_options = MOST_OPTIONS
    options: Any
    costs: Any

    def lines(self) -> list[tuple[str, str]]:
        """(option, cost) of each line as it was typed, at least as many as a new form has."""
        options, costs = list(self.options.data or []), list(self.costs.data or [])
        size = max(FEWEST_LINES, len(options))
        options += [""] * (size - len(options))
        return list(zip(options, (costs + [""] * size)[:size], strict=True))

    def add_lines(self) -> None:
        """Some more empty lines."""
        size = min(self.most_options, len(self.lines()) + MORE_LINES)
        self.options.data = ([option for option, _cost in self.lines()] + [""] * MORE_LINES)[:size]
