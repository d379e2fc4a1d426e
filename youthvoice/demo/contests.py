"""Made-up polls that were counted: hands raised in classes, so that each result can be counted again without a paper's
signature. One of five hundred ballots would take half a second to sign.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core.clock import time_told
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import PRIVATE_KINDS
from youthvoice.demo.batch import SPREAD_DAYS
from youthvoice.demo.words import proposal_words
from youthvoice.elections.models import Poll
from youthvoice.elections.rules.polls import Voters
from youthvoice.voting.commands.counting import all_ballots, tally_rules
from youthvoice.voting.commands.publishing import publish_file
from youthvoice.voting.models import Contest, ContestOption, HandCount, SealedBox
from youthvoice.voting.rules.methods import Method
from youthvoice.voting.tallies import count

FOR_EACH = 40
"""So many made-up proposals come with one poll."""
MOST = 1000
AT_A_TIME = 50
YES_NO = ("Ja", "Nej", "Jeg undlader")
CLASSES = tuple(f"{grade}.{letter}" for grade in range(4, 10) for letter in "ABC")
LASTED = timedelta(hours=6)


def how_many(proposals: int) -> int:
    """How many polls go with that many made-up proposals."""
    return min(MOST, proposals // FOR_EACH)


def add_contests(session: Session, secret_key: str, rng: Random, moments: Sequence[datetime], asked_by_id: int) -> None:
    """One counted poll for each of ``moments`` (when it was counted), each of some council."""
    bodies = session.scalars(select(Body).where(Body.kind.not_in(PRIVATE_KINDS), Body.closed_at.is_(None))).all()
    made = [_contest(rng, rng.choice(bodies), at) for at in moments] if bodies else []
    session.add_all(made)
    session.flush()
    by_name = {body.name: body.id for body in bodies}
    for contest in made:
        _people(session, rng, contest, by_name[contest.owner_title], asked_by_id)
    session.flush()
    for contest, at in zip(made, moments, strict=True):
        _end(session, contest, at)
    session.flush()
    for contest, at in zip(made, moments, strict=True):
        with time_told(at):
            publish_file(session, secret_key, contest)


def moments_until(now: datetime, number: int) -> list[datetime]:
    """So many moments over two years, the last an hour ago."""
    step = timedelta(days=SPREAD_DAYS) / max(1, number)
    return [now - timedelta(hours=1) - step * place for place in reversed(range(number))]


def _contest(rng: Random, body: Body, at: datetime) -> Contest:
    subject = proposal_words(rng).subject
    is_question = rng.random() < 0.6
    titles = YES_NO if is_question else tuple({proposal_words(rng).subject: None for _ in range(rng.randint(3, 5))})
    key = f"{rng.getrandbits(128):032x}"
    return Contest(
        form_key=key, key=key, owner_kind="poll", owner_title=body.name, owner_url=f"/raad/{body.id}",
        title=(f"Skal vi have {subject}?" if is_question else "Hvad er vigtigst for os i år?")[:160],
        question="Klasserne har rakt hånden op. Det, de fleste vil, arbejder vi videre med.",
        method=Method.yes_no if is_question else Method.plurality, takes_strangers=True, allows_blank=not is_question,
        fills_uncontested=False, opens_at=at - LASTED, closes_at=at, created_at=at - LASTED * 10,
        options=[ContestOption(number=number, title=_sentence(title)) for number, title in enumerate(titles, start=1)],
    )  # fmt: skip


def _people(session: Session, rng: Random, contest: Contest, body_id: int, asked_by_id: int) -> None:
    poll = Poll(contest_id=contest.id, body_id=body_id, voters=Voters.represented, asked_by_id=asked_by_id)
    poll.is_public = True
    session.add(poll)
    for place in rng.sample(CLASSES, rng.randint(1, 3)):
        children = rng.randint(17, 26)
        numbers = rng.choices([option.number for option in contest.options], k=children - rng.randint(0, 3))
        hands = {str(option.number): numbers.count(option.number) for option in contest.options}
        session.add(
            HandCount(
                form_key=f"{rng.getrandbits(128):032x}", contest_id=contest.id, place=place, children=children,
                without_account=children, hands=hands, entered_by_id=asked_by_id, created_at=contest.opens_at,
            )
        )  # fmt: skip
        contest.roll_size = (contest.roll_size or 0) + children


def _end(session: Session, contest: Contest, at: datetime) -> None:
    """From planned to counted in one step of the row; its lines are on the paper by then, as the trigger wants."""
    outcome = count(tally_rules(contest), all_ballots(session, contest.id), None).to_json()
    contest.opened_at, contest.issued, contest.taken_part = contest.opens_at, contest.roll_size, contest.roll_size
    contest.sealed_at = contest.scrubbed_at = contest.shaken_at = contest.counted_at = at
    contest.outcome = outcome
    session.add(SealedBox(contest_id=contest.id, ballots=[], tokens=[]))


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
