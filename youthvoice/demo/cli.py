"""``flask basis`` for every deployment; ``flask demo`` for those that are there to be tried out.

What they load is imported where it is used: a web worker reads this module too, and would carry 10 MiB for nothing.
"""

import click
from flask import Flask

from youthvoice.accounts.labels import ROLE_LABELS
from youthvoice.accounts.queries import personas
from youthvoice.core.cli import upgrade_database
from youthvoice.core.web import services
from youthvoice.insight.counting import count
from youthvoice.insight.evaluating import count_years

MOST = 1_000_000


@click.command("basis")
def basis() -> None:
    """Add the municipality's schools, units and routes."""
    from youthvoice.demo.basis import load_basis

    with services().database.transaction() as session:
        added = load_basis(session)
    click.echo(f"Basis: {added} rows added." if added else "Basis: everything is there.")


@click.command("demo")
@click.option("--size", type=click.IntRange(1, MOST), help="Also add this many made-up proposals.")
@click.option("--list", "listed", is_flag=True, help="Only tell who can sign in.")
@click.option("--upgrade", is_flag=True, help="Bring the database to the newest shape before.")
def demo(*, size: int | None, listed: bool, upgrade: bool) -> None:
    """Load the demo: people, proposals, answers; and tell who can sign in. A second time changes nothing."""
    if not services().settings.demo:
        raise click.ClickException("Demo data is only for demo mode: set YOUTHVOICE_DEMO=1.")
    from youthvoice.demo.load import load_demo

    if upgrade:
        upgrade_database()
    if listed:
        _tell_personas()
        return
    with services().database.transaction() as session:
        is_new = load_demo(session)
    click.echo("Demo: loaded." if is_new else "Demo: already there.")
    if size:
        _fill(size)
    # The worker would do it too; the figures shall be there before one runs.
    with services().database.transaction() as session:
        count(session)
        count_years(session)
    _tell_personas()


def _tell_personas() -> None:
    with services().database.session(read_only=True) as session:
        for person in personas(session):
            place = person.unit or person.school
            told = ", ".join(part for part in (person.title, place.name if place else None) if part)
            click.echo(f"{person.display_name} ({ROLE_LABELS[person.role]}): {told}")


def _fill(size: int) -> None:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from youthvoice.demo.bulk import fill

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("Proposals", total=size)
        fill(services().database, size, lambda count: progress.advance(task, count))


def init(app: Flask) -> None:
    """Add the commands to ``flask``."""
    app.cli.add_command(basis)
    app.cli.add_command(demo)
