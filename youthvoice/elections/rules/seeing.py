"""Who sees who a candidate is. One choice of the candidate's own, and it is no unless they say yes.

A stranger never sees name, picture or words of somebody who has not said yes: not even the pseudonym, for whoever goes to
the same class knows the face, and would then know who writes under it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever looks, as far as it matters: ``is_inside`` is on the roll, runs the election, or looks after what is reported."""

    person_id: int | None = None
    is_inside: bool = False
    runs_it: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody may see of a candidate."""

    name: bool
    text: bool
    picture: bool


@dataclass(frozen=True, slots=True)
class Openness:
    """What is known of a candidate: the own choice, and what others have decided."""

    person_id: int
    is_public: bool
    is_hidden: bool
    has_picture: bool
    is_picture_approved: bool


NOTHING = Shown(name=False, text=False, picture=False)


def shown_to(viewer: Viewer, candidate: Openness) -> Shown:
    """What the viewer may see.

    One's own candidacy is always seen whole. Whoever runs the election sees a picture before it is let through. What a
    moderator has hidden only these two see.
    """
    if viewer.person_id is not None and viewer.person_id == candidate.person_id:
        return Shown(name=True, text=True, picture=candidate.has_picture)
    if viewer.runs_it:
        return Shown(name=True, text=True, picture=candidate.has_picture)
    if candidate.is_hidden or not (viewer.is_inside or candidate.is_public):
        return NOTHING
    return Shown(name=True, text=True, picture=candidate.has_picture and candidate.is_picture_approved)
