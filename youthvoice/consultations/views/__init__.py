"""Pages of hearings, one module a concern."""

from youthvoice.consultations.views import downloads, front, page, publishing, questions, reading, summary, writing
from youthvoice.consultations.views.base import blueprint

__all__ = [
    "blueprint",
    "downloads",
    "front",
    "page",
    "publishing",
    "questions",
    "reading",
    "summary",
    "writing",
]
