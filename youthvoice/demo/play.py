"""What happened in the made-up municipality, played again through the rooms' own commands, each deed at its own time.

So the demo has everything that real use leaves behind: timelines, notifications, mails, counters and the audit log.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, School
from youthvoice.accounts.queries import find_school_by_name
from youthvoice.core.clock import local_date, time_told
from youthvoice.councils.queries.bodies import get_body
from youthvoice.demo.content import form_key, moment
from youthvoice.demo.promises import AfterAnswer
from youthvoice.discussions.commands import post_comment
from youthvoice.moderation.commands import report_content
from youthvoice.moderation.rules import ReportReason
from youthvoice.moderation.targets import find_target
from youthvoice.proposals.commands.coauthors import join, renew_invitation
from youthvoice.proposals.commands.drafts import save_draft_by_key
from youthvoice.proposals.commands.ladder.sending import send_to_council
from youthvoice.proposals.commands.revise import Words, edit_proposal, supply_more, withdraw_proposal, words_version
from youthvoice.proposals.commands.submit import submit_proposal
from youthvoice.proposals.commands.support import set_follow, set_support
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.detail import get_proposal
from youthvoice.proposals.rules import Topic
from youthvoice.responses.commands import confirm_receipt, give_answer
from youthvoice.responses.commands.understood import give_feedback
from youthvoice.responses.commands.whose import extend_case
from youthvoice.responses.models import Case
from youthvoice.responses.queries import current_answer, get_case
from youthvoice.responses.rules import AnswerFacts, Outcome, ReasonCode
from youthvoice.responses.rules.follow_up import FeedbackFacts

Deed = tuple[datetime, Callable[[], None]]
DRAFTED_BEFORE = timedelta(hours=1)
LONGEST_SPREAD = timedelta(days=6)


@dataclass
class Story:
    """One proposal and everything that happened to it. ``told`` is its entry in ``content/proposals.json``."""

    session: Session
    people: dict[str, Person]
    told: dict[str, Any]
    now: datetime
    bodies: dict[str, int]
    """Ids of councils by key, filled when they are made."""
    proposal_id: int = 0
    comment_ids: dict[int, int] = field(default_factory=dict)

    def deeds(self) -> Iterator[Deed]:
        """Every deed with its time, in no particular order."""
        sent_at = self._at(self.told["at"])
        yield sent_at - DRAFTED_BEFORE, self._write
        if self.told.get("draft"):
            return
        yield sent_at, self._submit
        yield from self._others(sent_at)
        yield from self._municipality()
        yield from self._discussion()
        if "edit" in self.told:
            yield self._at(self.told["edit"][0]), partial(self._edit, self.told["edit"][1])
        if "more" in self.told:
            yield self._at(self.told["more"][0]), partial(self._supply, self.told["more"][1])
        if "withdrawn" in self.told:
            yield self._at(self.told["withdrawn"]), self._withdraw

    def _others(self, sent_at: datetime) -> Iterator[Deed]:
        """Supporters and followers come over some days, never later than now."""
        supporters, followers = self.told.get("support", []), self.told.get("follow", [])
        spread = min(LONGEST_SPREAD, self.now - sent_at) / (len(supporters) + len(followers) + 1)
        for place, who in enumerate(supporters, 1):
            yield sent_at + place * spread, partial(self._support, who)
        for place, who in enumerate(followers, len(supporters) + 1):
            yield sent_at + place * spread, partial(self._follow, who)
        for who, at in self.told.get("coauthors", []):
            yield self._at(at), partial(self._join, who)

    def _municipality(self) -> Iterator[Deed]:
        if "receipt" in self.told:
            who, at = self.told["receipt"]
            yield self._at(at), partial(self._receive, who)
        if "extension" in self.told:
            who, at, days_ahead, reason = self.told["extension"]
            yield self._at(at), partial(self._extend, who, days_ahead, reason)
        for number, answer in enumerate(self.told.get("answers", [])):
            yield self._at(answer["at"]), partial(self._answer, number, answer)
        if "promise" in self.told:
            after = AfterAnswer(self.session, self.people, self.told["promise"], self._case)
            yield from after.deeds(self._at(self.told["answers"][-1]["at"]), self.now)
        for who, at, understood, taken_seriously, unclear in self.told.get("feedback", []):
            yield self._at(at), partial(self._give_feedback, who, FeedbackFacts(understood, taken_seriously, unclear))

    def _discussion(self) -> Iterator[Deed]:
        for number, comment in enumerate(self.told.get("comments", [])):
            yield self._at(comment["at"]), partial(self._comment, number, comment)
            if "reported" in comment:
                who, at, reason, note = comment["reported"]
                yield self._at(at), partial(self._report, number, who, ReportReason(reason), note)

    def _at(self, told: str) -> datetime:
        return moment(told, self.now)

    @property
    def _author(self) -> Person:
        return self.people[self.told["author"]]

    def _key(self, *parts: object) -> str:
        return form_key("demo", self.told["key"], *parts)

    def _proposal(self) -> Proposal:
        return get_proposal(self.session, self.proposal_id)

    def _case(self) -> Case:
        return get_case(self.session, self._proposal().case_id or 0)

    def _write(self) -> None:
        school = find_school_by_name(self.session, self.told["school"]) if "school" in self.told else None
        draft = save_draft_by_key(self.session, self._author, self._key(), {
            "title": self.told["title"], "what": self.told["what"], "why": self.told["why"], "who": self.told["who"],
            "topic": Topic(self.told["topic"]), "school_id": school.id if isinstance(school, School) else None,
        })  # fmt: skip
        if draft is not None:
            self.proposal_id = draft.id

    def _submit(self) -> None:
        if "council" in self.told:
            council = get_body(self.session, self.bodies[self.told["council"]])
            send_to_council(self.session, self._author, self._proposal(), council)
        else:
            submit_proposal(self.session, self._author, self._proposal())

    def _support(self, who: str) -> None:
        set_support(self.session, self.proposal_id, self.people[who].id, wanted=True)

    def _follow(self, who: str) -> None:
        set_follow(self.session, self.proposal_id, self.people[who].id, wanted=True)

    def _join(self, who: str) -> None:
        renew_invitation(self.session, self._author, self._proposal())
        join(self.session, self.people[who], self._proposal())

    def _receive(self, who: str) -> None:
        confirm_receipt(self.session, self._case(), self.people[who])

    def _answer(self, number: int, told: dict[str, Any]) -> None:
        official = self.people[told["by"]]
        facts = answer_facts(told, official, self._at(told["at"]))
        give_answer(self.session, self._case(), official, facts, self._key("answer", number))

    def _extend(self, who: str, days_ahead: int, reason: str) -> None:
        until_on = local_date(self.now) + timedelta(days=days_ahead)
        extend_case(self.session, self._case(), self.people[who], until_on, reason)

    def _give_feedback(self, who: str, facts: FeedbackFacts) -> None:
        case = self._case()
        answer = current_answer(self.session, case.id)
        if answer is not None:
            give_feedback(self.session, case, answer.id, self.people[who], facts)

    def _comment(self, number: int, told: dict[str, Any]) -> None:
        parent_id = self.comment_ids[told["reply_to"]] if "reply_to" in told else None
        thread_id = self._proposal().thread_id or 0
        author, key = self.people[told["by"]], self._key("comment", number)
        self.comment_ids[number] = post_comment(self.session, author, thread_id, told["body"], key, parent_id).id

    def _report(self, number: int, who: str, reason: ReportReason, note: str) -> None:
        target = find_target(self.session, "comment", self.comment_ids[number])
        if target is not None:
            report_content(self.session, target, reason, note, self.people[who].id, self._key("report", number))

    def _edit(self, what: str) -> None:
        proposal = self._proposal()
        words = Words(proposal.title, what, proposal.why, proposal.who)
        edit_proposal(self.session, self._author, proposal, words, words_version(proposal))

    def _supply(self, more: str) -> None:
        supply_more(self.session, self._author, self._proposal(), more, self._key("more"))

    def _withdraw(self) -> None:
        withdraw_proposal(self.session, self._author, self._proposal())


def answer_facts(told: dict[str, Any], official: Person, at: datetime) -> AnswerFacts:
    """An answer of the content file, signed by who gives it."""
    days = told.get("expected_in_days")
    return AnswerFacts(
        outcome=Outcome(told["outcome"]), reason=ReasonCode(told["reason"]) if "reason" in told else None,
        reason_detail=told.get("reason_detail", ""),
        reason_on=local_date(at) + timedelta(days=told["reason_days"]) if "reason_days" in told else None,
        explanation=told.get("explanation", ""), next_step=told.get("next_step", ""),
        asked_for=told.get("asked_for", ""),
        expected_on=local_date(at) + timedelta(days=days) if days is not None else None, contact_name=official.display_name,
        contact_title=official.title or "", contact_unit=official.unit.name if official.unit else "",
    )  # fmt: skip


def play(stories: Iterable[Iterable[Deed]]) -> None:
    """Do every deed of every story in the order in which they happened."""
    for at, do in sorted(chain.from_iterable(stories), key=itemgetter(0)):
        with time_told(at):
            do()
