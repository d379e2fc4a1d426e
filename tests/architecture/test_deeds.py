"""Every action that is written to the audit log has Danish words, and so has what it is done to."""

import ast
import dataclasses
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from youthvoice.admin.deeds import DATA_LABELS, DEED_LABELS, GROUP_LABELS, SUBJECT_LABELS
from youthvoice.admin.presenting import NOT_TOLD

ROOT = Path(__file__).resolve().parents[2]
ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
# Words with a dot that are given to these are permissions and purposes.
OTHERS = frozenset({"require", "can", "needs", "sign", "unsign"})


@cache
def recorded() -> tuple[tuple[str, ast.Call, ast.Module], ...]:
    """(module, call, its tree) of every ``audit.record``."""
    return tuple(_recorded())


def _recorded() -> Iterator[tuple[str, ast.Call, ast.Module]]:
    for path in sorted((ROOT / "youthvoice").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "audit.record" not in text:
            continue
        tree = ast.parse(text)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record":
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts), node, tree


def actions_of(module: str, call: ast.Call, tree: ast.Module) -> set[str]:
    """The actions that a call can write: what stands in it, or where it is a parameter, what the module names."""
    written = call.args[2]
    if isinstance(written, ast.Name):
        known = getattr(importlib.import_module(module), written.id, None)
        return {known} if isinstance(known, str) else words_in(tree)
    return words_in(written)


def words_in(tree: ast.AST) -> set[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    others = {id(part) for call in calls if called(call) in OTHERS for one in call.args for part in ast.walk(one)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in others)
    return {node.value for node in constants if isinstance(node.value, str) and ACTION.fullmatch(node.value)}


def called(call: ast.Call) -> str:
    return ast.unparse(call.func).rsplit(".", 1)[-1]


def test_every_recorded_action_has_words() -> None:
    found = {action for module, call, tree in recorded() for action in actions_of(module, call, tree)}
    assert len(found) > 60
    assert found - set(DEED_LABELS) == set()
    assert set(DEED_LABELS) - found == set()
    assert {action.split(".")[0] for action in found} == set(GROUP_LABELS)


def test_everything_an_action_is_done_to_has_a_word() -> None:
    kinds = {
        ast.literal_eval(call.args[3].elts[0]) for _m, call, _t in recorded() if isinstance(call.args[3], ast.Tuple)
    }
    assert kinds == set(SUBJECT_LABELS)


def test_everything_that_is_told_beside_has_a_word() -> None:
    modules = [importlib.import_module(module) for module in {module for module, _call, _tree in recorded()}]
    kinds = {kind for module in modules for kind in vars(module).values() if dataclasses.is_dataclass(kind)}
    told = [kind for kind in kinds if (kind.__doc__ or "").startswith("Audit:")]
    fields = {field.name for kind in told for field in dataclasses.fields(kind)}
    assert len(told) > 20
    assert fields - NOT_TOLD - set(DATA_LABELS) == set()
