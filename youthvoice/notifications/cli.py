"""``flask push keys``: the keys of web push, made once for a deployment."""

import click
from flask import Flask
from flask.cli import AppGroup

from youthvoice.notifications.pushing import new_keys

push = AppGroup("push", help="Messages to browsers that asked for them.")


@push.command("keys")
def keys() -> None:
    """Print a new pair of keys. Browsers that said yes to an older pair must say yes again."""
    private_key, public_key = new_keys()
    click.echo(f"YOUTHVOICE_VAPID_PRIVATE_KEY={private_key}")
    click.echo("YOUTHVOICE_VAPID_CONTACT=mailto:…   # whom a push service may turn to: your own address")
    click.echo(f"# the public key, for whoever asks: {public_key}")


def init(app: Flask) -> None:
    """Add the commands to ``flask``."""
    app.cli.add_command(push)
