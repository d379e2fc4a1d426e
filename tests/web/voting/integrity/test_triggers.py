"""What the database itself refuses, whoever asks: by plain SQL, on both databases."""

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, PersonFactory
from tests.factories.voting import SECRET, opened_contest, planned_contest
from youthvoice.core.clock import now
from youthvoice.voting.commands.casting import cast_slip, give_and_cast
from youthvoice.voting.commands.counting import count_contest, draw_lot
from youthvoice.voting.commands.planning import cancel_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.commands.slips import make_slips, void_slips
from youthvoice.voting.crypto.papers import hash_of_slip, new_secret
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.methods import TieRule

PAPER = "INSERT INTO given_papers (contest_id, person_id, kind, blinded_hash) VALUES (:c, :p, 'direct', '')"
BALLOT = "INSERT INTO ballot_box (contest_id, token, prefix, signature, ballot) VALUES (:c, :t, :t, :t, '1')"
USED = "INSERT INTO used_slips (contest_id, code_hash) VALUES (:c, :h)"


def refused(session: Session, statement: str, words: str, **values: object) -> None:
    """The statement fails for that reason, and leaves nothing."""
    session.flush()
    with pytest.raises(DBAPIError, match=words), session.begin_nested():
        session.execute(text(statement), values)


def taken(session: Session, statement: str, **values: object) -> None:
    session.flush()
    with session.begin_nested():
        session.execute(text(statement), values)


@pytest.fixture
def contest(session: Session) -> Contest:
    PersonFactory.create_batch(2)
    return opened_contest(session, tie_rule=TieRule.lot)


@pytest.fixture
def voter_id(session: Session, contest: Contest) -> int:
    found: int = session.execute(text("SELECT min(person_id) FROM electoral_roll")).scalar_one()
    return found


def test_papers_go_to_the_roll_while_the_contest_is_open(session: Session, contest: Contest, voter_id: int) -> None:
    stranger = PersonFactory.create().id
    planned = planned_contest(session)
    refused(session, PAPER, "roll", c=contest.id, p=stranger)
    refused(session, PAPER, "roll|no partition", c=planned.id, p=voter_id)
    taken(session, PAPER, c=contest.id, p=voter_id)
    refused(session, PAPER, "(?i)unique|duplicate", c=contest.id, p=voter_id)


def test_ballots_fall_into_an_open_box_alone(session: Session, contest: Contest) -> None:
    taken(session, BALLOT, c=contest.id, t=b"t" * 32)
    refused(session, BALLOT, "(?i)unique|duplicate", c=contest.id, t=b"t" * 32)
    refused(session, BALLOT, "nobody can vote|no partition", c=planned_contest(session).id, t=b"t" * 32)
    refused(session, BALLOT, "nobody can vote|no partition", c=contest.id + 1000, t=b"t" * 32)
    cancelled = opened_contest(session)
    cancel_contest(session, cancelled, "Det var en prøve.", actor_id=None)
    refused(session, BALLOT, "nobody can vote|no partition", c=cancelled.id, t=b"t" * 32)
    seal_contest(session, contest, actor_id=None)
    refused(session, BALLOT, "nobody can vote|no partition", c=contest.id, t=b"u" * 32)


def test_slips_are_used_while_their_sheet_is_worth_something(session: Session, contest: Contest) -> None:
    actor = AdministratorFactory.create()
    printed = make_slips(session, SECRET, contest, 3, "7.B", "a" * 32, actor_id=actor.id)
    hashes = [hash_of_slip(SECRET, contest.key, code) for code in printed.codes]
    refused(session, USED, "no such slip", c=contest.id, h="0" * 64)
    refused(session, USED, "no such slip|no partition", c=opened_contest(session).id, h=hashes[0])
    taken(session, USED, c=contest.id, h=hashes[0])
    cast_slip(session, SECRET, contest, printed.codes[0], (1,))
    void_slips(session, printed.sheet, actor_id=actor.id)
    refused(session, USED, "no such slip", c=contest.id, h=hashes[1])
    # One that was used before is still that vote.
    cast_slip(session, SECRET, contest, printed.codes[0], (2,))


def test_the_roll_stands_from_the_opening(session: Session, contest: Contest, voter_id: int) -> None:
    insert = "INSERT INTO electoral_roll (contest_id, person_id, took_part) VALUES (:c, :p, false)"
    stranger = PersonFactory.create().id
    planned = planned_contest(session)
    refused(session, insert, "roll stands", c=contest.id, p=stranger)
    taken(session, insert, c=planned.id, p=stranger)
    refused(
        session,
        "UPDATE electoral_roll SET contest_id = :c WHERE person_id = :p",
        "roll stands",
        c=contest.id,
        p=stranger,
    )
    taken(session, "DELETE FROM electoral_roll WHERE contest_id = :c", c=planned.id)
    refused(session, "DELETE FROM electoral_roll WHERE contest_id = :c", "roll stands", c=contest.id)
    moved = "UPDATE electoral_roll SET person_id = :p WHERE contest_id = :c AND person_id = :v"
    refused(session, moved, "roll stands", c=contest.id, p=stranger, v=voter_id)
    taken(session, "UPDATE electoral_roll SET took_part = true WHERE contest_id = :c", c=contest.id)


RULES = {
    "key": "'other'", "method": "'approval'", "seats": "2", "max_choices": "1", "tie_rule": "'run_off'",
    "completion": "'greedy'", "needs_spread": "true", "quorum_percent": "50", "allows_blank": "false",
    "opens_at": "created_at", "opened_at": "NULL", "public_key": "NULL",
}  # fmt: skip


@pytest.mark.parametrize("column", RULES)
def test_the_rules_stand(session: Session, contest: Contest, column: str) -> None:
    change = f"UPDATE contests SET {column} = {RULES[column]} WHERE id = :c"
    # A moment that is another one.
    session.execute(update(Contest).where(Contest.id == contest.id).values(created_at=now().replace(year=2020)))
    refused(session, change, "rules of a contest stand", c=contest.id)
    planned = planned_contest(session)
    if column not in ("opened_at", "public_key"):
        taken(session, change, c=planned.id)


def test_closing_comes_sooner_and_never_later(session: Session, contest: Contest) -> None:
    later, sooner = now().replace(year=now().year + 1), now()
    with pytest.raises(DBAPIError, match="rules of a contest stand"), session.begin_nested():
        session.execute(update(Contest).where(Contest.id == contest.id).values(closes_at=later))
    session.execute(update(Contest).where(Contest.id == contest.id).values(closes_at=sooner))


def test_options_stand_but_for_what_is_told_of_them(session: Session, contest: Contest) -> None:
    insert = (
        'INSERT INTO contest_options (contest_id, number, title, text, "group", url, picture_url) '
        "VALUES (:c, 9, 'Måske', '', '', '', '')"
    )
    planned = planned_contest(session)
    refused(session, insert, "rules of a contest stand", c=contest.id)
    taken(session, insert, c=planned.id)
    refused(session, "DELETE FROM contest_options WHERE contest_id = :c", "rules of a contest stand", c=contest.id)
    change = "UPDATE contest_options SET number = 7 WHERE contest_id = :c AND number = 1"
    refused(session, change, "rules of a contest stand", c=contest.id)
    taken(session, "UPDATE contest_options SET public_title = 'En kandidat' WHERE contest_id = :c", c=contest.id)


def test_sealed_stands_and_so_do_lot_result_and_cancelling(session: Session, contest: Contest, voter_id: int) -> None:
    actor = AdministratorFactory.create()
    give_and_cast(session, SECRET, contest, session.get_one(type(actor), voter_id), new_secret(), (1,))
    seal_contest(session, contest, actor_id=None)
    for statement in ("UPDATE sealed_boxes SET ballots = '[]'", "DELETE FROM sealed_boxes"):
        refused(session, statement, "what lay in the box stands")
    refused(session, "UPDATE contests SET sealed_at = NULL", "what lay in the box stands")
    draw_lot(session, contest, "482193", "Ida og Bo", actor_id=actor.id)
    refused(session, "UPDATE contests SET lot_seed = '111111'", "what lay in the box stands")
    count_contest(session, contest, actor_id=None)
    for change in ("outcome = '{}'", "counted_at = NULL, outcome = NULL"):
        refused(session, f"UPDATE contests SET {change}", "a result stands")
    stopped = opened_contest(session)
    cancel_contest(session, stopped, "Det var en prøve.", actor_id=None)
    refused(
        session, "UPDATE contests SET cancelled_at = NULL WHERE id = :c", "what lay in the box stands", c=stopped.id
    )
