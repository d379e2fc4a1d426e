"""A demo of any size: exact counters, whole answers, cases that fit."""

import gzip
from random import Random

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.web.demo.checks import assert_answers_are_whole, assert_counters_are_exact
from tests.web.demo.conftest import SIZE
from youthvoice.accounts.models import Person
from youthvoice.accounts.queries import personas
from youthvoice.core.clock import now
from youthvoice.core.web import services
from youthvoice.demo.bulk import fill
from youthvoice.demo.contests import FOR_EACH
from youthvoice.demo.words import proposal_words
from youthvoice.elections.models import Poll
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.rules import COUNCIL_STATUSES, ProposalStatus
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.rules import CaseState
from youthvoice.voting.commands.counting import all_ballots, tally_rules
from youthvoice.voting.files.recounting import recount
from youthvoice.voting.models import Contest, HandCount, PublishedFile
from youthvoice.voting.queries.contests import find_contest, outcome_of
from youthvoice.voting.rules.contest import State
from youthvoice.voting.tallies import count


def test_any_size_has_exact_counters_and_whole_answers(filled: Session) -> None:
    assert filled.scalar(select(func.count()).select_from(Proposal)) == 19 + SIZE
    assert_counters_are_exact(filled)
    assert_answers_are_whole(filled)


def test_any_size_has_cases_that_fit(filled: Session) -> None:
    seen = set()
    cases = {case.id: case for case in filled.scalars(select(Case))}
    outcomes = dict(filled.execute(select(Answer.case_id, Answer.outcome).where(Answer.replaced_at.is_(None))).all())
    for proposal in filled.scalars(select(Proposal).where(Proposal.case_id.is_not(None))):
        case, outcome = cases[proposal.case_id], outcomes.get(proposal.case_id)
        seen.add(proposal.status)
        assert (case.subject_id, case.title, case.path) == (proposal.id, proposal.title, f"/forslag/{proposal.id}")
        assert case.answer_due_on == proposal.answer_due_on
        is_passed_on = proposal.status is ProposalStatus.passed_on
        assert case.answered_at == (None if is_passed_on else proposal.answered_at)
        assert (case.closed_at is not None) == (proposal.status is ProposalStatus.withdrawn)
        is_answered = proposal.status not in (ProposalStatus.awaiting, ProposalStatus.withdrawn)
        assert is_answered == (outcome is not None and case.state is not CaseState.awaiting_answer)
    assert seen == set(ProposalStatus) - COUNCIL_STATUSES - {ProposalStatus.draft}


def test_filled_proposals_spread_over_two_years_in_the_order_of_their_ids(filled: Session) -> None:
    made = select(Proposal.listed_at).join(Proposal.author).where(Person.email.startswith("forfatter-"))
    made = made.where(Proposal.listed_at.is_not(None)).order_by(Proposal.id)
    moments = [moment for moment in filled.scalars(made) if moment]
    assert moments == sorted(moments)
    assert (moments[-1] - moments[0]).days > 600
    assert moments[-1] <= now()


def test_polls_come_with_them_and_each_counts_again(filled: Session) -> None:
    made = filled.scalars(
        select(Contest.id).where(Contest.id.in_(select(HandCount.contest_id)), Contest.is_public)
    ).all()
    assert len(made) == SIZE // FOR_EACH
    for contest_id in made:
        contest = find_contest(filled, contest_id)
        assert contest is not None
        assert contest.state is State.counted
        hands = filled.scalars(select(HandCount).where(HandCount.contest_id == contest_id)).all()
        assert contest.taken_part == contest.roll_size == sum(one.children for one in hands)
        outcome = count(tally_rules(contest), all_ballots(filled, contest_id), None)
        assert outcome_of(contest) == outcome
        published = filled.get_one(PublishedFile, contest_id)
        checked = recount(gzip.decompress(published.body), None)
        assert checked.holds, checked.findings
    assert filled.scalar(select(func.count()).select_from(Poll)) == 3 + len(made)


def test_the_same_seed_gives_the_same_words() -> None:
    assert proposal_words(Random(7)) == proposal_words(Random(7))


def test_more_can_be_added_and_people_can_go_on_writing(filled: Session) -> None:
    fill(services().database, 10, lambda _count: None)
    filled.expire_all()
    assert_counters_are_exact(filled)
    last = filled.scalar(select(func.max(Proposal.id))) or 0
    author = personas(filled)[0]
    draft = Proposal(form_key="a" * 32, author_id=author.id, created_at=now(), changed_at=now())
    filled.add(draft)
    filled.flush()
    assert draft.id > last
