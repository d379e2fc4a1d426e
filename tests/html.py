"""A test client that reads every HTML page it gets: valid, with a title, without duplicate ids, inline script or style.

A page is read twice, both by C or Rust, since thousands of them go by. html5ever, the parser of Servo, tells every error
that HTML knows of. One expression finds the tags: each must be closed where it was opened, though HTML lets many end tags
be left out. In a page that passes both, the tags as written are the tree, so that the other rules are asked of them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from markupever import HtmlOptions, Parser

TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>""")
ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# HTML allows these; html5lib, which read the pages before, did not, and no page of ours needs them.
DASHES_IN_COMMENT = re.compile(r"<!--(?:(?!-->).)*?--(?!>)", re.DOTALL)
BARE_AMPERSAND = re.compile(r"&(?!#?\w+;).{0,20}")
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# Werkzeug's own page about a redirect ends without them.
CLOSED_BY_THE_END = ("html", "body", "p")
# A parser finds nothing wrong with it, but our Content-Security-Policy would refuse it.
FORBIDDEN_TAGS = ("style",)


class CheckingClient(FlaskClient):
    """Flask's client; ``check=False`` in a call leaves one page unchecked."""

    def open(self, *args: Any, check: bool = True, **kwargs: Any) -> Any:
        """Send a request, read the answer to its end as a browser does (also a file that is sent in pieces), and check a page."""
        kwargs.setdefault("base_url", "https://localhost")
        kwargs.setdefault("buffered", True)
        # A context of its own, so that nothing kept on ``g`` (the session, who is signed in) goes from one request to the next.
        with self.application.app_context():
            response = super().open(*args, **kwargs)
        if check and response.mimetype == "text/html":
            problems = page_problems(response.get_data(as_text=True))
            assert not problems, f"{args[0] if args else ''}: {problems}"
        return response


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag of a page."""

    name: str
    attributes: dict[str, str]
    is_in_label: bool


def page_problems(text: str) -> list[str]:
    """Everything wrong with a page or a part of one, in words; empty where it is in order."""
    is_page = text.lstrip().lower().startswith("<!doctype")
    tags: list[Tag] = []
    problems = [*_parse_errors(text, is_page=is_page), *_nesting_errors(COMMENT.sub("", text), tags)]
    if is_page:
        problems += _page_errors(text, tags)
    return problems + _element_problems(tags)


def _parse_errors(text: str, *, is_page: bool) -> list[str]:
    parser = Parser(HtmlOptions(full_document=is_page, exact_errors=True))
    parser.process(text)
    parser.finish()
    return parser.errors() + DASHES_IN_COMMENT.findall(text) + BARE_AMPERSAND.findall(text)


def _nesting_errors(text: str, tags: list[Tag]) -> Iterator[str]:
    """Yield where a tag is not closed as it was opened; ``tags`` gets every start tag."""
    open_tags: list[str] = []
    for slash, written, rest in TAG.findall(text):
        name = written.lower()
        if not slash:
            tags.append(Tag(name, _attributes(rest), "label" in open_tags or name == "label"))
            closes_itself = rest.endswith("/") and "svg" in (*open_tags, name)
            if name not in VOID and not closes_itself:
                open_tags.append(name)
                if rest.endswith("/"):
                    yield f"<{name}/>"
        elif name in open_tags[-1:] and not rest.strip():
            open_tags.pop()
        else:
            yield f"</{name}{rest}> in {open_tags[-1:]}"
    yield from (f"<{name}> is never closed" for name in open_tags if name not in CLOSED_BY_THE_END)


def _attributes(written: str) -> dict[str, str]:
    return {name.lower(): first or second or third for name, first, second, third in ATTRIBUTE.findall(written)}


def start_tags(text: str) -> list[dict[str, str]]:
    """The attributes of every start tag of a part of a page, as a browser reads them."""
    return [
        {name: unescape(value) for name, value in _attributes(rest).items()}
        for slash, _name, rest in TAG.findall(text)
        if not slash
    ]


def _page_errors(text: str, tags: list[Tag]) -> Iterator[str]:
    title = re.search(r"<title>([^<]*)</title>", text)
    if title is None or not title[1].strip():
        yield "no title"
    if not any(tag.name == "html" and tag.attributes.get("lang") for tag in tags):
        yield "no lang"
    headings = sum(tag.name == "h1" for tag in tags)
    if headings != 1:
        yield f"{headings} h1"


def _element_problems(tags: list[Tag]) -> list[str]:
    ids = Counter(tag.attributes["id"] for tag in tags if tag.attributes.get("id"))
    problems = [f"id {name!r} {count} times" for name, count in ids.items() if count > 1]
    labelled = {tag.attributes.get("for") for tag in tags if tag.name == "label"}
    for tag in tags:
        if tag.name in FORBIDDEN_TAGS or (tag.name == "script" and not tag.attributes.get("src")):
            problems.append(f"inline <{tag.name}>")
        problems += [f"{tag.name} {name}=" for name in tag.attributes if name == "style" or name.startswith("on")]
        if tag.name == "img" and "alt" not in tag.attributes:
            problems.append("img without alt")
        named = tag.is_in_label or tag.attributes.get("aria-label") or tag.attributes.get("id", "") in labelled
        if _needs_label(tag) and not named:
            problems.append(f"{tag.name} {tag.attributes.get('name')!r} without a label")
    return problems


def _needs_label(tag: Tag) -> bool:
    if tag.name == "input":
        return tag.attributes.get("type") not in ("hidden", "submit", "button", "image")
    return tag.name in ("select", "textarea")
