"""Bring the catalogues up to date with the texts of the code: `make messages`.

The texts in code and templates are Danish. They are gathered into ``messages.pot``; the Danish catalogue is filled with
them as they stand, the English one keeps its translations and gets an empty place for each new text. Texts that are no
longer used go. Nothing here depends on the day or the machine, so that a second run changes nothing.
"""

import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
SOURCE_LANGUAGE = "da"
LANGUAGES = (SOURCE_LANGUAGE, "en")
KEYWORDS = ("lazy_gettext", "lazy_ngettext:1,2")
"""Beside those Babel knows (``_``, ``gettext``, ``ngettext`` ...); the files themselves are named in pyproject.toml."""

Key = tuple[str | None, str, str]


def extract(template: Path) -> None:
    """Write every text of the code to ``template``; raises CalledProcessError where a file cannot be read."""
    pybabel = str(Path(sys.executable).with_name("pybabel"))
    keywords = [part for keyword in KEYWORDS for part in ("--keywords", keyword)]
    layout = ["--no-location", "--sort-output", "--omit-header", "--no-wrap"]
    options = ["--mapping-file", "pyproject.toml", *keywords, *layout, "--output", str(template)]
    subprocess.run([pybabel, "--quiet", "extract", *options, "."], cwd=ROOT, check=True)  # noqa: S603  # our own tool, with our own arguments


def translations(catalogue: Path) -> dict[Key, polib.POEntry]:
    """What a catalogue holds today; nothing where there is none yet."""
    if not catalogue.exists():
        return {}
    return {key(entry): entry for entry in polib.pofile(str(catalogue)) if not entry.obsolete}


def key(entry: polib.POEntry) -> Key:
    """What tells one text from another."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def merged(template: polib.POFile, language: str, known: dict[Key, polib.POEntry]) -> polib.POFile:
    """The catalogue of a language: the texts of ``template`` with the translations that are ``known``."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.header = "Made by `make messages`: only the msgstr lines are written by hand, and none in Danish."
    catalogue.metadata = {
        "Project-Id-Version": "YouthVoice",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for text in template:
        entry = polib.POEntry(msgctxt=text.msgctxt, msgid=text.msgid, msgid_plural=text.msgid_plural, flags=text.flags)
        fill(entry, known.get(key(text)), is_source=language == SOURCE_LANGUAGE)
        catalogue.append(entry)
    return catalogue


def fill(entry: polib.POEntry, old: polib.POEntry | None, *, is_source: bool) -> None:
    """Give a text its translation: itself in the source language, the old one (or none yet) in another."""
    if entry.msgid_plural:
        forms = {0: entry.msgid, 1: entry.msgid_plural} if is_source else {0: "", 1: ""}
        entry.msgstr_plural = old.msgstr_plural if old and not is_source else forms
    else:
        entry.msgstr = entry.msgid if is_source else old.msgstr if old else ""


def gather(folder: Path) -> list[str]:
    """Bring ``messages.pot`` and the catalogues in ``folder`` up to date; returns what is not translated yet."""
    template = folder / "messages.pot"
    extract(template)
    texts = polib.pofile(str(template), wrapwidth=0)
    missing = []
    for language in LANGUAGES:
        path = folder / language / "LC_MESSAGES" / "messages.po"
        catalogue = merged(texts, language, translations(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))
        missing += [f"{language}: {entry.msgid}" for entry in catalogue.untranslated_entries()]
    return missing


def main() -> None:
    """``gather.py [folder]``: the folder is the one this file stands in, unless another is named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    missing = gather(folder)
    if missing:
        sys.stdout.write("Not translated yet:\n" + "".join(f"  {text}\n" for text in missing))


if __name__ == "__main__":
    main()
