"""A data set and a feed, for the addresses of open data."""

from typing import Any


def make_data() -> dict[str, dict[str, Any]]:
    """Values that single endpoints want."""
    one = {"name": "proposals"}
    return dict.fromkeys(("data_pages.about", "data.rows", "data.sheet", "data.feed"), one)
