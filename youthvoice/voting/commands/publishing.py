"""A counted contest is written down for everybody: the public file, sealed, in the transaction that counts."""

import gzip
import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core.clock import local_date, now
from youthvoice.voting.commands.counting import all_ballots, ballots_of_hands, tally_rules
from youthvoice.voting.files.lines import read_text, write_file
from youthvoice.voting.files.shape import (
    Counts,
    Hands,
    PublicContest,
    Token,
    add_ballots,
    may_list,
    stand_apart,
    told_outcome,
    totals_of,
)
from youthvoice.voting.models import Contest, HandCount, PublishedFile, SealedBox, SlipSheet
from youthvoice.voting.rules.ballots import Ballot, read_ballot
from youthvoice.voting.tallies import Outcome, TallyRules

GZIP_LEVEL = 6


def publish_file(session: Session, secret_key: str, contest: Contest) -> PublishedFile:
    """Write the file of a contest that was just counted, and seal it. A file that was published stands: twice is once."""
    there = session.get(PublishedFile, contest.id)
    if there is not None:
        return there
    from youthvoice.voting.crypto.seals import file_public_key, sign_file

    raw = write_file(public_contest(session, contest))
    digest = hashlib.sha256(raw).digest()
    published = PublishedFile(
        contest_id=contest.id,
        body=gzip.compress(raw, GZIP_LEVEL, mtime=0),
        sha256=digest.hex(),
        signature=sign_file(secret_key, digest),
        public_key=file_public_key(secret_key),
        made_at=now(),
    )
    session.add(published)
    session.flush()
    return published


def public_contest(session: Session, contest: Contest) -> PublicContest:
    """What everybody may know of a counted contest: names as they are public, totals alone where few voted."""
    sealed = session.get(SealedBox, contest.id)
    papers = {read_ballot(text): times for text, times in (sealed.ballots if sealed else ())}
    tokens = tuple(Token(*map(read_text, row)) for row in (sealed.tokens if sealed else ()))
    classes = session.scalars(select(HandCount).where(HandCount.contest_id == contest.id)).all()
    everything = all_ballots(session, contest.id)
    outcome, rules = Outcome.from_json(contest.outcome or {}), _rules(contest)
    hands, listed = _listed(papers, len(tokens), classes, everything)
    return PublicContest(
        **_told(contest),
        rules=rules,
        counts=Counts(contest.roll_size, contest.issued, _slips(session, contest.id), len(tokens), outcome.blank),
        ballots=listed,
        tokens=tokens,
        hands=hands,
        totals=totals_of(rules, everything),
        outcome=told_outcome(outcome, len(tokens) + hands.children),
    )


def _told(contest: Contest) -> dict[str, Any]:
    """What the contest says of itself."""
    return {
        "key": contest.key,
        "title": contest.title,
        "owner": contest.owner_title,
        "titles": {option.number: option.open_title for option in contest.options},
        "public_key": contest.public_key or b"",
        "opened_on": _day(contest.opened_at),
        "closed_on": _day(contest.sealed_at),
        "quorum_percent": contest.quorum_percent,
        "seed": contest.lot_seed,
        "witnesses": contest.lot_witnesses,
    }


def _rules(contest: Contest) -> TallyRules:
    """What it was counted by; the levels people come from only where seats are spread over them."""
    rules = tally_rules(contest)
    return rules if rules.spread else TallyRules.from_json(rules.to_json() | {"groups": {}})


def _listed(
    papers: dict[Ballot, int], tokens: int, classes: Iterable[HandCount], everything: dict[Ballot, int]
) -> tuple[Hands, dict[Ballot, int] | None]:
    """The hands and the ballots as they are told. A class is so few that what it chose is never told by itself."""
    classes = sorted(classes, key=lambda one: one.place)
    hands = Hands(tuple((one.place, one.children) for one in classes), None)
    if not may_list(tokens + hands.children):
        return hands, None
    if not stand_apart(tokens, hands.children):
        return hands, everything
    votes = add_ballots(*(ballots_of_hands(one.children, one.hands) for one in classes))
    return Hands(hands.places, votes), papers


def _slips(session: Session, contest_id: int) -> int:
    """Printed slips that were worth something."""
    sheets = session.scalars(select(SlipSheet).where(SlipSheet.contest_id == contest_id))
    return sum(sheet.size if sheet.voided_at is None else sheet.used for sheet in sheets)


def _day(moment: datetime | None) -> str:
    return "" if moment is None else local_date(moment).isoformat()
