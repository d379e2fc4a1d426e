"""What the chair sees: where the day is, who speaks, what is voted on, and the one thing to press next."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext, ngettext

from youthvoice.assembly.commands.chairing import fair
from youthvoice.assembly.day_labels import VERDICT_LABELS, VOTE_STATES
from youthvoice.assembly.models import AssemblyYear, DayItem, DayVote
from youthvoice.assembly.presenting.day_result import alike_words, attempt_words, names_of
from youthvoice.assembly.presenting.hidden import words_shown
from youthvoice.assembly.queries.amendments import WaitingWording
from youthvoice.assembly.queries.console import Agenda
from youthvoice.assembly.queries.day import Asked
from youthvoice.assembly.queries.now import vote_now
from youthvoice.assembly.rules.day import ItemKind, ItemState, TurnState, VoteState, has_quorum
from youthvoice.assembly.rules.verdicts import UNSETTLED, tells_of_few
from youthvoice.assembly.rules.wordings import apart
from youthvoice.assembly.rules.years import DayTie
from youthvoice.councils.merging import overrule
from youthvoice.elections.rules.polls import Way
from youthvoice.voting.rules.methods import ABSTAIN, NO, YES
from youthvoice.voting.tallies import Outcome


@dataclass(frozen=True)
class VoteCard:
    """A vote as it stands. ``turnout`` is how many have voted; what they voted is told when it is counted."""

    vote: DayVote
    kind: str
    status: str
    turnout: int
    result: str = ""
    motion_is_hidden: bool = False
    can_be_held_again: bool = False
    """It settled nothing, and no other vote on the same follows it yet."""

    @property
    def question(self) -> str:
        """What is asked; something else where it is hidden."""
        return words_shown(self.vote.question if self.is_shown else "")

    @property
    def is_shown(self) -> bool:
        """Anybody can read what is asked, and so can report it."""
        return self.vote.hidden_at is None and not self.motion_is_hidden

    @property
    def attempt(self) -> str:
        """«Anden afstemning»; empty for the first."""
        return attempt_words(self.vote.attempt)

    @property
    def is_open(self) -> bool:
        """People vote now."""
        return self.vote.state is VoteState.open

    @property
    def is_planned(self) -> bool:
        """Nobody votes yet."""
        return self.vote.state is VoteState.planned

    @property
    def wants_count(self) -> bool:
        """Closed, and is counted by itself in a moment, or by a press."""
        vote = self.vote
        is_late = not vote.is_named and vote.way is Way.money and vote.tie_rule is DayTie.falls
        return vote.state is VoteState.closed and is_late

    @property
    def wants_lot(self) -> bool:
        """Closed, and waits for witnesses who draw."""
        return self.vote.state is VoteState.closed and not self.wants_count


@dataclass(frozen=True)
class WordingChoice:
    """Two wordings of one place: what ``stands`` now, and what the amendment would put there; empty for nothing."""

    amendment_id: int
    number: int
    stands: str
    takes: str
    is_hidden: bool
    is_voted_on: bool
    """The hall is asked, or will be."""


@dataclass(frozen=True)
class Console:
    """The page. ``number`` is how often the screens were told of something new when it was read."""

    year: AssemblyYear
    items: list[DayItem]
    current: DayItem | None
    next_item: DayItem | None
    speaking: Asked | None
    waiting: list[Asked]
    votes: list[VoteCard]
    elsewhere: list[VoteCard]
    """Of other items, and not counted."""
    delegates: int
    there: int
    has_quorum: bool
    number: int
    wordings: list[WordingChoice]
    """What must be chosen before the motion is voted on."""

    @property
    def seen(self) -> int:
        """The id of the current item, 0 where there is none: sent along with every press."""
        return self.current.id if self.current else 0

    @property
    def speaks_since(self) -> datetime | None:
        """When whoever speaks was called."""
        return self.speaking.turn.called_at if self.speaking else None

    @property
    def open_vote(self) -> VoteCard | None:
        """The one that people vote in now."""
        return next((card for card in [*self.votes, *self.elsewhere] if card.is_open), None)

    @property
    def keys(self) -> dict[str, str]:
        """Part of the page -> what changes when the part does (day.js)."""
        cards = [(one.vote.id, one.status, one.turnout, one.question) for one in [*self.votes, *self.elsewhere]]
        next_id = self.next_item.id if self.next_item else 0
        turns = [one.turn.id for one in self.waiting]
        items = [(item.id, item.state, item.public_title, item.minutes) for item in self.items]
        parts = {
            "hall": (self.there, self.delegates, self.has_quorum),
            "now": (self.year.state, self.seen, next_id, items, self.open_vote and self.open_vote.turnout),
            "talk": (
                self.seen,
                self.speaking and self.speaking.turn.id,
                turns,
                self.current and self.current.takes_turns,
            ),
            "votes": (self.seen, cards, self.wordings),
            "items": (self.seen, items),
        }
        return {name: hashlib.blake2b(repr(told).encode(), digest_size=6).hexdigest() for name, told in parts.items()}

    @property
    def is_motion(self) -> bool:
        """The item is about a motion."""
        return self.current is not None and self.current.kind is ItemKind.motion


def console_of(
    year: AssemblyYear,
    agenda: Agenda,
    asked: list[Asked],
    votes: list[tuple[DayVote, int]],
    waiting: Sequence[WaitingWording] = (),
) -> Console:
    """Put it together."""
    items = list(agenda.items)
    current = next((item for item in items if item.state is ItemState.current), None)
    by_turn = {one.turn.id: one for one in asked}
    cards = _cards(items, votes)
    mine = [card for card in cards if current is not None and card.vote.item_id == current.id]
    unfinished = (VoteState.open, VoteState.closed)
    return Console(
        year=year,
        items=items,
        current=current,
        next_item=_next(items, current),
        speaking=next((one for one in asked if one.turn.state is TurnState.speaking), None),
        waiting=[by_turn[turn.id] for turn in fair([one.turn for one in asked])],
        votes=mine,
        elsewhere=[card for card in cards if card not in mine and card.vote.state in unfinished],
        delegates=agenda.delegates,
        there=agenda.there,
        has_quorum=has_quorum(agenda.there, agenda.delegates, year.quorum_percent),
        number=agenda.number,
        wordings=[_choice(one, [card.vote for card in mine]) for one in waiting],
    )


def _cards(items: list[DayItem], votes: list[tuple[DayVote, int]]) -> list[VoteCard]:
    hidden = {item.id for item in items if item.motion_is_hidden}
    followed = {vote.again_of_id for vote, _turnout in votes}
    return [
        replace(
            card_of(vote, turnout, motion_is_hidden=vote.item_id in hidden),
            can_be_held_again=vote.verdict in UNSETTLED and vote.id not in followed and vote.hidden_at is None,
        )
        for vote, turnout in votes
    ]


def _choice(one: WaitingWording, votes: Sequence[DayVote]) -> WordingChoice:
    amendment, base, text = one
    stands, takes = apart(overrule(base, text, amendment.text), overrule(base, amendment.text, text))
    on_it = [vote for vote in votes if vote.amendment_id == amendment.id and vote.way is Way.one]
    return WordingChoice(
        amendment_id=amendment.id,
        number=amendment.number,
        stands=stands,
        takes="" if amendment.hidden_at is not None else takes,
        is_hidden=amendment.hidden_at is not None,
        is_voted_on=any(vote.counted_at is None for vote in on_it),
    )


def card_of(vote: DayVote, turnout: int = 0, *, motion_is_hidden: bool = False) -> VoteCard:
    """One vote; its options must be loaded."""
    if vote.verdict is None:
        kind, words = VOTE_STATES[vote.state]
        return VoteCard(vote, kind, str(words), turnout, motion_is_hidden=motion_is_hidden)
    kind, words = VERDICT_LABELS[vote.verdict]
    line = result_line(vote)
    return VoteCard(vote, kind, str(words), vote.taken_part, line, motion_is_hidden=motion_is_hidden)


def result_line(vote: DayVote) -> str:
    """What was counted, and what it tells of everybody where all voted alike."""
    if vote.outcome is None:
        return ""
    alike = alike_words(Outcome.from_json(vote.outcome), is_named=vote.is_named, taken_part=vote.taken_part)
    return f"{_counted(vote)} {alike}".strip()


def _counted(vote: DayVote) -> str:
    """The count in one line: «12 for, 3 imod, 2 hverken for eller imod», or what was chosen."""
    outcome = Outcome.from_json(vote.outcome or {})
    totals = outcome.rounds[0].totals if outcome.rounds else {}
    if tells_of_few(vote.is_named, vote.taken_part) and vote.way is Way.yes_no:
        return gettext("Så få stemte, at tallene ikke bliver vist.")
    if vote.way is Way.yes_no:
        numbers = {"yes": int(totals.get(YES, 0)), "no": int(totals.get(NO, 0)), "neither": int(totals.get(ABSTAIN, 0))}
        return gettext("%(yes)d for, %(no)d imod, %(neither)d hverken for eller imod.", **numbers)
    named = names_of(vote_now(vote))
    elected = ", ".join(named[number] for number in outcome.elected)
    tied = ", ".join(named[number] for number in outcome.tied)
    told = [gettext("Valgt: %(names)s.", names=elected)] if elected else []
    if tied:
        told.append(gettext("Lige mange stemmer: %(names)s.", names=tied))
    return " ".join(told) or gettext("Ingen er valgt.")


def turnout_line(card: VoteCard) -> str:
    """How many have voted of those who may."""
    return ngettext(
        "%(num)d har stemt af %(roll)d.", "%(num)d har stemt af %(roll)d.", card.turnout, roll=card.vote.roll_size
    )


def _next(items: list[DayItem], current: DayItem | None) -> DayItem | None:
    place = items.index(current) if current else -1
    waiting = [item for item in items if item.state is ItemState.waiting]
    return next((item for item in waiting if items.index(item) > place), waiting[0] if waiting else None)
