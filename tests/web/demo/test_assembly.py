"""Bytinget in the demo: a year from the announcement to a promise that was kept, and one that personas prepare."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.models import (
    Amendment,
    AmendmentArgument,
    AssemblyYear,
    DayEvent,
    DayItem,
    DayVote,
    Delegate,
    Delegation,
    Material,
    Motion,
    MotionCredit,
    MotionVersion,
    NamedBallot,
    Resolution,
    Turn,
)
from youthvoice.assembly.queries.resolutions import resolution_status_of_year, tally_of
from youthvoice.assembly.rules.day import ItemState, TurnState, Verdict
from youthvoice.assembly.rules.motions import AmendmentState, MotionOrigin, MotionState
from youthvoice.assembly.rules.resolutions import Fate
from youthvoice.assembly.rules.years import YearState
from youthvoice.core.clock import COPENHAGEN, local_date, now
from youthvoice.core.readability import TARGET_LIX, lix
from youthvoice.councils.models import AgendaItem, Body, Seat
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.demo import content
from youthvoice.demo.assembly import APART, last_day
from youthvoice.notifications.models import Notification
from youthvoice.proposals.models import Proposal, ProposalStop
from youthvoice.responses.rules.follow_up import PromiseState
from youthvoice.voting.models import Contest


def years(session: Session) -> tuple[AssemblyYear, AssemblyYear]:
    """The one that was held, and the one to come."""
    held, coming = session.scalars(select(AssemblyYear).order_by(AssemblyYear.year))
    return held, coming


def motions_of(session: Session, year: AssemblyYear) -> list[Motion]:
    return list(session.scalars(select(Motion).where(Motion.year_id == year.id).order_by(Motion.number)))


def persona(session: Session, name: str) -> Person:
    return session.scalars(select(Person).where(Person.display_name == name, Person.is_persona)).one()


def test_one_year_is_over_and_one_is_announced(loaded: Session) -> None:
    held, coming = years(loaded)
    assert (held.state, coming.state) == (YearState.over, YearState.announced)
    assert held.begun_at is not None
    assert held.ended_at is not None
    assert held.begun_at < held.ended_at < now() < coming.motions_due_at < coming.starts_at
    for year, motions in ((held, 5), (coming, 4)):
        counted = select(func.count()).where(Delegation.year_id == year.id)
        assert loaded.scalar(counted) == 5
        assert len(motions_of(loaded, year)) == motions
    assert loaded.scalar(select(func.count()).where(Material.year_id == coming.id)) == 3


def test_everything_on_the_day_is_over_and_everybody_was_called(loaded: Session) -> None:
    held, _coming = years(loaded)
    came = loaded.scalars(select(Delegate.came_at).where(Delegate.year_id == held.id)).all()
    assert (len(came), came.count(None)) == (24, 1)
    items = loaded.scalars(select(DayItem).where(DayItem.year_id == held.id).order_by(DayItem.position)).all()
    assert [item.title for item in items if item.motion_id is None] == [
        one["title"] for one in content.assembly()["last"]["day"]["program"] if "title" in one
    ]
    assert {item.state for item in items} == {ItemState.done}
    turns = loaded.scalars(select(Turn).where(Turn.year_id == held.id)).all()
    assert {turn.state for turn in turns} == {TurnState.done}
    assert len(turns) == sum(len(one.get("turns", [])) for one in content.assembly()["last"]["day"]["program"])
    kinds = Counter(loaded.scalars(select(DayEvent.kind).where(DayEvent.year_id == held.id)))
    assert (kinds["begun"], kinds["ended"], kinds["vote_counted"], kinds["spoke"]) == (1, 1, 5, len(turns))


def test_votes_by_name_and_one_in_secret_say_what_became_of_the_motions(loaded: Session) -> None:
    held, _coming = years(loaded)
    votes = loaded.scalars(select(DayVote).where(DayVote.year_id == held.id).order_by(DayVote.opened_at)).all()
    adopted, rejected = Verdict.adopted, Verdict.rejected
    assert [vote.verdict for vote in votes] == [adopted, rejected, adopted, adopted, adopted]
    assert [vote.is_named for vote in votes] == [True, False, True, True, True]
    assert {(vote.taken_part, vote.roll_size, vote.delegates) for vote in votes} == {(23, 23, 24)}
    contest = loaded.get_one(Contest, votes[1].contest_id)
    assert contest.outcome == votes[1].outcome
    assert loaded.scalar(select(func.count()).select_from(NamedBallot)) == 4 * 23
    assert loaded.scalar(select(func.count()).where(NamedBallot.ballot.is_(None))) == 0
    state = MotionState
    found = [motion.state for motion in motions_of(loaded, held)]
    assert found == [state.adopted, state.merged, state.rejected, state.adopted, state.adopted]


def test_what_ungeraadet_carried_became_a_motion(loaded: Session) -> None:
    _held, coming = years(loaded)
    motion = loaded.scalars(select(Motion).where(Motion.origin == MotionOrigin.proposal)).one()
    proposal = loaded.get_one(Proposal, motion.proposal_id)
    assert (motion.year_id, motion.title, motion.state) == (coming.id, proposal.title, MotionState.submitted)
    labels = set(loaded.scalars(select(MotionCredit.label).where(MotionCredit.motion_id == motion.id)))
    assert {loaded.get_one(Person, proposal.author_id).byline, "Ungerådet"} <= labels
    query = select(Body.kind, ProposalStop.outcome).join(Body, Body.id == ProposalStop.body_id)
    way = loaded.execute(query.where(ProposalStop.proposal_id == proposal.id).order_by(ProposalStop.number))
    assert [tuple(step) for step in way] == [
        (BodyKind.youth_council, DecisionOutcome.adopted),
        (BodyKind.assembly, None),
    ]
    item = loaded.scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == coming.meeting_id, AgendaItem.subject_id == proposal.id)
    )
    assert item.one().subject_kind == "proposal"


def test_who_had_the_idea_is_credited_and_every_wording_is_kept(loaded: Session) -> None:
    held, coming = years(loaded)
    first, merged, *_others = motions_of(loaded, held)
    assert merged.merged_into_id == first.id
    labels = loaded.execute(
        select(MotionCredit.label, MotionCredit.from_motion_id).where(MotionCredit.motion_id == first.id)
    )
    assert {tuple(row) for row in labels} == {("Virum Skole", None), ("Kongevejens Skole", merged.id)}
    for motion in (*motions_of(loaded, held), *motions_of(loaded, coming)):
        texts = select(MotionVersion.text).where(MotionVersion.motion_id == motion.id).order_by(MotionVersion.number)
        versions = loaded.scalars(texts).all()
        assert len(versions) == motion.versions
        assert versions[-1] == motion.text


def test_amendments_were_taken_in_voted_on_and_one_is_open(loaded: Session) -> None:
    states = loaded.scalars(select(Amendment.state).order_by(Amendment.id)).all()
    assert states == [AmendmentState.taken_in, AmendmentState.adopted, AmendmentState.open]
    sides = select(AmendmentArgument.amendment_id, AmendmentArgument.side).distinct()
    assert list(Counter(row[0] for row in loaded.execute(sides)).values()) == [2, 2, 2]


def test_a_promise_was_kept_one_is_late_and_a_no_has_its_reason(loaded: Session) -> None:
    held, _coming = years(loaded)
    found = resolution_status_of_year(loaded, held.id)
    tally = tally_of(found)
    assert (tally.total, tally.answered, tally.overdue) == (3, 3, 0)
    assert (tally.fates[Fate.yes], tally.fates[Fate.no]) == (2, 1)
    assert tally.promises[PromiseState.kept] == 1
    assert tally.promises[PromiseState.late] == 1
    assert all(loaded.scalars(select(Resolution.politician)))


def test_personas_lead_and_go(loaded: Session) -> None:
    _held, coming = years(loaded)
    fox, eagle = persona(loaded, "Blå Ræv"), persona(loaded, "Havørn")
    goes = select(Delegate.person_id).where(Delegate.year_id == coming.id, Delegate.withdrawn_at.is_(None))
    assert {fox.id, eagle.id} <= set(loaded.scalars(goes))
    seats = select(Seat.person_id, Seat.role).where(Seat.body_id == coming.body_id, Seat.ends_on >= local_date(now()))
    held_by = {tuple(row) for row in loaded.execute(seats)}
    assert (eagle.id, SeatRole.chair) in held_by
    assert (persona(loaded, "Jonas Friis").id, SeatRole.coordinator) in held_by
    told = select(Notification.kind).where(Notification.person_id == fox.id)
    assert "delegate_named" in set(loaded.scalars(told))


@pytest.mark.parametrize(
    "day", [date(2026, 11, 30), date(2026, 9, 10), date(2027, 1, 1), date(2028, 2, 29), date(2028, 12, 31)]
)
def test_both_days_are_wednesdays_of_different_years(day: date) -> None:
    held = last_day(datetime(day.year, day.month, day.day, 12, tzinfo=COPENHAGEN))
    coming = held + APART
    assert held.weekday() == coming.weekday() == 2
    assert held.year < coming.year
    assert timedelta(days=100) < coming - day < timedelta(days=130)


def test_every_text_is_easy_to_read() -> None:
    for year in content.assembly().values():
        texts = [year["about"], *(one["text"] for one in year["materials"])]
        for motion in year["motions"]:
            texts += [motion["text"], *(one["text"] for one in motion.get("wordings", []))]
            texts += [one["text"] for one in motion.get("amendments", [])]
        for text in texts:
            assert lix(text).lix <= TARGET_LIX, text
            assert "!" not in text
