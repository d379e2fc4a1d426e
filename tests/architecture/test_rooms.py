"""The house keeps its shape: rooms import downwards, files stay readable, every template compiles."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = sorted((ROOT / "youthvoice").rglob("*.py"))
TEMPLATES = sorted((ROOT / "youthvoice").rglob("templates/**/*.html"))
MAX_FILE, MAX_FUNCTION = 300, 30


def test_rooms_import_only_rooms_below_them() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", PRODUCT, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_FILE
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)]
    long = [
        f"{f.name}: {f.end_lineno - f.lineno + 1}" for f in functions if (f.end_lineno or 0) - f.lineno >= MAX_FUNCTION
    ]
    assert not long


def test_templates_were_found() -> None:
    assert len(TEMPLATES) > 20


def test_every_template_compiles(built_app: Flask) -> None:
    names = built_app.jinja_env.list_templates()
    assert len(names) >= len(TEMPLATES)
    for name in names:
        built_app.jinja_env.get_template(name)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_templates_have_no_inline_script_or_style_and_name_no_other_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)", text)
    if "/email/" not in str(path):
        assert not re.search(r"(?:src|srcset)=\"(?:https?:)?//", text)


def test_no_text_in_templates_escapes_translation() -> None:
    """Words between tags stand in gettext; names, symbols and mail layouts aside."""
    wordy = re.compile(r">[^<>{}]*[A-Za-zÆØÅæøå]{4,}[^<>{}]*<")
    stripped = re.compile(
        r"\{%-?\s*trans.*?endtrans\s*-?%\}|\{#.*?#\}|<(?:title|code|kbd)[^>]*>.*?</(?:title|code|kbd)>", re.S
    )
    bare = {}
    for path in TEMPLATES:
        found = [m for m in wordy.findall(stripped.sub("", path.read_text(encoding="utf-8"))) if "YouthVoice" not in m]
        if found:
            bare[str(path.relative_to(ROOT))] = found
    assert not bare
