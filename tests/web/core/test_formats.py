"""Numbers, dates and money as Danes and English readers write them; and the language in the address."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from youthvoice.core import i18n
from youthvoice.core.templating import paragraphs
from youthvoice.core.web import safe_next


@pytest.mark.parametrize(
    ("prefix", "day", "moment", "money", "number"),
    [
        ("", "14. marts 2027", "14. marts 2027 kl. 13.05", "12.000 kr.", "1.234.567"),
        ("/en", "14 March 2027", "14 March 2027", "DKK 12,000", "1,234,567"),
    ],
)
def test_formats(app: Flask, prefix: str, day: str, moment: str, money: str, number: str) -> None:
    with app.test_request_context("/", environ_overrides={i18n.ENVIRON_KEY: prefix.strip("/") or "da"}):
        assert i18n.format_day(date(2027, 3, 14)) == day
        assert i18n.format_moment(datetime(2027, 3, 14, 12, 5, tzinfo=UTC)).startswith(moment)
        assert i18n.format_money(1_200_000).replace("\xa0", " ") == money
        assert i18n.format_number(1_234_567) == number


def test_oere_are_shown_where_there_are_any(app: Flask) -> None:
    with app.test_request_context("/", environ_overrides={i18n.ENVIRON_KEY: "da"}):
        assert i18n.format_money(1_250).replace("\xa0", " ") == "12,50 kr."
        assert i18n.format_day(datetime(2027, 3, 14, 23, 30, tzinfo=UTC), year=False) == "15. marts"


def test_the_language_stands_in_the_address(client: Any) -> None:
    danish, english = (
        client.get("/rettigheder").get_data(as_text=True),
        client.get("/en/rettigheder").get_data(as_text=True),
    )
    assert '<html lang="da"' in danish
    assert '<html lang="en"' in english
    assert 'href="/en/rettigheder"' in danish
    assert 'href="/rettigheder"' in english
    assert 'href="/en/forslag"' in english


def test_switching_the_language_keeps_the_query(client: Any) -> None:
    assert 'href="/en/forslag?emne=skole"' in client.get("/forslag?emne=skole").get_data(as_text=True)


@pytest.mark.parametrize(
    ("target", "goes_to"),
    [
        ("/forslag/7?x=1", "/forslag/7?x=1"),
        ("//evil.example", "/home"),
        ("https://evil.example", "/home"),
        ("/\\evil.example", "/home"),
        ("/a\r\nSet-Cookie: x", "/home"),
        (None, "/home"),
        ("", "/home"),
    ],
)
def test_only_our_own_paths_are_followed(app: Flask, target: str | None, goes_to: str) -> None:
    with app.test_request_context("/"):
        assert safe_next(target, "/home") == goes_to


def test_paragraphs_escape_everything(app: Flask) -> None:
    with app.app_context():
        assert paragraphs("<b>Hej</b>\nmed dig\n\nnyt") == "<p>&lt;b&gt;Hej&lt;/b&gt;<br>med dig</p><p>nyt</p>"
