"""Every text of the product stands in both catalogues, with the same placeholders; and it is easy to read."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from youthvoice.core.readability import lix

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
NAMES = ("BørneTelefonen", "Børnekontoret", "borgerrådgiver", r"\børe\b")
SAME_IN_BOTH = {
    "%(label)s: %(taken)d",
    "%(names)s (%(people)s)",
    "%(number)d: %(words)s",
    "%(number)s+",
    "%(size)s kB",
    "Administration",
    "Administrator",
    "Budget",
    "Bus",
    "Bytinget %(year)d",
    "Bytinget %(year)s",
    "Bytinget %(year)s: %(theme)s",
    "Data (JSON)",
    "Delegation",
    "For",
    "Invitation",
    "LIX %(number)d",
    "Link",
    "Link:",
    "Log",
    "Mine",
    "Moderator",
    "Note",
    "Pabulib (.pb)",
    "Person",
    "Plan",
    "Print",
    "Ring 112",
    "Ring 116 111",
    "Send",
    "Toilet",
    "Transport",
    "UniID",
    "Unilogin",
    "Version %(n)d",
    "Version",
    "Video",
    "for %(name)s",
    "min",
}
"""Texts that an Englishman and a Dane write alike."""


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues as `make messages` would leave them."""
    folder = tmp_path_factory.mktemp("catalogues") / "translations"
    shutil.copytree(TRANSLATIONS, folder)
    subprocess.run([sys.executable, str(TRANSLATIONS / "gather.py"), str(folder)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def texts(gathered: Path) -> polib.POFile:
    """What the code and the templates say today."""
    return polib.pofile(str(gathered / "messages.pot"))


def catalogue(locale: str) -> polib.POFile:
    return polib.pofile(str(TRANSLATIONS / locale / "LC_MESSAGES" / "messages.po"))


def said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("locale", ["da", "en"])
def test_every_text_is_translated(texts: polib.POFile, locale: str) -> None:
    known = {(e.msgid, e.msgid_plural): e for e in catalogue(locale) if not e.obsolete}
    missing = [e.msgid for e in texts if (e.msgid, e.msgid_plural) not in known]
    assert not missing, f"run `make messages`: {missing[:10]}"
    wanted = {(e.msgid, e.msgid_plural) for e in texts}
    unused = [msgid for msgid, plural in known if (msgid, plural) not in wanted]
    assert not unused, f"run `make messages`: {unused[:10]}"
    empty = [e.msgid for e in known.values() if not all(text.strip() for text in said(e))]
    assert not empty, f"translate in translations/{locale}: {empty[:10]}"
    assert not [e.msgid for e in known.values() if e.fuzzy]


def test_gathering_again_changes_nothing(gathered: Path) -> None:
    """The files hold no dates, paths or line numbers: they change when a text does, and only then."""
    for path in ("messages.pot", "da/LC_MESSAGES/messages.po", "en/LC_MESSAGES/messages.po"):
        assert (gathered / path).read_text() == (TRANSLATIONS / path).read_text(), f"run `make messages`: {path}"


def test_the_danish_catalogue_says_what_the_source_says() -> None:
    for entry in catalogue("da"):
        assert said(entry) == ([entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid])


@pytest.mark.parametrize("locale", ["da", "en"])
def test_placeholders_are_those_of_the_source(locale: str) -> None:
    for entry in catalogue(locale):
        wanted = set(PLACEHOLDER.findall(entry.msgid))
        for text in said(entry):
            found = set(PLACEHOLDER.findall(text))
            assert found <= wanted | set(PLACEHOLDER.findall(entry.msgid_plural)), entry.msgid
            assert entry.msgid_plural or found == wanted, entry.msgid


def test_english_is_english() -> None:
    """A Danish letter in an English text is a name, or a text that was forgotten; so is a text that was only copied."""
    names = re.compile("|".join(NAMES))
    left = [e.msgid for e in catalogue("en") for text in said(e) if re.search("[æøåÆØÅ]", names.sub("", text))]
    assert not left
    copied = {e.msgid for e in catalogue("en") if e.msgid in said(e) and PLACEHOLDER.sub("", e.msgid).strip()}
    assert copied == SAME_IN_BOTH


def test_the_danish_of_the_interface_is_easy_to_read(texts: polib.POFile) -> None:
    """LIX of all the interface's sentences together, as a reader meets them: at most 25."""
    sentences = [PLACEHOLDER.sub("x", e.msgid) for e in texts if len(e.msgid.split()) >= 4]
    assert len(sentences) > 100
    assert lix("\n".join(re.sub(r"<[^>]+>", "", s) for s in sentences)).lix <= 25
