"""What hearings listen to, and what they register in rooms below."""

from flask import Flask

from youthvoice.consultations import answering_listeners, hearing_targets


def init(_app: Flask) -> None:
    """Subscribe and register; every concern adds its own line here."""
    hearing_targets.register()
    answering_listeners.init()
