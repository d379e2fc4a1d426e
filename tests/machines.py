"""State machines of hypothesis that play with a real database."""

from contextlib import ExitStack
from typing import ClassVar

from flask import Flask
from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy.orm import Session

from tests.factories.base import bind_factories


class UndoneMachine(RuleBasedStateMachine):
    """One example is one transaction, undone at its end; factories write into its session. ``app`` is set by the test."""

    app: ClassVar[Flask]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        database = self.app.extensions["youthvoice"].database
        connection = self.stack.enter_context(database.write_engine.connect())
        self.stack.callback(connection.begin().rollback)
        self.stack.enter_context(database.joined_to(connection))
        self.session: Session = self.stack.enter_context(database.session(read_only=False))
        self.stack.enter_context(self.app.test_request_context("/"))
        bind_factories(self.session)

    def teardown(self) -> None:
        self.stack.close()
