"""Reading a thread: one query however long, one level deep, and the names as they must be."""

from datetime import timedelta
from typing import Any

import pytest
from flask import g, render_template_string
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, TeacherFactory
from tests.factories.discussions import CommentFactory
from tests.html import page_problems
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.discussions.forms import CommentForm
from youthvoice.discussions.models import Comment, Thread
from youthvoice.discussions.queries import PAGE_LENGTH, REPLIES_SHOWN, ThreadPage, thread_page

SHOW = "{% from 'discussions/_thread.html' import thread %}{{ thread(page, thread_id, form, next_url) }}"


def show(page: ThreadPage, thread: Thread, person: Person | None = None, next_url: str | None = None) -> str:
    """The thread as ``person`` sees it."""
    if person is not None:
        g._login_user = person
    form = CommentForm(formdata=None) if person else None
    text = render_template_string(SHOW, page=page, thread_id=thread.id, form=form, next_url=next_url)
    assert page_problems(text) == []
    return text


def test_pages_and_replies_in_order(session: Session, thread: Thread) -> None:
    tops = [CommentFactory(thread=thread) for _ in range(PAGE_LENGTH + 3)]
    replies = [CommentFactory(thread=thread, parent_id=tops[0].id) for _ in range(REPLIES_SHOWN + 1)]
    first = thread_page(session, thread.id)
    assert [c.id for c in first.comments] == [c.id for c in tops[:PAGE_LENGTH]]
    assert [c.id for c in first.comments[0].replies] == [c.id for c in replies[:REPLIES_SHOWN]]
    assert first.comments[0].has_more_replies
    assert first.next_after == tops[PAGE_LENGTH - 1].id
    second = thread_page(session, thread.id, first.next_after)
    assert [c.id for c in second.comments] == [c.id for c in tops[PAGE_LENGTH:]]
    assert second.next_after is None


@pytest.mark.parametrize("size", [1, 30])
def test_one_query_however_long(session: Session, thread: Thread, count_queries: Any, size: int) -> None:
    for _ in range(size):
        top = CommentFactory(thread=thread, author=OfficialFactory())
        CommentFactory(thread=thread, parent_id=top.id, author=TeacherFactory())
    session.expunge_all()
    with count_queries() as seen:
        page = thread_page(session, thread.id)
    assert page.comments[0].replies[0].role_label
    assert len(seen) == 1, seen


def test_an_empty_thread(session: Session, thread: Thread) -> None:
    page = thread_page(session, thread.id)
    assert page == ThreadPage([], None)
    assert "Ingen har skrevet her endnu" in show(page, thread)


def test_adults_show_what_they_are_and_the_young_do_not(session: Session, thread: Thread) -> None:
    official, teacher, young = OfficialFactory(), TeacherFactory(title=None), PersonFactory(title="Kaptajn")
    for author in (official, teacher, young):
        CommentFactory(thread=thread, author=author)
    views = thread_page(session, thread.id).comments
    assert [(v.author_label, v.role_label, v.is_adult) for v in views] == [
        (official.display_name, f"Ungekonsulent, {official.unit.name}", True),
        (teacher.display_name, f"Lærer, {teacher.school.name}", True),
        (young.display_name, None, False),
    ]


def test_removed_comments_say_by_whom_and_nothing_else(session: Session, thread: Thread) -> None:
    withdrawn = CommentFactory(thread=thread, body="hemmelig et", withdrawn_at=now())
    CommentFactory(thread=thread, body="hemmelig to", hidden_at=now())
    CommentFactory(thread=thread, parent_id=withdrawn.id, body="Det har du ret i.")
    page = thread_page(session, thread.id)
    assert [c.is_removed for c in page.comments] == [True, True]
    text = show(page, thread)
    assert "Kommentaren er trukket tilbage" in text
    assert "Kommentaren er skjult af en voksen" in text
    assert "hemmelig" not in text
    assert withdrawn.author.display_name not in text
    assert "Det har du ret i." in text


def test_words_are_shown_as_words(session: Session, thread: Thread) -> None:
    CommentFactory(thread=thread, body="<script>alert(1)</script> & {{ 7 * 7 }}")
    text = show(thread_page(session, thread.id), thread)
    assert "&lt;script&gt;" in text
    assert "{{ 7 * 7 }}" in text


def test_visitors_read_and_are_shown_the_way_in(session: Session, thread: Thread) -> None:
    comment = CommentFactory(thread=thread)
    text = show(thread_page(session, thread.id), thread, next_url="/videre?after=3")
    assert "<form" not in text
    assert "Log ind, hvis du vil skrive" in text
    assert f"/anmeld/comment/{comment.id}" in text
    assert "/videre?after=3" in text


def test_what_can_be_done_with_ones_own_and_others(session: Session, thread: Thread) -> None:
    me = PersonFactory()
    fresh = CommentFactory(thread=thread, author=me)
    old = CommentFactory(thread=thread, author=me, created_at=now() - timedelta(minutes=16))
    other = CommentFactory(thread=thread)
    text = show(thread_page(session, thread.id), thread, me)
    own = [f"/samtaler/kommentar/{fresh.id}/ret", f"/samtaler/kommentar/{fresh.id}/traek-tilbage"]
    own += [f"/samtaler/kommentar/{old.id}/traek-tilbage", f"/anmeld/comment/{other.id}", f"svar?til={other.id}"]
    assert [path for path in own if path not in text] == []
    never = [f"/samtaler/kommentar/{old.id}/ret", f"/anmeld/comment/{fresh.id}", f"/kommentar/{other.id}/traek"]
    assert [path for path in never if path in text] == []
    assert f'action="/samtaler/{thread.id}/svar"' in text


def test_the_lasting_address_leads_to_the_place(
    client: Any, session: Session, thread: Thread, closed: set[int]
) -> None:
    comment: Comment = CommentFactory(thread=thread)
    session.commit()
    assert client.get(f"/samtaler/kommentar/{comment.id}").location == f"{thread.path}#kommentar-{comment.id}"
    english = client.get(f"/en/samtaler/kommentar/{comment.id}")
    assert english.location == f"/en{thread.path}#kommentar-{comment.id}"
    assert client.get("/samtaler/kommentar/999999999").status_code == 404
    closed.add(thread.subject_id)
    assert client.get(f"/samtaler/kommentar/{comment.id}").status_code == 404
    assert client.get(f"/samtaler/kommentar/{comment.id}/svar").status_code == 404


def test_all_replies_in_pages(client: Any, session: Session, thread: Thread, count_queries: Any) -> None:
    parent = CommentFactory(thread=thread)
    replies = [CommentFactory(thread=thread, parent_id=parent.id) for _ in range(PAGE_LENGTH + 1)]
    session.commit()
    with count_queries() as seen:
        first = client.get(f"/samtaler/kommentar/{parent.id}/svar")
    assert len(seen) <= 6, seen
    assert "Set-Cookie" not in first.headers
    assert f"after={replies[PAGE_LENGTH - 1].id}" in first.get_data(as_text=True)
    second = client.get(f"/samtaler/kommentar/{parent.id}/svar?after={replies[PAGE_LENGTH - 1].id}")
    assert f'id="kommentar-{replies[-1].id}"' in second.get_data(as_text=True)
    assert client.get(f"/samtaler/kommentar/{replies[0].id}/svar").status_code == 404
    assert client.get(f"/samtaler/kommentar/{parent.id}/svar?after=%00x").status_code == 200
