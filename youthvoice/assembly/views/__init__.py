"""Pages of Bytinget, one module a concern."""

from youthvoice.assembly.views import (
    afterwork,
    agenda,
    console,
    day_votes,
    delegates,
    delegations,
    desk,
    lots,
    materials,
    planning,
    resolution_steps,
    resolutions,
    years,
)
from youthvoice.assembly.views.base import blueprint

__all__ = [
    "afterwork",
    "agenda",
    "blueprint",
    "console",
    "day_votes",
    "delegates",
    "delegations",
    "desk",
    "lots",
    "materials",
    "planning",
    "resolution_steps",
    "resolutions",
    "years",
]
