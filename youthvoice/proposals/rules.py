"""A proposal's life from draft to outcome, its limits, and who may change it when."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from youthvoice.core.words import meaningful_words, stem
from youthvoice.councils.rules.decisions import DecisionOutcome


class ProposalStatus(StrEnum):
    """Where a proposal stands."""

    draft = "draft"
    in_council = "in_council"
    """A council of young people has it; the municipality has not been asked yet."""
    council_no = "council_no"
    """A council said no, with its reasons; the author may still ask the municipality."""
    awaiting = "awaiting"
    in_progress = "in_progress"
    needs_more = "needs_more"
    yes = "yes"
    partly = "partly"
    no = "no"
    passed_on = "passed_on"
    withdrawn = "withdrawn"


class Topic(StrEnum):
    """What a proposal is about."""

    leisure = "leisure"
    school = "school"
    wellbeing = "wellbeing"
    traffic = "traffic"
    climate = "climate"
    democracy = "democracy"
    community = "community"


class EventKind(StrEnum):
    """What happened to a proposal, as told on its timeline."""

    created = "created"
    submitted = "submitted"
    edited = "edited"
    receipt = "receipt"
    answered = "answered"
    answer_changed = "answer_changed"
    more_supplied = "more_supplied"
    coauthor_joined = "coauthor_joined"
    withdrawn = "withdrawn"
    hidden = "hidden"
    restored = "restored"
    brought = "brought"
    """A body has it on its table."""
    scheduled = "scheduled"
    """It has a place on the agenda of a meeting."""
    council_adopted = "council_adopted"
    council_rejected = "council_rejected"
    council_postponed = "council_postponed"
    carried = "carried"
    """A body that said yes carried it on: to another body, or to the municipality."""
    extended = "extended"
    """The municipality moved its deadline, once."""
    reopened = "reopened"
    """The answer was not understood: a clearer one is owed."""
    promise_kept = "promise_kept"
    promise_broken = "promise_broken"


TITLE_MIN = 5
TITLE_MAX = 80
WHAT_MIN = 20
WHAT_MAX = 1500
WHY_MAX = 1500
WHO_MAX = 600
MAX_COAUTHORS = 5
EXCERPT_LENGTH = 140
MAX_SEARCH_TERMS = 6
# From this similarity on, two titles are shown as being about the same.
SIMILAR_FROM = 0.4

# A compound shares half of its meaning with one of its parts: "skatebane" and "bane".
_PART_MATCH = 0.5
_SHORTEST_PART = 3
_MAX_COMPARED_WORDS = 40

FINAL_STATUSES: frozenset[ProposalStatus] = frozenset(
    {
        ProposalStatus.yes,
        ProposalStatus.partly,
        ProposalStatus.no,
        ProposalStatus.passed_on,
    }
)
COUNCIL_STATUSES: frozenset[ProposalStatus] = frozenset({ProposalStatus.in_council, ProposalStatus.council_no})
"""No case is open: it is still among the young."""
# The municipality, or the author, still owes the next move.
OPEN_STATUSES: frozenset[ProposalStatus] = frozenset(
    {
        ProposalStatus.awaiting,
        ProposalStatus.in_progress,
        ProposalStatus.needs_more,
    }
)
# Everybody may read these; a draft belongs to its authors alone.
PUBLIC_STATUSES: frozenset[ProposalStatus] = OPEN_STATUSES | FINAL_STATUSES | COUNCIL_STATUSES

_EDITABLE: frozenset[ProposalStatus] = OPEN_STATUSES | {ProposalStatus.draft, ProposalStatus.in_council}
_REPLACES_ANSWER: frozenset[ProposalStatus] = FINAL_STATUSES | {
    ProposalStatus.awaiting,
    ProposalStatus.in_progress,
    ProposalStatus.withdrawn,
}

# A status may follow itself where a new answer of the same kind can be given. A draft is
# deleted rather than withdrawn; a withdrawn proposal never comes back.
TRANSITIONS: dict[ProposalStatus, frozenset[ProposalStatus]] = {
    ProposalStatus.draft: frozenset({ProposalStatus.awaiting, ProposalStatus.in_council}),
    ProposalStatus.in_council: frozenset(
        {ProposalStatus.awaiting, ProposalStatus.council_no, ProposalStatus.withdrawn}
    ),
    ProposalStatus.council_no: frozenset(
        {ProposalStatus.awaiting, ProposalStatus.in_council, ProposalStatus.withdrawn}
    ),
    ProposalStatus.awaiting: FINAL_STATUSES
    | {
        ProposalStatus.in_progress,
        ProposalStatus.needs_more,
        ProposalStatus.withdrawn,
    },
    ProposalStatus.in_progress: FINAL_STATUSES
    | {
        ProposalStatus.in_progress,
        ProposalStatus.needs_more,
        ProposalStatus.withdrawn,
    },
    ProposalStatus.needs_more: OPEN_STATUSES | FINAL_STATUSES | {ProposalStatus.withdrawn},
    ProposalStatus.yes: _REPLACES_ANSWER,
    ProposalStatus.partly: _REPLACES_ANSWER,
    ProposalStatus.no: _REPLACES_ANSWER,
    # The others may want to know more before they answer.
    ProposalStatus.passed_on: _REPLACES_ANSWER | {ProposalStatus.needs_more},
    ProposalStatus.withdrawn: frozenset(),
}

_STATUS_OF_OUTCOME: dict[str, ProposalStatus] = {
    "yes": ProposalStatus.yes,
    "partly": ProposalStatus.partly,
    "no": ProposalStatus.no,
    "passed_on": ProposalStatus.passed_on,
    "needs_more": ProposalStatus.needs_more,
    "in_progress": ProposalStatus.in_progress,
}


def allowed(before: ProposalStatus, after: ProposalStatus) -> bool:
    """Tell whether a proposal may go from one status to the other."""
    return after in TRANSITIONS[before]


def status_for_outcome(outcome_value: str) -> ProposalStatus:
    """Return the status that an answer's outcome gives; ValueError if unknown."""
    try:
        return _STATUS_OF_OUTCOME[outcome_value]
    except KeyError:
        raise ValueError(f"unknown outcome: {outcome_value!r}") from None


def may_edit(status: ProposalStatus) -> bool:
    """Tell whether the words may still change: not after the answer to them."""
    return status in _EDITABLE


def may_ask_municipality(status: ProposalStatus) -> bool:
    """Tell whether the author can go past the councils: a council's no never stands in the way."""
    return status in COUNCIL_STATUSES


@dataclass(frozen=True)
class StopState:
    """How a proposal stands with one body. ``is_gone``: it left the agenda before anybody decided."""

    body_id: int
    outcome: DecisionOutcome | None
    is_carried: bool
    is_gone: bool = False

    @property
    def waits(self) -> bool:
        """The body has yet to say yes or no."""
        return self.outcome in (None, DecisionOutcome.postponed) and not self.is_gone

    @property
    def can_carry(self) -> bool:
        """The body said yes, and has carried it nowhere yet."""
        return self.outcome is DecisionOutcome.adopted and not self.is_carried


def holder_of(stops: Iterable[StopState]) -> int | None:
    """The body that has the next move: the last that may carry it on, else the first that has yet to decide."""
    found = list(stops)
    carrying = [stop.body_id for stop in found if stop.can_carry]
    waiting = [stop.body_id for stop in found if stop.waits]
    return next(iter([*carrying[-1:], *waiting]), None)


def may_withdraw(status: ProposalStatus) -> bool:
    """Tell whether the authors can take the proposal back."""
    return allowed(status, ProposalStatus.withdrawn)


def may_edit_freely(endorsement_count: int) -> bool:
    """Tell whether nobody has yet put their name to the words."""
    return endorsement_count == 0


def keeps_history(status: ProposalStatus, endorsement_count: int) -> bool:
    """Tell whether an edit must leave the earlier words visible."""
    return status is not ProposalStatus.draft and not may_edit_freely(endorsement_count)


def may_invite(coauthor_count: int) -> bool:
    """Tell whether there is room for one more co-author."""
    return coauthor_count < MAX_COAUTHORS


def excerpt(text: str, limit: int = EXCERPT_LENGTH) -> str:
    """Return the text on one line, cut at a word, in at most `limit` characters.

    A cut text ends with an ellipsis, which counts as one of the characters.
    Raises ValueError if `limit` is below 2.
    """
    if limit < 2:
        raise ValueError("limit must be at least 2")
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    room = line[: limit - 1]
    # The next character tells whether the cut already falls between two words.
    head = room if line[limit - 1] == " " else room.rpartition(" ")[0]
    return (head or room).rstrip(" .,;:!?-–") + "…"


def similarity(title_a: str, title_b: str) -> float:
    """Return how much two titles share, from 0 (nothing) to 1 (the same words).

    Dice's coefficient on stems without stop words, in which a stem that begins or ends
    with another one of at least three letters counts half. The order does not matter.
    """
    stems_a, stems_b = _stems(title_a), _stems(title_b)
    if not stems_a or not stems_b:
        return 0.0
    matched = sum(_best_match(one, stems_b) for one in stems_a)
    matched += sum(_best_match(one, stems_a) for one in stems_b)
    return matched / (len(stems_a) + len(stems_b))


def search_terms(text: str) -> list[str]:
    """Return at most six words, in lower case, to look for similar proposals with.

    The longest first, for in Danish those are the rarest; one of each stem; numbers and
    stop words are left out.
    """
    by_stem: dict[str, str] = {}
    for word in meaningful_words(text):
        if not word.isdigit():
            by_stem.setdefault(stem(word), word)
    return sorted(by_stem.values(), key=len, reverse=True)[:MAX_SEARCH_TERMS]


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, meaningful_words(text)[:_MAX_COMPARED_WORDS]))


def _best_match(one: str, others: frozenset[str]) -> float:
    if one in others:
        return 1.0
    return _PART_MATCH if any(_is_part(one, other) for other in others) else 0.0


def _is_part(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_PART:
        return False
    return long.startswith(short) or long.endswith(short)
