"""A ballot is cast, by one of three kinds of paper. Nothing here writes down who, when or from where.

(a) a printed slip; (b) paper and ballot in one transaction, for phones without JavaScript; (c) a paper that was signed
blindly while its holder was signed in, and is handed in later by nobody in particular. The same paper shown again before
closing replaces its ballot, so a retry after a lost connection is the same vote. What a person was given is one row under
a primary key: two phones at once get one paper between them.
"""

import hashlib
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Insert, Select, bindparam, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.core.errors import RuleBroken
from youthvoice.voting.commands.storage import TABLES, is_postgres
from youthvoice.voting.crypto.papers import hash_of_slip, secret_of_holder, secret_of_slip, token_of
from youthvoice.voting.crypto.receipts import receipt
from youthvoice.voting.errors import BadPaper, Closed, NotOnRoll, PaperElsewhere
from youthvoice.voting.labels import BALLOT_PROBLEM_TEXTS, BLANK_REFUSED
from youthvoice.voting.models import BallotPaper, Contest, ContestKey, GivenPaper, RollEntry, Slip
from youthvoice.voting.rules.ballots import BLANK, Ballot, BallotProblem, Shape, check_ballot, write_ballot
from youthvoice.voting.rules.contest import PaperKind, State


@dataclass(frozen=True)
class Cast:
    """A ballot is in the box. ``receipt`` is a code in words that lets its holder see later that it was counted."""

    receipt: str


def give_and_cast(
    session: Session, secret_key: str, contest: Contest, person: Person, secret: bytes, ballot: Ballot
) -> Cast:
    """(b) Give the person a paper and put it into the box. ``secret`` is 32 random bytes that stand in the form; a form that
    somebody else left open on a shared computer is another paper in this person's hands, and replaces no ballot.

    Raises Closed, NotOnRoll, RuleBroken (ballot), and PaperElsewhere where another paper was given before.
    """
    _check(contest, ballot)
    private = _voters_key(session, secret_key, contest, person.id)
    token = token_of(contest.key, secret_of_holder(secret, person.id))
    is_new = give_paper(session, contest.id, person.id, PaperKind.direct)
    if not is_new and not _lies_there(session, contest.id, token):
        raise PaperElsewhere
    return _sign_and_put(session, private, contest, token, ballot)


def sign_blinded(session: Session, secret_key: str, contest: Contest, person: Person, blinded: bytes) -> bytes:
    """(c) Sign what the person's phone has blinded; the same asked again is signed again, anything else is refused.

    Raises Closed, NotOnRoll, PaperElsewhere, and BadPaper for what is no blinded message.
    """
    from youthvoice.voting.crypto import blind

    check_open(contest)
    private = _voters_key(session, secret_key, contest, person.id)
    known = hashlib.sha256(blinded).hexdigest()
    if not give_paper(session, contest.id, person.id, PaperKind.phone, known):
        mine = GivenPaper.contest_id == contest.id, GivenPaper.person_id == person.id
        if session.scalar(select(GivenPaper.blinded_hash).where(*mine)) != known:
            raise PaperElsewhere
    try:
        return blind.blind_sign(private, blinded)
    except blind.BadBlindedMessage as error:
        raise BadPaper from error


def cast_signed(
    session: Session, contest: Contest, secret: bytes, prefix: bytes, signature: bytes, ballot: Ballot
) -> Cast:
    """(c) Put a paper into the box that was signed before. Nobody is signed in.

    Raises Closed, RuleBroken (ballot), and BadPaper for a paper that this contest never signed, or that was signed twice for
    the same secret (two people on one phone): the first ballot stands.
    """
    from youthvoice.voting.crypto import blind

    _check(contest, ballot)
    token = token_of(contest.key, secret)
    if contest.public_key is None or not blind.verify(contest.public_key, prefix, token, signature):
        raise BadPaper
    if not _put(session, contest, token, prefix, signature, ballot, only_same=True):
        raise BadPaper
    return Cast(receipt(token))


def cast_slip(session: Session, secret_key: str, contest: Contest, code: str, ballot: Ballot) -> Cast:
    """(a) Put the ballot of a printed slip into the box. Shown again before closing, it replaces its ballot.

    Raises Closed, RuleBroken (ballot), and BadPaper for a code that is none, or was made void before it was used.
    """
    _check(contest, ballot)
    hashed = hash_of_slip(secret_key, contest.key, code)
    slip = select(Slip.code_hash).where(Slip.contest_id == contest.id, Slip.code_hash == hashed)
    if session.scalar(slip) is None:
        raise BadPaper
    _write(session, _statements(is_postgres(session)).use, contest_id=contest.id, code_hash=hashed)
    private = _decrypted(secret_key, contest, session.scalar(_stored_key(contest)))
    return _sign_and_put(session, private, contest, token_of(contest.key, secret_of_slip(code)), ballot)


def check_open(contest: Contest) -> None:
    """Raise Closed unless people can vote just now."""
    if contest.state is not State.open or not contest.opens_at <= now() < contest.closes_at:
        raise Closed


def shape_of(contest: Contest) -> Shape:
    """What a ballot of this contest may look like."""
    return Shape(contest.method, tuple(option.number for option in contest.options), contest.max_choices)


def check_choice(contest: Contest, ballot: Ballot) -> None:
    """Raise RuleBroken (ballot) unless the ballot fits to the paper."""
    if ballot == BLANK and not contest.allows_blank:
        raise RuleBroken({"ballot": [BLANK_REFUSED]})
    problem: BallotProblem | None = check_ballot(shape_of(contest), ballot)
    if problem is not None:
        raise RuleBroken({"ballot": [BALLOT_PROBLEM_TEXTS[problem]]})


def _check(contest: Contest, ballot: Ballot) -> None:
    check_open(contest)
    check_choice(contest, ballot)


def give_paper(session: Session, contest_id: int, person_id: int, kind: PaperKind, blinded_hash: str = "") -> bool:
    """Write down that somebody was given a paper; False where they were before. Somebody who does so just now is waited for."""
    values = {"contest_id": contest_id, "person_id": person_id, "kind": kind, "blinded_hash": blinded_hash}
    return _write(session, _statements(is_postgres(session)).give, **values)


def _lies_there(session: Session, contest_id: int, token: bytes) -> bool:
    query = select(BallotPaper.token).where(BallotPaper.contest_id == contest_id, BallotPaper.token == token)
    return session.scalar(query) is not None


def _voters_key(session: Session, secret_key: str, contest: Contest, person_id: int) -> bytes:
    """The key that signs, for somebody on the roll: asked in one query. Raises NotOnRoll and Closed."""
    on_roll = exists().where(RollEntry.contest_id == contest.id, RollEntry.person_id == person_id)
    is_on_roll, stored = session.execute(select(on_roll, _stored_key(contest).scalar_subquery())).one()
    if not is_on_roll:
        raise NotOnRoll
    return _decrypted(secret_key, contest, stored)


def _stored_key(contest: Contest) -> Select[bytes]:
    return select(ContestKey.private_key).where(ContestKey.contest_id == contest.id)


def _decrypted(secret_key: str, contest: Contest, stored: bytes | None) -> bytes:
    from youthvoice.voting.crypto.keys import decrypt_key

    if stored is None:
        raise Closed
    return decrypt_key(secret_key, contest.key, stored)


def _sign_and_put(session: Session, private: bytes, contest: Contest, token: bytes, ballot: Ballot) -> Cast:
    from youthvoice.voting.crypto import blind

    prefix = blind.new_prefix()
    signature = blind.sign(private, prefix + token)
    _put(session, contest, token, prefix, signature, ballot, only_same=False)
    return Cast(receipt(token))


def _put(
    session: Session,
    contest: Contest,
    token: bytes,
    prefix: bytes,
    signature: bytes,
    ballot: Ballot,
    *,
    only_same: bool,
) -> bool:
    """Put a ballot into the box, or replace it; False where ``only_same`` and another signature lies there."""
    ways = _statements(is_postgres(session))
    values = {"token": token, "prefix": prefix, "signature": signature, "ballot": write_ballot(ballot)}
    return _write(session, ways.put_same if only_same else ways.put, contest_id=contest.id, **values)


@dataclass(frozen=True)
class _Statements:
    """What is written while people vote, made once. Each answers with a row where it has written one."""

    give: Insert
    use: Insert
    put: Insert
    put_same: Insert


@cache
def _statements(is_postgres: bool) -> _Statements:
    insert_into = postgresql.insert if is_postgres else sqlite.insert
    give, use, put = (
        insert_into(papers).values({column.name: bindparam(column.name) for column in papers.columns})
        for papers in TABLES
    )
    key, replaced = ["contest_id", "token"], {"ballot": put.excluded.ballot}
    same = put.on_conflict_do_update(
        index_elements=key, set_=replaced, where=BallotPaper.signature == put.excluded.signature
    )
    return _Statements(
        give=give.on_conflict_do_nothing().returning(give.table.c.contest_id),
        use=use.on_conflict_do_nothing().returning(use.table.c.contest_id),
        put=put.on_conflict_do_update(index_elements=key, set_=replaced).returning(put.table.c.contest_id),
        put_same=same.returning(put.table.c.contest_id),
    )


def _write(session: Session, statement: Insert, **values: object) -> bool:
    """Whether a row was written. Where the database refuses it, the contest was closed a moment ago (its place is gone);
    the transaction is then undone, for PostgreSQL would hear nothing more of it."""
    try:
        return session.connection().execute(statement, values).first() is not None
    except IntegrityError as error:
        session.rollback()
        raise Closed from error
