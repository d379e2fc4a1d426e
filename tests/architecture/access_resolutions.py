"""Who gets in where: resolutions, reasons, minutes and report. The council's chair runs that Bytinget; the author asked."""

from tests.architecture.access_roles import AUTHOR, EVERYONE, OFFICIALS, SIGNED_IN

SEES_TO = frozenset({"council_chair", "administrator"})

RESOLUTIONS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "GET assembly.resolutions",
            "GET assembly.resolution",
            "GET assembly.minutes",
            "GET assembly.minutes_pdf",
            "GET assembly.report_pdf",
        ),
        EVERYONE,
    ),
    **dict.fromkeys(
        (
            "GET assembly.afterwork",
            "GET assembly.reasons",
            "POST assembly.reasons",
            "POST assembly.politician",
        ),
        SEES_TO,
    ),
    **dict.fromkeys(("GET assembly.more", "POST assembly.more"), SEES_TO | AUTHOR),
    # Whoever asked is asked whether it was understood, and whoever answers can answer better.
    "POST assembly.wish": SIGNED_IN - OFFICIALS - AUTHOR,
}
