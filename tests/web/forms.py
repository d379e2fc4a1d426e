"""Sending forms as a browser does: with every field that the page put into them."""

import re
from collections.abc import Iterator
from typing import Any

import html5lib

FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)


def forms_on(page: str) -> Iterator[Any]:
    """The forms of a page, one by one: only they are parsed, since that is slow."""
    for found in FORM.findall(page):
        yield html5lib.parseFragment(found, namespaceHTMLElements=False)[0]


def form_fields(page: str, action: str | None = None) -> dict[str, str]:
    """The named fields of the first POST form of a page (or of the one whose action is ``action``) and their values."""
    for form in forms_on(page):
        if (form.get("method") or "get").lower() != "post":
            continue
        if action is not None and (form.get("action") or "") != action:
            continue
        return {name: value for element in form.iter() for name, value in named_value(element)}
    raise AssertionError(f"no form for {action!r} on the page")


def named_value(element: Any) -> list[tuple[str, str]]:
    """What a browser sends for an element; nothing for a box without a tick."""
    name, tag, kind = element.get("name"), element.tag, element.get("type")
    if not name or (kind in ("checkbox", "radio") and element.get("checked") is None) or kind in ("submit", "file"):
        return []
    if tag == "textarea":
        return [(name, element.text or "")]
    if tag == "select":
        chosen = [o for o in element.iter("option") if o.get("selected") is not None]
        return [(name, chosen[0].get("value") or "")] if chosen else []
    return [(name, element.get("value") or "")] if tag == "input" else []


def submit(client: Any, url: str, data: dict[str, Any], page: str | None = None, **kwargs: Any) -> Any:
    """Open ``page`` (or ``url``), take the form that posts to ``url``, fill in ``data`` and send it."""
    shown = client.get(page or url)
    assert shown.status_code == 200, f"{page or url}: {shown.status_code}"
    text = shown.get_data(as_text=True)
    try:
        fields = form_fields(text, url)
    except AssertionError:
        fields = form_fields(text) if page is None else {}
        if not fields:
            raise
    return client.post(url, data={**fields, **data}, **kwargs)


TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)">')


def press(client: Any, url: str, data: dict[str, Any] | None = None, **kwargs: Any) -> Any:
    """Send to an address what no page of this person has a form for; with the token of somebody who is signed in."""
    found = TOKEN.search(client.get("/rettigheder").get_data(as_text=True))
    assert found, "nobody is signed in"
    return client.post(url, data={"csrf_token": found[1], **(data or {})}, **kwargs)


def type_into(client: Any, path: str, **typed: str) -> dict[str, str]:
    """Type into the form of a page, which keeps it by itself; the fields that the page has then."""
    fields = form_fields(client.get(path).text, path)
    kept = client.post("/kladder/gem", data=fields | typed, headers={"X-Requested-With": "autosave"})
    assert kept.status_code == 204
    return form_fields(client.get(path).text, path)
