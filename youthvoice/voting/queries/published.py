"""Public files of counted contests, and the receipts of sealed ones."""

import gzip
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core.errors import NotFound
from youthvoice.voting.crypto.receipts import receipt
from youthvoice.voting.files.lines import read_file, read_text
from youthvoice.voting.files.seal_file import Seal
from youthvoice.voting.files.shape import PublicContest
from youthvoice.voting.models import HandCount, PublishedFile, SealedBox
from youthvoice.voting.rules.ballots import Ballot, read_ballot


@dataclass(frozen=True)
class Sealed:
    """The seal of a published file."""

    sha256: str
    signature: bytes
    public_key: bytes

    @property
    def seal(self) -> Seal:
        """As it stands in the file beside it."""
        return Seal(bytes.fromhex(self.sha256), self.signature, self.public_key)


def find_seal(session: Session, contest_id: int) -> Sealed | None:
    """The seal of a contest's file; the file itself is not read."""
    columns = (PublishedFile.sha256, PublishedFile.signature, PublishedFile.public_key)
    row = session.execute(select(*columns).where(PublishedFile.contest_id == contest_id)).one_or_none()
    return None if row is None else Sealed(*row)


def get_seal(session: Session, contest_id: int) -> Sealed:
    """The seal. Raises NotFound while the contest is not counted."""
    found = find_seal(session, contest_id)
    if found is None:
        raise NotFound
    return found


def get_body(session: Session, contest_id: int) -> bytes:
    """The file as it is stored: compressed by gzip. Raises NotFound."""
    body = session.scalar(select(PublishedFile.body).where(PublishedFile.contest_id == contest_id))
    if body is None:
        raise NotFound
    return body


def read_published(session: Session, contest_id: int) -> PublicContest:
    """What the public file tells. Whatever is derived from it cannot tell more. Raises NotFound."""
    return read_file(gzip.decompress(get_body(session, contest_id)))


def sealed_ballots(session: Session, contest_id: int) -> dict[Ballot, int]:
    """The ballots of a sealed box, grouped; none where nobody had to vote. Hands are not among them."""
    listed = session.scalar(select(SealedBox.ballots).where(SealedBox.contest_id == contest_id))
    return {read_ballot(text): times for text, times in listed or ()}


def list_receipts(session: Session, contest_id: int) -> list[str]:
    """The receipts of all papers in a sealed box, in alphabetical order. Two papers may share one. Raises NotFound."""
    tokens = session.scalar(select(SealedBox.tokens).where(SealedBox.contest_id == contest_id))
    if tokens is None:
        raise NotFound
    return sorted((receipt(read_text(row[0])) for row in tokens), key=_danish)


def list_places(session: Session, contest_id: int) -> list[tuple[str, int]]:
    """Where hands were raised, and how many children took part there."""
    query = select(HandCount.place, HandCount.children).where(HandCount.contest_id == contest_id)
    return [(place, children) for place, children in session.execute(query.order_by(HandCount.place))]


def _danish(text: str) -> str:
    """Æ, ø and å come after z, in that order."""
    return text.translate(_LAST)


_LAST = str.maketrans({"æ": "{a", "ø": "{b", "å": "{c"})
