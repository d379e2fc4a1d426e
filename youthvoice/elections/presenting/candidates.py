"""Candidates as somebody may see them. Nothing leaves here that ``rules.seeing`` does not let out."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from youthvoice.core.templating import cached_url_for
from youthvoice.councils.labels import SEAT_PROBLEM_TEXTS
from youthvoice.councils.rules.seats import SeatProblem
from youthvoice.elections.labels import REFUSAL_TEXTS, public_label
from youthvoice.elections.models import Candidate
from youthvoice.elections.rules.candidates import Refusal
from youthvoice.elections.rules.seeing import Viewer, shown_to


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """One candidate, as far as the reader may know. ``name`` is «Kandidat 3» where they may not."""

    id: int
    number: int
    name: str
    is_known: bool
    words: str
    picture_url: str
    picture_version: int
    mark: str
    is_own: bool
    is_open: bool
    """Everybody may see this, by the candidate's own choice."""
    is_hidden: bool
    waits_for_yes: bool
    waits_for_look: bool
    """For whoever runs the election: a picture to look at."""
    entered_by: str
    place: int | None
    substitute_place: int | None
    refusal: str
    may_report: bool


def cards(candidates: Sequence[Candidate], viewer: Viewer) -> list[CandidateCard]:
    """Everybody who stands; who has not said yes yet is seen by themself and by whoever runs the election alone."""
    return [
        card(one, viewer)
        for one in candidates
        if one.confirmed_at is not None or viewer.runs_it or viewer.person_id == one.person_id
    ]


def card(one: Candidate, viewer: Viewer) -> CandidateCard:
    """One of them; the person and who wrote them in must be loaded."""
    shown = shown_to(viewer, one.openness)
    is_own = viewer.person_id == one.person_id
    name = shown_name(one, viewer)
    return CandidateCard(
        id=one.id,
        number=one.number,
        name=name,
        is_known=shown.name,
        words=one.words if shown.text else "",
        picture_url=picture_url(one) if shown.picture else "",
        picture_version=one.picture_version if shown.picture else 0,
        mark=name[:1].upper() if shown.name else str(one.paper_number or one.number),
        is_own=is_own,
        is_open=one.is_public,
        is_hidden=one.hidden_at is not None and (viewer.runs_it or is_own),
        waits_for_yes=one.confirmed_at is None,
        waits_for_look=one.picture_version > 0 and one.picture_approved_at is None and (viewer.runs_it or is_own),
        entered_by=one.entered_by.byline if one.entered_by is not None and (viewer.is_inside or is_own) else "",
        place=one.place,
        substitute_place=one.substitute_place,
        refusal=refusal_text(one.refusal) if one.refusal and viewer.is_inside else "",
        may_report=shown.name and not is_own,
    )


def shown_name(one: Candidate, viewer: Viewer) -> str:
    """The name, or «Kandidat 3»."""
    if shown_to(viewer, one.openness).name:
        return one.ballot_name
    return public_label(one.paper_number or one.number)


def picture_url(one: Candidate) -> str:
    """Where the picture is; its bytes never change under one version."""
    return cached_url_for("elections.picture", election_id=one.election_id, number=one.number, v=one.picture_version)


def refusal_text(refusal: str) -> str:
    """Why somebody does not have the seat."""
    if refusal in {one.value for one in Refusal}:
        return str(REFUSAL_TEXTS[Refusal(refusal)])
    if refusal in {one.value for one in SeatProblem}:
        return str(SEAT_PROBLEM_TEXTS[SeatProblem(refusal)])
    return gettext("Personen kan ikke få pladsen.")
