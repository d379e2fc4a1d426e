"""Whoever writes much loses nothing: every form with room for a long text keeps it as it is typed, or is named here."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "youthvoice"
LONG = re.compile(r"\brows ?=|'rows':|<textarea")
KEEPS = ("data-autosave=", "typed.attributes()", "'grants/write/base.html'", "'proposals/write_base.html'")
NOT_KEPT = {
    # A sentence or two, asked for beside a deed: the reason, the word to a colleague, what was unclear. A session that has
    # ended carries them through the sign-in as it does every form (core/problems.py).
    "assembly": ("amendment", "material", "resolution_more"),
    "consultations": ("cancel", "more_time"),
    "elections": ("cancel", "enter", "poll_form", "recall"),
    "councils": ("body_form", "handover", "meeting_form"),
    "grants": ("accounts", "accounts_words", "adult", "changes", "motion", "notes", "payment", "weigh"),
    "moderation": ("queue",),
    "proposals": ("carry",),
    "responses": ("_colleague", "_understood", "extend", "give", "mark", "phrases"),
    "voting": ("run_cancel",),
    # Both texts stand there already: they were saved, or are kept by the page before.
    "merging": ("amendment_take_in", "motion_merge", "minutes_merge"),
}


def test_every_form_with_a_long_text_keeps_it() -> None:
    named = {name for names in NOT_KEPT.values() for name in names}
    forgets = {
        path.stem
        for path in ROOT.rglob("templates/**/*.html")
        if "/email/" not in str(path) and forgets_words(path.read_text(encoding="utf-8"))
    }
    assert forgets == named


def forgets_words(template: str) -> bool:
    """It holds a form with room for a long text, and says nowhere how that is kept. Parts of forms hold none."""
    return "<form" in template and bool(LONG.search(template)) and not any(how in template for how in KEEPS)


def test_what_keeps_its_words_is_told_from_what_does_not() -> None:
    form = '<form method="post">{{ forms.field(form.text, rows=4) }}</form>'
    assert forgets_words(form)
    assert forgets_words('<form method="post"><textarea name="text"></textarea></form>')
    assert not forgets_words(form.replace('post"', 'post" {{ typed.attributes() }}'))
    assert not forgets_words('<form method="post"><input name="text"></form>')
