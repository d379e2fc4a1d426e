"""The books: what a pool's money is and may do, in plain Python and whole øre. Nothing of the product is asked.

What the product refuses must be refused here, and nothing else: each ``may_…`` says what the rules of the house allow.
"""

from dataclasses import dataclass, field

WAITING = ("submitted", "needs_more")
MEMBERS, QUORUM = 4, 50


@dataclass
class Vote:
    """A motion. ``said``: member -> what they voted in writing."""

    amount: int
    in_writing: bool
    state: str = "open"
    answered: bool = False
    said: dict[int, str] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Its money waits for an end."""
        return self.state == "open" or (self.state == "carried" and not self.answered)

    @property
    def decides(self) -> int | None:
        """What may be decided by it: how much; None for nothing at all."""
        if self.state == "carried":
            return self.amount
        return 0 if self.state == "lost" and self.amount else None


@dataclass
class Payout:
    amount: int
    state: str
    in_file: bool = False

    @property
    def waits(self) -> bool:
        return self.state in ("asked", "planned", "sent")


@dataclass
class Purse:
    """A pool: what the municipality put in, what is free, and what came back and is not free again."""

    reuses: bool
    put_in: int = 0
    free: int = 0
    back: int = 0
    ever_back: int = 0
    is_open: bool = True
    is_ended: bool = False


@dataclass
class Hand:
    """Something entered by hand that could be undone: what each pool gained by it."""

    gains: dict[int, int]
    is_undone: bool = False


@dataclass
class Wish:
    """An application: what is asked for, where it stands, and where its money is."""

    pool: int
    asked: int
    conflicted: set[int]
    status: str = "submitted"
    votes: list[Vote] = field(default_factory=list)
    held: int = 0
    granted: int = 0
    paid: int = 0
    returned: int = 0
    used: int = 0
    awarded: int | None = None
    """By the decision that stands; None without one."""
    complained: bool = False
    """About the decision that stands."""
    settled: bool = False
    adult: bool = False
    has_accepted: bool = False
    has_account: bool = False
    payouts: list[Payout] = field(default_factory=list)
    spent: int = 0

    @property
    def vote(self) -> Vote | None:
        """The last one."""
        return self.votes[-1] if self.votes else None

    @property
    def is_voted_on(self) -> bool:
        return any(vote.holds for vote in self.votes)

    @property
    def impartial(self) -> int:
        return MEMBERS - len(self.conflicted)

    @property
    def free(self) -> int:
        """Promised, and not asked for yet."""
        return self.granted - sum(one.amount for one in self.payouts if one.waits)

    @property
    def everything(self) -> int:
        return self.held + self.granted + self.paid + self.returned + self.used


@dataclass
class Books:
    purses: list[Purse]
    wishes: list[Wish] = field(default_factory=list)
    hands: list[Hand] = field(default_factory=list)

    def of(self, wish: Wish) -> Purse:
        return self.purses[wish.pool]

    # By hand, and the end of the year.

    def enter(self, gains: dict[int, int]) -> None:
        for pool, amount in gains.items():
            self.purses[pool].put_in += amount
            self.purses[pool].free += amount
        self.hands.append(Hand(gains))

    def may_undo(self, hand: Hand) -> bool:
        stands = all(not self.purses[pool].is_ended for pool in hand.gains)
        return stands and not hand.is_undone and all(self.purses[p].free >= gain for p, gain in hand.gains.items())

    def undo(self, hand: Hand) -> None:
        hand.is_undone = True
        for pool, gain in hand.gains.items():
            self.purses[pool].put_in -= gain
            self.purses[pool].free -= gain

    def may_end(self, pool: int) -> bool:
        of = [wish for wish in self.wishes if wish.pool == pool]
        busy = any(one.status in WAITING or one.held or one.granted or one.paid for one in of)
        return not self.purses[pool].is_open and not busy

    def end(self, pool: int, into: int | None) -> None:
        purse = self.purses[pool]
        if into is not None and purse.free:
            self.enter({pool: -purse.free, into: purse.free})
        purse.put_in -= purse.free + purse.back
        purse.free = purse.back = 0
        purse.is_ended = True

    # Voting and deciding.

    def may_put(self, wish: Wish, amount: int) -> bool:
        open_to_it = wish.status in WAITING or (wish.status == "rejected" and wish.complained and not wish.settled)
        purse = self.of(wish)
        has_money = (amount == 0 and wish.status != "rejected") or (0 < amount <= purse.free and not purse.is_ended)
        return open_to_it and not wish.is_voted_on and wish.impartial >= 2 and amount <= wish.asked and has_money

    def put(self, wish: Wish, amount: int, *, in_writing: bool) -> None:
        wish.votes.append(Vote(amount, in_writing))
        wish.held += amount
        self.of(wish).free -= amount

    def count(self, wish: Wish, favour: int, against: int, abstain: int) -> None:
        """Counted as it stands; what is not carried is free again."""
        assert wish.vote is not None
        there = favour + against + abstain
        if there < 2 or there * 100 < QUORUM * wish.impartial:
            self.close(wish, "no_quorum")
        else:
            self.close(wish, "carried" if favour > against else "lost")

    def count_written(self, wish: Wish) -> None:
        assert wish.vote is not None
        said = list(wish.vote.said.values())
        self.count(wish, *(said.count(one) for one in ("in_favour", "against", "abstain")))

    def close(self, wish: Wish, state: str) -> None:
        vote = wish.vote
        assert vote is not None
        vote.state = state
        if state != "carried":
            wish.held -= vote.amount
            self.of(wish).free += vote.amount

    def decides(self, wish: Wish) -> int | None:
        """Øre that may be decided now; None where nothing may."""
        vote = wish.vote
        amount = vote.decides if vote is not None and not vote.answered else None
        if wish.status == "rejected":
            return amount if wish.complained and amount else None
        return amount if wish.status in WAITING else None

    def decide(self, wish: Wish, amount: int) -> None:
        assert wish.vote is not None
        wish.vote.answered = True
        wish.awarded, wish.complained, wish.settled = amount, False, False
        wish.status = "granted" if amount else "rejected"
        wish.held -= amount
        wish.granted += amount

    def withdraw(self, wish: Wish) -> None:
        if wish.is_voted_on:
            self.close(wish, "dropped")
        wish.status = "withdrawn"

    # After a yes.

    def may_give_up(self, wish: Wish) -> bool:
        is_on = wish.status in ("granted", "accepted") and not wish.paid
        return is_on and all(one.state != "sent" for one in wish.payouts)

    def give_up(self, wish: Wish) -> None:
        self.of(wish).free += wish.granted
        wish.granted, wish.status = 0, "given_up"
        for one in wish.payouts:
            one.state = "cancelled"

    def pay(self, wish: Wish, payout: Payout) -> None:
        payout.state = "paid"
        wish.granted -= payout.amount
        wish.paid += payout.amount

    def unpay(self, wish: Wish, payout: Payout) -> None:
        payout.state = "sent" if payout.in_file else "planned"
        wish.granted += payout.amount
        wish.paid -= payout.amount

    def left_over(self, wish: Wish) -> int:
        return max(0, wish.paid - wish.spent)

    def approve(self, wish: Wish) -> None:
        purse, back = self.of(wish), self.left_over(wish)
        wish.used, wish.returned, wish.paid = wish.paid - back, back, 0
        purse.ever_back += back
        purse.free += wish.granted + (back if purse.reuses else 0)
        purse.back += 0 if purse.reuses else back
        wish.granted, wish.status = 0, "closed"

    # What must hold at all times.

    def explained(self, pool: int) -> int:
        """All that was put in, found again."""
        purse = self.purses[pool]
        there = sum(one.held + one.granted + one.paid + one.used for one in self.wishes if one.pool == pool)
        return purse.free + purse.back + there
