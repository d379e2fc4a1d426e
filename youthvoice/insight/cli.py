"""``flask scorecard count``: count the figures now, without waiting for the worker."""

import click
from flask import Flask
from flask.cli import AppGroup

from youthvoice.core.web import services
from youthvoice.insight.counting import count

scorecard = AppGroup("scorecard", help="The figures of how the municipality answers.")


@scorecard.command("count")
def count_now() -> None:
    """Count the scorecard's figures now."""
    with services().database.transaction() as session:
        rows = count(session)
    click.echo(f"Scorecard: {rows} rows counted.")


def init(app: Flask) -> None:
    """Add the command to ``flask``."""
    app.cli.add_command(scorecard)
