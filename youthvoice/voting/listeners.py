"""What follows in this room from what happens in it: a result is written down for everybody."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy.orm import Session

from youthvoice.core.events import subscribe
from youthvoice.voting.commands.publishing import publish_file
from youthvoice.voting.events import ContestCounted
from youthvoice.voting.queries.contests import get_contest


@dataclass(frozen=True)
class Publishing:
    """Publishes what was counted, sealed by the deployment's key. Two with one key are one listener."""

    secret_key: str

    def __call__(self, session: Session, event: ContestCounted) -> None:
        publish_file(session, self.secret_key, get_contest(session, event.contest_id))


def init(app: Flask) -> None:
    """Subscribe."""
    subscribe(ContestCounted, Publishing(str(app.config["SECRET_KEY"])))
