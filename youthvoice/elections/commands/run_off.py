"""A new vote between those who had equally many votes, for the seats that are left."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.councils.models import Body
from youthvoice.elections.commands.closing import settle_paper
from youthvoice.elections.commands.holding import hold
from youthvoice.elections.commands.planning import RoundFacts, plan_round
from youthvoice.elections.models import Candidate, CandidatePicture, Election, ElectionRound, RollAddition
from youthvoice.elections.queries.candidates import on_paper
from youthvoice.elections.queries.elections import elections_of, find_round_by_key
from youthvoice.elections.queries.run_offs import waiting_levels
from youthvoice.elections.ranking import ranking_for
from youthvoice.elections.rules.planning import Dates
from youthvoice.elections.rules.states import ElectionState, Purpose
from youthvoice.voting.rules.methods import Method


@dataclass(frozen=True, kw_only=True)
class VoteTimes:
    """When people vote again."""

    opens_at: datetime
    closes_at: datetime
    notice_days: int = 0


def plan_run_off(
    session: Session, election: Election, times: VoteTimes, form_key: str, *, actor_id: int
) -> ElectionRound:
    """Announce it; those who are tied stand with the words, the picture and the choice that they had.

    Who was added to the roll by hand is on this one too.
    Sent twice, it is announced once. Raises Conflict where nobody is tied or who is tied has left, RuleBroken for the days.
    """
    there = find_round_by_key(session, form_key)
    if there is not None:
        return there
    election = hold(session, election)
    ranking = ranking_for(session, election)
    if election.state is not ElectionState.tied or ranking is None or _exists(session, election):
        raise Conflict
    tied = [one for one in on_paper(session, election.id) if one.paper_number in ranking.outcome.tied]
    body = session.get_one(Body, election.body_id)
    waiting = waiting_levels(session, election) - {one.level for one in tied}
    facts = _facts(election, times, max(1, ranking.outcome.open_seats - len(waiting)))
    planned = plan_round(session, body, facts, form_key, actor_id=actor_id)
    (again,) = elections_of(session, planned.id)
    for number, one in enumerate(tied, start=1):
        _stand_again(session, again, one, number, f"{form_key[:29]}{number:03d}")
    _keep_roll(session, election, again)
    again.last_number = len(tied)
    again.nomination_closed_at = now()
    session.flush()
    settle_paper(session, hold(session, again), actor_id=actor_id)
    return planned


def _exists(session: Session, election: Election) -> bool:
    query = select(Election.id).where(Election.follows_id == election.id, Election.state != ElectionState.cancelled)
    return session.scalar(query.limit(1)) is not None


def _facts(election: Election, times: VoteTimes, seats: int) -> RoundFacts:
    before, moment = election.round, now()
    dates = Dates(
        nomination_opens_at=moment,
        nomination_closes_at=moment,
        voting_opens_at=times.opens_at,
        voting_closes_at=times.closes_at,
        term_starts_on=before.term_starts_on,
        term_ends_on=before.term_ends_on,
    )
    facts = RoundFacts(
        title=gettext("Omvalg: %(title)s", title=before.title)[:120],
        dates=dates,
        seats=seats,
        substitutes=election.substitutes,
        purpose=Purpose.run_off,
        constituencies=() if election.from_body_id is None else (election.from_body_id,),
        method=before.method if seats > 1 else _single(before.method),
        tie_rule=before.tie_rule,
        notice_days=times.notice_days,
        follows_id=election.id,
    )
    kept = ("quorum_percent", "allows_blank", "needs_spread", "takes_strangers", "approves_pictures")
    return replace(facts, **{name: getattr(before, name) for name in kept})


def _single(method: Method) -> Method:
    return Method.instant_runoff if method in (Method.stv, Method.instant_runoff) else Method.plurality


def _keep_roll(session: Session, before: Election, again: Election) -> None:
    """Who was added by hand votes again, for the same reason; it can be undone as before."""
    kept = ("person_id", "reason", "added_by_id", "added_at")
    for one in session.scalars(select(RollAddition).where(RollAddition.election_id == before.id)).all():
        session.add(RollAddition(election_id=again.id, **{name: getattr(one, name) for name in kept}))
    session.flush()


def _stand_again(session: Session, again: Election, before: Candidate, number: int, form_key: str) -> None:
    kept = ("person_id", "ballot_name", "words", "is_public", "entered_by_id", "hidden_at", "picture_version")
    values = {name: getattr(before, name) for name in (*kept, "picture_approved_at", "confirmed_by_id")}
    one = Candidate(
        form_key=form_key, election_id=again.id, number=number, stood_at=now(), confirmed_at=now(), **values
    )
    session.add(one)
    session.flush()
    data = session.scalar(select(CandidatePicture.data).where(CandidatePicture.candidate_id == before.id))
    if data is not None:
        session.add(CandidatePicture(candidate_id=one.id, data=data))
        session.flush()
