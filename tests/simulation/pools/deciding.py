"""What the council does: conflicts, motions, votes, decisions, and a second look after a complaint."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.factories.awarding import award_facts
from tests.factories.grants import key
from tests.simulation.pools.books import MEMBERS, Wish
from tests.simulation.pools.life import WHICH, Life
from youthvoice.core.clock import now, time_told
from youthvoice.grants.commands import awarding, complaints, conflicts, motions, settling
from youthvoice.grants.models import Award, Complaint, Motion
from youthvoice.grants.queries.awards import current_award, find_complaint
from youthvoice.grants.queries.motions import last_motion
from youthvoice.grants.rules.deciding import Choice, Conflict, MotionWay
from youthvoice.grants.rules.motions import MotionFacts

PART = st.sampled_from((100, 100, 100, 60, 30, 0, 101))
"""Per cent of what is asked for; once in a while more than that."""
CHOICES = st.sampled_from(("in_favour", "in_favour", "in_favour", "against", "abstain"))
MEMBER = st.integers(0, MEMBERS - 1)
HANDS = st.tuples(st.integers(0, 4), st.integers(0, 2), st.integers(0, 1))
WEEK = timedelta(days=7)


class Deciding(Life):
    """What comes between an application and its decision."""

    def motion(self, one: int) -> Motion:
        found = last_motion(self.session, one)
        assert found is not None
        return found

    @precondition(lambda self: any(not wish.is_voted_on for wish in self.books.wishes))
    @rule(which=WHICH, part=PART, in_writing=st.booleans(), twice=st.booleans())
    def put(self, which: int, part: int, in_writing: bool, twice: bool) -> None:
        wish, one = self.pick(which)
        amount, form_key = wish.asked * part // 100, key()
        way = MotionWay.writing if in_writing else MotionWay.meeting
        closes_at = now() + WEEK if in_writing else None
        facts = MotionFacts(amount=amount, conditions="", way=way, closes_at=closes_at)
        may, chair = self.books.may_put(wish, amount), self.members[0]

        self.do(
            may,
            lambda: motions.put_motion(self.session, self.get(one), facts, form_key, actor_id=chair),
            twice=twice,
        )
        if may:
            self.books.put(wish, amount, in_writing=in_writing)

    def is_open(self, wish: Wish, *, in_writing: bool) -> bool:
        return wish.vote is not None and wish.vote.state == "open" and wish.vote.in_writing == in_writing

    @precondition(lambda self: any(wish.vote for wish in self.books.wishes))
    @rule(which=WHICH, choices=st.lists(st.tuples(MEMBER, CHOICES), min_size=1, max_size=6))
    def vote(self, which: int, choices: list[tuple[int, str]]) -> None:
        """One after the other; when all have voted, it is counted."""
        wish, one = self.pick(which)
        if wish.vote is None:
            return
        for member, choice in choices:
            may = self.is_open(wish, in_writing=True) and member not in wish.conflicted
            person = self.members[member]
            self.do(
                may,
                lambda person=person, choice=choice: motions.vote(
                    self.session, self.motion(one), self.person(person), Choice(choice)
                ),
            )
            if may:
                wish.vote.said[member] = choice
                if len(wish.vote.said) == wish.impartial:
                    self.books.count_written(wish)

    @precondition(lambda self: any(wish.vote for wish in self.books.wishes))
    @rule(which=WHICH, is_late=st.booleans())
    def count_votes(self, which: int, is_late: bool) -> None:
        """By the clock."""
        wish, one = self.pick(which)
        if wish.vote is None:
            return
        may = self.is_open(wish, in_writing=True) and (is_late or len(wish.vote.said) == wish.impartial > 0)
        with time_told(now() + WEEK * is_late):
            self.do(may, lambda: settling.settle_motion(self.session, self.motion(one), actor_id=None))
        if may:
            self.books.count_written(wish)

    @precondition(lambda self: any(wish.vote for wish in self.books.wishes))
    @rule(which=WHICH, hands=HANDS)
    def count_hands(self, which: int, hands: tuple[int, int, int]) -> None:
        wish, one = self.pick(which)
        if wish.vote is None:
            return
        may = self.is_open(wish, in_writing=False) and sum(hands) <= wish.impartial
        raised = settling.Hands(*hands)
        self.do(may, lambda: settling.settle_motion(self.session, self.motion(one), raised, actor_id=self.coordinator))
        if may:
            self.books.count(wish, *hands)

    @precondition(lambda self: any(wish.is_voted_on for wish in self.books.wishes))
    @rule(which=WHICH)
    def drop(self, which: int) -> None:
        wish, one = self.pick(which)
        if wish.vote is None:
            return
        may = wish.vote.state == "open"
        self.do(may, lambda: motions.drop_motion(self.session, self.motion(one), actor_id=self.coordinator))
        if may:
            self.books.close(wish, "dropped")

    @precondition(lambda self: self.ids)
    @rule(which=st.integers(0, 9), member=MEMBER)
    def declare(self, which: int, member: int) -> None:
        """A conflict takes the member's vote away with it."""
        wish, one = self.pick(which)
        if len(wish.conflicted) >= 2:
            return
        person = self.members[member]
        self.do(
            True,
            lambda: conflicts.declare(self.session, self.get(one), person, Conflict.family, by_id=person),
            twice=True,
        )
        wish.conflicted.add(member)
        if wish.vote is not None and wish.vote.state == "open":
            wish.vote.said.pop(member, None)

    @precondition(lambda self: any(wish.vote for wish in self.books.wishes))
    @rule(which=WHICH, is_whole=st.sampled_from((True, True, True, False)), twice=st.booleans())
    def decide(self, which: int, is_whole: bool, twice: bool) -> None:
        """A no or a smaller grant without its rule, or without how to apply better, is refused."""
        wish, one = self.pick(which)
        if wish.vote is None:
            return
        amount, form_key = self.books.decides(wish), key()
        facts = award_facts() if is_whole else award_facts(rule="", better="")
        may = amount is not None and (is_whole or amount >= wish.asked)

        def deed() -> Award:
            chair, motion = self.person(self.members[0]), self.motion(one)
            return awarding.give_award(self.session, self.get(one), motion, chair, facts, form_key)

        self.do(may, deed, twice=twice)
        if may and amount is not None:
            self.books.decide(wish, amount)

    @precondition(lambda self: any(wish.awarded is not None for wish in self.books.wishes))
    @rule(which=WHICH)
    def complain(self, which: int) -> None:
        wish, one = self.pick(which)
        if wish.awarded is None:
            return
        may = wish.complained or wish.awarded < wish.asked
        words = "I har overset, at vores kasserer er frivillig."
        self.do(
            may,
            lambda: complaints.complain(self.session, self.get(one), self.award(one), self.lead(one), words),
            twice=True,
        )
        wish.complained = wish.complained or may

    @precondition(lambda self: any(wish.complained for wish in self.books.wishes))
    @rule(which=WHICH, by_chair=st.booleans())
    def settle_complaint(self, which: int, by_chair: bool) -> None:
        """Never by whoever wrote the decision."""
        wish, one = self.pick(which)
        if not wish.complained:
            return
        reply, person = "Vi har set på det igen, og det bliver ved det.", self.members[0]

        def deed() -> None:
            award = self.award(one)
            complaint: Complaint | Any = find_complaint(self.session, award.id)
            by = self.person(person if by_chair else self.coordinator)
            complaints.settle_complaint(self.session, self.get(one), complaint, award, by, reply)

        self.do(not by_chair, deed, twice=True)
        wish.settled = wish.settled or not by_chair

    def award(self, one: int) -> Award:
        found = current_award(self.session, one)
        assert found is not None
        return found
