"""Who stands."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.elections.models import Candidate, CandidatePicture
from youthvoice.elections.queries.elections import WITH_ALL

WHOLE = (
    joinedload(Candidate.person),
    joinedload(Candidate.entered_by),
    joinedload(Candidate.election).options(*WITH_ALL),
)


def candidates_of(session: Session, election_id: int) -> list[Candidate]:
    """Everybody who stands, in the order of the paper once it is drawn, by number until then: one query."""
    query = select(Candidate).where(Candidate.election_id == election_id, Candidate.withdrawn_at.is_(None))
    query = query.options(joinedload(Candidate.person), joinedload(Candidate.entered_by))
    found = session.scalars(query.order_by(Candidate.number))
    return sorted(found, key=lambda one: (one.paper_number is None, one.paper_number or 0, one.number))


def on_paper(session: Session, election_id: int) -> list[Candidate]:
    """Those who stand on the paper, in its order."""
    query = select(Candidate).where(Candidate.election_id == election_id, Candidate.paper_number.is_not(None))
    return list(session.scalars(query.options(joinedload(Candidate.person)).order_by(Candidate.paper_number)))


def stood_for(session: Session, election_id: int) -> list[Candidate]:
    """Everybody who ever stood, whoever withdrew too."""
    return list(session.scalars(select(Candidate).where(Candidate.election_id == election_id).order_by(Candidate.id)))


def find_own(session: Session, election_id: int, person_id: int) -> Candidate | None:
    """A person's candidacy that was not withdrawn."""
    query = select(Candidate).where(Candidate.election_id == election_id, Candidate.person_id == person_id)
    return session.scalar(query.where(Candidate.withdrawn_at.is_(None)).options(*WHOLE))


def find_by_key(session: Session, form_key: str) -> Candidate | None:
    """The candidacy that a form has made already."""
    return session.scalar(select(Candidate).where(Candidate.form_key == form_key))


def get_candidate(session: Session, election_id: int, number: int) -> Candidate:
    """The candidate with that number, who has not withdrawn. Raises NotFound."""
    query = select(Candidate).where(Candidate.election_id == election_id, Candidate.number == number)
    query = query.options(*WHOLE)
    found = session.scalar(query) if max(election_id, number) <= MAX_ID and number < 2**15 else None
    if found is None or not found.stands:
        raise NotFound
    return found


def find_candidate(session: Session, candidate_id: int) -> Candidate | None:
    """By id, with person and election; the row as it is now."""
    query = select(Candidate).where(Candidate.id == candidate_id)
    query = query.options(*WHOLE)
    return session.scalar(query.execution_options(populate_existing=True)) if candidate_id <= MAX_ID else None


def picture_of(session: Session, candidate_id: int) -> bytes | None:
    """The bytes (WebP)."""
    return session.scalar(select(CandidatePicture.data).where(CandidatePicture.candidate_id == candidate_id))


def find_by_seat(session: Session, seat_id: int) -> Candidate | None:
    """Whoever was given that seat by an election."""
    query = select(Candidate).where(Candidate.seat_id == seat_id)
    return session.scalar(query.options(joinedload(Candidate.election).options(*WITH_ALL)))


def stood_in(session: Session, person_id: int) -> list[Candidate]:
    """All of a person's candidacies, withdrawn ones too."""
    query = select(Candidate).where(Candidate.person_id == person_id)
    return list(
        session.scalars(query.options(joinedload(Candidate.election).options(*WITH_ALL)).order_by(Candidate.id))
    )
