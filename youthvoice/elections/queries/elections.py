"""Elections and their rounds, one by one and locked."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.models import Body
from youthvoice.elections.models import Election, ElectionRound, Recall
from youthvoice.elections.rules.states import ENDED, ElectionState

WITH_ALL = (joinedload(Election.round), joinedload(Election.body), joinedload(Election.from_body))


def find_election(session: Session, election_id: int) -> Election | None:
    """The election with its round, body and constituency: one query."""
    if election_id > MAX_ID:
        return None
    return session.scalar(select(Election).where(Election.id == election_id).options(*WITH_ALL))


def get_election(session: Session, election_id: int) -> Election:
    """As ``find_election``; raises NotFound."""
    found = find_election(session, election_id)
    if found is None:
        raise NotFound
    return found


def hold_election(session: Session, election_id: int) -> Election:
    """The election as it is now, locked until the end of the transaction; its round comes along."""
    query = select(Election).where(Election.id == election_id).options(*WITH_ALL)
    return session.scalars(query.with_for_update(of=Election).execution_options(populate_existing=True)).one()


def find_round_by_key(session: Session, form_key: str) -> ElectionRound | None:
    """The round that a form has made already."""
    return session.scalar(select(ElectionRound).where(ElectionRound.form_key == form_key))


def get_round(session: Session, round_id: int) -> ElectionRound:
    """The round with its body. Raises NotFound."""
    query = select(ElectionRound).where(ElectionRound.id == round_id).options(joinedload(ElectionRound.body))
    found = session.scalar(query) if round_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def elections_of(session: Session, round_id: int) -> list[Election]:
    """The elections of a round, by the name of the constituency: one query."""
    query = select(Election).outerjoin(Election.from_body).where(Election.round_id == round_id)
    query = query.options(contains_eager(Election.from_body), joinedload(Election.round), joinedload(Election.body))
    return list(session.scalars(query.order_by(func.coalesce(Body.grade, 99), Body.name, Election.id)))


def alive_elections(session: Session, body_id: int) -> list[Election]:
    """The elections of a body that have not ended."""
    query = select(Election).where(Election.body_id == body_id, Election.state.not_in(ENDED))
    return list(session.scalars(query.order_by(Election.id)))


def due_for_closing(session: Session, moment: datetime, limit: int) -> list[int]:
    """Ids of elections whose nomination is over and whose paper is not drawn."""
    query = select(Election.id).join(Election.round).where(Election.state == ElectionState.planned)
    query = query.where(ElectionRound.nomination_closes_at <= moment)
    return list(session.scalars(query.order_by(ElectionRound.nomination_closes_at, Election.id).limit(limit)))


def find_by_contest(session: Session, contest_id: int) -> Election | None:
    """The election that a contest belongs to."""
    return session.scalar(select(Election).where(Election.contest_id == contest_id).options(*WITH_ALL))


def find_recall_by_contest(session: Session, contest_id: int) -> Recall | None:
    """The recall that a contest belongs to."""
    return session.scalar(select(Recall).where(Recall.contest_id == contest_id).options(joinedload(Recall.seat)))


def find_recall_by_key(session: Session, form_key: str) -> Recall | None:
    """The recall that a form has made already."""
    return session.scalar(select(Recall).where(Recall.form_key == form_key))
