"""The whole life of a pool at random: no balance is ever below zero, and every krone is explained, on both databases.

``YOUTHVOICE_LIVES`` is the number of lives, other ones at every run (a night's work: 2000). Without it they are few, and
the same at every run.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.pools.checking import PoolLife
from youthvoice.grants.commands import accepting, payments, settling

LIVES = int(os.environ.get("YOUTHVOICE_LIVES", "0"))
FEW = {"sqlite": 10, "postgresql": 5}
HUNTED = 300
"""Lives until a broken command must have been seen. What is drawn depends on all modules that are loaded, so that alone a
test finds it in five and in a whole run in fifty; a hunt ends with its first find."""
STEPS, LONG = 40, 100


def play(app: Flask, lives: int, *, is_hunt: bool = False) -> None:
    """So many lives. What a long run finds is made short; a hunt ends with the first find."""
    machine = type("PoolLife", (PoolLife,), {"app": app})
    is_long = bool(LIVES) and not is_hunt
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=lives,
            stateful_step_count=LONG if is_hunt else STEPS,
            derandomize=not is_long,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink] if is_long else [Phase.generate],
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_whole_life_of_a_pool(built_app: Flask) -> None:
    kind = built_app.extensions["youthvoice"].database.write_engine.dialect.name
    play(built_app, LIVES or FEW[kind])


def nothing(*_args: Any, **_more: Any) -> None:
    """What a broken command does instead."""


@pytest.mark.parametrize(
    ("module", "part"),
    [(settling, "release"), (payments, "_check"), (accepting, "count_award")],
    ids=["held for ever", "asked for beyond the grant", "counted though given up"],
)
def test_a_broken_command_is_found(
    apps: Callable[[str], Flask], monkeypatch: pytest.MonkeyPatch, module: Any, part: str
) -> None:
    """The positive control: the machine sees it when a command forgets something."""
    monkeypatch.setattr(module, part, nothing)
    with pytest.raises(AssertionError):
        play(apps("sqlite"), HUNTED, is_hunt=True)
