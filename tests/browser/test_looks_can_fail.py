"""The looks at pages find what is wrong with a page, also where a page before it had text of the same look; and only that."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Route, ViewportSize

from tests.browser import looking
from tests.browser.conftest import DESKTOP
from tests.browser.looking import TALL_PHONE, look_at_every_page, with_axe
from tests.browser.visits import NOBODY, Visit

STYLE = """<style>
  :root { color-scheme: light dark } body { background: #fff; color: #000; font: 1rem sans-serif }
  .pale { background: #fff; color: #aaa } .note { color: #555 } .over { background: #444 }
  a { color: #06c; text-decoration: underline } .bare { text-decoration: none; color: #222 }
  @media (prefers-color-scheme: dark) {
    body { background: #111; color: #eee } a { color: #9cf } .note { color: #bbb } .dim { color: #333 } .bare { color: #ddd }
    .over { background: #999 }
  }
</style>"""
SOUND = "<p>Here is all well.</p><p class='note'>A note.</p>"
FAULTS = {
    # What is on the page, the colours in which it is found, and how it is called.
    "contrast": ("<p class='pale'>Pale on white.</p>", ("light", "dark"), "color-contrast"),
    "contrast in dark": ("<p class='dim'>Dim in the dark.</p>", ("dark",), "color-contrast"),
    # These stand on another ground than their twin on the page before.
    "ground": ("<div class='over'><p class='note'>A note.</p></div>", ("light", "dark"), "color-contrast"),
    "laid under": (
        "<div style='position: relative'><div class='over' style='position: absolute; inset: 0'></div>"
        "<p class='note' style='position: relative; margin: 0'>A note.</p></div>",
        ("light", "dark"),
        "color-contrast",
    ),
    "see-through": ("<div style='opacity: .3'><p class='note'>A note.</p></div>", ("light", "dark"), "color-contrast"),
    "after its twin": ("<p>Here is all well.</p><p class='pale'>Pale.</p>", ("light", "dark"), "color-contrast"),
    "a link like the text": (
        "<p>Whoever wants to know all can read <a class='bare' href='/'>more</a> of it in here.</p>",
        ("light", "dark"),
        "link-in-",
    ),
    "no label": ("<input style='width: 200px; height: 44px'>", ("first",), "label"),
    "no text instead": (
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' width='44' height='44'>",
        ("first",),
        "image-alt",
    ),
}
MISFITS = {
    "too wide": ("<div style='width: 400px'>Wide.</div>", "320 px: scrolls sideways"),
    "too wide if large": (
        "<div style='width: 22em; max-width: none; font-size: 1rem'>Wide.</div>",
        "200 % at 390 px: scrolls",
    ),
    "too wide on a desktop": (
        "<style>@media (min-width: 1000px) { .w { width: 50rem; } }</style><div class='w'>Wide.</div>",
        "200 % at 1280 px: scrolls",
    ),
    "cut": (
        "<div style='height: 30px; overflow: hidden'><p>One word<br>and<br>another.</p></div>",
        "320 px: cut: another.",
    ),
    "cut if large": ("<div style='height: 50px; overflow: hidden'>One<br>two.</div>", "200 % at 390 px: cut: two."),
    "a small target": (
        "<button style='width: 100px; height: 20px; padding: 0'>Press</button>",
        "320 px: 100x20: <button",
    ),
    "an uncomfortable one": ("<button class='button' style='height: 30px'>Press</button>", "x30: <button"),
}


HOST = "http://looks.test/"


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    """No application answers here."""


def _walk(browser: Browser, monkeypatch: pytest.MonkeyPatch, size: ViewportSize, pages: dict[str, str]) -> list[str]:
    """What is found on the pages, each as «name, colours: ...» or «name, size: ...»; a sound page comes first, and last."""
    contents = {"sound": SOUND, **pages, "sound again": SOUND}
    monkeypatch.setattr(
        looking, "visits_of", lambda _who: [Visit(name, NOBODY, HOST + quote(name)) for name in contents]
    )
    monkeypatch.setattr(Visit, "__str__", lambda visit: visit.endpoint)
    site: Any = SimpleNamespace(values=dict)
    page = with_axe(browser.new_page(viewport=size, reduced_motion="reduce"))

    def answer(route: Route) -> None:
        name = unquote(route.request.url.removeprefix(HOST))
        page = f"<!doctype html><html lang='en'><meta charset='utf-8'><title>{name}</title>{STYLE}"
        route.fulfill(body=f"{page}<main><h1>A page</h1>{contents.get(name, '')}</main>", content_type="text/html")

    page.route("**", answer)
    try:
        return look_at_every_page(page, site, NOBODY, size, "")
    finally:
        page.close()


@pytest.mark.parametrize("size", [TALL_PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_each_fault_in_its_colours(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, size: ViewportSize
) -> None:
    found = _walk(browser, monkeypatch, size, {name: content for name, (content, _colours, _called) in FAULTS.items()})
    first = "light" if size is TALL_PHONE else "dark"
    for name, (_content, colours, called) in FAULTS.items():
        expected = {first if colour == "first" else colour for colour in colours}
        assert {line.split(": ")[0] for line in found if line.startswith(f"{name},") and called in line} == {
            f"{name}, {colour}" for colour in expected
        }, "\n".join(found)
    assert not [line for line in found if line.startswith("sound")]


def test_what_does_not_fit_is_found(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _walk(browser, monkeypatch, TALL_PHONE, {name: content for name, (content, _text) in MISFITS.items()})
    for name, (_content, text) in MISFITS.items():
        assert [line for line in found if line.startswith(f"{name},") and text in line], (name, "\n".join(found))
    assert not [line for line in found if line.startswith("sound")]
