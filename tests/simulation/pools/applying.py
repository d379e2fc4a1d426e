"""Money that is entered by hand, the end of the year, and applying."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.factories.grants import KR, key
from tests.simulation.pools.books import WAITING, Wish
from tests.simulation.pools.life import KRONER, MOST, POOL, WHICH, Life
from tests.simulation.pools.town import rewrite, written
from youthvoice.grants.commands import asking, money, sending, standing, year_end
from youthvoice.grants.commands.ledger import entry_by_key
from youthvoice.grants.models import LedgerEntry, Pool
from youthvoice.grants.rules.ledger import EntryKind


class ByHand(Life):
    """What the coordinator does with the pool itself."""

    @rule(pool=POOL, amount=KRONER, kind=st.sampled_from(("allocate", "adjust_up", "adjust_down")), twice=st.booleans())
    def enter(self, pool: int, amount: int, kind: str, twice: bool) -> None:
        purse, form_key = self.books.purses[pool], key()
        gain = -amount if kind == "adjust_down" else amount
        told = money.Told(amount=amount, why="Byrådets beslutning", document="Budget, punkt 4")
        may = not purse.is_ended and purse.free + gain >= 0

        def deed() -> LedgerEntry:
            entered = EntryKind(kind)
            return money.enter(self.session, self.pool(pool), entered, told, form_key, actor_id=self.coordinator)

        entry = self.do(may, deed, twice=twice)
        if may:
            self.books.enter({pool: gain})
            self.entries.append(entry.id)

    @precondition(lambda self: self.books.purses[0].free)
    @rule(amount=KRONER, twice=st.booleans())
    def carry(self, amount: int, twice: bool) -> None:
        first, later = self.books.purses
        told, form_key = money.Told(amount=amount, why="Rest", document="Notat 3"), key()
        may = not first.is_ended and not later.is_ended and first.free >= amount

        def deed() -> LedgerEntry:
            source, target = self.pool(0), self.pool(1)
            return money.carry_over(self.session, source, target, told, form_key, actor_id=self.coordinator)[0]

        entry = self.do(may, deed, twice=twice)
        if may:
            self.books.enter({0: -amount, 1: amount})
            self.entries.append(entry.id)

    @precondition(lambda self: self.entries)
    @rule(which=WHICH)
    def undo(self, which: int) -> None:
        number = which % len(self.entries)
        hand, entry_id = self.books.hands[number], self.entries[number]

        def deed() -> LedgerEntry:
            entry = self.session.get_one(LedgerEntry, entry_id)
            pool = self.session.get_one(Pool, entry.pool_id)
            return money.undo_entry(self.session, pool, entry, "En fejl", "Notat 1", actor_id=self.coordinator)

        may = self.books.may_undo(hand)
        self.do(may, deed)
        if may:
            self.books.undo(hand)

    @precondition(lambda self: len(self.ids) >= MOST - 1)
    @rule(pool=POOL)
    def close_pool(self, pool: int) -> None:
        """Not before somebody has applied."""
        self.do(True, lambda: standing.close_pool(self.session, self.pool(pool), actor_id=self.coordinator))
        self.books.purses[pool].is_open = False

    @precondition(lambda self: not all(purse.is_open for purse in self.books.purses))
    @rule(pool=POOL, carries=st.booleans(), twice=st.booleans())
    def end_year(self, pool: int, carries: bool, twice: bool) -> None:
        purse, into = self.books.purses[pool], 1 if carries and pool == 0 else None
        goes = into is None or not purse.free or not self.books.purses[into].is_ended
        may = purse.is_ended or (self.books.may_end(pool) and goes)

        def deed() -> None:
            target = self.pool(into) if into is not None else None
            year_end.end_year(self.session, self.pool(pool), target, actor_id=self.coordinator)

        self.do(may, deed, twice=twice)
        if may and not purse.is_ended:
            self.books.end(pool, into)
            carried = entry_by_key(self.session, self.pools[pool], "carry_out:year_end")
            self.entries += [carried.id] if carried is not None else []


class Applying(ByHand):
    """What groups do until the council has decided."""

    @initialize(asked=st.lists(KRONER, min_size=1, max_size=3))
    def begin(self, asked: list[int]) -> None:
        """The year begins with some money, and somebody who wants it."""
        self.enter(0, 20_000 * KR, "allocate", twice=False)
        for amount in asked:
            self.apply(0, amount, None, twice=False)

    @precondition(lambda self: len(self.ids) < MOST)
    @rule(pool=POOL, asked=KRONER, member=st.sampled_from((None, None, None, 0, 3)), twice=st.booleans())
    def apply(self, pool: int, asked: int, member: int | None, twice: bool) -> None:
        """Sometimes a member of the council applies, and has a conflict of interest."""
        lead = self.person(self.members[member]) if member is not None else None
        draft = written(self.session, self.pool(pool), lead, asked).id
        may = self.books.purses[pool].is_open
        self.do(may, lambda: sending.send_application(self.session, self.lead(draft), self.get(draft)), twice=twice)
        if may:
            self.ids.append(draft)
            self.payments.append([])
            self.books.wishes.append(Wish(pool, asked, set() if member is None else {member}))

    @precondition(lambda self: self.ids)
    @rule(which=WHICH, really=st.sampled_from((False, False, True)))
    def withdraw(self, which: int, really: bool) -> None:
        wish, one = self.pick(which)
        may = wish.status in (*WAITING, "withdrawn")
        if may and not really:
            return
        self.do(may, lambda: asking.withdraw(self.session, self.lead(one), self.get(one)), twice=True)
        if may and wish.status != "withdrawn":
            self.books.withdraw(wish)

    @precondition(lambda self: self.ids)
    @rule(which=WHICH)
    def ask_more(self, which: int) -> None:
        wish, one = self.pick(which)
        may, form_key = wish.status == "submitted" and not wish.is_voted_on, key()
        chair, words = self.members[0], "Hvor mange regner I med kommer hver gang?"
        self.do(
            may,
            lambda: asking.ask_more(self.session, self.person(chair), self.get(one), words, form_key),
            twice=True,
        )
        if may:
            wish.status = "needs_more"

    @precondition(lambda self: any(wish.status == "needs_more" for wish in self.books.wishes))
    @rule(which=WHICH, asked=KRONER)
    def rewrite(self, which: int, asked: int) -> None:
        """What is voted on does not change below the vote."""
        wish, one = self.pick(which)
        may = wish.status == "needs_more" and not wish.is_voted_on
        self.do(may, lambda: rewrite(self.session, self.get(one), asked))
        if may:
            wish.asked = asked

    @precondition(lambda self: any(wish.status == "needs_more" for wish in self.books.wishes))
    @rule(which=WHICH)
    def tell_more(self, which: int) -> None:
        wish, one = self.pick(which)
        may, form_key = wish.status == "needs_more", key()
        words = "Vi regner med, at der kommer tyve hver gang."
        self.do(may, lambda: asking.tell_more(self.session, self.lead(one), self.get(one), words, form_key), twice=True)
        if may:
            wish.status = "submitted"
