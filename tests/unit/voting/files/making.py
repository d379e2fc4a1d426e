"""Public files made up for the tests, with a real key and real signatures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any

from hypothesis import strategies as st

from tests.apps import SECRET
from youthvoice.voting.crypto import blind
from youthvoice.voting.crypto.papers import new_secret, token_of
from youthvoice.voting.crypto.seals import file_public_key, sign_file
from youthvoice.voting.files.lines import write_file
from youthvoice.voting.files.seal_file import Seal
from youthvoice.voting.files.shape import Counts, Hands, PublicContest, Token, add_ballots, totals_of
from youthvoice.voting.rules.ballots import Ballot, make_ballot
from youthvoice.voting.rules.methods import Completion, Method, TieRule
from youthvoice.voting.tallies import TallyRules, count

KEY = "0123456789abcdef0123456789abcdef"
NAMES = ("Ida", "Bo", "Eva", "Åse «Æ» Ø", "=1+1", "Den; der", "Sol", "Måne")


@cache
def private_key() -> bytes:
    return blind.generate_key()


@cache
def tokens(number: int) -> tuple[Token, ...]:
    """As many signed papers; they do not know any ballot."""
    return tuple(sorted(signed(private_key()) for _ in range(number)))


def signed(private: bytes) -> Token:
    token, prefix = token_of(KEY, new_secret()), blind.new_prefix()
    return Token(token, prefix, blind.sign(private, prefix + token))


def rules_of(method: Method, options: int = 4, **more: Any) -> TallyRules:
    numbers = tuple(range(1, options + 1))
    if method is Method.yes_no:
        numbers = (1, 2, 3)
    if method is Method.equal_shares:
        more = {"budget": 1000, "costs": {number: 100 * number for number in numbers}} | more
    return TallyRules(method=method, options=numbers, **more)


def made(
    rules: TallyRules,
    ballots: Mapping[Ballot, int],
    *,
    seed: str | None = "482193",
    hands: Hands | None = None,
    listed: bool = True,
    names: Sequence[str] = NAMES,
) -> PublicContest:
    """The file of a contest in which these ballots were cast by paper, and ``hands`` raised."""
    everything = add_ballots(ballots, (hands and hands.votes) or {})
    papers = sum(ballots.values()) - (hands.children if hands is not None and hands.votes is None else 0)
    outcome = count(rules, everything, seed)
    children = 0 if hands is None else hands.children
    return PublicContest(
        key=KEY,
        title="Hvem skal sidde i rådet?",
        owner="Ungerådet",
        rules=rules,
        titles={option: names[option - 1] for option in rules.options},
        public_key=blind.public_key(private_key()),
        opened_on="2027-03-01",
        closed_on="2027-03-08",
        seed=seed,
        witnesses="Formanden og to elever",
        counts=Counts(papers + children + 5, papers + children + 2, 0, papers, outcome.blank),
        ballots=dict(ballots) if listed else None,
        tokens=tokens(papers),
        hands=hands or Hands((), None),
        totals=totals_of(rules, everything),
        outcome=outcome,
    )


def sealed(raw: bytes, secret: str = SECRET) -> Seal:
    """The deployment's seal on it."""
    digest = sha256(raw).digest()
    return Seal(digest, sign_file(secret, digest), file_public_key(secret))


def rewritten(contest: PublicContest, **changes: Any) -> bytes:
    """The file of a contest somebody has changed afterwards."""
    return write_file(replace(contest, **changes))


@st.composite
def contests(draw: st.DrawFn) -> PublicContest:
    """Any method, any ballots that fit to the paper, hands where they can be raised."""
    method = draw(st.sampled_from(Method))
    many = method in (Method.block, Method.approval, Method.stv)
    rules = rules_of(
        method,
        draw(st.integers(2, 6)),
        seats=draw(st.integers(1, 4)) if many else 1,
        tie_rule=draw(st.sampled_from(TieRule)),
        completion=draw(st.sampled_from(Completion)),
    )
    numbers = st.lists(st.sampled_from(rules.options), unique=True, max_size=rules.shape.most)
    ballot = numbers.map(lambda chosen: make_ballot(rules.shape, chosen))
    ballots: dict[Ballot, int] = draw(st.dictionaries(ballot, st.integers(1, 3), max_size=8))
    hands = None
    if method in (Method.yes_no, Method.plurality) and draw(st.booleans()):
        hands = Hands((("7.B", 5), ("8.A", 3)), {(1,): 4, (2,): 3, (): 1})
    return made(rules, ballots, hands=hands)
