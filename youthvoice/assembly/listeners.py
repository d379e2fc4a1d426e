"""What Bytinget listens to, and what it registers in rooms below."""

from flask import Flask

from youthvoice.assembly import (
    day_export,
    day_targets,
    motion_listeners,
    resolution_listeners,
    vote_owner,
    year_listeners,
)


def init(_app: Flask) -> None:
    """Subscribe and register; every concern adds its own line here."""
    day_targets.register()
    day_export.register()
    motion_listeners.init()
    resolution_listeners.init()
    vote_owner.register()
    year_listeners.init()
