"""A pool of the elevråd's: the author has sent an application; the official is its treasurer."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.architecture.world_of_accounts import make_accounts
from tests.architecture.world_of_after import make_after
from tests.architecture.world_of_desk import make_desk
from tests.factories.grants import KR, PoolFactory, allocate, draft, key, sent
from youthvoice.accounts.models import Person, Unit
from youthvoice.core.clock import now, today
from youthvoice.councils.models import Body
from youthvoice.grants.commands.ledger import open_balance
from youthvoice.grants.commands.members import invitation_token, renew_invitation
from youthvoice.grants.commands.notes import NoteFacts, write_note
from youthvoice.grants.models import Application, ApplicationFile, PoolOfficer, PoolRound
from youthvoice.grants.rules.applications import Field, FileKind
from youthvoice.grants.rules.pools import Officer


def make_grants(
    session: Session, people: dict[str, Person], body_id: int
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """(values for every address, values for single ones)."""
    official, administrator = people["official"], people["administrator"]
    unit = session.get_one(Unit, official.unit_id)
    pool = PoolFactory(body=session.get_one(Body, body_id), unit=unit, created_by_id=administrator.id)
    open_balance(session, pool.id)
    allocate(session, pool, 100_000 * KR, administrator)
    officer = PoolOfficer(pool_id=pool.id, person_id=official.id, role=Officer.treasurer, since=now())
    session.add(officer)
    session.flush()
    application = sent(session, pool, people["author"])
    session.flush()
    of_group, own = _group(session, application, people["author"])
    own |= make_accounts(session, pool, people["author"], official)
    own |= make_after(session, pool, people)
    own |= make_desk(session, pool, people)
    of_draft = {"application_id": draft(session, pool, people["author"]).id}
    own |= dict.fromkeys((f"grants.{name}" for name in ("write", "keep", "check", "review", "send")), of_draft)
    return {"pool_id": pool.id, "application_id": application.id, **of_group}, own | _looked_after(
        session, pool.id, officer.id
    )


def _looked_after(session: Session, pool_id: int, officer_id: int) -> dict[str, dict[str, Any]]:
    """Values of those who look after the pool: a round, the treasurer, and the first entry."""
    a_round = {"pool_id": pool_id, "round_id": _round(session, pool_id)}
    entry = {"pool_id": pool_id, "number": 1}
    return {
        **dict.fromkeys(("grants.change_round", "grants.remove_round"), a_round),
        **dict.fromkeys(("grants.entry", "grants.undo_entry_now"), entry),
        "grants.end_officer": {"pool_id": pool_id, "officer_id": officer_id},
    }


def _round(session: Session, pool_id: int) -> int:
    """A round that nobody has written for."""
    days = {"opens_on": today(), "closes_at": now() + timedelta(days=20), "decides_on": today() + timedelta(days=30)}
    row = PoolRound(pool_id=pool_id, name="Forår", **days)
    session.add(row)
    session.flush()
    return row.id


def _group(
    session: Session, application: Application, author: Person
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """A picture and a note; an invitation; and the author leads already."""
    image = {"content_type": "image/webp", "alt_text": "En hal", "size_bytes": 3, "data": b"abc", "thumb": b"abc"}
    row = {"form_key": key(), "application_id": application.id, "by_id": author.id}
    picture = ApplicationFile(**row, **image, kind=FileKind.picture, created_at=now())
    session.add(picture)
    note = write_note(session, author, application, NoteFacts(field=Field.what, words="Er den stor nok?"), key())
    renew_invitation(session, author, application)
    invitation = {"token": invitation_token(application)}
    own: dict[str, dict[str, Any]] = dict.fromkeys(("grants.join", "grants.accept_invitation"), invitation)
    own["grants.hand_over"] = {"person_id": author.id}
    return {"file_id": picture.id, "note_id": note.id}, own
