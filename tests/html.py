"""A test client that reads every HTML page it gets: valid, with a title, without duplicate ids, inline script or style."""

from collections import Counter
from typing import Any

import html5lib
from flask.testing import FlaskClient

# Attributes that html5lib's parser accepts but that our Content-Security-Policy would refuse.
FORBIDDEN_TAGS = ("style",)


class CheckingClient(FlaskClient):
    """Flask's client; ``check=False`` in a call leaves one page unchecked."""

    def open(self, *args: Any, check: bool = True, **kwargs: Any) -> Any:
        """Send a request, and check the page that comes back."""
        kwargs.setdefault("base_url", "https://localhost")
        # A context of its own, so that nothing kept on ``g`` (the session, who is signed in) goes from one request to the next.
        with self.application.app_context():
            response = super().open(*args, **kwargs)
        if check and response.mimetype == "text/html":
            problems = page_problems(response.get_data(as_text=True))
            assert not problems, f"{args[0] if args else ''}: {problems}"
        return response


def page_problems(text: str) -> list[str]:
    """Everything wrong with a page, in words; empty where it is in order."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    if not text.lstrip().lower().startswith("<!doctype"):
        document = html5lib.parseFragment(text, namespaceHTMLElements=False)
        return _element_problems(document)
    document = parser.parse(text)
    problems = [f"line {position[0]}: {code} {data}" for position, code, data in parser.errors]
    titles = [t.text or "" for t in document.iter("title")]
    if not titles or not titles[0].strip():
        problems.append("no title")
    if not document.get("lang"):
        problems.append("no lang")
    if len(list(document.iter("h1"))) != 1:
        problems.append(f"{len(list(document.iter('h1')))} h1")
    return problems + _element_problems(document)


def _element_problems(document: Any) -> list[str]:
    problems = []
    ids = Counter(e.get("id") for e in document.iter() if e.get("id"))
    problems += [f"id {name!r} {count} times" for name, count in ids.items() if count > 1]
    labels = list(document.iter("label"))
    labelled = {e.get("for") for e in labels}
    inside = {id(e) for label in labels for e in label.iter()}
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in FORBIDDEN_TAGS or (element.tag == "script" and not element.get("src")):
            problems.append(f"inline <{element.tag}>")
        problems += [f"{element.tag} {name}=" for name in element.attrib if name == "style" or name.startswith("on")]
        if element.tag == "img" and element.get("alt") is None:
            problems.append("img without alt")
        named = element.get("id") in labelled or element.get("aria-label") or id(element) in inside
        if _needs_label(element) and not named:
            problems.append(f"{element.tag} {element.get('name')!r} without a label")
    return problems


def _needs_label(element: Any) -> bool:
    if element.tag == "input":
        return element.get("type") not in ("hidden", "submit", "button", "image")
    return element.tag in ("select", "textarea")
