"""The officials' side of the duty to answer, and what everybody may read of it."""

from youthvoice.responses.views import answering, inbox, understood, whose
from youthvoice.responses.views.base import blueprint

__all__ = ["answering", "blueprint", "inbox", "understood", "whose"]
