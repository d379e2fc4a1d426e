"""A promise from the yes to the young people's word: what answers, adults and the young do to it, and what is counted."""

import random
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, TeacherFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.responses import CaseFactory
from tests.web.responses.promising import answer, keys, promised
from youthvoice.accounts.rules import Role, is_adult_role
from youthvoice.core.clock import now, time_told, today
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.moderation.models import ContentReport
from youthvoice.proposals.commands.revise import withdraw_proposal
from youthvoice.proposals.commands.visibility import hide_proposal, restore_proposal
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.commands import add_party, remove_party
from youthvoice.responses.commands.marks import mark_promise
from youthvoice.responses.commands.plan import (
    MilestoneFacts,
    ReportFacts,
    add_milestone,
    change_milestone,
    finish_milestone,
    give_promise,
    not_done_after_all,
    report_progress,
)
from youthvoice.responses.commands.promises import place_promise
from youthvoice.responses.models import Case, Promise, PromiseCheck, PromiseCounter, PromiseMark
from youthvoice.responses.queries.promises import find_promise
from youthvoice.responses.rules import Outcome
from youthvoice.responses.rules.follow_up import PromiseState, Verdict

DONE = ReportFacts("Banen står der, og den er åben for alle.", is_done=True)


def say(session: Session, promise: Promise, person: Any, verdict: Verdict, words: str = "") -> PromiseMark:
    case = session.get_one(Case, promise.case_id)
    return mark_promise(session, promise, case, person, verdict, words, next(keys))


def counted(session: Session) -> dict[PromiseState, int]:
    """The stored counters, without zeros."""
    rows = session.execute(select(PromiseCounter.state, PromiseCounter.total))
    return {state: total for state, total in rows if total}


def recounted(session: Session) -> dict[PromiseState, int]:
    rows = session.execute(
        select(Promise.state, func.count()).where(Promise.hidden_at.is_(None)).group_by(Promise.state)
    )
    return {row[0]: row[1] for row in rows}


class TestAnswers:
    def test_a_yes_is_a_promise(self, session: Session, case: Any, official: Any) -> None:
        promise, _people = promised(session, case, official)
        assert (promise.state, promise.owner_id, promise.unit_id) == (PromiseState.under_way, official.id, case.unit_id)
        assert promise.promised_for == promise.due_on == today() + timedelta(days=90)
        asked = session.execute(select(PromiseCheck.months).where(PromiseCheck.promise_id == promise.id))
        assert sorted(months for (months,) in asked) == [-1, 0, 3, 12]

    def test_a_no_is_none(self, session: Session, case: Any, official: Any) -> None:
        answer(session, case, official, Outcome.no)
        assert find_promise(session, case.id) is None

    @pytest.mark.parametrize("outcome", [Outcome.no, Outcome.passed_on])
    def test_a_later_no_breaks_it_and_a_later_yes_begins_anew(
        self, session: Session, case: Any, official: Any, outcome: Outcome
    ) -> None:
        promise, _people = promised(session, case, official)
        answer(session, case, official, outcome)
        assert (promise.state, promise.settled_at is None) == (PromiseState.broken, False)
        assert counted(session) == {PromiseState.broken: 1}
        answer(session, case, official, Outcome.partly, days=30)
        assert (promise.state, promise.settled_at) == (PromiseState.under_way, None)
        assert promise.due_on == today() + timedelta(days=30)

    def test_a_new_wording_wipes_out_no_verdict(self, session: Session, case: Any, official: Any) -> None:
        promise, (young,) = promised(session, case, official)
        report_progress(session, promise, case, official, DONE, next(keys))
        say(session, promise, young, Verdict.broken)
        answer(session, case, official, Outcome.yes, days=400)
        assert promise.state is PromiseState.broken

    def test_what_the_young_call_kept_stays_kept(self, session: Session, case: Any, official: Any) -> None:
        promise, (young,) = promised(session, case, official)
        say(session, promise, young, Verdict.kept)
        answer(session, case, official, Outcome.no)
        assert promise.state is PromiseState.kept

    def test_the_day_follows_the_plan_and_the_wording(self, session: Session, case: Any, official: Any) -> None:
        promise, _people = promised(session, case, official, days=60)
        step = MilestoneFacts("Vi vælger stedet", official, today() + timedelta(days=10))
        milestone = add_milestone(session, promise, case, official, step, next(keys))
        answer(session, case, official, Outcome.yes, days=80)
        assert (promise.due_on, promise.promised_for) == (step.due_on, today() + timedelta(days=80))
        finish_milestone(session, promise, case, milestone, official, is_done=True)
        assert promise.due_on == today() + timedelta(days=80)
        answer(session, case, official, Outcome.yes, days=20)
        assert promise.due_on == today() + timedelta(days=20)


class TestTheYoung:
    def test_no_adult_ever_marks_it(self, session: Session, case: Any, official: Any) -> None:
        promise, _people = promised(session, case, official)
        adults = [TeacherFactory(), official, *(OfficialFactory(role=role) for role in Role if is_adult_role(role))]
        for person in adults:
            add_party(session, case.id, person.id)
            with pytest.raises(Forbidden):
                say(session, promise, person, Verdict.kept)
        assert promise.state is PromiseState.under_way
        assert session.scalar(select(func.count()).select_from(PromiseMark)) == 0

    def test_only_who_asked(self, session: Session, case: Any, official: Any) -> None:
        promise, (young,) = promised(session, case, official)
        with pytest.raises(Forbidden):
            say(session, promise, PersonFactory(), Verdict.kept)
        remove_party(session, case.id, young.id)
        with pytest.raises(Forbidden):
            say(session, promise, young, Verdict.kept)

    def test_two_disagree_the_last_word_stands_and_both_are_kept(
        self, session: Session, case: Any, official: Any
    ) -> None:
        promise, (one, other) = promised(session, case, official, askers=2)
        report_progress(session, promise, case, official, DONE, next(keys))
        say(session, promise, one, Verdict.kept)
        assert promise.state is PromiseState.kept
        say(session, promise, other, Verdict.broken, "Den er halvt så stor.")
        assert promise.state is PromiseState.broken
        first = promise.settled_at
        say(session, promise, one, Verdict.broken)
        assert promise.settled_at == first
        said = session.scalars(select(PromiseMark.verdict).order_by(PromiseMark.id)).all()
        assert said == [Verdict.kept, Verdict.broken, Verdict.broken]
        assert counted(session) == {PromiseState.broken: 1}

    def test_a_no_waits_for_its_day(self, session: Session, case: Any, official: Any) -> None:
        promise, (young,) = promised(session, case, official, days=10)
        with pytest.raises(RuleBroken) as refused:
            say(session, promise, young, Verdict.broken)
        assert set(refused.value.problems) == {"verdict"}
        with time_told(now() + timedelta(days=11)):
            say(session, promise, young, Verdict.broken)
        assert promise.state is PromiseState.broken

    def test_words_with_a_cpr_number_are_refused(self, session: Session, case: Any, official: Any) -> None:
        promise, (young,) = promised(session, case, official)
        with pytest.raises(RuleBroken) as refused:
            say(session, promise, young, Verdict.kept, "Ring til 010203-1234")
        assert set(refused.value.problems) == {"words"}

    def test_a_cry_for_help_reaches_moderators(self, session: Session, case: Any, official: Any) -> None:
        promise, (young,) = promised(session, case, official)
        mark = say(session, promise, young, Verdict.kept, "Jeg vil ikke leve mere")
        report = session.scalars(select(ContentReport)).one()
        assert (report.target_kind, report.target_id, report.is_automatic) == ("promise_word", mark.id, True)

    def test_done_and_not_done_after_all(self, session: Session, case: Any, official: Any) -> None:
        promise, (young,) = promised(session, case, official)
        report_progress(session, promise, case, official, DONE, next(keys))
        assert (promise.due_on, promise.done_at is None) == (None, False)
        not_done_after_all(session, promise, case, official)
        assert (promise.due_on, promise.done_at) == (promise.promised_for, None)
        report_progress(session, promise, case, official, DONE, next(keys))
        say(session, promise, young, Verdict.kept)
        with pytest.raises(Conflict):
            not_done_after_all(session, promise, case, official)


class TestHidden:
    def test_with_its_proposal(self, session: Session, official: Any) -> None:
        proposal = ProposalFactory(status=ProposalStatus.awaiting)
        case = session.get_one(Case, proposal.case_id)
        answer(session, case, official, Outcome.yes)
        promise = find_promise(session, case.id)
        assert promise is not None
        for _twice in range(2):
            hide_proposal(session, proposal, "Moderator")
            assert promise.hidden_at is not None
            assert counted(session) == {}
        answer(session, case, official, Outcome.no)
        answer(session, case, official, Outcome.yes)
        assert counted(session) == {}
        restore_proposal(session, proposal, "Moderator")
        assert promise.hidden_at is None
        assert counted(session) == {PromiseState.under_way: 1}
        withdraw_proposal(session, proposal.author, proposal)
        assert promise.hidden_at is not None
        assert counted(session) == recounted(session) == {}

    def test_promised_to_somebody_whose_proposal_is_hidden(self, session: Session, official: Any) -> None:
        proposal = ProposalFactory(status=ProposalStatus.awaiting)
        hide_proposal(session, proposal, "Moderator")
        answer(session, session.get_one(Case, proposal.case_id), official, Outcome.yes)
        assert counted(session) == {}
        restore_proposal(session, proposal, "Moderator")
        assert counted(session) == {PromiseState.under_way: 1}


def some_deed(session: Session, chance: random.Random, official: Any, promise: Promise, people: list[Any]) -> None:
    """Whatever can happen to a promise."""
    case = session.get_one(Case, promise.case_id)
    deeds = [
        lambda: answer(session, case, official, chance.choice([Outcome.yes, Outcome.partly, Outcome.no])),
        lambda: place_promise(session, case.id, is_public=chance.random() < 0.6),
        lambda: report_progress(session, promise, case, official, DONE, next(keys)),
        lambda: not_done_after_all(session, promise, case, official),
        lambda: say(session, promise, chance.choice(people), chance.choice(list(Verdict))),
    ]
    chance.choice(deeds)()


def test_counters_equal_a_recount_whatever_is_done(session: Session, official: Any) -> None:
    """Many deeds in an order that is the same at each run; after each the stored numbers are those of the rows."""
    chance, worlds, refused = random.Random(173), [], 0
    for _ in range(4):
        worlds.append(promised(session, CaseFactory(unit=official.unit, subject_kind="plain"), official, askers=2))
    for _ in range(150):
        try:
            some_deed(session, chance, official, *chance.choice(worlds))
        except (Conflict, RuleBroken):
            refused += 1
        assert counted(session) == recounted(session)
    assert 0 < refused < 100


class TestPlan:
    def test_a_moved_day_is_told(self, session: Session, case: Any, official: Any) -> None:
        promise, _people = promised(session, case, official)
        first = MilestoneFacts("Vi vælger stedet", official, today() + timedelta(days=10))
        key = next(keys)
        milestone = add_milestone(session, promise, case, official, first, key)
        assert add_milestone(session, promise, case, official, first, key) is milestone
        later = MilestoneFacts("Vi vælger stedet", official, today() + timedelta(days=40))
        version = promise.version
        change_milestone(session, promise, case, milestone, official, later, seen_version=version)
        assert (milestone.first_due_on, milestone.due_on) == (first.due_on, later.due_on)
        with pytest.raises(Conflict):
            change_milestone(session, promise, case, milestone, official, first, seen_version=version)

    def test_only_colleagues_own_steps_and_promises(self, session: Session, case: Any, official: Any) -> None:
        promise, _people = promised(session, case, official)
        stranger, colleague = OfficialFactory(), OfficialFactory(unit=official.unit)
        facts = MilestoneFacts("x", stranger, today() - timedelta(days=1))
        with pytest.raises(RuleBroken) as refused:
            add_milestone(session, promise, case, official, facts, next(keys))
        assert set(refused.value.problems) == {"words", "owner", "due_on"}
        with pytest.raises(RuleBroken):
            give_promise(session, promise, case, official, stranger)
        give_promise(session, promise, case, official, colleague)
        assert promise.owner_id == colleague.id

    def test_a_report_answers_what_was_asked(self, session: Session, case: Any, official: Any) -> None:
        promise, _people = promised(session, case, official)
        asked = session.scalars(select(PromiseCheck).where(PromiseCheck.months == 3)).one()
        asked.asked_at = now()
        report = report_progress(session, promise, case, official, ReportFacts("Vi leder efter et sted."), next(keys))
        assert asked.report_id == report.id
        assert promise.done_at is None
