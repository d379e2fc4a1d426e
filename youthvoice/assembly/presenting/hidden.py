"""Words of the day that a moderator hid: what stands in their place."""

from flask_babel import gettext


def words_shown(words: str) -> str:
    """The words; where they are hidden they come empty, and something else is said."""
    return words or gettext("Skjult af en moderator")


def option_shown(number: int, title: str) -> str:
    """A line of the paper; of a hidden one its number alone."""
    return title or gettext("Mulighed %(number)s", number=number)
