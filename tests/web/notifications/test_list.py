"""The list of news: what it shows, what marks it as read, and what does not."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.web.forms import submit
from youthvoice.core.clock import now
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.models import Notification

LIST_QUERIES = 8


@pytest.fixture
def person(session: Session) -> Any:
    return PersonFactory()


def add(session: Session, person: Any, number: int = 1, **changes: Any) -> list[Notification]:
    first = session.query(Notification).count()
    values = {
        "kind": "comment",
        "path": "/forslag/7#kommentar-3",
        "data": {"title": "En bane"},
        "created_at": now(),
        **changes,
    }
    made = [Notification(person_id=person.id, event_key=f"comment:{first + n}", **values) for n in range(number)]
    session.add_all(made)
    session.flush()
    return made


def unread(session: Session, person: Any) -> int:
    session.expire_all()
    return len(
        list(
            session.scalars(
                select(Notification).where(Notification.person_id == person.id, Notification.read_at.is_(None))
            )
        )
    )


def test_nobody_reads_news_without_signing_in(client: Any, session: Session, person: Any) -> None:
    (one,) = add(session, person)
    session.commit()
    assert client.get("/beskeder").status_code == 302
    for path in ("/beskeder/laest", f"/beskeder/{one.id}/aabn"):
        assert client.post(path).status_code in (400, 401)
    assert unread(session, person) == 1


def test_an_empty_list_says_so_kindly(session: Session, sign_in: Any, person: Any) -> None:
    page = sign_in(person).get("/beskeder")
    assert 'class="empty"' in page.text
    assert "Markér alle" not in page.text


def test_looking_marks_nothing(session: Session, sign_in: Any, person: Any) -> None:
    add(session, person, 3)
    page = sign_in(person).get("/beskeder")
    assert page.text.count("row--unread") == 3
    assert page.text.count('<span class="badge">Ny</span>') == 3
    assert unread(session, person) == 3


def test_opening_marks_one_and_goes_there(session: Session, sign_in: Any, person: Any) -> None:
    one, _other = add(session, person, 2)
    browser = sign_in(person)
    gone = submit(browser, f"/beskeder/{one.id}/aabn", {}, page="/beskeder")
    assert gone.status_code == 303
    assert gone.location == "/forslag/7#kommentar-3"
    assert unread(session, person) == 1
    assert '<a href="/forslag/7#kommentar-3">' in browser.get("/beskeder").text


def test_opening_keeps_the_language(session: Session, sign_in: Any, person: Any) -> None:
    (one,) = add(session, person)
    gone = submit(sign_in(person), f"/en/beskeder/{one.id}/aabn", {}, page="/en/beskeder")
    assert gone.location == "/en/forslag/7#kommentar-3"


def test_nobody_opens_somebody_elses(session: Session, sign_in: Any, person: Any) -> None:
    add(session, person)
    (other,) = add(session, PersonFactory())
    browser = sign_in(person)
    token = browser.get("/beskeder").text.split('name="csrf_token" value="')[1].split('"')[0]
    for number in (other.id, 999_999, 10**30):
        assert browser.post(f"/beskeder/{number}/aabn", data={"csrf_token": token}).status_code == 404
    assert session.get_one(Notification, other.id).read_at is None


def test_all_can_be_marked_at_once_but_only_ones_own(session: Session, sign_in: Any, person: Any) -> None:
    add(session, person, 3)
    other = PersonFactory()
    add(session, other, 2)
    gone = submit(sign_in(person), "/beskeder/laest", {}, page="/beskeder")
    assert gone.status_code == 303
    assert unread(session, person) == 0
    assert unread(session, other) == 2


@pytest.mark.parametrize(("count", "shown"), [(0, None), (1, "1"), (9, "9"), (10, "9+"), (40, "9+")])
def test_the_menu_counts_up_to_nine(session: Session, sign_in: Any, person: Any, count: int, shown: str | None) -> None:
    add(session, person, count)
    text = sign_in(person).get("/beskeder").text
    header = text.split("</header>")[0]
    assert (f'<span class="badge">{shown}<' in header) if shown else ('class="badge"' not in header)


def test_pages_show_each_once_with_few_queries(session: Session, sign_in: Any, person: Any, count_queries: Any) -> None:
    for number in range(45):
        add(session, person, 1, data={"title": f"Sag<{number}>"})
    browser, address, seen = sign_in(person), "/beskeder", []
    for _ in range(5):
        session.expunge_all()
        with count_queries() as asked:
            text = browser.get(address).text
        assert len(asked) <= LIST_QUERIES
        seen += [n for n in range(45) if f"Sag&lt;{n}&gt;" in text]
        if 'rel="next"' not in text:
            break
        address = text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert seen != sorted(seen)
    assert sorted(seen) == list(range(45))


@pytest.mark.parametrize("kind", [*NewsKind, "of_a_later_version"])
def test_every_kind_has_words(session: Session, sign_in: Any, person: Any, kind: str) -> None:
    data = {"title": "Bane <b>", "outcome": "no", "who": "Line", "reason": "Et navn", "due": "2027-03-14"}
    add(session, person, 1, kind=str(kind), data=data)
    text = sign_in(person).get("/beskeder").text
    assert ("Der er nyt" in text) == (kind == "of_a_later_version")
    assert "Bane &lt;b&gt;" in text
    add(session, person, 1, kind=str(kind), data={})
    assert sign_in(person).get("/beskeder").status_code == 200
