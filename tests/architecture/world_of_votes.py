"""A vote that is open, a slip and a shared tablet for it, and a paper that was signed for a phone."""

import base64
import json
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.voting import SECRET, opened_contest
from youthvoice.accounts.models import Person
from youthvoice.voting.commands.kiosks import open_kiosk
from youthvoice.voting.commands.slips import make_slips
from youthvoice.voting.crypto.blind import new_prefix, sign
from youthvoice.voting.crypto.keys import decrypt_key
from youthvoice.voting.crypto.papers import new_secret, token_of
from youthvoice.voting.models import ContestKey

OPEN = ("voting.contest", "voting.vote", "voting.vote_step", "voting.paper")


def make_votes(session: Session, people: dict[str, Person]) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """(values of addresses, what is sent) for voters."""
    contest = opened_contest(session, takes_strangers=True)
    runner = people["administrator"].id
    code = make_slips(session, SECRET, contest, 1, "7.B", "f" * 32, actor_id=runner).codes[0]
    kiosk = {"code": open_kiosk(session, contest, "7.B", actor_id=runner).code}
    own: dict[str, dict[str, Any]] = {name: {"contest_id": contest.id} for name in OPEN}
    own |= {"voting.kiosk": kiosk, "voting.kiosk_step": kiosk}
    secret, prefix = new_secret(), new_prefix()
    key = decrypt_key(SECRET, contest.key, session.get_one(ContestKey, contest.id).private_key)
    signature = sign(key, prefix + token_of(contest.key, secret))
    paper = {"contest": contest.key, "secret": text(secret), "prefix": text(prefix), "signature": text(signature)}
    sent = {
        "voting.slip_step": {"code": code},
        "voting.kiosk_step": {"code": code},
        "voting.vote_step": {"step": "cast", "ballot": "1"},
        "voting.paper": json.dumps({"blinded": text(bytes(255) + b"\x02")}),
        "voting.box": json.dumps(paper | {"ballot": "1"}),
    }
    return own, sent


def text(raw: bytes) -> str:
    """Bytes as a phone sends them."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
