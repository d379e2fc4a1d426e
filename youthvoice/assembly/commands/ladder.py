"""What Bytinget decides about a proposal is told on the proposal's own ladder: its item, the decision, and on to the municipality.

What is stored is in Danish, as all minutes are. Held in this order: the year, the case, the body, the proposal.
"""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.models import AssemblyYear, DayEvent, DayVote, Motion
from youthvoice.assembly.rules.day import Verdict
from youthvoice.assembly.rules.resolutions import Hands, hands_of
from youthvoice.assembly.rules.verdicts import tells_of_few
from youthvoice.core import audit
from youthvoice.core.errors import Conflict
from youthvoice.core.translating import speaking
from youthvoice.councils.commands.agenda import continue_item, derived_key
from youthvoice.councils.commands.decisions import record_decision
from youthvoice.councils.commands.meetings import open_meeting
from youthvoice.councils.commands.subjects import place_item
from youthvoice.councils.models import AgendaItem, Decision, Meeting
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.queries.minutes import current_decision
from youthvoice.councils.queries.seats import lock_body
from youthvoice.councils.rules.decisions import DecisionFacts, DecisionOutcome, Votes, check_votes
from youthvoice.councils.rules.meetings import ADDABLE, WRITABLE, MeetingState
from youthvoice.proposals.commands.counters import hold
from youthvoice.proposals.commands.ladder.arriving import Bringer, LadderData, arrive
from youthvoice.proposals.commands.ladder.carrying import Carrying, pass_on
from youthvoice.proposals.commands.ladder.words import label_of
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.detail import get_proposal
from youthvoice.proposals.queries.ladder import KIND, find_stop
from youthvoice.proposals.queries.routing import responsible_unit
from youthvoice.responses.commands import hold_case
from youthvoice.responses.models import Case
from youthvoice.responses.queries import get_case
from youthvoice.responses.rules import CaseState

LANGUAGE = "da"
MOST_OF_A_TITLE = 120


def hold_proposal(session: Session, year: AssemblyYear, proposal_id: int) -> Proposal:
    """The proposal as it is stored now, with all that is changed together with it held."""
    proposal = get_proposal(session, proposal_id)
    hold_case(session, proposal.case_id)
    lock_body(session, year.body_id)
    hold(session, proposal)
    return proposal


def can_be_told(session: Session, year: AssemblyYear, proposal: Proposal) -> bool:
    """Tell whether the ladder takes a decision: anybody can read the proposal, and the minutes of the day are still open."""
    meeting = session.get_one(Meeting, year.meeting_id)
    opens = (MeetingState.planned, MeetingState.called, *WRITABLE)
    return proposal.listed_at is not None and meeting.state in opens


def takes_reasons(session: Session, year: AssemblyYear, proposal: Proposal) -> bool:
    """Tell whether it takes the reasons of a no: as ``can_be_told``, or added to minutes that are approved."""
    meeting = session.get_one(Meeting, year.meeting_id)
    return can_be_told(session, year, proposal) or (proposal.listed_at is not None and meeting.state in ADDABLE)


def climbs(session: Session, year: AssemblyYear, proposal: Proposal) -> bool:
    """Tell whether its own case can ask the municipality: there is none yet, or one that is not answered."""
    if not can_be_told(session, year, proposal) or proposal.topic is None:
        return False
    if proposal.case_id is None:
        return responsible_unit(session, proposal.topic, proposal.school_id) is not None
    case = get_case(session, proposal.case_id)
    return case.closed_at is None and case.state not in (CaseState.answered, CaseState.passed_on)


def decide(
    session: Session, year: AssemblyYear, vote: DayVote, proposal: Proposal, facts: DecisionFacts, person_id: int
) -> Decision:
    """Write what was voted into the minutes of the day, in that person's name. Raises RuleBroken and Conflict.

    A no is added, with its own day, where the minutes are approved: what they said stands as it was.
    """
    person, meeting = session.get_one(Person, person_id), _open(session, year, person_id)
    return record_decision(
        session,
        item_on_the_day(session, year, proposal),
        meeting,
        person,
        facts,
        derived_key(vote.form_key, facts.outcome.value if facts.outcome else ""),
        is_counted=True,
        adds=True,
    )


def _open(session: Session, year: AssemblyYear, person_id: int) -> Meeting:
    """The day's meeting, which is open from its first decision at the latest."""
    meeting = session.get_one(Meeting, year.meeting_id)
    if meeting.state in (MeetingState.planned, MeetingState.called):
        open_meeting(session, meeting, actor_id=person_id)
    return meeting


def item_on_the_day(session: Session, year: AssemblyYear, proposal: Proposal) -> AgendaItem:
    """The proposal's item on the agenda of the day, placed there if it waits or stood on another. The body is held."""
    stop = find_stop(session, proposal.id, year.body_id)
    if stop is None or session.get_one(AgendaItem, stop.item_id).withdrawn_at is not None:
        body = get_body(session, year.body_id)
        arrive(session, proposal, body, Bringer(label_of(body), None, "brought"), year.starts_at)
    item = _open_item_there(session, year, proposal.id) or _last_item(session, year.body_id, proposal.id)
    if item.meeting_id == year.meeting_id:
        return item
    if current_decision(session, item.id) is not None:
        item = continue_item(session, item)
    if item.meeting_id != year.meeting_id:
        place_item(session, item, session.get_one(Meeting, year.meeting_id))
    return item


def _open_item_there(session: Session, year: AssemblyYear, proposal_id: int) -> AgendaItem | None:
    """Its item on the day that nobody has decided about: once the minutes are approved, another takes it up again later."""
    decided = select(Decision.id).where(Decision.item_id == AgendaItem.id).exists()
    there = AgendaItem.meeting_id == year.meeting_id, AgendaItem.subject_kind == KIND
    query = select(AgendaItem).where(*there, AgendaItem.subject_id == proposal_id, AgendaItem.withdrawn_at.is_(None))
    return session.scalars(query.where(~decided).order_by(AgendaItem.id).limit(1)).first()


def _last_item(session: Session, body_id: int, proposal_id: int) -> AgendaItem:
    query = select(AgendaItem).where(
        AgendaItem.body_id == body_id, AgendaItem.subject_kind == KIND, AgendaItem.subject_id == proposal_id,
        AgendaItem.withdrawn_at.is_(None),
    )  # fmt: skip
    return session.scalars(query.order_by(AgendaItem.id.desc()).limit(1)).one()


def adoption(year: AssemblyYear, vote: DayVote, motion: Motion) -> DecisionFacts:
    """What the minutes say of a yes."""
    with speaking(LANGUAGE):
        words = gettext("Bytinget %(year)d vedtog «%(title)s».", year=year.year, title=motion.title[:MOST_OF_A_TITLE])
    return _facts(DecisionOutcome.adopted, words, vote)


def rejection(year: AssemblyYear, vote: DayVote, motion: Motion) -> DecisionFacts:
    """What the minutes say of a no; the reasons are written by whoever runs the day."""
    with speaking(LANGUAGE):
        title = motion.title[:MOST_OF_A_TITLE]
        words = gettext("Bytinget %(year)d sagde nej til «%(title)s».", year=year.year, title=title)
    return _facts(DecisionOutcome.rejected, words, vote)


def _facts(outcome: DecisionOutcome, words: str, vote: DayVote) -> DecisionFacts:
    """With the hands, where they alone make the outcome; a lot or a greater majority is told in words. Few secret ones are not told."""
    hands = None if tells_of_few(vote.is_named, vote.taken_part) else hands_of(vote.outcome)
    votes = Votes(hands.votes_for, hands.against, hands.abstaining) if hands is not None else Votes()
    if hands is not None and check_votes(outcome, votes, None) is not None:
        return DecisionFacts(outcome=outcome, text=f"{words} {_told(hands, vote)}")
    return DecisionFacts(outcome=outcome, text=words, votes=votes)


def _told(hands: Hands, vote: DayVote) -> str:
    counted = {"yes": hands.votes_for, "no": hands.against, "none": hands.abstaining}
    with speaking(LANGUAGE):
        words = gettext("%(yes)d stemte for, %(no)d stemte imod, og %(none)d undlod.", **counted)
        if hands.votes_for == hands.against and vote.verdict is Verdict.adopted:
            words += " " + gettext("Lodtrækning afgjorde det.")
        elif hands.votes_for > hands.against:
            words += " " + gettext("Der skulle to tredjedele til.")
    return str(words)


def carry_to_municipality(
    session: Session, year: AssemblyYear, vote: DayVote, motion: Motion, proposal: Proposal, moment: datetime
) -> Case:
    """The body that said yes carries the proposal on with the words that were voted on; its case. The day's vote is the deed.

    Raises Conflict where the body was never told of the proposal, or the municipality was not asked.
    """
    stop = find_stop(session, proposal.id, year.body_id)
    if stop is None:
        raise Conflict
    body, person_id = get_body(session, year.body_id), counted_by(session, year)
    if stop.carried_at is None:
        statement = words_with_it(year, motion, proposal)
        stop.statement, stop.carried_at, stop.carried_to_id = statement, moment, None
        pass_on(session, proposal, stop, Carrying(body, None, statement, derived_key(vote.form_key, "carry")), moment)
        data = LadderData(body.id)
        audit.record(session, person_id, "ladder.carry", ("proposal", proposal.id), data, at=moment)
    if proposal.case_id is None:
        raise Conflict
    return get_case(session, proposal.case_id)


def words_with_it(year: AssemblyYear, motion: Motion, proposal: Proposal) -> str:
    """What Bytinget says with the proposal: the words voted on, where they are others than the author's own."""
    with speaking(LANGUAGE):
        opening = gettext("Bytinget %(year)d har vedtaget det.", year=year.year)
        if motion.text.strip() == proposal.what.strip():
            return str(opening)
        return gettext("%(opening)s Det her blev vedtaget: %(text)s", opening=opening, text=motion.text)


def counted_by(session: Session, year: AssemblyYear) -> int:
    """Whoever ran the day last, as its minutes have it; else whoever set the year up."""
    query = select(DayEvent.by_id).where(DayEvent.year_id == year.id, DayEvent.by_id.is_not(None))
    return session.scalar(query.order_by(DayEvent.id.desc()).limit(1)) or year.created_by_id
