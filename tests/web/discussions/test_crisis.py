"""Words of a crisis: the comment stands, a human is called, and the writer is shown where help is."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.discussions import CommentFactory
from tests.web.forms import submit
from youthvoice.discussions.commands import edit_comment
from youthvoice.discussions.models import Comment, Thread
from youthvoice.moderation.models import ContentReport

CRY = "Jeg har det så dårligt. Jeg vil ikke leve mere."


def test_a_cry_for_help(session: Session, sign_in: Any, thread: Thread) -> None:
    client = sign_in(PersonFactory())
    answer = submit(client, f"/samtaler/{thread.id}/svar", {"body": CRY})
    comment = session.scalars(select(Comment)).one()
    alarm = session.scalars(select(ContentReport)).one()
    assert answer.location == f"/samtaler/kommentar/{comment.id}/hjaelp"
    assert (comment.body, comment.is_readable) == (CRY, True)
    assert (alarm.is_automatic, alarm.quoted, alarm.target_kind, alarm.target_id) == (True, CRY, "comment", comment.id)
    assert alarm.due_at == alarm.created_at
    page = client.get(answer.location).get_data(as_text=True)
    assert 'href="tel:116111"' in page
    assert 'href="tel:112"' in page


def test_an_everyday_comment_calls_nobody(session: Session, sign_in: Any, thread: Thread) -> None:
    answer = submit(sign_in(PersonFactory()), f"/samtaler/{thread.id}/svar", {"body": "Jeg er dødtræt af den bus."})
    assert "hjaelp" not in answer.location
    assert session.scalars(select(ContentReport)).all() == []


def test_a_cry_that_comes_by_a_change(session: Session, sign_in: Any, thread: Thread) -> None:
    comment = CommentFactory(thread=thread)
    answer = submit(sign_in(comment.author), f"/samtaler/kommentar/{comment.id}/ret", {"body": CRY})
    assert answer.location == f"/samtaler/kommentar/{comment.id}/hjaelp"
    assert session.scalars(select(ContentReport)).one().quoted == CRY


def test_each_wording_calls_once_while_nobody_has_looked(session: Session, thread: Thread) -> None:
    comment = CommentFactory(thread=thread)
    for body in (CRY, "Jeg mente det ikke.", CRY, f"{CRY} Hjælp."):
        edit_comment(session, comment.author, comment.id, body)
    quoted = session.scalars(select(ContentReport.quoted).order_by(ContentReport.id)).all()
    assert list(quoted) == [CRY, f"{CRY} Hjælp."]
