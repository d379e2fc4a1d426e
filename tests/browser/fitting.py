"""A page at 320 CSS pixels, and with text twice as large: does something scroll sideways, is it cut, can all be hit?"""

from playwright.sync_api import Page, ViewportSize

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


def too_small(page: Page) -> list[str]:
    """Targets that are hard to hit."""
    found = page.evaluate(TARGETS)
    return [
        f"{round(width)}x{round(height)}: {what}"
        for what, width, height, is_main in found
        if min(width, height) < SMALLEST - 0.5 or (is_main and height < COMFORTABLE - 0.5)
    ]


def faults(page: Page) -> list[str]:
    """What does not fit into the window as it is now."""
    return (["scrolls sideways"] if page.evaluate(IS_WIDER) else []) + [
        f"cut: {text}" for text in page.evaluate(CUT_TEXTS)
    ]


def unfit(page: Page) -> list[str]:
    """What does not fit at 320 pixels, or with text twice as large, of the page that is open. Its window is another then."""
    page.set_viewport_size(NARROW)
    found = [f"320 px: {fault}" for fault in faults(page) + too_small(page)]
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for size in (PHONE_WIDE, DESKTOP_WIDE):
        page.set_viewport_size(size)
        found += [f"200 % at {size['width']} px: {fault}" for fault in faults(page)]
    return found
