"""The officials' side of the duty to answer, and what everybody may read of it."""

from youthvoice.responses.views import (
    answering,
    drafting,
    inbox,
    marks,
    phrases,
    plan,
    promise_pages,
    records,
    understood,
    whose,
)
from youthvoice.responses.views.base import blueprint, promises

__all__ = [
    "answering",
    "blueprint",
    "drafting",
    "inbox",
    "marks",
    "phrases",
    "plan",
    "promise_pages",
    "promises",
    "records",
    "understood",
    "whose",
]
