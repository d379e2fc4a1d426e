"""A class in the middle of a nomination, with a candidate whom everybody may see, one who was written in, and an empty seat."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import ClassFactory, SeatFactory
from tests.factories.elections import announced, key, standing_up
from youthvoice.accounts.models import Person, School
from youthvoice.core.clock import now, today
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.seats import SeatEnd
from youthvoice.elections.commands.standing import StandFacts, enter
from youthvoice.elections.models import CandidatePicture, Election, Vacancy, VacancyState
from youthvoice.elections.rules.states import ElectionState

OF_SECOND = ("elections.strike",)


def make_elections(
    session: Session, people: dict[str, Person], body_id: int, class_id: int
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """(values for every address, values for single ones): the pupil is candidate 1, somebody of the class candidate 2."""
    council, school_class = session.get_one(Body, body_id), session.get_one(Body, class_id)
    election = announced(session, council, [school_class])
    (first,) = standing_up(session, election, [people["pupil"]], is_public=True)
    first.picture_version, first.picture_approved_at = 1, now()
    session.add(CandidatePicture(candidate_id=first.id, data=b"RIFF"))
    second = SeatFactory(body=school_class, person=PersonFactory()).person
    facts = StandFacts(ballot_name="Alma Krogh")
    enter(session, election, second, facts, key(), has_said_yes=False, actor_id=people["class_teacher"].id)
    values = {
        "election_id": election.id,
        "round_id": election.round_id,
        "number": first.number,
        "vacancy_id": _vacancy(session, council).id,
    }
    return values, {endpoint: {"number": 2} for endpoint in OF_SECOND}


def _vacancy(session: Session, council: Body) -> Vacancy:
    """Of another class, whose election is over."""
    other = ClassFactory(parent=council, school=session.get(School, council.school_id), name="9.A")
    election = announced(session, council, [other])
    session.get_one(Election, election.id).state = ElectionState.elected
    left = today() - timedelta(days=1)
    seat: Seat = SeatFactory(body=council, from_body=other, ended_on=left, end_reason=SeatEnd.resigned)
    vacancy = Vacancy(seat_id=seat.id, election_id=election.id, state=VacancyState.open, created_at=now())
    session.add(vacancy)
    session.flush()
    return vacancy
