"""Who gets in where: open data is everybody's."""

from tests.architecture.access_roles import EVERYONE

DATA: dict[str, frozenset[str]] = dict.fromkeys(
    (
        "GET data_pages.front",
        "GET data_pages.about",
        "GET data.index",
        "GET data.openapi",
        "GET data.rows",
        "GET data.sheet",
        "GET data.feed",
        "GET data.calendar",
    ),
    EVERYONE,
)
