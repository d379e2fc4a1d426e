"""How a deed is done: a command of the product in a transaction of its own, and a line in the books."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.factories.grants import KR
from tests.machines import UndoneMachine
from tests.simulation.pools.books import Books, Purse, Wish
from tests.simulation.pools.town import settle
from youthvoice.accounts.models import Person
from youthvoice.core.errors import DomainError
from youthvoice.grants.models import Application, Payment, Pool
from youthvoice.grants.queries.pools import get_application

MOST = 4
"""Applications: few, so that each comes far."""
WHICH = st.integers(0, 59)
POOL = st.sampled_from((0, 0, 0, 1))
KRONER = st.sampled_from((500, 1_500, 3_000, 8_000, 20_000)).map(lambda kroner: kroner * KR)


class Life(UndoneMachine):
    """One example is one life of two pools, undone at its end."""

    def __init__(self) -> None:
        super().__init__()
        place, later = settle(self.session)
        self.pools = [place.pool.id, later.id]
        self.members = [one.id for one in place.members]
        self.coordinator, self.treasurer = place.coordinator.id, place.treasurer.id
        self.books = Books([Purse(reuses=True), Purse(reuses=False)])
        self.ids: list[int] = []
        """Of the applications, as they stand in the books."""
        self.entries: list[int] = []
        """Of what was entered by hand."""
        self.payments: list[list[int]] = []
        """Of each application."""

    def do(self, may: bool, deed: Callable[[], Any], *, twice: bool = False) -> Any:
        """Done where the books allow it, and refused where not; a second time, the same comes back."""
        self.session.expire_all()
        try:
            with self.session.begin_nested():
                found = deed()
        except DomainError as error:
            found, refused = None, repr(error)
        else:
            refused = ""
        assert may == (not refused), refused or "it was not refused"
        if twice and may:
            with self.session.begin_nested():
                assert getattr(deed(), "id", None) == getattr(found, "id", None)
        return found

    def pool(self, number: int) -> Pool:
        return self.session.get_one(Pool, self.pools[number])

    def person(self, person_id: int) -> Person:
        return self.session.get_one(Person, person_id)

    def pick(self, which: int) -> tuple[Wish, int]:
        number = which % len(self.ids)
        return self.books.wishes[number], self.ids[number]

    def get(self, application_id: int) -> Application:
        return get_application(self.session, application_id)

    def lead(self, application_id: int) -> Person:
        return self.person(self.get(application_id).lead_id)

    def payment(self, application_id: int, number: int) -> Payment:
        of = self.payments[self.ids.index(application_id)]
        return self.session.get_one(Payment, of[number])
