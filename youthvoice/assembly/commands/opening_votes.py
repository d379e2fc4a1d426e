"""A vote of the day opens: who is in the hall now may vote, and nobody who comes later."""

import hashlib
from datetime import timedelta

from flask_babel import gettext
from sqlalchemy import insert, literal, select
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.day import hold_live
from youthvoice.assembly.commands.minuting import VoteAudit, changed, note
from youthvoice.assembly.models import Amendment, AssemblyYear, DayVote, Delegate, Motion, NamedBallot
from youthvoice.assembly.queries.amendments import wording_waits
from youthvoice.assembly.queries.day import current_item
from youthvoice.assembly.queries.votes import IS_THERE, count_delegates, hold_vote, open_vote_of
from youthvoice.assembly.rules.day import VoteState
from youthvoice.assembly.rules.motions import AmendmentState, MotionState
from youthvoice.assembly.rules.voting import method_of, tally_tie_rule
from youthvoice.assembly.rules.years import DayTie, Majority
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.elections.rules.polls import Way
from youthvoice.voting.commands.hurrying import open_now
from youthvoice.voting.commands.planning import ContestFacts, OptionFacts, plan_contest

OWNER_KIND = "assembly_vote"
LONGEST_OPEN = timedelta(hours=24)
"""A secret vote that was forgotten closes by itself."""


def open_vote(session: Session, secret_key: str, year_id: int, vote_id: int, *, actor_id: int) -> bool:
    """Freeze the roll of those who are there, and let them vote; False where it was opened already.

    Raises NotFound; Conflict where the day is at another item, another vote is open, it was called off, what it decides is
    decided, or nobody is there.
    """
    year = hold_live(session, year_id)
    vote = hold_vote(session, year_id, vote_id)
    if vote.opened_at is not None and vote.state is not VoteState.cancelled:
        return False
    _check(session, year, vote)
    vote.delegates, vote.roll_size = count_delegates(session, year_id)
    if not vote.roll_size:
        raise Conflict(gettext("Ingen er meldt kommet. Så kan ingen stemme."))
    if vote.is_named:
        _make_roll(session, vote)
    else:
        _make_contest(session, secret_key, year, vote, actor_id)
    note(session, year, "vote_opened", vote.question, item_id=vote.item_id, by_id=actor_id, data={"vote_id": vote.id})
    audit.record(session, actor_id, "day.open_vote", ("assembly_year", year.id), VoteAudit(vote.id))
    changed(session, year)
    return True


def _check(session: Session, year: AssemblyYear, vote: DayVote) -> None:
    if vote.state is not VoteState.planned:
        raise Conflict(gettext("Afstemningen er aflyst."))
    item = current_item(session, year.id)
    if item is None or item.id != vote.item_id:
        raise Conflict(gettext("Afstemningen hører til et andet punkt. Gå til punktet først."))
    if open_vote_of(session, year.id) is not None:
        raise Conflict(gettext("En anden afstemning er åben. Luk den først."))
    _check_motion(session, vote)
    _check_amendment(session, vote)


def _check_motion(session: Session, vote: DayVote) -> None:
    if vote.motion_id is None:
        return
    motion = session.get_one(Motion, vote.motion_id, populate_existing=True)
    if motion.state is not MotionState.ready:
        raise Conflict(gettext("Forslaget er afgjort, eller det er ikke klar."))
    if motion.hidden_at is not None:
        raise Conflict(gettext("En moderator har skjult forslaget."))
    if wording_waits(session, motion.id):
        raise Conflict(gettext("To ændringer retter samme sted. Vælg først, hvad der skal stå."))


def _check_amendment(session: Session, vote: DayVote) -> None:
    if vote.amendment_id is None:
        return
    amendment = session.get_one(Amendment, vote.amendment_id, populate_existing=True)
    is_on_words = vote.way is not Way.yes_no
    if amendment.waits_since is None if is_on_words else amendment.state is not AmendmentState.open:
        raise Conflict(gettext("Ændringen er allerede afgjort."))
    if amendment.hidden_at is not None:
        raise Conflict(gettext("En moderator har skjult ændringen."))


def _make_roll(session: Session, vote: DayVote) -> None:
    """A row for each who is there: filled in place when they vote."""
    rows = select(literal(vote.id), Delegate.person_id, Delegate.delegation_id).where(
        Delegate.year_id == vote.year_id, *IS_THERE
    )
    columns = [NamedBallot.vote_id, NamedBallot.person_id, NamedBallot.delegation_id]
    session.execute(insert(NamedBallot).from_select(columns, rows.order_by(Delegate.person_id)))
    vote.opened_at = now()
    session.flush()


def _make_contest(session: Session, secret_key: str, year: AssemblyYear, vote: DayVote, actor_id: int) -> None:
    """The room of voting keeps the papers and the box; who is on its roll, vote_owner.py says."""
    key = hashlib.blake2b(f"contest of {vote.form_key}".encode(), digest_size=16).hexdigest()
    contest = plan_contest(session, contest_facts(year, vote), key, actor_id=actor_id)
    vote.contest_id, vote.opened_at = contest.id, now()
    session.flush()
    open_now(session, secret_key, contest, actor_id=actor_id)


def contest_facts(year: AssemblyYear, vote: DayVote) -> ContestFacts:
    """The vote as the room of voting holds it. Quorum and majority are not its matter: the rules of procedure say them."""
    moment = now()
    return ContestFacts(
        owner_kind=OWNER_KIND,
        owner_title=gettext("Bytinget %(year)s", year=str(year.year)),
        owner_url=f"/bytinget/{year.year}/dagen",
        title=vote.question,
        question=_said_beside(vote),
        method=method_of(vote.way, vote.seats, vote.max_choices),
        options=[OptionFacts(title=option.title, cost=option.cost) for option in vote.options],
        opens_at=moment,
        closes_at=moment + LONGEST_OPEN,
        seats=vote.seats,
        max_choices=vote.max_choices,
        budget=vote.budget,
        tie_rule=tally_tie_rule(vote.way, vote.tie_rule),
        allows_blank=vote.way is not Way.yes_no,
        fills_uncontested=False,
    )


def _said_beside(vote: DayVote) -> str:
    told = []
    if vote.way is Way.yes_no and vote.majority is Majority.two_thirds:
        told.append(gettext("To ud af tre skal være for, før det er vedtaget."))
    if vote.way is Way.yes_no and vote.majority is Majority.simple and vote.tie_rule is DayTie.lot:
        told.append(gettext("Er lige mange for og imod, bliver der trukket lod."))
    if vote.quorum_percent:
        share = gettext("%(share)d procent af alle delegerede skal stemme, før det gælder.", share=vote.quorum_percent)
        told.append(share)
    told.append(gettext("På dagens side står, hvad Bytinget besluttede."))
    return " ".join(told)
