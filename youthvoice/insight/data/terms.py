"""What holds for all open data: the version, the licence, and how much may be asked for."""

from flask_babel import lazy_gettext as _

VERSION = "1.0.0"
"""Of the description. Its first number stands in the addresses."""
LICENCE = "CC BY 4.0"
LICENCE_ID = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/deed.da"
USUAL_ROWS, MOST_ROWS = 50, 100
"""Rows on a page of JSON."""
SHEET_ROWS = 500
"""Rows that a sheet reads at a time."""
FEED_ENTRIES = 30
A_MINUTE, SHEETS_A_MINUTE = 300, 30
"""How often one address may ask: a whole class may share it."""
RETRY_SECONDS = 60
JSON = "application/json"
PROBLEM = "application/problem+json"
CSV = "text/csv; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"

ABOUT = _(
    "Alt, hvad alle må læse på YouthVoice, som data. Du må bruge det frit, når du skriver, hvor det kommer fra. Navne "
    "på mennesker, kladder og skjulte tekster er ikke med. Et tal, der handler om færre end fem, er heller ikke med."
)
PROMISED = _(
    "I version 1 kan der komme nye felter, nye værdier og nye datasæt. Intet felt bliver fjernet eller får et nyt navn. "
    "Sker det, bliver det version 2, og version 1 virker i mindst et år mere."
)
PROBLEMS = {
    400: _("Vi forstod ikke det, du spurgte om."),
    404: _("Det findes ikke."),
    405: _("Her kan man kun hente. Brug GET."),
    406: _("Den slags svar har vi ikke her."),
    429: _("Du spørger for tit. Vent et minut, og prøv igen."),
}
