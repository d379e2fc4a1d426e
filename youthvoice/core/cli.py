"""Commands of the house: ``flask database upgrade`` and ``flask worker``.

Alembic is imported where it is used: a web worker reads this module too, and would carry 10 MiB for nothing.
"""

from typing import TYPE_CHECKING

import click
from flask import Flask
from flask.cli import AppGroup

from youthvoice.core.jobs import carriers, run_worker, smtp_delivery
from youthvoice.core.web import services
from youthvoice.settings import PACKAGE, ROOT

if TYPE_CHECKING:
    from alembic.config import Config

database = AppGroup("database", help="The database's shape.")


def alembic_config(url: str) -> "Config":
    """Alembic's configuration for one database, without a file of its own."""
    from alembic.config import Config

    folder = PACKAGE / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder if folder.is_dir() else ROOT / "migrations"))
    config.attributes["url"] = url
    return config


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to the newest shape."""
    upgrade_database()


def upgrade_database() -> None:
    """Bring the database of this deployment to the newest shape, and say so."""
    from alembic import command

    url = services().settings.database_url
    command.upgrade(alembic_config(url), "head")
    click.echo("The database is up to date.")


@click.command("worker")
@click.option("--once", is_flag=True, help="Do and send what is due, and stop.")
def worker(*, once: bool) -> None:
    """Send the mails that stand in the outbox, and do the jobs that come back (reminders)."""
    found = services()
    has_server = not found.settings.mail_url.startswith("outbox")
    if not has_server:
        click.echo("MAIL_URL is not set: mails stay in the outbox.")
    deliver = smtp_delivery(found.settings) if has_server else None
    tried = run_worker(found.database, deliver, others=carriers(found.settings), once=once)
    click.echo(f"{tried} messages handled.")


def init(app: Flask) -> None:
    """Add the commands to ``flask``."""
    app.cli.add_command(database)
    app.cli.add_command(worker)
