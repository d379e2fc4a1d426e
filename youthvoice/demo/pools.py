"""The pools of the made-up municipality, this year's and last year's: ``content/pools.json``, played."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.queries import find_unit_by_name
from youthvoice.core.clock import local_date, today
from youthvoice.demo.applications import ApplicationStory
from youthvoice.demo.content import KR, form_key, moment
from youthvoice.demo.play import Deed
from youthvoice.grants import reminders
from youthvoice.grants.commands.batches import send_batch
from youthvoice.grants.commands.money import Told, enter
from youthvoice.grants.commands.officers import give_office
from youthvoice.grants.commands.paid import mark_paid
from youthvoice.grants.commands.pools import Home, PoolFacts, make_pool
from youthvoice.grants.commands.standing import close_pool, open_pool
from youthvoice.grants.commands.year_end import end_year
from youthvoice.grants.models import Payment, Pool
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.paying import PaymentState
from youthvoice.grants.rules.pools import Excluded, Officer


@dataclass
class PoolStory:
    """One year of a pool. ``told`` is its entry in ``content/pools.json``."""

    session: Session
    secret_key: str
    people: dict[str, Person]
    told: dict[str, Any]
    now: datetime
    bodies: dict[str, int]
    meetings: dict[str, int]
    """Ids of councils and meetings by key, filled when they are made."""
    pool_id: int = 0

    def deeds(self) -> Iterator[Deed]:
        """Every deed with its time, in no particular order."""
        yield self.at(self.told["made"]), self._make
        yield self.at(self.told["opened"]), self._open
        for told in self.told["applications"]:
            yield from ApplicationStory(self, told).deeds()
        for number, (sent, paid) in enumerate(self.told["batches"]):
            yield self.at(sent), partial(self._send, number)
            yield self.at(paid), self._pay
        for at in self.told["reminded"]:
            yield self.at(at), self._remind
        if "closed" in self.told:
            yield self.at(self.told["closed"]), self._close
            yield self.at(self.told["ended"]), self._end

    def at(self, told: str) -> datetime:
        """When something that is told happens."""
        return moment(told, self.now)

    def day(self, told: str) -> date:
        """«12» -> the Danish day twelve days ago."""
        return local_date(moment(f"{told} 12:00", self.now))

    def pool(self) -> Pool:
        """The pool as it stands."""
        return self.session.get_one(Pool, self.pool_id)

    def key(self, *parts: object) -> str:
        """A form key of this pool's own."""
        return form_key("demo", "pool", self.told["key"], *parts)

    def who(self, office: str) -> Person:
        """Who does that for the pool: «by», «chair», «coordinator» or «treasurer»."""
        return self.people[self.told[office]]

    def _make(self) -> None:
        told, actor_id = self.told, self.who("by").id
        unit = find_unit_by_name(self.session, told["unit"])
        home = Home(
            body_id=self.bodies[told["body"]], unit_id=unit.id if unit else 0,
            year=local_date(self.now).year + told["year"],
        )  # fmt: skip
        pool = make_pool(self.session, home, self._facts(), self.key(), actor_id=actor_id)
        self.pool_id = pool.id
        for office in (Officer.coordinator, Officer.treasurer):
            give_office(self.session, pool, self.who(office.value), office, actor_id=actor_id)
        money = Told(amount=told["money"] * KR, why="Årets penge til unge", document="Budget, punkt 4")
        enter(self.session, pool, EntryKind.allocate, money, self.key("money"), actor_id=actor_id)

    def _facts(self) -> PoolFacts:
        told = self.told
        low, high = told["ages"]
        same = (
            "name",
            "about",
            "who_may",
            "notice_days",
            "accounts_days",
            "is_rolling",
            "reuses_returned",
            "complaint",
        )
        contact = self.who("coordinator")
        return PoolFacts(
            **{name: told[name] for name in (*same, "rules", "criteria")}, starts_on=self.day(told["starts"]),
            ends_on=self.day(told["ends"]), min_age=low, max_age=high, lowest=told["lowest"] * KR,
            highest=told["highest"] * KR, excluded=frozenset(Excluded), contact_name=contact.display_name,
            contact_title=contact.title or "",
        )  # fmt: skip

    def _open(self) -> None:
        open_pool(self.session, self.pool(), actor_id=self.who("by").id)

    def _payments(self, state: PaymentState) -> list[int]:
        query = select(Payment.id).where(Payment.pool_id == self.pool_id, Payment.state == state)
        return list(self.session.scalars(query.order_by(Payment.id)))

    def _send(self, number: int) -> None:
        ids, by_id = self._payments(PaymentState.planned), self.who("treasurer").id
        send_batch(self.session, self.pool(), ids, self.key("batch", number), by_id=by_id)

    def _pay(self) -> None:
        days = dict.fromkeys(self._payments(PaymentState.sent), today())
        mark_paid(self.session, self.pool(), days, by_id=self.who("treasurer").id)

    def _remind(self) -> None:
        while reminders.remind(self.session):
            pass

    def _close(self) -> None:
        close_pool(self.session, self.pool(), actor_id=self.who("by").id)

    def _end(self) -> None:
        end_year(self.session, self.pool(), None, actor_id=self.who("by").id)
