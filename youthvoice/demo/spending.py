"""What follows a yes in a made-up grant: the letter, payments, a plan, accounts with receipts, pictures of what came of it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from youthvoice.core.clock import today
from youthvoice.demo.content import KR
from youthvoice.demo.drawing import picture, receipt
from youthvoice.grants.commands.accepting import accept, adult_answers
from youthvoice.grants.commands.accounts import ResultFacts, approve, send_accounts, tell_result
from youthvoice.grants.commands.bank import put_account
from youthvoice.grants.commands.changes import ChangeFacts, ask_change
from youthvoice.grants.commands.files import FileFacts, add_file
from youthvoice.grants.commands.milestones import add_milestone, tick_milestone
from youthvoice.grants.commands.payments import PaymentFacts, approve_payment, ask_payment
from youthvoice.grants.commands.spending import SpentFacts, add_spent
from youthvoice.grants.models import BudgetLine, Payment
from youthvoice.grants.queries.accounts import find_report
from youthvoice.grants.queries.paying import get_agreement
from youthvoice.grants.rules.applications import FileKind
from youthvoice.grants.rules.paying import ChangeKind, PaymentWay
from youthvoice.responses.commands.plan import ReportFacts, report_progress
from youthvoice.responses.queries.promises import find_promise

if TYPE_CHECKING:
    from youthvoice.demo.applications import ApplicationStory

BEFORE_SENDING = timedelta(minutes=30)
PAID_WITHIN = timedelta(days=14)


class AfterYes:
    """The deeds of one grant; what is not told did not happen."""

    def __init__(self, story: "ApplicationStory") -> None:
        self.story, self.told, self.session = story, story.told, story.session
        self.payments: dict[int, Payment] = {}
        self.steps: dict[int, int] = {}

    def deeds(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """Every deed with its time, in no particular order."""
        at, told = self.story.pool.at, self.told
        if "adult_yes" in told:
            yield at(told["adult_yes"]), self._adult_says_yes
        if "accepted" not in told:
            return
        accepted_at = at(told["accepted"])
        yield accepted_at, self._accept
        yield from self._pay()
        for number, (words, due, done) in enumerate(told.get("milestones", [])):
            yield accepted_at + BEFORE_SENDING, partial(self._plan, number, words, due)
            if done:
                yield at(done), partial(self._tick, number)
        if "change" in told:
            yield at(told["change"][0]), partial(self._ask_change, *told["change"][1:])
        yield from self._account_for()

    def _pay(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        at = self.story.pool.at
        for number, told in enumerate(self.told.get("payments", [])):
            yield at(told["at"]), partial(self._ask, number, told)
            if "approved" in told:
                yield at(told["approved"]), partial(self._approve_payment, number)

    def _account_for(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        at, told = self.story.pool.at, self.told
        for number, one in enumerate(told.get("spent", [])):
            yield at(f"{one[3]} 20:00"), partial(self._spend, number, one)
        if "accounts" in told:
            yield at(told["accounts"]) - BEFORE_SENDING, self._tell
            yield at(told["accounts"]), self._send
        if "approved" in told:
            yield at(told["approved"]), self._approve
            who, when, words = told["kept"]
            yield at(when), partial(self._keep, who, words)

    def _adult_says_yes(self) -> None:
        agreement = get_agreement(self.session, self.story.application_id)
        if agreement.needs_adult:
            adult_answers(self.session, agreement, says_yes=True, reply="")

    def _accept(self) -> None:
        application, lead = self.story.application(), self.story.lead
        accept(self.session, application, by_id=lead.id)
        if "account" in self.told:
            reg, account = self.told["account"]
            put_account(self.session, self.story.pool.secret_key, application, reg, account, by_id=lead.id)

    def _ask(self, number: int, told: dict[str, Any]) -> None:
        facts = PaymentFacts(
            way=PaymentWay(told["way"]), amount=told["amount"] * KR, due_on=today() + PAID_WITHIN,
            payee=told.get("payee", ""), reference=told.get("reference", ""),
            invoice=receipt() if "payee" in told else None,
        )  # fmt: skip
        key, by_id = self.story.key("payment", number), self.story.lead.id
        self.payments[number] = ask_payment(self.session, self.story.application(), facts, key, by_id=by_id)

    def _approve_payment(self, number: int) -> None:
        approve_payment(self.session, self.payments[number], by_id=self.story.pool.who("coordinator").id)

    def _plan(self, number: int, words: str, due: str) -> None:
        key, by_id = self.story.key("step", number), self.story.lead.id
        step = add_milestone(self.session, self.story.application(), words, self.story.pool.day(due), key, by_id=by_id)
        self.steps[number] = step.id

    def _tick(self, number: int) -> None:
        step_id, by_id = self.steps[number], self.story.lead.id
        tick_milestone(self.session, self.story.application(), step_id, is_done=True, by_id=by_id)

    def _ask_change(self, kind: str, words: str) -> None:
        facts, key = ChangeFacts(ChangeKind(kind), words), self.story.key("change")
        ask_change(self.session, self.story.application(), facts, key, by_id=self.story.lead.id)

    def _spend(self, number: int, told: list[Any]) -> None:
        line, name, amount, day = told
        here = BudgetLine.application_id == self.story.application_id, BudgetLine.number == line
        facts = SpentFacts(
            line_id=self.session.scalars(select(BudgetLine.id).where(*here)).one(), name=name, amount=amount * KR,
            spent_on=self.story.pool.day(day),
        )  # fmt: skip
        key = self.story.key("spent", number)
        add_spent(self.session, self.story.lead, self.story.application(), facts, key, receipt())

    def _tell(self) -> None:
        told, application, lead = self.told["result"], self.story.application(), self.story.lead
        facts = ResultFacts(
            learned=told["learned"], went_well=told["went_well"], participants=told["participants"],
            shows_in_gallery=True,
        )  # fmt: skip
        for number, (name, alt_text) in enumerate(told["pictures"]):
            file = FileFacts(kind=FileKind.result, clean=picture(name), alt_text=alt_text)
            add_file(self.session, lead, application, file, self.story.key("picture", number))
        tell_result(self.session, lead, application, facts, 0)

    def _send(self) -> None:
        send_accounts(self.session, self.story.lead, self.story.application())

    def _approve(self) -> None:
        application, person = self.story.application(), self.story.pool.who("coordinator")
        report = find_report(self.session, application.id)
        came_on = self.story.pool.day(self.told["came_on"]) if "came_on" in self.told else None
        approve(self.session, person, application, came_on, report.version if report else 0)

    def _keep(self, who: str, words: str) -> None:
        case = self.story.case()
        promise = find_promise(self.session, case.id)
        if promise is not None:
            facts, key = ReportFacts(words, is_done=True), self.story.key("kept")
            report_progress(self.session, promise, case, self.story.pool.people[who], facts, key)
