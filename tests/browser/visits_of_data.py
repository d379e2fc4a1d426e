"""The pages of open data."""

from tests.browser.visits import NOBODY, Visit

DATA_FILES = frozenset({"data.index", "data.openapi", "data.rows", "data.sheet", "data.feed", "data.calendar"})
"""They answer programs, and not with a page."""

DATA_VISITS = (
    Visit("data_pages.front", NOBODY, "/data"),
    Visit("data_pages.about", NOBODY, "/data/om/cases"),
    Visit("data_pages.about", NOBODY, "/data/om/assembly-resolutions"),
)
