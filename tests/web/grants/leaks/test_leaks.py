"""Nobody reads what is not for them, on any page, in any file, feed, news or mail; and whoever may, does.

A secret is planted in every private field of an application wherever one can stand (world.py), every address that can show
one is asked for by everybody, and what is found is held against the table.
"""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.grants.leaks.addresses import links_of, other_addresses, own_addresses
from tests.web.grants.leaks.table import MUST, ROLES, may_see
from tests.web.grants.leaks.words import found_in
from tests.web.grants.leaks.world import SecretWorld, make_world
from youthvoice.core import pdf
from youthvoice.core.mail import OutboxMessage
from youthvoice.notifications.models import Notification

Secret = tuple[str, str]
"""(field, where its application stands)."""


@pytest.fixture(autouse=True)
def no_printing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be printed is read as it is."""
    monkeypatch.setattr(pdf, "make_pdf", str.encode)


EVERYWHERE = [("sqlite", role) for role in ROLES]
ON_BOTH = [("postgresql", role) for role in ("anonymous", "conflicted", "adult", "invited")]
"""A sweep takes its time, and who may see what is asked by the same code; of whoever may see least, both databases are asked."""


@pytest.mark.parametrize(("built_app", "role"), EVERYWHERE + ON_BOTH, indirect=["built_app"])
def test_nobody_reads_what_is_not_for_them(
    app: Flask, session: Session, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    world = make_world(session)
    session.commit()
    everything = [*own_addresses(app, session, world), *other_addresses(session, world)]
    addresses = links_of(session, world).get(role, everything)
    seen = read_by(app, world, role, addresses)
    assert {one: where for one, where in seen.items() if not may_see(role, *one)} == {}
    assert MUST[role] - seen.keys() == set()


def read_by(app: Flask, world: SecretWorld, role: str, addresses: Iterable[tuple[str, str]]) -> dict[Secret, str]:
    """Every secret that somebody reads there, with the first address where it stands."""
    seen: dict[Secret, str] = {}
    client: Any = app.test_client()
    if role in world.people:
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = world.people[role].get_id(), True
    for method, path in addresses:
        answer = client.open(path, method=method, check=False)
        assert answer.status_code < 500, path
        for one in found_in(answer.get_data().decode("utf-8", "replace")):
            seen.setdefault(one, path)
    return seen


def test_no_news_and_no_mail_tells_it(session: Session) -> None:
    world = make_world(session)
    roles = {person.id: "council" if role == "voter" else role for role, person in world.people.items()}
    told: set[tuple[str, Secret]] = set()
    for news in session.scalars(select(Notification)):
        role = roles.get(news.person_id, "council")
        told |= {(role, one) for one in found_in(json.dumps(news.data) + news.path)}
    for mail in session.scalars(select(OutboxMessage)):
        role = "adult" if found_in(mail.recipient) else roles.get(mail.person_id or 0, "stranger")
        told |= {(role, one) for one in found_in(f"{mail.subject} {mail.body_text} {mail.body_html}")}
    assert {(role, one) for role, one in told if not may_see(role, *one)} == set()
    assert told >= {("adult", ("title", "letter")), ("lead", ("title", "paid")), ("council", ("title", "sent"))}
