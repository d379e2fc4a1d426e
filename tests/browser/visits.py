"""A page as one person sees it."""

from dataclasses import dataclass
from typing import Any

NOBODY = ""


@dataclass(frozen=True)
class Visit:
    """A page as one person sees it. ``path`` may hold ``{names}`` of ``Site.values``."""

    endpoint: str
    who: str
    path: str

    def address(self, values: dict[str, Any], language: str = "") -> str:
        """The path with its values; ``language`` is a prefix such as ``/en``."""
        return language + self.path.format(**values)

    def __str__(self) -> str:
        return f"{self.path} as {self.who or 'anonymous'}"
