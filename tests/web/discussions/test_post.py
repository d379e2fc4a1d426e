"""Writing a comment: stored once, in its place, counted, and refused kindly."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.discussions import CommentFactory, ThreadFactory
from tests.web.forms import form_fields, submit
from youthvoice.core import events
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.discussions import commands
from youthvoice.discussions.commands import open_thread, post_comment
from youthvoice.discussions.events import CommentPosted, ThreadChanged
from youthvoice.discussions.models import Comment, Thread
from youthvoice.discussions.queries import find_own_by_form_key

BODY = "Det er en god idé. Vi er mange, der vil hjælpe."


def url(thread: Thread) -> str:
    return f"/samtaler/{thread.id}/svar"


def comments(session: Session) -> list[Comment]:
    session.expire_all()
    return list(session.scalars(select(Comment).order_by(Comment.id)))


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Everything the room publishes, in order."""
    told: list[object] = []
    for kind in (CommentPosted, ThreadChanged):
        monkeypatch.setitem(events._listeners, kind, [lambda _session, event: told.append(event)])
    return told


def test_a_comment_is_stored_counted_and_led_to(session: Session, sign_in: Any, thread: Thread) -> None:
    person = PersonFactory()
    answer = submit(sign_in(person), url(thread), {"body": f"  {BODY}\u202e\x00 "})
    [stored] = comments(session)
    assert answer.status_code == 303
    assert answer.location == f"{thread.path}#kommentar-{stored.id}"
    assert (stored.body, stored.author_id, stored.parent_id) == (BODY, person.id, None)
    assert session.get_one(Thread, thread.id).comment_count == 1
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "comment.post")).one()
    assert (entry.actor_id, entry.subject_id, entry.data) == (person.id, stored.id, {"thread_id": thread.id})


def test_the_room_above_hears_of_it(session: Session, thread: Thread, heard: list[object], form_key: str) -> None:
    first, second = PersonFactory(), PersonFactory()
    parent = CommentFactory(thread=thread, author=first)
    reply = post_comment(session, second, thread.id, BODY, form_key, parent.id)
    subject = (thread.subject_kind, thread.subject_id)
    assert heard == [
        ThreadChanged(thread.id, *subject, 2),
        CommentPosted(reply.id, thread.id, *subject, second.id, first.id),
    ]


def test_the_same_form_twice_is_one_comment(session: Session, sign_in: Any, thread: Thread) -> None:
    client = sign_in(PersonFactory())
    first = submit(client, url(thread), {"body": BODY, "form_key": "a" * 32})
    second = submit(client, url(thread), {"body": BODY, "form_key": "a" * 32})
    assert first.location == second.location
    assert len(comments(session)) == 1
    assert session.get_one(Thread, thread.id).comment_count == 1


def test_of_two_at_the_same_moment_the_database_takes_one(
    session: Session, thread: Thread, form_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = PersonFactory()
    first = post_comment(session, person, thread.id, BODY, form_key)
    looked: list[int] = []

    def not_seen_yet(*args: Any) -> Comment | None:
        """The other request has not committed when this one looks for the first time."""
        looked.append(1)
        return None if len(looked) == 1 else find_own_by_form_key(*args)

    monkeypatch.setattr(commands, "find_own_by_form_key", not_seen_yet)
    assert post_comment(session, person, thread.id, BODY, form_key).id == first.id
    assert session.get_one(Thread, thread.id).comment_count == 1


def test_two_people_may_have_the_same_key(session: Session, thread: Thread, form_key: str) -> None:
    made = {post_comment(session, PersonFactory(), thread.id, BODY, form_key).id for _ in range(2)}
    assert len(made) == 2


def test_a_reply_to_a_reply_is_a_reply_to_its_parent(session: Session, sign_in: Any, thread: Thread) -> None:
    parent = CommentFactory(thread=thread)
    reply = CommentFactory(thread=thread, parent_id=parent.id)
    client = sign_in(PersonFactory())
    answer = submit(client, url(thread), {"body": BODY}, page=f"{url(thread)}?til={reply.id}")
    newest = comments(session)[-1]
    assert newest.parent_id == parent.id
    assert answer.location == f"{thread.path}#kommentar-{newest.id}"


def test_the_place_of_a_late_comment_is_on_its_own_page(session: Session, sign_in: Any, thread: Thread) -> None:
    earlier = [CommentFactory(thread=thread) for _ in range(25)]
    answer = submit(sign_in(PersonFactory()), url(thread), {"body": BODY})
    newest = comments(session)[-1]
    # Nineteen stand before it on the page that begins after the sixth.
    assert answer.location == f"{thread.path}?after={earlier[5].id}#kommentar-{newest.id}"


def test_the_place_of_a_late_reply_is_the_page_of_all_replies(session: Session, sign_in: Any, thread: Thread) -> None:
    parent = CommentFactory(thread=thread)
    for _ in range(10):
        CommentFactory(thread=thread, parent_id=parent.id)
    client = sign_in(PersonFactory())
    answer = submit(client, url(thread), {"body": BODY}, page=f"{url(thread)}?til={parent.id}")
    newest = comments(session)[-1]
    assert answer.location == f"/samtaler/kommentar/{parent.id}/svar#kommentar-{newest.id}"
    assert BODY in client.get(answer.location).get_data(as_text=True)


@pytest.mark.parametrize("body", ["", "  \n ", "x", "x" * 1001, "Ring på 010203-1234, så taler vi"])
def test_what_will_not_do_comes_back_with_the_text(session: Session, sign_in: Any, thread: Thread, body: str) -> None:
    answer = submit(sign_in(PersonFactory()), url(thread), {"body": body})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "error-summary" in page
    assert body.strip() in page
    assert comments(session) == []


@pytest.mark.parametrize("body", ["x", "x" * 1001, "Mit nummer er 010203-1234"])
def test_the_command_refuses_by_itself(session: Session, thread: Thread, form_key: str, body: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        post_comment(session, PersonFactory(), thread.id, body, form_key)
    assert "body" in refused.value.problems


def test_a_phone_number_needs_a_tick(session: Session, sign_in: Any, thread: Thread) -> None:
    client, body = sign_in(PersonFactory()), "Klubben har nummer 45 97 34 00."
    first = submit(client, url(thread), {"body": body})
    assert first.status_code == 422
    assert "45 97 34 00" in first.get_data(as_text=True)
    assert 'name="public_numbers_ok"' in first.get_data(as_text=True)
    assert submit(client, url(thread), {"body": body, "public_numbers_ok": "y"}).status_code == 303
    assert [c.body for c in comments(session)] == [body]


def test_a_comment_that_was_removed_cannot_be_replied_to_but_the_text_is_kept(
    session: Session, sign_in: Any, thread: Thread
) -> None:
    parent = CommentFactory(thread=thread)
    client = sign_in(PersonFactory())
    shown = client.get(f"{url(thread)}?til={parent.id}")
    assert parent.body in shown.get_data(as_text=True)
    session.get_one(Comment, parent.id).hidden_at = now()
    session.commit()
    answer = submit(client, url(thread), {"body": BODY, "parent": parent.id})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert BODY in page
    assert parent.body not in page
    assert client.get(f"{url(thread)}?til={parent.id}").status_code == 404


@pytest.mark.parametrize("parent", ["x", "-1", "9" * 18, "9" * 400, "١٢", "0"])
def test_a_parent_that_is_none_is_not_found(session: Session, sign_in: Any, thread: Thread, parent: str) -> None:
    client = sign_in(PersonFactory())
    assert submit(client, url(thread), {"body": BODY, "parent": parent}).status_code == 404
    assert client.get(f"{url(thread)}?til={parent}").status_code == 404
    assert comments(session) == []


def test_a_parent_in_another_thread_is_not_found(session: Session, sign_in: Any, thread: Thread) -> None:
    other = CommentFactory(thread=ThreadFactory(subject_kind=thread.subject_kind))
    client = sign_in(PersonFactory())
    assert submit(client, url(thread), {"body": BODY, "parent": other.id}).status_code == 404


def test_nothing_is_written_where_the_subject_cannot_be_read(
    session: Session, sign_in: Any, thread: Thread, closed: set[int], form_key: str
) -> None:
    client = sign_in(PersonFactory())
    shown = client.get(url(thread)).get_data(as_text=True)
    assert "skriv" in shown.lower()
    closed.add(thread.subject_id)
    with pytest.raises(NotFound):
        post_comment(session, PersonFactory(), thread.id, BODY, form_key)
    assert client.get(url(thread)).status_code == 404


def test_a_thread_whose_kind_has_no_guard_is_an_error_of_ours(session: Session, form_key: str) -> None:
    thread = open_thread(session, "nobody_guards_this", 1, "t" * 300, "/x")
    assert (len(thread.title), thread.comment_count) == (200, 0)
    with pytest.raises(LookupError, match="guard"):
        post_comment(session, PersonFactory(), thread.id, BODY, form_key)


def test_nobody_writes_without_signing_in(client: Any, session: Session, thread: Thread) -> None:
    session.commit()
    answer = client.get(url(thread))
    assert answer.status_code == 302
    assert "/log-ind" in answer.location
    assert "Set-Cookie" not in answer.headers
    assert client.post(url(thread), data={"body": BODY}).status_code in (400, 401)
    assert comments(session) == []


@pytest.mark.parametrize(
    "path", ["/samtaler/0/svar", "/samtaler/999999999999999999/svar", f"/samtaler/{'9' * 40}/svar"]
)
def test_an_unknown_thread_is_not_found(sign_in: Any, thread: Thread, path: str) -> None:
    client = sign_in(PersonFactory())
    assert client.get(path).status_code == 404
    fields = form_fields(client.get(url(thread)).get_data(as_text=True), url(thread))
    # The router calls a number that fits no rule a wrong method, where another method stands at the same address.
    assert client.post(path, data={**fields, "body": BODY}).status_code in (404, 405)


def test_too_much_at_once_is_refused_and_the_text_is_kept(session: Session, sign_in: Any, thread: Thread) -> None:
    client = sign_in(PersonFactory())
    for number in range(15):
        assert submit(client, url(thread), {"body": f"{BODY} {number}"}).status_code == 303
    assert submit(client, url(thread), {"body": "Nummer seksten"}).status_code == 429
    refused = submit(client, url(thread), {"body": "Nummer seksten"})
    assert refused.status_code == 429
    assert "Nummer seksten" in refused.get_data(as_text=True)
    assert session.scalar(select(func.count()).select_from(Comment)) == 15
    assert submit(sign_in(PersonFactory()), url(thread), {"body": BODY}).status_code == 303


def test_mistakes_do_not_count_as_too_much(sign_in: Any, thread: Thread) -> None:
    client = sign_in(PersonFactory())
    for _ in range(16):
        assert submit(client, url(thread), {"body": ""}).status_code == 422
    assert submit(client, url(thread), {"body": BODY}).status_code == 303


def test_few_queries(sign_in: Any, thread: Thread, count_queries: Any) -> None:
    parent = CommentFactory(thread=thread)
    client = sign_in(PersonFactory())
    with count_queries() as seen:
        assert client.get(f"{url(thread)}?til={parent.id}").status_code == 200
    assert len(seen) <= 8, seen


@pytest.mark.parametrize(
    "body",
    [
        "\x00\x01\x02",
        "\ud800",
        "\u202e" * 500,
        "e" + "\u0301" * 900,
        "{{ 7 * 7 }}{% raw %}",
        "'; DROP TABLE comments; --",
        "<img src=x onerror=alert(1)>",
        "%s%n%(x)s",
        "\u200b" * 40,
        "x" * 200_000,
        "\n" * 5_000,
        "\U0001f469\u200d\U0001f467",
    ],
)
def test_no_text_is_too_strange(sign_in: Any, thread: Thread, body: str) -> None:
    client = sign_in(PersonFactory())
    raw = body.encode("utf-8", "surrogatepass")
    assert submit(client, url(thread), {"body": raw}).status_code in (303, 422)
    strange = submit(client, url(thread), {"body": BODY, "form_key": raw[:5_000], "public_numbers_ok": raw[:5_000]})
    assert strange.status_code == 303
