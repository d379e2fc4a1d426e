"""What Bytinget adopted: resolutions, what is still owed after the day, minutes and report."""

from tests.browser.visits import NOBODY, Visit
from tests.browser.world import RAEV, SIGNE

RESOLUTION_VISITS = (
    Visit("assembly.resolutions", NOBODY, "/bytinget/2046/beslutninger"),
    Visit("assembly.resolutions", SIGNE, "/bytinget/2043/beslutninger"),
    Visit("assembly.resolution", NOBODY, "/bytinget/2046/beslutninger/2"),
    Visit("assembly.resolution", RAEV, "/bytinget/2046/beslutninger/2"),
    Visit("assembly.resolution", SIGNE, "/bytinget/2046/beslutninger/1"),
    Visit("assembly.more", SIGNE, "/bytinget/2046/beslutninger/1/mere"),
    Visit("assembly.afterwork", SIGNE, "/bytinget/2046/efterarbejde"),
    Visit("assembly.reasons", SIGNE, "/bytinget/2046/forslag/{refused_motion}/begrundelse"),
    Visit("assembly.minutes", NOBODY, "/bytinget/2046/referat"),
)
RESOLUTION_FILES = frozenset({"assembly.minutes_pdf", "assembly.report_pdf"})
"""Paper, and not pages."""
