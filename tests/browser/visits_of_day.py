"""The day of Bytinget: the agenda, the chair's page and the desk, before the day and while it is on."""

from tests.browser.visits import NOBODY, Visit
from tests.browser.world import RAEV, SIGNE

DAY_VISITS = (
    Visit("assembly.day_agenda", NOBODY, "/bytinget/2042/dagen"),
    Visit("assembly.day_agenda", NOBODY, "/bytinget/2043/dagen"),
    Visit("assembly.day_agenda", SIGNE, "/bytinget/2042/dagen"),
    Visit("assembly.edit_agenda", SIGNE, "/bytinget/2043/dagen/dagsorden"),
    Visit("assembly.change_item", SIGNE, "/bytinget/2043/dagen/dagsorden/{day_item_before}"),
    Visit("assembly.desk", SIGNE, "/bytinget/2042/dagen/indtjekning"),
    Visit("assembly.desk", SIGNE, "/bytinget/2043/dagen/indtjekning"),
    Visit("assembly.desk", SIGNE, "/bytinget/2042/dagen/indtjekning?q=findes-ikke"),
    Visit("assembly.console", SIGNE, "/bytinget/2042/dagen/styring"),
    Visit("assembly.console", SIGNE, "/bytinget/2043/dagen/styring"),
    Visit("assembly.end_day", SIGNE, "/bytinget/2042/dagen/styring/slut"),
    Visit("assembly.plan_day_vote", SIGNE, "/bytinget/2042/dagen/styring/punkter/{day_item}/afstemning"),
    Visit("assembly.screen", NOBODY, "/bytinget/2041/dagen/skaerm"),
    Visit("assembly.screen", NOBODY, "/bytinget/2042/dagen/skaerm"),
    Visit("assembly.now", NOBODY, "/bytinget/2042/dagen/nu"),
    Visit("assembly.now", RAEV, "/bytinget/2041/dagen/nu"),
    Visit("assembly.now", RAEV, "/bytinget/2042/dagen/nu"),
    Visit("assembly.day_paper", RAEV, "/bytinget/2041/dagen/stem/{day_paper}"),
    Visit("assembly.draw_day_lot", SIGNE, "/bytinget/2042/dagen/styring/afstemning/{day_lot}/lod"),
)
DAY_FILES = frozenset({"assembly.console_now", "assembly.now_parts", "assembly.screen_parts"})
"""Parts of a page, and no pages."""
