"""Every text of the product stands in both catalogues, translated, with the same placeholders; and it is easy to read."""

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from youthvoice.core.readability import lix

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """What the code and the templates say today."""
    pot = tmp_path_factory.mktemp("catalogue") / "messages.pot"
    pybabel = str(Path(sys.executable).parent / "pybabel")
    command = [
        pybabel,
        "--quiet",
        "extract",
        "-F",
        "pyproject.toml",
        "-k",
        "lazy_gettext",
        "--no-location",
        "-o",
        str(pot),
        ".",
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return polib.pofile(str(pot))


def catalogue(locale: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "translations" / locale / "LC_MESSAGES" / "messages.po"))


@pytest.mark.parametrize("locale", ["da", "en"])
def test_every_text_is_translated(texts: polib.POFile, locale: str) -> None:
    known = {(e.msgid, e.msgid_plural): e for e in catalogue(locale) if not e.obsolete}
    missing = [e.msgid for e in texts if (e.msgid, e.msgid_plural) not in known]
    assert not missing, f"run `make messages`: {missing[:10]}"
    wanted = {(e.msgid, e.msgid_plural) for e in texts}
    unused = [msgid for msgid, plural in known if (msgid, plural) not in wanted]
    assert not unused, f"run `make messages`: {unused[:10]}"
    empty = [e.msgid for e in known.values() if not (all(e.msgstr_plural.values()) if e.msgid_plural else e.msgstr)]
    assert not empty
    assert not [e.msgid for e in known.values() if e.fuzzy]


@pytest.mark.parametrize("locale", ["da", "en"])
def test_placeholders_are_those_of_the_source(locale: str) -> None:
    for entry in catalogue(locale):
        wanted = set(PLACEHOLDER.findall(entry.msgid))
        translations = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        for text in translations:
            found = set(PLACEHOLDER.findall(text))
            assert found <= wanted | set(PLACEHOLDER.findall(entry.msgid_plural)), entry.msgid
            assert entry.msgid_plural or found == wanted, entry.msgid


def test_english_is_english() -> None:
    """A Danish letter in an English text is a name, or a text that was forgotten."""
    names = ("Taarbæk", "Børne", "børne", "Ungerådet", "elevråd", "Elevråd", "Dansk", "Født", "Rådhus", "Åben", "å")
    left = [
        e.msgid
        for e in catalogue("en")
        for text in [e.msgstr, *e.msgstr_plural.values()]
        if re.search("[æøåÆØÅ]", text) and not any(name in text for name in names)
    ]
    assert not left


def test_the_danish_of_the_interface_is_easy_to_read(texts: polib.POFile) -> None:
    """LIX of all the interface's sentences together, as a reader meets them: at most 25."""
    sentences = [PLACEHOLDER.sub("x", e.msgid) for e in texts if len(e.msgid.split()) >= 4]
    assert len(sentences) > 100
    assert lix("\n".join(re.sub(r"<[^>]+>", "", s) for s in sentences)).lix <= 25
