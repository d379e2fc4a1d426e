"""Real processes that do something at the same moment, each with an application and connections of its own.

They are forked from a server process that has imported the product and opened nothing, so that a race does not wait for
every one of them to import it all again.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterable, Sequence
from multiprocessing.context import ForkServerContext
from typing import Any

from sqlalchemy.orm import Session

from tests.apps import app_on
from tests.html import CheckingClient
from youthvoice.accounts.models import Person
from youthvoice.core.errors import DomainError

SECONDS = 60
IMPORTED = ["tests.conftest", "tests.html", "tests.web.forms", "tests.races", "tests.made"]


def processes() -> ForkServerContext:
    """How processes are made."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    return context


def at_once(target: Callable[..., None], arguments: Sequence[Iterable[Any]]) -> list[Any]:
    """Run ``target(*own, start, results)`` in a process for each; what each put into ``results``, in no order.

    ``target`` gets ready, waits by ``start.wait(SECONDS)`` for the others, acts, and puts one thing.
    """
    context = processes()
    start, results = context.Barrier(len(arguments)), context.Queue()
    running = [context.Process(target=target, args=(*own, start, results)) for own in arguments]
    for process in running:
        process.start()
    got = [results.get(timeout=SECONDS) for _ in running]
    for process in running:
        process.join(SECONDS)
    return got


def in_database(url: str, do: Callable[[Session], Any]) -> Any:
    """Do it in a session of its own, and commit."""
    app = app_on(url)
    database = app.extensions["youthvoice"].database
    with app.test_request_context("/"), database.session(read_only=False) as session:
        found = do(session)
        session.commit()
    database.dispose()
    return found


def doing(url: str, do: Callable[..., None], own: Sequence[Any], start: Any, results: Any) -> None:
    """A process for ``at_once``: ``do(session, *own)`` in a transaction; puts "done", or the name of what refused it."""
    app = app_on(url)
    database = app.extensions["youthvoice"].database
    with app.test_request_context("/"):
        start.wait(SECONDS)
        try:
            with database.transaction() as session:
                do(session, *own)
        except DomainError as refused:
            results.put(type(refused).__name__)
        else:
            results.put("done")
    database.dispose()


def exit_codes(target: Callable[..., None], arguments: Sequence[Iterable[Any]]) -> list[int | None]:
    """Run ``target(*own, start)`` in a process for each; how each ended (None: it did not, within ``SECONDS``)."""
    context = processes()
    start = context.Barrier(len(arguments))
    running = [context.Process(target=target, args=(*own, start)) for own in arguments]
    for process in running:
        process.start()
    deadline = time.monotonic() + SECONDS
    for process in running:
        process.join(max(0.1, deadline - time.monotonic()))
    return [process.exitcode for process in running]


def client_of(url: str, person_id: int | None = None) -> CheckingClient:
    """A browser on an application of this process's own, signed in as that person."""
    app = app_on(url)
    app.test_client_class = CheckingClient
    client = app.test_client()
    assert isinstance(client, CheckingClient)
    if person_id is not None:
        with app.extensions["youthvoice"].database.session(read_only=True) as session:
            token = session.get_one(Person, person_id).get_id()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
    return client
