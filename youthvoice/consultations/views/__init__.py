"""Pages of hearings, one module a concern."""

from youthvoice.consultations.views import (
    answering,
    correcting,
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
    "correcting",
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
