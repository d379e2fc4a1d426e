"""Changing and withdrawing one's own comment, and what moderation does to one."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.discussions import CommentFactory
from tests.web.forms import form_fields, submit
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.discussions.commands import edit_comment, hide_comment, rename_thread, restore_comment, withdraw_comment
from youthvoice.discussions.models import Comment, Thread
from youthvoice.moderation import targets

BODY = "Nu har jeg tænkt mig om."


def base(comment: Comment) -> str:
    return f"/samtaler/kommentar/{comment.id}"


def count(session: Session, thread: Thread) -> int:
    return session.scalars(select(Thread.comment_count).where(Thread.id == thread.id)).one()


@pytest.fixture
def comment(thread: Thread) -> Comment:
    """A comment written just now."""
    made: Comment = CommentFactory(thread=thread, body="Kan vi ikke lave den ved havnen?")
    return made


def test_a_new_comment_can_be_changed(session: Session, sign_in: Any, comment: Comment) -> None:
    client = sign_in(comment.author)
    assert comment.body in client.get(f"{base(comment)}/ret").get_data(as_text=True)
    answer = submit(client, f"{base(comment)}/ret", {"body": BODY})
    assert (answer.status_code, answer.location) == (303, f"{comment.thread.path}#kommentar-{comment.id}")
    session.refresh(comment)
    assert comment.body == BODY
    assert comment.edited_at is not None
    assert session.scalar(select(func.count()).where(AuditEntry.action == "comment.edit")) == 1


def test_the_same_words_again_are_no_change(session: Session, comment: Comment) -> None:
    assert edit_comment(session, comment.author, comment.id, comment.body).edited_at is None


@pytest.mark.parametrize("body", ["", "x", "CPR 010203-1234"])
def test_a_change_that_will_not_do(session: Session, sign_in: Any, comment: Comment, body: str) -> None:
    before = comment.body
    answer = submit(sign_in(comment.author), f"{base(comment)}/ret", {"body": body})
    assert answer.status_code == 422
    assert body in answer.get_data(as_text=True)
    session.refresh(comment)
    assert comment.body == before


def test_after_a_quarter_of_an_hour_it_stands(session: Session, sign_in: Any, comment: Comment) -> None:
    client = sign_in(comment.author)
    shown = client.get(f"{base(comment)}/ret")
    assert shown.status_code == 200
    comment.created_at = now() - timedelta(minutes=15)
    session.commit()
    assert client.get(f"{base(comment)}/ret").status_code == 403
    late = client.post(f"{base(comment)}/ret", data={"csrf_token": token(shown), "body": BODY})
    assert late.status_code == 422
    assert BODY in late.get_data(as_text=True)
    with pytest.raises(RuleBroken):
        edit_comment(session, comment.author, comment.id, BODY)


def token(shown: Any) -> str:
    """The token of the form on a page."""
    return form_fields(shown.get_data(as_text=True), shown.request.path)["csrf_token"]


def test_nobody_else_can_change_or_withdraw_it(session: Session, sign_in: Any, comment: Comment) -> None:
    client = sign_in(PersonFactory())
    for path in ("ret", "traek-tilbage", "hjaelp"):
        assert client.get(f"{base(comment)}/{path}").status_code == 404
    for command in (withdraw_comment, lambda *args: edit_comment(*args, BODY)):
        with pytest.raises(NotFound):
            command(session, PersonFactory(), comment.id)


def test_withdrawing_keeps_the_place_and_the_replies(
    session: Session, sign_in: Any, comment: Comment, thread: Thread
) -> None:
    reply = CommentFactory(thread=thread, parent_id=comment.id)
    client = sign_in(comment.author)
    assert comment.body in client.get(f"{base(comment)}/traek-tilbage").get_data(as_text=True)
    assert count(session, thread) == 2
    answer = submit(client, f"{base(comment)}/traek-tilbage", {})
    assert (answer.status_code, answer.location) == (303, f"{thread.path}#kommentar-{comment.id}")
    page = client.get(f"{base(comment)}/svar").get_data(as_text=True)
    assert "Kommentaren er trukket tilbage" in page
    assert comment.body not in page
    assert f'id="kommentar-{reply.id}"' in page
    assert count(session, thread) == 1
    assert client.get(f"{base(comment)}/ret").status_code == 404


def test_twice_withdrawn_counts_once(session: Session, comment: Comment, thread: Thread) -> None:
    for _ in range(2):
        withdraw_comment(session, comment.author, comment.id)
    assert count(session, thread) == 0


def test_hidden_and_shown_again(session: Session, client: Any, comment: Comment, thread: Thread) -> None:
    for _ in range(2):
        hide_comment(session, comment.id)
    assert count(session, thread) == 0
    session.commit()
    page = client.get(f"{base(comment)}/svar").get_data(as_text=True)
    assert "Kommentaren er skjult af en voksen" in page
    assert comment.body not in page
    assert comment.author.display_name not in page
    for _ in range(2):
        restore_comment(session, comment.id)
    assert count(session, thread) == 1
    session.commit()
    assert comment.body in client.get(f"{base(comment)}/svar").get_data(as_text=True)


def test_what_its_author_withdrew_no_moderator_shows_again(session: Session, comment: Comment, thread: Thread) -> None:
    hide_comment(session, comment.id)
    withdraw_comment(session, comment.author, comment.id)
    restore_comment(session, comment.id)
    assert count(session, thread) == 0
    assert not comment.is_readable


@pytest.mark.parametrize("change", [hide_comment, restore_comment])
def test_an_unknown_comment_is_not_found(session: Session, thread: Thread, change: Any) -> None:
    with pytest.raises(NotFound):
        change(session, 999_999_999)


def test_moderation_finds_comments(session: Session, comment: Comment, thread: Thread, closed: set[int]) -> None:
    found = targets.find_target(session, "comment", comment.id)
    assert found == targets.Target(
        "comment", comment.id, thread.title, f"/samtaler/kommentar/{comment.id}", comment.body, comment.author_id
    )
    closed.add(thread.subject_id)
    hidden = targets.find_target(session, "comment", comment.id)
    assert hidden is not None
    assert not hidden.is_readable
    assert targets.find_target(session, "comment", 999_999_999) is None


def test_a_new_title_reaches_the_thread(session: Session, thread: Thread) -> None:
    rename_thread(session, thread.id, "Et nyt navn")
    assert session.scalars(select(Thread.title).where(Thread.id == thread.id)).one() == "Et nyt navn"
