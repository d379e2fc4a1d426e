"""``flask person``: how an administrator makes accounts for adults, and sees who there is."""

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from youthvoice.accounts import commands, queries, unsent
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import ADULT_ROLES, Role
from youthvoice.core.errors import RuleBroken
from youthvoice.core.web import services

person = AppGroup("person", help="People with an account.")
BATCH = 500


@person.command("add")
@click.option("--email", required=True, help="The address that codes are mailed to.")
@click.option("--name", required=True, help="The full name, as it is shown.")
@click.option("--role", required=True, type=click.Choice(sorted(role.value for role in ADULT_ROLES)))
@click.option("--title", required=True, help="Shown with the name, e.g. Ungekonsulent.")
@click.option("--unit", help="The name of the unit of the administration.")
@click.option("--school", help="The name of the school.")
def add(*, email: str, name: str, role: str, title: str, unit: str | None, school: str | None) -> None:
    """Make an account for an adult."""
    with services().database.transaction() as session:
        try:
            made = commands.create_person(
                session,
                display_name=name,
                email=email,
                role=Role(role),
                title=title,
                unit_id=unit_id(session, unit),
                school_id=school_id(session, school),
            )
        except RuleBroken as broken:
            raise click.ClickException(str(broken)) from broken
        click.echo(f"{made.id}: {made.byline} <{made.email}>, {made.role.value}")


@person.command("unsent")
def unsent_texts() -> None:
    """Show how many texts that were typed and never sent the worker takes away now. Nothing is changed."""
    with services().database.session(read_only=True) as session:
        click.echo(unsent.preview(session))


@person.command("edit")
@click.option("--email", required=True, help="Whose account.")
@click.option("--name", help="The new name.")
@click.option("--title", help="The new title.")
@click.option("--unit", help="The name of the new unit.")
def edit(email: str, name: str | None, title: str | None, unit: str | None) -> None:
    """Correct the name, title or unit of an adult."""
    with services().database.transaction() as session:
        found = queries.find_person_by_email(session, email)
        if found is None or not found.is_adult:
            raise click.ClickException(f"No adult has the address {email!r}.")
        try:
            commands.edit_adult(session, found, display_name=name, title=title, unit_id=unit_id(session, unit))
        except RuleBroken as broken:
            raise click.ClickException(str(broken)) from broken
        session.flush()
        session.refresh(found)
        click.echo(f"{found.id}: {found.byline}")


@person.command("close")
@click.option("--email", required=True, help="Whose account.")
@click.confirmation_option(prompt="Close this account for good?")
def close(email: str) -> None:
    """Close the account of somebody who has left: signed out everywhere, and never signed in again."""
    with services().database.transaction() as session:
        found = queries.find_person_by_email(session, email)
        if found is None:
            raise click.ClickException(f"Nobody has the address {email!r}.")
        commands.close_account(session, found, actor_id=found.id)
        click.echo(f"{found.id}: closed")


@person.command("list")
@click.option("--adults", is_flag=True, help="Only adults.")
def list_people(*, adults: bool) -> None:
    """List the open accounts by id."""
    with services().database.session(read_only=True) as session:
        batch = queries.people(session, limit=BATCH)
        while batch:
            for one in batch:
                if one.is_adult or not adults:
                    click.echo(line(one))
            batch = queries.people(session, after_id=batch[-1].id, limit=BATCH)


def line(one: Person) -> str:
    """One person on one line: id, role, address, byline."""
    return "\t".join((str(one.id), one.role.value, one.email or "-", one.byline))


def unit_id(session: Session, name: str | None) -> int | None:
    """The id of a unit by name. Raises ClickException that lists the units there are."""
    if name is None:
        return None
    found = queries.find_unit_by_name(session, name)
    if found is None:
        raise click.ClickException(_unknown("unit", name, [unit.name for unit in queries.units(session)]))
    return found.id


def school_id(session: Session, name: str | None) -> int | None:
    """The id of a school by name. Raises ClickException that lists the schools there are."""
    if name is None:
        return None
    found = queries.find_school_by_name(session, name)
    if found is None:
        raise click.ClickException(_unknown("school", name, [school.name for school in queries.schools(session)]))
    return found.id


def _unknown(what: str, name: str, names: list[str]) -> str:
    return f"There is no {what} {name!r}. There are: {', '.join(names) or 'none; run `flask basis` first'}."


def init(app: Flask) -> None:
    """Add the commands to ``flask``."""
    app.cli.add_command(person)
