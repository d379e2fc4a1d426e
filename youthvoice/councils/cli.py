"""``flask councils``: schools, classes and people in bulk."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup
from flask_babel import gettext

from youthvoice.accounts.rules import SchoolType
from youthvoice.core.clock import today
from youthvoice.core.web import services
from youthvoice.councils.importing.problems import Problems
from youthvoice.councils.importing.run import Options, import_file
from youthvoice.councils.importing.store import Progress
from youthvoice.councils.importing.telling import counted, headline, named, where

councils = AppGroup("councils", help="Schools, classes and councils.")
SCHOOL_YEAR_BEGINS = (8, 1)
"""Month and day."""


@councils.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Tell what would be done; store nothing.")
@click.option(
    "--school-kind",
    type=click.Choice([kind.value for kind in SchoolType]),
    default=SchoolType.primary.value,
    show_default=True,
    help="The kind of schools that are new.",
)
@click.option("--starts-on", type=click.DateTime(["%Y-%m-%d"]), help="First day of the seats; today, if left out.")
@click.option("--year", type=click.IntRange(2000, 2100), help="The same: 1 August of that year.")
def import_command(
    *, file: Path, dry_run: bool, school_kind: str, starts_on: datetime | None, year: int | None
) -> None:
    """Schools, classes and people from a CSV file. Nothing is stored if any line is wrong."""
    if starts_on is not None and year is not None:
        raise click.UsageError("Give --starts-on or --year, not both.")
    day = date(year, *SCHOOL_YEAR_BEGINS) if year else starts_on.date() if starts_on else today()
    options = Options(day, SchoolType(school_kind), dry_run)
    with services().database.session(read_only=dry_run) as session, file.open("rb") as source, _bar() as progress:
        outcome = import_file(session, source, options, actor_id=None, progress=progress)
        if outcome.summary is not None and not dry_run:
            session.commit()
    if outcome.summary is None:
        _tell_problems(outcome.problems)
        raise click.exceptions.Exit(1)
    for text in counted(outcome.summary):
        click.echo(f"- {text}")
    for what, names in named(outcome.summary):
        click.echo(f"{what}: {names}")
    click.echo(gettext("Det var en prøve. Intet er gemt.") if dry_run else gettext("Det er gemt."))


def _tell_problems(problems: Problems) -> None:
    for problem in problems.shown:
        place = where(problem)
        value = f" «{problem.value}»" if problem.value else ""
        click.echo(f"{place}{value}: {problem.text}" if place else problem.text, err=True)
    if problems.more:
        click.echo(gettext("… og %(more)s fejl til.", more=problems.more), err=True)
    click.echo(headline(problems), err=True)


@contextmanager
def _bar() -> Iterator[Progress]:
    """A bar on standard error, that counts people as they are stored."""
    # Here, not above: a web worker reads this module too, and draws no progress bars.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(gettext("Læser og ser efter"), total=None)

        def stored(done: int, total: int) -> None:
            progress.update(task, description=gettext("Gemmer"), completed=done, total=total)

        yield stored


def init(app: Flask) -> None:
    """Add the commands to ``flask``."""
    app.cli.add_command(councils)
