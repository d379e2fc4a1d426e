"""``flask cases export``: the nightly transfer to the municipality's case system."""

from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

import click
from flask import Flask
from flask.cli import AppGroup

from youthvoice.accounts.models import Unit
from youthvoice.core.errors import RuleBroken
from youthvoice.core.web import Services, services
from youthvoice.responses.commands.exports import note_export
from youthvoice.responses.queries.records import Wanted
from youthvoice.responses.records.bulk import zip_of

cases = AppGroup("cases", help="Questions that are owed an answer.")
DAY = click.DateTime(["%Y-%m-%d"])


@cases.command("export")
@click.option("--from", "from_on", type=DAY, required=True, help="First day of registration.")
@click.option("--to", "to_on", type=DAY, required=True, help="Last day of registration.")
@click.option("--unit", "unit_id", type=click.IntRange(1), help="Number of a unit; all of them, if left out.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The ZIP to write.")
def export_command(*, from_on: datetime, to_on: datetime, unit_id: int | None, out: Path) -> None:
    """Write a ZIP with a JSON file for each case and a sheet of them all. That it was done stands in the audit log."""
    found, wanted = services(), Wanted(from_on.date(), to_on.date(), unit_id)
    with found.database.transaction() as session:
        if unit_id is not None and session.get(Unit, unit_id) is None:
            raise click.UsageError(f"There is no unit {unit_id}.")
        try:
            note_export(session, None, wanted)
        except RuleBroken as error:
            raise click.UsageError(
                " ".join(str(text) for texts in error.problems.values() for text in texts)
            ) from error
    click.echo(f"{out}: {_write(found, wanted, out)} bytes.")


def _write(found: Services, wanted: Wanted, out: Path) -> int:
    """Whole or not at all: whoever fetches the file never finds half of one. Read by its owner alone."""
    try:
        with NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as target:
            try:
                size = sum(target.write(part) for part in zip_of(found.database, found.settings, wanted))
                target.close()
                Path(target.name).replace(out)
            except BaseException:
                Path(target.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror or error}") from error
    return size


def init(app: Flask) -> None:
    """Add the command to ``flask``."""
    app.cli.add_command(cases)
