"""How the one who wrote a comment is named."""

from youthvoice.accounts.labels import ROLE_LABELS
from youthvoice.accounts.rules import Role


def role_label(role: Role, title: str | None, place: str | None) -> str:
    """What an adult writes as: the title, or at least the role, and the unit or school."""
    return ", ".join(part for part in (title or str(ROLE_LABELS[role]), place) if part)
