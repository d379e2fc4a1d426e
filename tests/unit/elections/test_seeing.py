"""Who sees who a candidate is: every combination of viewer and candidate."""

from itertools import product

import pytest

from youthvoice.elections.rules.seeing import NOTHING, Openness, Viewer, shown_to

OWN, OTHER = 7, 8
YES_NO = (False, True)
VIEWERS = [
    Viewer(person_id=person_id, is_inside=inside or runs, runs_it=runs)
    for person_id, inside, runs in product((None, OTHER), YES_NO, YES_NO)
    if person_id is not None or not (inside or runs)
]
CANDIDATES = [Openness(OWN, *facts) for facts in product(YES_NO, repeat=4)]


@pytest.mark.parametrize("viewer", VIEWERS, ids=str)
@pytest.mark.parametrize("candidate", CANDIDATES, ids=str)
def test_every_pair(viewer: Viewer, candidate: Openness) -> None:
    shown = shown_to(viewer, candidate)
    if viewer.runs_it:
        assert (shown.name, shown.text, shown.picture) == (True, True, candidate.has_picture)
    elif candidate.is_hidden or not (viewer.is_inside or candidate.is_public):
        assert shown == NOTHING
    else:
        assert shown.name
        assert shown.text
        assert shown.picture is (candidate.has_picture and candidate.is_picture_approved)


@pytest.mark.parametrize("candidate", CANDIDATES, ids=str)
def test_a_stranger_sees_nothing_without_a_yes(candidate: Openness) -> None:
    for viewer in (Viewer(), Viewer(person_id=OTHER)):
        if not candidate.is_public:
            assert shown_to(viewer, candidate) == NOTHING


@pytest.mark.parametrize("candidate", CANDIDATES, ids=str)
def test_oneself_sees_everything(candidate: Openness) -> None:
    shown = shown_to(Viewer(person_id=OWN, is_inside=True), candidate)
    assert (shown.name, shown.text, shown.picture) == (True, True, candidate.has_picture)


def test_whoever_has_no_account_is_nobody() -> None:
    nameless = Openness(OWN, is_public=False, is_hidden=False, has_picture=True, is_picture_approved=True)
    assert shown_to(Viewer(person_id=None), nameless) == NOTHING
