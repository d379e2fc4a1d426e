"""What the browser's world needs of the council's desk: views, votes in writing and by hand, a conflict, and two asked rounds."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.desk import at_meeting, in_writing
from tests.factories.grants import KR, key, sent
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.councils.models import Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.grants.commands.conflicts import declare
from youthvoice.grants.commands.motions import put_motion, vote
from youthvoice.grants.commands.ranking import close_ranking, open_ranking, say_wishes
from youthvoice.grants.commands.weighing import View, give_view
from youthvoice.grants.models import Application, Assessment, Pool, PoolCriterion, PoolRound
from youthvoice.grants.rules.deciding import Choice, Conflict, Mark

VOTED, BY_HAND, CONFLICTED = "Natløb i skoven", "Brætspil hver torsdag", "Min lillebrors klub"
ASKED, COUNTED = "Forårets runde", "Efterårets runde"
WORDS = ("Det er for alle, og det er billigt.", "Jeg tror, der kommer mange. Men hvem rydder op bagefter?")


def furnish_desk(session: Session, pool: Pool, people: dict[str, Person]) -> None:
    """The chair of the council and two of its members; the chair is conflicted in one application."""
    members = _members(session, pool)
    chair, lead = members[0], people["other"]
    voted = sent(session, pool, lead, title=VOTED, asked=4_500 * KR, group_name="Natteravnene")
    for member, words, lean in zip(members[:2], WORDS, (Choice.in_favour, Choice.abstain), strict=True):
        _view(session, voted, member, words, lean)
    motion = put_motion(
        session, voted, in_writing(voted, conditions="I skal rydde op bagefter."), key(), actor_id=chair.id
    )
    vote(session, motion, members[1], Choice.in_favour)
    by_hand = sent(session, pool, lead, title=BY_HAND, asked=2_000 * KR, group_name="Terningen")
    put_motion(session, by_hand, at_meeting(by_hand), key(), actor_id=chair.id)
    mine = sent(session, pool, lead, title=CONFLICTED, asked=3_000 * KR)
    declare(session, mine, chair.id, Conflict.family, by_id=chair.id)
    _rounds(session, pool, members, lead)


def _members(session: Session, pool: Pool) -> list[Person]:
    """The chair first."""
    query = select(Person).join(Seat, Seat.person_id == Person.id)
    query = query.where(Seat.body_id == pool.body_id, held_on(today()))
    chair = session.scalars(query.where(Seat.role == SeatRole.chair)).one()
    others = session.scalars(query.where(Seat.role == SeatRole.member, Person.id != chair.id).order_by(Person.id)).all()
    return [chair, *others]


def _view(session: Session, application: Application, member: Person, words: str, lean: Choice) -> None:
    criteria = session.scalars(select(PoolCriterion.id).where(PoolCriterion.pool_id == application.pool_id))
    marks = dict(zip(criteria, (Mark.well, Mark.partly, Mark.well), strict=False))
    give_view(session, application, member, View(leans=lean, marks=marks, words=words))


def _rounds(session: Session, pool: Pool, members: list[Person], lead: Person) -> None:
    for name, wishes in (
        (ASKED, {"Banko i klubben": 3_200, "Graffiti på muren": 7_450}),
        (COUNTED, {"Tur til havet": 18_000, "Koncert for små": 19_500, "Filmklub": 17_900, "Bordtennis": 15_000}),
    ):
        round_ = _round(session, pool, name)
        found = [
            sent(session, pool, lead, title=title, asked=kroner * KR, round_id=round_.id, group_name="Fredagsholdet")
            for title, kroner in wishes.items()
        ]
        open_ranking(session, round_, actor_id=members[0].id)
        for number, member in enumerate(members):
            say_wishes(session, round_, member, {one.id for n, one in enumerate(found) if n <= number % len(found)})
        if name == COUNTED:
            close_ranking(session, round_, actor_id=members[0].id)


def _round(session: Session, pool: Pool, name: str) -> PoolRound:
    days = {"opens_on": today() - timedelta(days=40), "closes_at": now() - timedelta(days=2), "decides_on": today()}
    row = PoolRound(pool_id=pool.id, name=name, **days)
    session.add(row)
    session.flush()
    return row


def desk_values(session: Session, pool_id: int) -> dict[str, Any]:
    """Parts of addresses."""
    titles = select(Application.title, Application.id).where(Application.pool_id == pool_id)
    names = select(PoolRound.name, PoolRound.id).where(PoolRound.pool_id == pool_id)
    found, rounds = (dict(session.execute(query).all()) for query in (titles, names))
    view = session.scalars(
        select(Assessment.id).where(Assessment.application_id == found[VOTED]).order_by(Assessment.id)
    ).all()
    return {
        "desk_voted": found[VOTED],
        "desk_by_hand": found[BY_HAND],
        "desk_conflicted": found[CONFLICTED],
        "desk_asked": rounds[ASKED],
        "desk_counted": rounds[COUNTED],
        "desk_view": view[-1],
    }
