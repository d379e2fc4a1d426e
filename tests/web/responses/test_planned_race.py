"""Two workers, one of them killed, and an official who sends by hand at the same moment: one answer, and nothing lost."""

import os
import signal
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import app_on
from tests.factories.accounts import OfficialFactory
from tests.factories.base import bind_factories
from tests.factories.responses import CaseFactory
from tests.races import SECONDS, at_once, client_of, exit_codes
from tests.web.forms import form_fields
from tests.web.responses.facts import whole_no
from youthvoice.core import ticks
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.core.ticks import Tick, run_due
from youthvoice.responses import publishing
from youthvoice.responses.commands.drafts import save_draft
from youthvoice.responses.models import Answer, AnswerDraft

DRAFTS = 4


def prepare(app: Flask, count: int) -> tuple[int, list[int]]:
    """Cases with drafts whose time has come; the official who wrote them, and the cases."""
    with app.app_context(), app.extensions["youthvoice"].database.transaction() as session:
        bind_factories(session)
        official = OfficialFactory()
        ids = []
        for _ in range(count):
            case = CaseFactory(unit=official.unit, subject_kind="plain")
            draft = save_draft(session, case, official, whole_no(), 0)
            assert draft is not None
            draft.publish_at = now() - timedelta(minutes=1)
            ids.append(case.id)
        return official.id, ids


def answers_of(database: Database, case_ids: list[int]) -> tuple[int, int, int]:
    """(answers, drafts left, of these with an error) of the cases."""
    with database.session(read_only=True) as session:
        counted = [
            session.scalar(select(func.count()).where(*where)) or 0
            for where in (
                (Answer.case_id.in_(case_ids),),
                (AnswerDraft.case_id.in_(case_ids),),
                (AnswerDraft.case_id.in_(case_ids), AnswerDraft.publish_error != ""),
            )
        ]
    return counted[0], counted[1], counted[2]


def work(url: str, dies: bool, start: Any) -> None:
    """A worker's round; one that dies does so with its answers written and nothing committed."""
    app = app_on(url)
    ticks._ticks.clear()  # this process has no other work
    run = publishing.publish_due

    def deadly(session: Session) -> bool:
        run(session)
        session.flush()
        os.kill(os.getpid(), signal.SIGKILL)
        return False

    ticks.register(Tick("responses.publishing", timedelta(), deadly if dies else run))
    start.wait(SECONDS)
    with app.app_context():
        run_due(app.extensions["youthvoice"].database)


def publish_without_the_lock(url: str, start: Any, results: Any) -> None:
    """As a tick, but without the tick's own lock: the rows alone must see to it that it is done once."""
    app = app_on(url)
    start.wait(SECONDS)
    with app.app_context(), app.extensions["youthvoice"].database.transaction() as session:
        publishing.publish_due(session)
    results.put(("clock", 0))


def answer_by_hand(url: str, case_id: int, person_id: int, start: Any, results: Any) -> None:
    client, address = client_of(url, person_id), f"/svar/{case_id}"
    fields = form_fields(client.get(address).text, address)
    start.wait(SECONDS)
    results.put(("hand", client.post(address, data=fields).status_code))


def test_two_workers_and_one_that_is_killed_send_each_answer_once(own_url: str) -> None:
    app = app_on(own_url)
    database = app.extensions["youthvoice"].database
    _official, ids = prepare(app, DRAFTS)
    assert exit_codes(work, [(own_url, True)]) == [-signal.SIGKILL]
    assert answers_of(database, ids) == (0, DRAFTS, 0)
    assert exit_codes(work, [(own_url, False), (own_url, False)]) == [0, 0]
    assert answers_of(database, ids) == (DRAFTS, 0, 0)
    database.dispose()


def test_the_clock_and_a_hand_at_once_give_one_answer(own_url: str) -> None:
    app = app_on(own_url)
    database = app.extensions["youthvoice"].database
    official_id, (case_id,) = prepare(app, 1)
    runs: list[tuple[Any, ...]] = [("clock",), ("clock",), ("hand",)]
    got = dict.fromkeys(("clock", "hand"))
    got.update(at_once(_either, [(own_url, *kind, case_id, official_id) for kind in runs]))
    # By hand: sent (303), or the clock was first and the page says so with the text in it (409).
    assert got["hand"] in (303, 409)
    assert answers_of(database, [case_id]) == (1, 0, 0)
    database.dispose()


def _either(url: str, kind: str, case_id: int, person_id: int, start: Any, results: Any) -> None:
    if kind == "clock":
        publish_without_the_lock(url, start, results)
    else:
        answer_by_hand(url, case_id, person_id, start, results)
