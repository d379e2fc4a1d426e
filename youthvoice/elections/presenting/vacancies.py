"""Empty seats, and who follows, for whoever helps the body."""

from collections.abc import Sequence
from dataclasses import dataclass

from youthvoice.elections.models import Candidate, Vacancy
from youthvoice.elections.presenting.candidates import shown_name
from youthvoice.elections.rules.seeing import Viewer


@dataclass(frozen=True, slots=True)
class EmptySeat:
    """One of them: ``follower`` is empty where nobody is left."""

    id: int
    left_by: str
    follower: str


def read_vacancies(vacancies: Sequence[Vacancy], candidates: Sequence[Candidate], viewer: Viewer) -> list[EmptySeat]:
    """No query; who left is among the candidates."""
    by_seat = {one.seat_id: one for one in candidates if one.seat_id is not None}
    return [
        EmptySeat(
            id=one.id,
            left_by=shown_name(by_seat[one.seat_id], viewer) if one.seat_id in by_seat else "",
            follower=shown_name(one.candidate, viewer) if one.candidate is not None else "",
        )
        for one in vacancies
    ]
