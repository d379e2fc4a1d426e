"""The dictionary, the teachers' pages and the children's rights: open to all, cached, and easy to read."""

from itertools import pairwise
from typing import Any

import html5lib
import pytest
from flask import Flask

from tests.factories.accounts import PersonFactory
from tests.web.pages.reading import main_text
from youthvoice.core.readability import lix
from youthvoice.core.terms import TERMS
from youthvoice.learning.lessons import GRADE_LABELS, LESSONS, Lesson

CHILDREN = "/rettigheder/boern"
LESSON_PAGES = tuple(f"/laerer/{lesson.slug}" for lesson in LESSONS)
PUBLIC = (CHILDREN, "/ordbog", "/laerer", *LESSON_PAGES)
EASY, VERY_EASY = 25, 15

each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)


def parsed(client: Any, path: str) -> Any:
    """The page as a tree."""
    return html5lib.parse(client.get(path).get_data(as_text=True), namespaceHTMLElements=False)


@pytest.mark.parametrize("path", PUBLIC)
def test_anyone_may_read_without_a_cookie_and_at_no_cost(client: Any, count_queries: Any, path: str) -> None:
    with count_queries() as seen:
        answer = client.get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"].startswith("public")
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert len(seen) == 0


@pytest.mark.parametrize("path", PUBLIC)
def test_whoever_is_signed_in_may_read_it_too(sign_in: Any, count_queries: Any, path: str) -> None:
    client = sign_in(PersonFactory())
    with count_queries() as seen:
        assert client.get(path).status_code == 200
    assert len(seen) <= 8


@pytest.mark.parametrize("path", PUBLIC)
def test_it_is_easy_to_read(client: Any, path: str) -> None:
    found = lix(main_text(client.get(path).get_data(as_text=True)))
    assert found.words > 80
    assert found.lix <= (VERY_EASY if path == CHILDREN else EASY), f"{path}: LIX {found.lix}"


@pytest.mark.parametrize(
    "path", ["/laerer/findes-ikke", "/laerer/klassemoede/mere", "/laerer/%00", "/laerer/Klassemoede"]
)
def test_what_is_no_lesson_is_not_there(client: Any, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_dictionary_has_every_word_where_its_anchor_says(client: Any) -> None:
    page = parsed(client, "/ordbog")
    entries = {entry.get("id"): "".join(entry.itertext()) for entry in page.iter("section")}
    for term in TERMS.values():
        assert str(term.word) in entries[term.anchor]
        assert str(term.text) in entries[term.anchor]
    wanted = {f"#{term.anchor}" for term in TERMS.values()}
    assert wanted <= {link.get("href") for link in page.iter("a")}


def test_the_teachers_page_leads_to_every_lesson(client: Any) -> None:
    page = parsed(client, "/laerer")
    links = {link.get("href"): "".join(link.itertext()) for link in page.iter("a")}
    for lesson in LESSONS:
        assert links[f"/laerer/{lesson.slug}"] == str(lesson.title)
    assert {CHILDREN, "/ordbog"} <= set(links)


@each_lesson
def test_a_lesson_says_everything_a_teacher_needs(client: Any, lesson: Lesson) -> None:
    text = main_text(client.get(f"/laerer/{lesson.slug}").get_data(as_text=True))
    said = [step.say for step in lesson.steps if step.say]
    wanted = [lesson.title, lesson.goal, *(GRADE_LABELS[grade] for grade in lesson.grades), *lesson.needs]
    wanted += [f"{lesson.minutes} minutter", *lesson.questions, *lesson.not_needed, *said]
    wanted += [part for step in lesson.steps for part in (step.title, step.text)]
    wanted += [doing.text for doing in lesson.here] + [TERMS[key].title for key in lesson.terms]
    assert [part for part in map(str, wanted) if part not in text] == []


@each_lesson
def test_a_lesson_leads_only_to_pages_that_are_there(app: Flask, client: Any, lesson: Lesson) -> None:
    page = parsed(client, f"/laerer/{lesson.slug}")
    links = {link.get("href") for link in next(page.iter("main")).iter("a")}
    assert "/laerer" in links
    for doing in lesson.here:
        if doing.link:
            assert doing.link.endpoint in app.view_functions
    for link in links:
        assert client.get(link).status_code in (200, 302), link


def test_each_lesson_leads_to_the_next(client: Any) -> None:
    for lesson, following in pairwise(LESSONS):
        assert f'href="/laerer/{following.slug}"' in client.get(f"/laerer/{lesson.slug}").get_data(as_text=True)
    assert "Næste time" not in client.get(f"/laerer/{LESSONS[-1].slug}").get_data(as_text=True)


def test_a_word_is_explained_in_a_box_that_opens_without_script(client: Any) -> None:
    page = parsed(client, "/laerer/klassemoede")
    boxes = [box for box in page.iter("details") if box.get("class") == "explain"]
    summaries = ["".join(next(box.iter("summary")).itertext()) for box in boxes]
    assert summaries == [
        "Hvad er et klassemøde?",
        "Hvad er en beslutning?",
        "Hvad betyder det at bære et forslag videre?",
    ]
    assert all(str(TERMS["decision"].text) in "".join(box.itertext()) for box in boxes[1:2])


def test_the_long_and_the_short_page_of_rights_know_each_other(client: Any) -> None:
    assert f'href="{CHILDREN}"' in client.get("/rettigheder").get_data(as_text=True)
    assert 'href="/rettigheder"' in "".join(
        client.get(CHILDREN).get_data(as_text=True).split("<main", 1)[1].split("</main>", 1)[0]
    )


def test_the_children_have_seven_rights_and_a_number_to_call(client: Any) -> None:
    page = parsed(client, CHILDREN)
    rights = [item for item in page.iter("li") if "big-right" in (item.get("class") or "")]
    assert len(rights) == 7
    for right in rights:
        assert right.find(".//{*}svg") is not None
        assert 1 <= lix("".join(next(right.iter("p")).itertext())).sentences <= 4
    assert 'href="tel:116111"' in client.get(CHILDREN).get_data(as_text=True)


def test_every_page_leads_to_the_teachers_page_and_the_dictionary(client: Any) -> None:
    footer = client.get("/privatliv").get_data(as_text=True).split("<footer", 1)[1]
    assert 'href="/laerer"' in footer
    assert 'href="/ordbog"' in footer
