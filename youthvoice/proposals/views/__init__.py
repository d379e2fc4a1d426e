"""The pages of proposals: reading (list, detail, feed), actions (support, follow), writing, files."""

from youthvoice.proposals.views import actions, climbing, files, inviting, listing, reading, revising, sending, writing
from youthvoice.proposals.views.base import blueprint

__all__ = [
    "actions",
    "blueprint",
    "climbing",
    "files",
    "inviting",
    "listing",
    "reading",
    "revising",
    "sending",
    "writing",
]
