"""``flask voting recount FILE``: anybody counts again. It asks for no database, no settings and no network.

It is found by ``flask`` through the package's entry point, without an application; ``python -m youthvoice.voting.recount``
is the same.
"""

from collections.abc import Iterator
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup
from flask_babel import force_locale, gettext

from youthvoice.core.i18n import LOCALES, init_i18n
from youthvoice.core.textcheck import strip_control
from youthvoice.voting.files.lines import read_text
from youthvoice.voting.files.recounting import Finding, Recount, recount
from youthvoice.voting.files.seal_file import Seal, read_seal
from youthvoice.voting.files.shape import PublicContest
from youthvoice.voting.rules.contest import reaches_quorum
from youthvoice.voting.tallies import Outcome
from youthvoice.voting.telling import headline, tell_log
from youthvoice.voting.telling.checks import CHECK_TEXTS, tell_finding

voting = AppGroup("voting", help="Votes that anybody can count again.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MARKS = {True: "+", False: "!", None: "?"}


@voting.command("recount", with_appcontext=False)
@click.argument("file", type=FILE)
@click.option("--signature", type=FILE, help="The seal of the file; FILE.sig, if left out.")
@click.option("--public-key", help="The municipality's key, as it stands on the page of the result.")
@click.option("--language", type=click.Choice(LOCALES), default="da", show_default=True)
def recount_command(*, file: Path, signature: Path | None, public_key: str | None, language: str) -> None:
    """Check everything that a public file of a vote says, and count it again.

    Ends with 1 where anything is wrong. A mark tells what was found: + is right, ! is wrong, ? could not be looked at.
    """
    found = recount(file.read_bytes(), _seal(file, signature, public_key))
    app = Flask("youthvoice")
    init_i18n(app, language)
    with app.app_context(), force_locale(language):
        for line in _report(found, is_known=public_key is not None):
            # Names come from a file that anybody can have written: nothing in them may steer a terminal.
            click.echo(strip_control(line))
    if not found.holds:
        raise SystemExit(1)


@voting.command("retention")
def retention_command() -> None:
    """Show which rolls the worker takes away now, and how many people each holds. Nothing is changed."""
    # Here, not above: to count again needs no database.
    from youthvoice.core.clock import now
    from youthvoice.voting.retention import preview

    for line in preview(now()):
        click.echo(line)


def _seal(file: Path, signature: Path | None, public_key: str | None) -> Seal | None:
    """The seal that goes with the file, by the key that was given. Raises UsageError for what is none."""
    beside = file.with_name(f"{file.name}.sig")
    path = signature or (beside if beside.is_file() else None)
    if path is None:
        if public_key is not None:
            raise click.UsageError("A key without a seal: --signature is missing.")
        return None
    try:
        seal = read_seal(path.read_text(encoding="utf-8"))
        key = seal.public_key if public_key is None else read_text(public_key.strip())
    except ValueError as error:
        raise click.UsageError(f"{path}: {error}") from error
    return Seal(seal.sha256, seal.signature, key)


def _report(found: Recount, *, is_known: bool) -> list[str]:
    """``is_known``: the key did not come with the seal."""
    lines = []
    if found.contest is not None:
        lines += [f"{found.contest.title} ({found.contest.owner})", ""]
    lines += [_line(finding) for finding in found.findings]
    if not is_known:
        lines += ["", gettext("Sammenlign nøglen med den, der står på siden med resultatet.")]
    if found.contest is not None:
        lines += ["", *_result(found.contest, found)]
    end = gettext("Alt passer.") if found.holds else gettext("Noget passer ikke. Se linjerne med udråbstegn.")
    return [*lines, "", end]


def _line(finding: Finding) -> str:
    detail = tell_finding(finding)
    return f"{MARKS[finding.holds]} {CHECK_TEXTS[finding.check]}{f': {detail}' if detail else ''}"


def _result(contest: PublicContest, found: Recount) -> list[str]:
    """As it was counted now; where it cannot be counted, as the file tells it."""
    try:
        return list(_told(contest, found.outcome or contest.outcome))
    except (LookupError, ValueError, TypeError):
        return [gettext("Det, som filen selv siger om optællingen, giver ingen mening.")]


def _told(contest: PublicContest, outcome: Outcome) -> Iterator[str]:
    reached = reaches_quorum(contest.taken_part, contest.counts.roll, contest.quorum_percent)
    first = headline(outcome, contest.titles, reached_quorum=reached)
    yield from filter(None, (first.words, first.more))
    yield ""
    for told in tell_log(outcome, contest.titles):
        where = gettext("Runde %(number)s", number=told.number)
        yield f"  {where}: {told.words}" if told.number else f"  {told.words}"
