"""Files as Danish Excel writes them."""

HEADER = "Skole;Klasse;Rolle;Navn;Kaldenavn;E-mail;UniID;Fødselsår"


def csv_file(*lines: str, header: str = HEADER, encoding: str = "cp1252") -> bytes:
    """The header and the lines, with the line ends of Windows."""
    return "".join(f"{line}\r\n" for line in (header, *lines)).encode(encoding)
