"""What the claims of the two kinds of sites say, as facts. Texts that are no texts count as missing."""

from collections.abc import Mapping
from typing import Any

from youthvoice.accounts.proofs import Told
from youthvoice.accounts.rules import is_email, normalise_email

PUPIL = "elev"
SUBJECT_MAX = 255
# Unilogin has told the level by number and in words (its own, and those of NSIS).
LEVELS = {"enfaktor": 2, "tofaktor": 3, "voksenverificeret": 3, "low": 2, "substantial": 3, "high": 4}
_HIGHEST = 4


def of_unilogin(claims: Mapping[str, Any], **_trusted: bool) -> tuple[str, Told]:
    """(subject, facts) by Unilogin: its name for the person, pupil or not, how sure. The subject may be empty."""
    groups = tuple(one.casefold() for one in texts(claims.get("aktoer_gruppe")))
    told = Told(is_pupil=groups == (PUPIL,), loa=min(map(level, texts(claims.get("loa"))), default=0))
    return subject(claims.get("uniid")), told


def of_directory(claims: Mapping[str, Any], *, trust_email: bool = False) -> tuple[str, Told]:
    """(subject, facts) by a municipality's directory. An address that nobody answers for is left out."""
    email = normalise_email(text(claims.get("email")))
    answered_for = trust_email or claims.get("email_verified") is True
    told = Told(
        name=" ".join(text(claims.get("name")).split()),
        email=email if answered_for and is_email(email) else "",
        groups=tuple(texts(claims.get("groups"))),
    )
    return subject(claims.get("sub")), told


def level(value: str) -> int:
    """A level of assurance as a number; 0 where it is not known."""
    word = value.rstrip("/").rsplit("/", 1)[-1].casefold()
    if word.isascii() and word.isdigit() and len(word) == 1:
        return min(int(word), _HIGHEST)
    return LEVELS.get(word, 0)


def subject(value: object) -> str:
    """A name that can be stored and compared, else nothing: never a part of one."""
    found = text(value)
    return found if len(found) <= SUBJECT_MAX and found.isprintable() else ""


def text(value: object) -> str:
    """A text (a number counts as one), or nothing."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    """One text or a list of them."""
    listed = value if isinstance(value, list) else [value]
    return [found for one in listed if (found := text(one))]
