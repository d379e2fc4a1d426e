"""What hearings listen to, and what they register in rooms below."""

from flask import Flask


def init(_app: Flask) -> None:
    """Subscribe and register; every concern adds its own line here."""
