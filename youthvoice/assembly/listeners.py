"""What Bytinget listens to, and what it registers in rooms below."""

from flask import Flask


def init(_app: Flask) -> None:
    """Subscribe and register; every concern adds its own line here."""
