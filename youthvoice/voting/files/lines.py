"""The public file as text: JSON lines in UTF-8, each ending with a line feed. docs/voting-file.md tells it to its readers.

First the header, then ballots, tokens, hands, totals, outcome. Ballots are sorted by their text and tokens by themselves,
so that neither list says when somebody voted, nor which ballot belongs to which token.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from youthvoice.voting.files.shape import FORMAT, VERSION, Counts, Hands, PublicContest, Token
from youthvoice.voting.rules.ballots import Ballot, read_ballot, write_ballot
from youthvoice.voting.tallies import Outcome, TallyRules

MOST_BYTES = 200_000_000
"""More than 300,000 ballots; nothing larger is read."""


class BadFile(ValueError):
    """No public file of this version. ``line`` counts from 1; 0 where the file as a whole is wrong."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}" if line else why)
        self.line = line


def write_text(raw: bytes) -> str:
    """Bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def read_text(text: str) -> bytes:
    """From base64url without padding, and only what ``write_text`` writes. Raises ValueError."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("no base64url") from error
    if write_text(raw) != text:
        raise ValueError("no base64url")
    return raw


def write_file(contest: PublicContest) -> bytes:
    """The whole file."""
    return "".join(f"{_json(line)}\n" for line in _lines(contest)).encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _lines(contest: PublicContest) -> Iterator[dict[str, Any]]:
    yield _header(contest)
    for ballot, times in _grouped(contest.ballots or {}):
        yield {"ballot": ballot, "count": times}
    for paper in sorted(contest.tokens):
        yield {
            "token": write_text(paper.token),
            "prefix": write_text(paper.prefix),
            "signature": write_text(paper.signature),
        }
    if contest.hands.places:
        votes = contest.hands.votes
        yield {
            "hands": [{"place": place, "children": children} for place, children in contest.hands.places],
            "votes": None if votes is None else [list(pair) for pair in _grouped(votes)],
        }
    totals = {str(option): contest.totals[option] for option in contest.rules.options}
    yield {"totals": totals, "valid": contest.outcome.valid, "blank": contest.outcome.blank}
    yield {"outcome": contest.outcome.to_json()}


def _header(contest: PublicContest) -> dict[str, Any]:
    counts = contest.counts
    return {
        "format": FORMAT,
        "version": VERSION,
        "contest": contest.key,
        "title": contest.title,
        "owner": contest.owner,
        "rules": contest.rules.to_json(),
        "options": [{"number": option, "title": contest.titles[option]} for option in contest.rules.options],
        "public_key": write_text(contest.public_key),
        "opened_on": contest.opened_on,
        "closed_on": contest.closed_on,
        "quorum_percent": contest.quorum_percent,
        "seed": contest.seed,
        "witnesses": contest.witnesses,
        "counts": {
            "roll": counts.roll,
            "issued": counts.issued,
            "slips": counts.slips,
            "ballots": counts.ballots,
            "hands": contest.hands.children,
            "blank": counts.blank,
        },
        "ballots": "totals" if contest.ballots is None else "listed",
    }


def _grouped(ballots: Mapping[Ballot, int]) -> list[tuple[str, int]]:
    return sorted((write_ballot(ballot), times) for ballot, times in ballots.items())


def read_file(raw: bytes) -> PublicContest:
    """From its text. Raises BadFile for what ``write_file`` does not write; whether it is true is another question."""
    if len(raw) > MOST_BYTES:
        raise BadFile(0, "too large")
    *lines, end = raw.split(b"\n")
    if end:
        raise BadFile(len(lines) + 1, "the last line has no end")
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in ORDER}
    last = 0
    for number, line in enumerate(lines, start=1):
        with _blamed_on(number):
            told = json.loads(line.decode())
            name = _kind(told)
            if ORDER.index(name) < last:
                raise ValueError("the lines stand in another order")
            last = ORDER.index(name)
        found[name].append(told)
    with _blamed_on(0):
        return _read(found)


@contextmanager
def _blamed_on(number: int) -> Iterator[None]:
    """Whatever a line holds that it should not becomes a BadFile that names it."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, ArithmeticError) as error:
        raise BadFile(number, f"{type(error).__name__}: {error}") from error


ORDER = ("format", "ballot", "token", "hands", "totals", "outcome")
"""Which name each kind of line begins with."""


def _kind(told: object) -> str:
    name = next(iter(told)) if isinstance(told, dict) and told else ""
    if name not in ORDER:
        raise ValueError("no line of such a file")
    return str(name)


def _read(found: Mapping[str, list[dict[str, Any]]]) -> PublicContest:
    header, totals, outcome = (_only(found[name]) for name in ("format", "totals", "outcome"))
    if (header["format"], header["version"]) != (FORMAT, VERSION):
        raise ValueError("another format or version")
    counts = header["counts"]
    hands = _read_hands(found["hands"])
    if hands.children != counts["hands"]:
        raise ValueError("the hands are not as many as the header says")
    return PublicContest(
        key=_text(header["contest"]),
        title=_text(header["title"]),
        owner=_text(header["owner"]),
        rules=TallyRules.from_json(header["rules"]),
        titles={_number(option["number"]): _text(option["title"]) for option in header["options"]},
        public_key=read_text(header["public_key"]),
        opened_on=_text(header["opened_on"]),
        closed_on=_text(header["closed_on"]),
        quorum_percent=_number(header["quorum_percent"]),
        seed=None if header["seed"] is None else _text(header["seed"]),
        witnesses=_text(header["witnesses"]),
        counts=Counts(*(_number(counts[name]) for name in ("roll", "issued", "slips", "ballots", "blank"))),
        ballots=_read_ballots(header["ballots"], found["ballot"]),
        tokens=tuple(Token(*(read_text(one[name]) for name in TOKEN)) for one in found["token"]),
        hands=hands,
        totals={int(option): _number(votes) for option, votes in totals["totals"].items()},
        outcome=Outcome.from_json(outcome["outcome"]),
    )


TOKEN = ("token", "prefix", "signature")


def _only(lines: list[dict[str, Any]]) -> dict[str, Any]:
    if len(lines) != 1:
        raise ValueError("a line is missing, or stands there twice")
    return lines[0]


def _read_ballots(kind: str, lines: list[dict[str, Any]]) -> dict[Ballot, int] | None:
    if kind not in ("listed", "totals") or (kind == "totals" and lines):
        raise ValueError("ballots where there should be none")
    return None if kind == "totals" else _ungrouped((line["ballot"], line["count"]) for line in lines)


def _read_hands(lines: list[dict[str, Any]]) -> Hands:
    if not lines:
        return Hands((), None)
    told = _only(lines)
    places = tuple((_text(one["place"]), _number(one["children"])) for one in told["hands"])
    return Hands(places, None if told["votes"] is None else _ungrouped(tuple(pair) for pair in told["votes"]))


def _ungrouped(pairs: Iterable[tuple[Any, ...]]) -> dict[Ballot, int]:
    """Raises ValueError where a ballot stands twice or in the wrong place: then the list could say something by its order."""
    texts: list[str] = []
    found: dict[Ballot, int] = {}
    for text, times in pairs:
        texts.append(text)
        found[read_ballot(text)] = _number(times)
    if texts != sorted(set(texts)):
        raise ValueError("the ballots are not sorted")
    return found


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{value!r} is no number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
