"""An election that was held, for tests of what comes after; and a picture of a candidate."""

from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy.orm import Session

from tests.factories.elections import (
    MONDAY,
    NOMINATION,
    PAUSE,
    VOTING,
    SchoolTown,
    announced,
    cast,
    counted,
    drawn,
    opened,
    standing_up,
)
from youthvoice.councils.commands.seats import end_seat
from youthvoice.councils.models import Seat
from youthvoice.councils.rules.seats import SeatEnd
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.queries.elections import get_election

# By the Scottish rules a and b are elected. Without a, the papers of a go to c; without b, those of b go to d.
PAPERS = ("ac", "ac", "ac", "ac", "bd", "bd", "bd", "d")


def held(session: Session, clock: Any, town: SchoolTown, **more: Any) -> tuple[Election, list[Candidate]]:
    """8.B has voted by ``PAPERS``; it is the first day of the new term."""
    election = announced(session, town.council, [town.school_class], **more)
    standing = standing_up(session, election, town.pupils[:4])
    by_letter = dict(zip("abcd", standing, strict=True))
    clock.move_to(MONDAY + NOMINATION)
    election = drawn(session, election)
    clock.move_to(MONDAY + NOMINATION + PAUSE)
    contest = opened(session, election)
    for pupil, paper in zip(town.pupils, PAPERS, strict=True):
        cast(session, contest, pupil, *(by_letter[letter] for letter in paper))
    clock.move_to(MONDAY + NOMINATION + PAUSE + VOTING)
    counted(session, contest, town.helper)
    clock.move_to(MONDAY + NOMINATION + PAUSE + 2 * VOTING)
    session.commit()
    return get_election(session, election.id), standing


def leave(session: Session, candidate: Candidate, reason: SeatEnd = SeatEnd.resigned) -> Seat:
    """Somebody who was elected leaves."""
    seat = session.get_one(Seat, candidate.seat_id)
    end_seat(session, seat, reason, actor_id=candidate.person_id)
    session.commit()
    return seat


def photo() -> bytes:
    """A small JPEG with the place in its metadata."""
    stream, exif = BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (64, 64), "red").save(stream, "JPEG", exif=exif)
    return stream.getvalue()
