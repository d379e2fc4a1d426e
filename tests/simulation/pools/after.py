"""After a yes: the letter, payments, accounts; and the next natural step of an application, so that many come far."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.apps import SECRET
from tests.factories.grants import KR, key
from tests.factories.grants_after import ACCOUNT, PICTURE, REG
from tests.simulation.pools.books import WAITING, Payout, Wish
from tests.simulation.pools.deciding import Deciding
from tests.simulation.pools.life import WHICH, Life
from tests.simulation.pools.town import RESULT
from youthvoice.core.clock import today
from youthvoice.grants.commands import accepting, accounts, bank, batches, paid, payments, spending, unpaid
from youthvoice.grants.models import AccountReport, Agreement
from youthvoice.grants.queries.accounts import find_report
from youthvoice.grants.queries.paying import get_agreement
from youthvoice.grants.rules.paying import PaymentWay

SHARE = st.sampled_from((100, 100, 50, 30, 101))
"""Per cent of what is left."""
DECIDED = ("granted", "accepted", "accounting", "closed", "given_up")


class AfterYes(Life):
    """What follows a yes."""

    @precondition(lambda self: any(wish.status in DECIDED for wish in self.books.wishes))
    @rule(which=WHICH, with_adult=st.booleans())
    def accept(self, which: int, with_adult: bool) -> None:
        """The lead is fifteen: an adult says yes first. A yes that is sent again later changes nothing."""
        wish, one = self.pick(which)
        if wish.status not in DECIDED:
            return
        if with_adult:
            may = wish.adult or wish.status == "granted"
            self.do(may, lambda: accepting.adult_answers(self.session, self.letter(one), says_yes=True, reply=""))
            wish.adult = wish.adult or may
        stood = wish.has_accepted and wish.status != "given_up"
        may = stood or (wish.status == "granted" and wish.adult)
        self.do(may, lambda: accepting.accept(self.session, self.get(one), by_id=self.get(one).lead_id), twice=True)
        if may and not stood:
            wish.status, wish.has_accepted = "accepted", True

    def letter(self, one: int) -> Agreement:
        return get_agreement(self.session, one)

    @precondition(lambda self: any(wish.status in DECIDED for wish in self.books.wishes))
    @rule(which=WHICH, really=st.sampled_from((False, False, True)))
    def give_up(self, which: int, really: bool) -> None:
        wish, one = self.pick(which)
        may = wish.status == "given_up" or self.books.may_give_up(wish)
        if may and not really:
            return
        self.do(may, lambda: accepting.give_up(self.session, self.get(one), by_id=self.get(one).lead_id), twice=True)
        if may and wish.status != "given_up":
            self.books.give_up(wish)

    @precondition(lambda self: any(wish.status in DECIDED for wish in self.books.wishes))
    @rule(which=WHICH, share=SHARE, is_invoice=st.booleans(), by_group=st.booleans(), twice=st.booleans())
    def ask_payment(self, which: int, share: int, is_invoice: bool, by_group: bool, twice: bool) -> None:
        """By the group, or planned at once; never more than is left, and a transfer only to an account."""
        wish, one = self.pick(which)
        amount, form_key = max(wish.free * share // 100, KR), key()
        if not is_invoice and not wish.has_account and wish.status == "accepted" and share == 50:
            self.do(True, lambda: bank.put_account(self.session, SECRET, self.get(one), REG, ACCOUNT, by_id=1))
            wish.has_account = True
        facts = payments.PaymentFacts(
            way=PaymentWay.invoice if is_invoice else PaymentWay.transfer, amount=amount, due_on=today(),
            payee="Virum Lyd", reference="1", invoice=PICTURE,
        )  # fmt: skip
        may = wish.status == "accepted" and amount <= wish.free and (is_invoice or wish.has_account)
        command = payments.ask_payment if by_group else payments.plan_payment
        payment = self.do(
            may,
            lambda: command(self.session, self.get(one), facts, form_key, by_id=self.get(one).lead_id),
            twice=twice,
        )
        if may:
            wish.payouts.append(Payout(amount, "asked" if by_group else "planned"))
            self.payments[self.ids.index(one)].append(payment.id)

    @precondition(lambda self: any(wish.payouts for wish in self.books.wishes))
    @rule(which=WHICH, number=WHICH, deed=st.sampled_from(("approve", "approve", "cancel", "take_back")))
    def look_at_payment(self, which: int, number: int, deed: str) -> None:
        wish, one = self.pick(which)
        if not wish.payouts:
            return
        number %= len(wish.payouts)
        payout, by = wish.payouts[number], self.coordinator
        words = "Regningen er ikke til at læse. Tag et nyt billede."
        before, after = {
            "approve": (("asked", "planned"), "planned"),
            "cancel": (("asked", "planned"), "cancelled"),
            "take_back": (("sent",), "planned"),
        }[deed]
        commands = {
            "approve": lambda: payments.approve_payment(self.session, self.payment(one, number), by_id=by),
            "cancel": lambda: payments.cancel_payment(self.session, self.payment(one, number), words, by_id=by),
            "take_back": lambda: payments.take_back(self.session, self.payment(one, number), words, by_id=by),
        }
        may = payout.state in before
        self.do(may, commands[deed])
        if may:
            payout.state = after
            payout.in_file = payout.in_file and deed != "take_back"

    @precondition(lambda self: any(wish.payouts for wish in self.books.wishes))
    @rule(which=WHICH, twice=st.booleans())
    def send_batch(self, which: int, twice: bool) -> None:
        """All the payments of one application go into one file, where all are planned."""
        wish, _one = self.pick(which)
        ids, form_key = self.payments[which % len(self.ids)], key()
        if not ids:
            return
        may = all(payout.state == "planned" for payout in wish.payouts)
        self.do(
            may,
            lambda: batches.send_batch(self.session, self.pool(wish.pool), ids, form_key, by_id=self.treasurer),
            twice=twice,
        )
        for payout in wish.payouts if may else ():
            payout.state, payout.in_file = "sent", True

    @precondition(lambda self: any(wish.payouts for wish in self.books.wishes))
    @rule(which=WHICH, number=WHICH)
    def pay(self, which: int, number: int) -> None:
        wish, one = self.pick(which)
        if not wish.payouts:
            return
        number %= len(wish.payouts)
        payout = wish.payouts[number]
        may = payout.state in ("planned", "sent", "paid")
        days = {self.payment(one, number).id: today()}
        self.do(
            may,
            lambda: paid.mark_paid(self.session, self.pool(wish.pool), days, by_id=self.treasurer),
            twice=True,
        )
        if may and payout.state != "paid":
            self.books.pay(wish, payout)

    @precondition(lambda self: any(wish.payouts for wish in self.books.wishes))
    @rule(which=WHICH, number=WHICH)
    def undo_paid(self, which: int, number: int) -> None:
        """It was a mistake; not once the accounts are approved."""
        wish, one = self.pick(which)
        if not wish.payouts:
            return
        number %= len(wish.payouts)
        payout, seen = wish.payouts[number], self.payment(one, number).version
        may = payout.state == "paid" and wish.status != "closed"
        words = "Det var en anden gruppes regning."
        self.do(
            may,
            lambda: unpaid.undo_paid(self.session, self.payment(one, number), words, seen, by_id=self.treasurer),
            twice=True,
        )
        if may:
            self.books.unpay(wish, payout)

    @precondition(lambda self: any(wish.status in DECIDED for wish in self.books.wishes))
    @rule(which=WHICH, amount=st.sampled_from((100, 400_00, 2_000_00, 9_000_00)))
    def spend(self, which: int, amount: int) -> None:
        wish, one = self.pick(which)
        facts = spending.SpentFacts(
            line_id=None, name="Leje af hal", amount=amount, without_receipt="Den blev væk på vejen hjem."
        )
        may, form_key = wish.status == "accepted", key()
        self.do(
            may,
            lambda: spending.add_spent(self.session, self.lead(one), self.get(one), facts, form_key),
            twice=True,
        )
        wish.spent += amount if may else 0

    @precondition(lambda self: any(wish.status in DECIDED for wish in self.books.wishes))
    @rule(which=WHICH)
    def send_accounts(self, which: int) -> None:
        wish, one = self.pick(which)
        if wish.status not in DECIDED:
            return
        may = wish.status in ("accepted", "accounting")
        if wish.status == "accepted":
            report = self.report(one)
            seen = report.version if report is not None else 0
            self.do(True, lambda: accounts.tell_result(self.session, self.lead(one), self.get(one), RESULT, seen))
        self.do(may, lambda: accounts.send_accounts(self.session, self.lead(one), self.get(one)), twice=True)
        wish.status = "accounting" if may else wish.status

    def report(self, one: int) -> AccountReport | None:
        return find_report(self.session, one)

    @precondition(lambda self: any(wish.status == "accounting" for wish in self.books.wishes))
    @rule(which=WHICH, sends_back=st.sampled_from((False, False, True)), came=st.sampled_from((True, True, False)))
    def look_at_accounts(self, which: int, sends_back: bool, came: bool) -> None:
        """Approved once money is not on its way, and what is to come back has come; or sent back."""
        wish, one = self.pick(which)
        report = self.report(one)
        if report is None:
            return
        seen, by, is_sent = report.version, self.coordinator, wish.status == "accounting"
        if sends_back:
            words = "Der mangler en regning for leje af hallen."
            may = is_sent
            self.do(
                may,
                lambda: accounts.send_back(self.session, self.person(by), self.get(one), words, seen),
                twice=True,
            )
            wish.status = "accepted" if may else wish.status
            return
        day = today() if came else None
        back = self.books.left_over(wish)
        may = is_sent and not any(payout.waits for payout in wish.payouts) and (came or not back)
        self.do(
            may,
            lambda: accounts.approve(self.session, self.person(by), self.get(one), day, seen),
            twice=True,
        )
        if may:
            self.books.approve(wish)


class GoingOn(Deciding, AfterYes):
    """What anybody would do next."""

    @precondition(lambda self: self.ids)
    @rule(which=WHICH, luck=st.lists(st.sampled_from((True, True, False)), min_size=2, max_size=9))
    def go_on(self, which: int, luck: list[bool]) -> None:
        """One of them comes far, with good luck and bad."""
        for is_good in luck:
            wish, _one = self.pick(which)
            if is_good:
                self._step(which, wish)
            else:
                self._mishap(which, wish)

    @precondition(lambda self: self.ids)
    @rule(times=st.integers(1, 4))
    def go_on_together(self, times: int) -> None:
        for _ in range(times):
            for which in range(len(self.ids)):
                self._step(which, self.books.wishes[which])

    def _step(self, which: int, wish: Wish) -> None:
        if wish.status in WAITING or (wish.status == "rejected" and wish.complained):
            self._towards_a_decision(which, wish)
        elif wish.status == "rejected":
            self.complain(which)
        elif wish.status == "granted":
            self.accept(which, with_adult=True)
        elif wish.status == "accepted":
            self._towards_accounts(which, wish)
        elif wish.status == "accounting":
            self.look_at_accounts(which, sends_back=False, came=True)

    def _mishap(self, which: int, wish: Wish) -> None:
        if self.is_open(wish, in_writing=True):
            self.vote(which, [(one, "against") for one in range(4) if one not in wish.conflicted])
        elif self.is_open(wish, in_writing=False):
            self.drop(which)
        elif wish.status in WAITING and not wish.is_voted_on:
            self.put(which, 60, in_writing=False, twice=True)
        elif wish.status == "granted":
            self.give_up(which, really=True)
        elif wish.status == "accepted":
            self.ask_payment(which, 101, is_invoice=True, by_group=True, twice=False)
        elif wish.status == "accounting":
            self.accept(which, with_adult=False)

    def _towards_a_decision(self, which: int, wish: Wish) -> None:
        if wish.vote is not None and wish.vote.state == "open":
            if wish.vote.in_writing:
                self.vote(which, [(one, "in_favour") for one in range(4) if one not in wish.conflicted])
            else:
                self.count_hands(which, (2, 0, 0))
        elif self.books.may_put(wish, wish.asked):
            self.put(which, 100, in_writing=True, twice=False)
        elif self.books.decides(wish) is not None:
            self.decide(which, is_whole=True, twice=False)

    def _towards_accounts(self, which: int, wish: Wish) -> None:
        waiting = [number for number, one in enumerate(wish.payouts) if one.state in ("planned", "sent")]
        if waiting:
            self.pay(which, waiting[0])
        elif wish.free and not wish.payouts:
            self.ask_payment(which, 50, is_invoice=True, by_group=False, twice=False)
        else:
            self.send_accounts(which)
