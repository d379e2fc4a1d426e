"""What the room of voting tells polls: the page of the body is made anew whenever one of its polls takes a step."""

from flask import Flask
from sqlalchemy.orm import Session

from youthvoice.accounts.export import register as register_export
from youthvoice.core.events import subscribe
from youthvoice.councils.commands.touch import touch_body
from youthvoice.elections import poll_targets
from youthvoice.elections.poll_export import polls_asked
from youthvoice.elections.poll_owner import KIND, PollOwner
from youthvoice.elections.queries.polls import body_of, find_poll
from youthvoice.voting import owners
from youthvoice.voting.events import ContestCancelled, ContestCounted, ContestOpened, ContestSealed

Step = ContestOpened | ContestSealed | ContestCounted | ContestCancelled


def init(_app: Flask) -> None:
    """Subscribe, answer for contests, let moderators find what was asked, and make it a part of one's own data."""
    owners.register(KIND, PollOwner())
    poll_targets.register()
    register_export("polls_asked", polls_asked)
    subscribe(ContestOpened, stepped)
    subscribe(ContestSealed, stepped)
    subscribe(ContestCounted, stepped)
    subscribe(ContestCancelled, stepped)


def stepped(session: Session, event: Step) -> None:
    """The body's page shows it."""
    poll = find_poll(session, event.contest_id)
    if poll is not None:
        touch_body(session, body_of(session, poll))
