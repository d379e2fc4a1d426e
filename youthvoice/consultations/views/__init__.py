"""Pages of hearings, one module a concern."""

from youthvoice.consultations.views import (
    answering,
    downloads,
    front,
    own_part,
    page,
    publishing,
    questions,
    reading,
    results,
    summary,
    together,
    writing,
)
from youthvoice.consultations.views.base import blueprint

__all__ = [
    "answering",
    "blueprint",
    "downloads",
    "front",
    "own_part",
    "page",
    "publishing",
    "questions",
    "reading",
    "results",
    "summary",
    "together",
    "writing",
]
