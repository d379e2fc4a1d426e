"""What is made once for all processes of a run."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.once import made_once


def _factory(folder: Path) -> Any:
    folder.mkdir(exist_ok=True)
    return SimpleNamespace(getbasetemp=lambda: folder)


def test_of_many_who_ask_one_makes_it_and_the_others_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "half").write_text("a", encoding="utf-8")
        (folder / "whole").write_text("b", encoding="utf-8")

    def seen(worker: int) -> list[str]:
        folder = made_once(_factory(tmp_path / f"popen-gw{worker}"), "thing", make)
        assert folder == tmp_path / "thing"
        return sorted(path.name for path in folder.iterdir())

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(seen, range(4))) == [["half", "whole"]] * 4
    assert len(made) == 1


def test_what_failed_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)

    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        made_once(_factory(tmp_path), "thing", fail)
    folder = made_once(_factory(tmp_path), "thing", lambda folder: (folder / "whole").touch())
    assert [path.name for path in folder.iterdir()] == ["whole"]
