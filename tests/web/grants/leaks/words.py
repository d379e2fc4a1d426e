"""The words that are planted: each names its field and where its application stands, and stands nowhere else."""

import re

STATUSES = (
    "draft", "sent", "more", "withdrawn", "voting", "rejected", "reduced", "granted", "letter", "paid", "accounts",
    "back", "closed", "late", "hidden", "hiddensent",
)  # fmt: skip
ANY = "any"
"""Where a secret belongs to no single application: a person's name."""
WORD = re.compile(r"hem([a-z]+)q([a-z]+)z")
ACCOUNT = re.compile(r"81726350(\d\d)")
ENDS_WITH = re.compile("Æ([A-P])Øå")


def secret(what: str, status: str) -> str:
    """The word of one field of one application. It fits into an address, a mail address and a file."""
    return f"hem{what}q{status}z"


def account_of(status: str) -> str:
    """The number of its account."""
    return f"81726350{STATUSES.index(status):02d}"


def ends_with(status: str) -> str:
    """What is shown of it: four letters that stand in no token."""
    return f"Æ{chr(ord('A') + STATUSES.index(status))}Øå"


def found_in(text: str) -> set[tuple[str, str]]:
    """(field, status) of every secret in a text."""
    found = {(one[1], one[2]) for one in WORD.finditer(text)}
    found |= {("account", STATUSES[int(one[1])]) for one in ACCOUNT.finditer(text)}
    return found | {("endswith", STATUSES[ord(one[1]) - ord("A")]) for one in ENDS_WITH.finditer(text)}
