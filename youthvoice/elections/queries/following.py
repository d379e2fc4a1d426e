"""What follows elections: empty seats, recalls, and schools that wait for an election."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.elections.models import Candidate, Election, ElectionRound, Recall, Vacancy, VacancyState
from youthvoice.elections.queries.elections import WITH_ALL
from youthvoice.elections.rules.states import WITHOUT_RESULT, ElectionState, Purpose


def get_vacancy(session: Session, vacancy_id: int) -> Vacancy:
    """The vacancy with seat, candidate and election. Raises NotFound."""
    query = select(Vacancy).where(Vacancy.id == vacancy_id).options(
        joinedload(Vacancy.seat),
        joinedload(Vacancy.election).options(*WITH_ALL),
        joinedload(Vacancy.candidate).joinedload(Candidate.person),
    )  # fmt: skip
    found = session.scalar(query) if vacancy_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def hold_vacancy(session: Session, vacancy_id: int) -> Vacancy:
    """The vacancy as it is now, locked."""
    query = select(Vacancy).where(Vacancy.id == vacancy_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def open_vacancies(session: Session, election_id: int) -> list[Vacancy]:
    """The empty seats of an election, with who left and who follows: one query."""
    query = select(Vacancy).where(Vacancy.election_id == election_id, Vacancy.state == VacancyState.open)
    query = query.options(joinedload(Vacancy.candidate).joinedload(Candidate.person), joinedload(Vacancy.seat))
    return list(session.scalars(query.order_by(Vacancy.id)))


def empty_seats(session: Session, election: Election) -> int:
    """How many seats of an election that has a result are empty: left by somebody, or never filled."""
    if election.state not in (ElectionState.elected, ElectionState.tied):
        return 0
    return unfilled_seats(session, election) + len(open_vacancies(session, election.id))


def unfilled_seats(session: Session, election: Election) -> int:
    """How many seats were never filled, and no by-election is for them: one query at most.

    After a tie they are for the run-off. A by-election that came to nothing fills none, nor those that were left for it.
    """
    if election.state is not ElectionState.elected:
        return 0
    seated = select(func.count()).where(Candidate.election_id == election.id, Candidate.place.is_not(None))
    left = select(func.count()).where(
        Vacancy.election_id == election.id, Vacancy.state == VacancyState.by_election
    )  # fmt: skip
    filled_anew = select(func.coalesce(func.sum(Election.seats), 0)).join(Election.round).where(
        Election.follows_id == election.id,
        Election.state.not_in(WITHOUT_RESULT),
        ElectionRound.purpose == Purpose.by_election,
    )  # fmt: skip
    empty = election.seats - seated.scalar_subquery() + left.scalar_subquery() - filled_anew.scalar_subquery()
    return max(0, session.scalar(select(empty)) or 0)


def find_open_recall(session: Session, seat_id: int) -> Recall | None:
    """The vote on a seat that is going on."""
    return session.scalar(select(Recall).where(Recall.seat_id == seat_id, Recall.state == "open"))
