"""The words that are explained: all of them in order, short, and easy to read."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from youthvoice.core import i18n
from youthvoice.core.readability import lix
from youthvoice.core.terms import TERMS, Term

EASY, MOST_SENTENCES = 25, 3


@pytest.fixture(scope="module", autouse=True)
def danish() -> Iterator[None]:
    """Texts are looked up in the language of the page; the source is Danish."""
    app = Flask("terms")
    i18n.init_i18n(app, "da")
    with app.app_context():
        yield


@pytest.mark.parametrize("key", TERMS)
def test_each_word_has_a_question_and_a_short_easy_answer(key: str) -> None:
    term = TERMS[key]
    assert str(term.word)[0].isupper()
    assert str(term.title).endswith("?")
    assert str(term.word).split(maxsplit=1)[0].casefold()[:4] in str(term.title).casefold()
    found = lix(str(term.text))
    assert 1 <= found.sentences <= MOST_SENTENCES
    assert found.lix <= EASY, f"{key}: LIX {found.lix}"


def test_each_word_stands_once() -> None:
    for of in (lambda t: t.anchor, lambda t: str(t.word), lambda t: str(t.title)):
        assert len({of(term) for term in TERMS.values()}) == len(TERMS)


@pytest.mark.parametrize("term", TERMS.values(), ids=lambda term: term.anchor)
def test_anchors_can_stand_in_an_address(term: Term) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", term.anchor)
