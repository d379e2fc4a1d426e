"""A page at 320 CSS pixels, and with text twice as large: does something scroll sideways, is it cut, can all be hit?"""

from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import CDPSession, Page, ViewportSize

NARROW: ViewportSize = {"width": 320, "height": 640}
PHONE_WIDE: ViewportSize = {"width": 390, "height": 844}
DESKTOP_WIDE: ViewportSize = {"width": 1280, "height": 800}
SMALLEST, COMFORTABLE = 24, 44
"""CSS pixels: WCAG 2.2 asks for 24; what one presses all the time has 44."""

IS_WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"

# Text whose box leaves the box of an ancestor that hides what overflows. Excerpts that end after some lines are meant.
CUT_TEXTS = """() => {
  const cut = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, owner = text.parentElement;
    if (!text.textContent.trim() || !owner.checkVisibility() || owner.closest(".skip-link, option")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const slack = parseFloat(getComputedStyle(owner).fontSize) / 3;
    for (let frame = owner; frame !== document.body; frame = frame.parentElement) {
      const style = getComputedStyle(frame), edge = frame.getBoundingClientRect();
      if (edge.width <= 1 && edge.height <= 1) break;  // For screen readers only.
      const hides = (value) => value === "hidden" || value === "clip";
      const sideways = hides(style.overflowX) && (box.right > edge.right + 1 || box.left < edge.left - 1);
      const isExcerpt = style.webkitLineClamp !== "none";
      const downwards = hides(style.overflowY) && !isExcerpt && box.bottom > edge.bottom + slack;
      if (sideways || downwards) cut.push(`${text.textContent.trim().slice(0, 40)} in .${frame.className}`);
      if (isExcerpt) break;
    }
  }
  return cut;
}"""

# [what, width, height, does it need the comfortable size] of everything that can be pressed or typed in.
TARGETS = """() => [...document.querySelectorAll(
    "button, summary, input:not([type=hidden]), select, textarea, nav a, .button")]
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.closest(".visually-hidden, .skip-link"))
  .map((one) => {
    const box = (one.matches("[type=radio], [type=checkbox]") && one.closest("label") || one).getBoundingClientRect();
    const main = one.matches(
      ".button:not(.button--small), input, select, textarea, .bottom-bar a, [type=submit]:not(.button--small)");
    return [one.outerHTML.slice(0, 120), box.width, box.height, main];
  })"""


# All of these in one question, as each question takes longer than its answer. Then the text gets another size; and a page that
# is left need not be drawn again. Asked in a window of another width, it would be an answer to another question.
FITS = f"""([width, then]) => {{
  if (innerWidth !== width) throw new Error(`${{innerWidth}} pixels wide, not ${{width}}`);
  const found = {{isWider: {IS_WIDER}, cut: ({CUT_TEXTS})(), targets: ({TARGETS})()}};
  if (then === "leave") document.documentElement.style.display = "none";
  else document.documentElement.style.fontSize = then;
  return found;
}}"""


_sessions: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()


def resize(page: Page, size: ViewportSize) -> None:
    """Give the page another size. ``page.set_viewport_size`` gives the window one as well, which takes three times as long."""
    if page not in _sessions:
        _sessions[page] = page.context.new_cdp_session(page)
    unscaled = {"deviceScaleFactor": 1, "mobile": False, "screenWidth": size["width"], "screenHeight": size["height"]}
    _sessions[page].send("Emulation.setDeviceMetricsOverride", {**size, **unscaled})


def faults(page: Page) -> list[str]:
    """What does not fit into the window as it is now."""
    return _unfitting({"isWider": page.evaluate(IS_WIDER), "cut": page.evaluate(CUT_TEXTS)})


def unfit(page: Page, *, leave: bool = False) -> list[str]:
    """What does not fit at 320 pixels, or with text twice as large, of the page that is open. Its window is another then; with
    ``leave`` the page is gone as well, for the next to come sooner.
    """
    found = []
    for size, name, then in (
        (NARROW, "320 px", "200%"),
        (PHONE_WIDE, "200 % at 390 px", "200%"),
        (DESKTOP_WIDE, "200 % at 1280 px", "leave" if leave else ""),
    ):
        resize(page, size)
        seen = page.evaluate(FITS, [size["width"], then])
        faulty = _unfitting(seen) + (_too_small(seen["targets"]) if size is NARROW else [])
        found += [f"{name}: {fault}" for fault in faulty]
    return found


def _unfitting(seen: dict[str, Any]) -> list[str]:
    return (["scrolls sideways"] if seen["isWider"] else []) + [f"cut: {text}" for text in seen["cut"]]


def _too_small(targets: list[Any]) -> list[str]:
    return [
        f"{round(width)}x{round(height)}: {what}"
        for what, width, height, is_main in targets
        if min(width, height) < SMALLEST - 0.5 or (is_main and height < COMFORTABLE - 0.5)
    ]
