"""The wordings of a proposal, each with what was changed after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from youthvoice.core.worddiff import Part, word_diff
from youthvoice.proposals.models import ProposalRevision
from youthvoice.proposals.queries.detail import Shown

TEXTS = ("title", "what", "why", "who")


@dataclass(frozen=True)
class Change:
    """One edit; ``parts`` has the texts that it changed, by name."""

    number: int
    at: datetime
    by: str
    parts: Mapping[str, tuple[Part, ...]]


def changes(revisions: Sequence[ProposalRevision], shown: Shown) -> list[Change]:
    """The edits, newest first. ``revisions``: the wordings before today's, newest first."""
    newer: list[ProposalRevision | Shown] = [shown, *revisions]
    return [
        Change(old.number, old.replaced_at, old.replaced_by_label, _changed(old, new))
        for old, new in zip(revisions, newer, strict=False)
    ]


def _changed(old: ProposalRevision, new: ProposalRevision | Shown) -> dict[str, tuple[Part, ...]]:
    pairs = {name: (str(getattr(old, name)), str(getattr(new, name))) for name in TEXTS}
    return {name: word_diff(*pair) for name, pair in pairs.items() if pair[0] != pair[1]}
