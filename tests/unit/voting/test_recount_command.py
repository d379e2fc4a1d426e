"""``flask voting recount``: without a database, without settings, and from nowhere near the application."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.unit.voting.files.making import made, rewritten, rules_of, sealed
from youthvoice.voting.cli import recount_command
from youthvoice.voting.files.lines import write_file, write_text
from youthvoice.voting.files.seal_file import write_seal
from youthvoice.voting.rules.methods import Method

CONTEST = made(rules_of(Method.stv, seats=2), {(1, 2): 7, (2,): 3, (3, 4): 2, (4, 3): 1, (): 1})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with its seal beside it."""
    return store(tmp_path, write_file(CONTEST))


def store(folder: Path, raw: bytes) -> Path:
    path = folder / "afstemning-1.jsonl"
    path.write_bytes(raw)
    (folder / "afstemning-1.jsonl.sig").write_text(write_seal(sealed(raw)), encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(recount_command, [str(argument) for argument in arguments])


@pytest.mark.parametrize(
    "command", [["-m", "flask", "voting", "recount"], ["-m", "youthvoice.voting.recount"]], ids=["flask", "module"]
)
def test_it_needs_nothing_but_the_file(file: Path, command: list[str]) -> None:
    bare = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, *command, file.name], cwd=file.parent, env=bare, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Ida og Bo er valgt." in done.stdout
    assert done.stdout.endswith("Alt passer.\n")
    assert sorted(path.name for path in file.parent.iterdir()) == ["afstemning-1.jsonl", "afstemning-1.jsonl.sig"]


def test_it_prints_the_result_and_the_log(file: Path) -> None:
    done = run(file)
    assert done.exit_code == 0
    assert "! " not in done.output
    assert "Runde 1: Ida har 7 stemmer." in done.output
    assert f"nøglen er {write_text(sealed(file.read_bytes()).public_key)}" in done.output


def test_in_english(file: Path) -> None:
    assert run(file, "--language", "en").exit_code == 0


def test_it_says_where_the_result_differs(tmp_path: Path) -> None:
    raw = rewritten(CONTEST, outcome=replace(CONTEST.outcome, elected=(4, 3)))
    done = run(store(tmp_path, raw))
    assert done.exit_code == 1
    assert "! En ny optælling giver det samme resultat: Det er anderledes: hvem der er valgt." in done.output
    assert "Ida og Bo er valgt." in done.output
    assert "Noget passer ikke." in done.output


def test_the_key_of_the_page_decides(file: Path) -> None:
    raw = file.read_bytes()
    known = run(file, "--public-key", write_text(sealed(raw).public_key))
    assert known.exit_code == 0
    assert "Sammenlign nøglen" not in known.output
    assert "Sammenlign nøglen" in run(file).output
    other = sealed(raw, "the secret of somebody else, also long")
    file.with_name(f"{file.name}.sig").write_text(write_seal(other), encoding="utf-8")
    assert run(file).exit_code == 0
    done = run(file, "--public-key", write_text(sealed(raw).public_key))
    assert done.exit_code == 1
    assert "! Filen er den, kommunen har forseglet" in done.output


def test_without_a_seal_it_says_so(file: Path) -> None:
    file.with_name(f"{file.name}.sig").unlink()
    done = run(file)
    assert done.exit_code == 0
    assert "? Filen er den, kommunen har forseglet: Der er ikke givet noget segl." in done.output
    assert run(file, "--public-key", "AAAA").exit_code == 2


def test_a_seal_that_is_none_and_a_key_that_is_none_are_refused(file: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.sig"
    wrong.write_text("{}", encoding="utf-8")
    assert run(file, "--signature", wrong).exit_code == 2
    assert run(file, "--public-key", "***").exit_code == 2


def test_what_is_no_such_file(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"hello\n")
    done = run(path)
    assert done.exit_code == 1
    assert "! Filen kan læses" in done.output


def test_where_few_voted_it_says_that_there_is_nothing_to_count_again(tmp_path: Path) -> None:
    contest = made(rules_of(Method.stv, seats=2), {(1, 2): 7, (2,): 3}, listed=False)
    done = run(store(tmp_path, write_file(contest)))
    assert done.exit_code == 0
    assert "? En ny optælling giver det samme resultat: Så få stemte" in done.output
    assert "Ida og Bo er valgt." in done.output


def test_a_name_steers_no_terminal(tmp_path: Path) -> None:
    names = ("Ida\x1b[2J", "Bo", "Eva", "Åse")
    done = run(store(tmp_path, write_file(made(rules_of(Method.plurality), {(1,): 2}, names=names))))
    assert done.exit_code == 0
    assert "\x1b" not in done.output


def test_a_log_that_makes_no_sense_is_told_to_make_none(tmp_path: Path) -> None:
    contest = made(rules_of(Method.stv, seats=2), {(1, 2): 7, (2,): 3}, listed=False)
    nonsense = replace(contest.outcome, elected=(99,))
    done = run(store(tmp_path, rewritten(contest, outcome=nonsense)))
    assert "giver ingen mening" in done.output
