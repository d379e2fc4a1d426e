"""A file to begin with: one line for each kind of person, as Danish Excel writes it."""

LINES = (
    "Skole;Klasse;Årgang;Rolle;Navn;Kaldenavn;Titel;E-mail;UniID;Fødselsår",
    "Eksempelskolen;7.B;7;elev;;;;;elev0001;{pupil}",
    "Eksempelskolen;7.B;7;elev;;Blæksprutten;;;elev0002;{pupil}",
    "Eksempelskolen;7.B;7;lærer;Åse Sørensen;;Klasselærer;aase.soerensen@skole.example;;",
    "Eksempelskolen;;;kontaktlærer;Bjørn Ærø;;Kontaktlærer for elevrådet;bjoern.aeroe@skole.example;;",
)
PUPIL_AGE = 13


def sample_file(year: int) -> bytes:
    """The file, for a calendar year, in Windows-1252."""
    text = "".join(f"{line}\r\n" for line in LINES)
    return text.format(pupil=year - PUPIL_AGE).encode("cp1252")
