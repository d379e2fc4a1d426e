"""What the browser's world needs of elections: a class that looks for candidates, and one whose vote ended in a tie."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.world_of_councils import CHAIR, COUNCIL, HELPER
from tests.factories.elections import (
    NOMINATION,
    PAUSE,
    VOTING,
    announced,
    cast,
    counted,
    drawn,
    key,
    opened,
    standing_up,
)
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, time_told
from youthvoice.core.files import CleanFile
from youthvoice.councils.commands.seats import end_seat
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.seats import SeatEnd, SeatRole
from youthvoice.elections.commands.pictures import approve_picture, set_picture
from youthvoice.elections.commands.standing import StandFacts, enter
from youthvoice.elections.models import Election
from youthvoice.voting.rules.methods import Method, TieRule

LOOKING, TIED = "Valg i 9.B", "Valg i 8.A"
WORDS = "Jeg vil arbejde for længere pauser og flere borde i gården. Sig det til mig, hvis du har en idé."


def furnish_elections(session: Session, picture: CleanFile) -> None:
    """9.B looks for candidates: the chair stands, another shows name and picture to all, a third was written in."""
    helper = session.scalars(select(Person).where(Person.display_name == HELPER)).one()
    council, looking, tied = (_body(session, name) for name in (COUNCIL, "9.B", "8.A"))
    election = announced(session, council, [looking], title=LOOKING)
    chair, *others = sorted(_pupils(session, looking), key=lambda one: (one.display_name != CHAIR, one.id))
    standing = standing_up(session, election, [chair, others[0]], ["Ane Ravn", "Oskar Lind"], words=WORDS)
    standing[1].is_public = True
    for one in standing:
        set_picture(session, one, picture, actor_id=one.person_id)
    approve_picture(session, standing[1], seen_version=1, actor_id=helper.id)
    facts = StandFacts(ballot_name="Alma Krogh", words="Bedre mad i boden.")
    enter(session, election, others[1], facts, key(), has_said_yes=False, actor_id=helper.id)
    _hold(session, council, tied, helper)


def election_values(session: Session) -> dict[str, Any]:
    """Ids of both, and of the round of the first."""
    looking, tied = (_election(session, title) for title in (LOOKING, TIED))
    return {"nominating": looking.id, "nominating_round": looking.round_id, "tied": tied.id}


def _hold(session: Session, council: Body, school_class: Body, helper: Person) -> None:
    """By crosses: one is elected and leaves, and two are tied for the second seat."""
    begins = now() - NOMINATION - PAUSE - VOTING - timedelta(hours=1)
    with time_told(begins):
        rules = {"method": Method.block, "tie_rule": TieRule.run_off, "substitutes": 0}
        election = announced(session, council, [school_class], title=TIED, **rules)
        pupils = _pupils(session, school_class)
        standing = standing_up(session, election, pupils[:3])
    with time_told(begins + NOMINATION):
        election = drawn(session, election)
    with time_told(begins + NOMINATION + PAUSE):
        contest = opened(session, election)
        for pupil, paper in zip(pupils, ((0, 1), (0, 2), (0,)), strict=False):
            cast(session, contest, pupil, *sorted((standing[n] for n in paper), key=lambda one: one.paper_number or 0))
    with time_told(begins + NOMINATION + PAUSE + VOTING):
        counted(session, contest, helper)
    end_seat(session, session.get_one(Seat, standing[0].seat_id), SeatEnd.resigned, actor_id=standing[0].person_id)


def _body(session: Session, name: str) -> Body:
    council = select(Body.id).where(Body.name == COUNCIL).scalar_subquery()
    query = select(Body).where(Body.name == name, (Body.parent_id == council) | (Body.id == council))
    return session.scalars(query).one()


def _pupils(session: Session, school_class: Body) -> list[Person]:
    query = select(Person).join(Seat, Seat.person_id == Person.id)
    query = query.where(Seat.body_id == school_class.id, Seat.role == SeatRole.member, held_on(now().date()))
    return list(session.scalars(query.order_by(Person.id)))


def _election(session: Session, title: str) -> Election:
    query = select(Election).join(Election.round).where(Election.round.has(title=title))
    return session.scalars(query).one()
