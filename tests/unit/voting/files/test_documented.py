"""What docs/voting-file.md tells people to do works as it stands there, with programs that know nothing of ours."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.voting.files.making import made, rules_of, sealed
from youthvoice.voting.files.lines import write_file, write_text
from youthvoice.voting.files.seal_file import write_seal
from youthvoice.voting.files.shape import Hands, PublicContest
from youthvoice.voting.rules.methods import Method
from youthvoice.voting.tallies import lot_of

DOCUMENT = (Path(__file__).resolve().parents[4] / "docs" / "voting-file.md").read_text(encoding="utf-8")
NAME = "afstemning-12.jsonl"
HANDS = Hands((("7.B", 3),), {(1,): 2, (): 1})
CONTESTS = {
    "hands": made(rules_of(Method.plurality), {(1,): 4, (2,): 2, (): 1}, hands=HANDS),
    "ranked": made(rules_of(Method.stv, seats=2), {(1, 2): 4, (2, 3): 2, (3,): 1}),
}


def stored(folder: Path, contest: PublicContest) -> str:
    """The file and its seal in a folder; the key."""
    raw = write_file(contest)
    (folder / NAME).write_bytes(raw)
    (folder / f"{NAME}.sig").write_text(write_seal(sealed(raw)), encoding="utf-8")
    return write_text(sealed(raw).public_key)


def run_program(folder: Path, key: str) -> subprocess.CompletedProcess[str]:
    (program,) = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    command = [sys.executable, "-I", "-c", program, NAME, key]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", CONTESTS)
def test_the_program_checks_and_counts(tmp_path: Path, name: str) -> None:
    contest = CONTESTS[name]
    done = run_program(tmp_path, stored(tmp_path, contest))
    assert done.returncode == 0, done.stderr
    told = [f"{contest.totals[option]} {contest.titles[option]}" for option in contest.rules.options]
    assert done.stdout.splitlines() == told


def test_the_program_finds_a_changed_file(tmp_path: Path) -> None:
    key = stored(tmp_path, CONTESTS["ranked"])
    path = tmp_path / NAME
    path.write_bytes(path.read_bytes().replace(b'"count":4', b'"count":5'))
    assert "InvalidSignature" in run_program(tmp_path, key).stderr


def test_openssl_checks_a_paper(tmp_path: Path) -> None:
    stored(tmp_path, CONTESTS["ranked"])
    (block,) = re.findall(r"((?:^    .*\n)+)", DOCUMENT[DOCUMENT.index("with OpenSSL alone") :], re.MULTILINE)[:1]
    done = subprocess.run(["bash", "-eu", "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "Verified OK\n", done.stderr
    path = tmp_path / NAME
    path.write_text(path.read_text("utf-8").replace('"prefix":"', '"prefix":"A', 1), "utf-8")
    done = subprocess.run(["bash", "-u", "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Verified OK" not in done.stdout


def test_a_lot_is_drawn_by_sha256sum() -> None:
    command = "printf '482193|1' | sha256sum"
    assert command in DOCUMENT
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == lot_of("482193", 1)
