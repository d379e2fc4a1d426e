"""What stories of votes share: who and what they are about, their times, and the lot that is drawn."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.demo.chance import seeded
from youthvoice.demo.content import moment
from youthvoice.demo.polling import Polling
from youthvoice.voting.commands.counting import count_contest, draw_lot
from youthvoice.voting.queries.contests import get_contest

PAUSE = timedelta(minutes=1)
"""From the hour at which something is due until the worker has done it."""


@dataclass
class VoteStory:
    """Something that is voted on. ``told`` is its entry in ``content/votes.json``."""

    session: Session
    people: dict[str, Person]
    told: dict[str, Any]
    now: datetime
    bodies: dict[str, int]
    """Ids of councils by key, filled when they are made."""
    polling: Polling

    def at(self, told: str) -> datetime:
        """When something that is told happens."""
        return moment(told, self.now)

    def rng(self) -> Random:
        """What makes up ballots: the same story has the same ones."""
        return seeded(self.told["key"])

    def waiting(self) -> set[int]:
        """Ids of those who have not voted yet, and will not."""
        return {self.people[key].id for key in self.told.get("waiting", [])}

    def draw_lot_of(self, contest_id: int) -> None:
        """Draw the lot that is told of, and count by it."""
        lot = self.told["lot"]
        contest, actor_id = get_contest(self.session, contest_id), self.people[lot["by"]].id
        draw_lot(self.session, contest, lot["seed"], lot["witnesses"], actor_id=actor_id)
        count_contest(self.session, contest, actor_id=actor_id)
