"""Who may do what with a motion. The thing asked about is a MotionPlace or an AmendmentPlace (motion_place.py)."""

from typing import Any

from youthvoice.assembly import permissions as of_year
from youthvoice.assembly.rules.motions import OPEN, MotionState
from youthvoice.core.authz import PermissionMap


def works(_actor: Any, thing: Any) -> bool:
    """The day has not begun."""
    return of_year.is_announced(_actor, thing.place)


def leads_year(actor: Any, thing: Any) -> bool:
    """Runs Bytinget, or sets it up."""
    return of_year.runs(actor, thing.place) or of_year.is_administrator(actor, thing.place)


def helps_year(actor: Any, thing: Any) -> bool:
    """The adult who helps Bytinget."""
    return of_year.helps(actor, thing.place)


def is_author(_actor: Any, thing: Any) -> bool:
    """Goes with the delegation that wrote it, or had the idea."""
    return bool(thing.is_author)


def is_of_committee(_actor: Any, thing: Any) -> bool:
    """A delegate of the committee that works on it."""
    return bool(thing.is_in_committee)


def leads_committee(_actor: Any, thing: Any) -> bool:
    """Leads that committee."""
    return bool(thing.leads_committee)


def is_draft(_actor: Any, thing: Any) -> bool:
    """Not sent in yet."""
    return thing.state is MotionState.draft


def waits(_actor: Any, thing: Any) -> bool:
    """Sent in, and with no committee yet."""
    return thing.state is MotionState.submitted


def in_committee(_actor: Any, thing: Any) -> bool:
    """A committee works on it."""
    return thing.state is MotionState.in_committee


def is_ready(_actor: Any, thing: Any) -> bool:
    """The committee is done with it."""
    return thing.state is MotionState.ready


def is_open(_actor: Any, thing: Any) -> bool:
    """Still to be decided."""
    return thing.state in OPEN


def is_shown(_actor: Any, thing: Any) -> bool:
    """No moderator has hidden it."""
    return not thing.is_hidden


def amends(actor: Any, thing: Any) -> bool:
    """A delegate of the year."""
    return of_year.is_delegate(actor, thing.place)


def settles(actor: Any, thing: Any) -> bool:
    """May change the words of the amendment's motion."""
    motion = thing.motion
    if not works(actor, motion):
        return False
    if motion.state is MotionState.in_committee:
        return is_of_committee(actor, motion) or helps_year(actor, motion) or leads_year(actor, motion)
    return motion.state in (MotionState.submitted, MotionState.ready) and leads_year(actor, motion)


def is_unsettled(_actor: Any, thing: Any) -> bool:
    """Nobody has said yet what becomes of the amendment, and its motion is open."""
    return bool(thing.is_open) and thing.motion.state in OPEN


def motion_works(actor: Any, thing: Any) -> bool:
    """The day has not begun."""
    return works(actor, thing.motion)


def is_its_author(_actor: Any, thing: Any) -> bool:
    """Asked for the amendment."""
    return bool(thing.is_author)


def is_a_delegate(actor: Any, thing: Any) -> bool:
    """A delegate of the year."""
    return amends(actor, thing.motion)


PERMISSIONS: PermissionMap = {
    # Of a committee; the thing asked about is a Place.
    "motion.join": [[of_year.is_delegate, of_year.is_announced]],
    "motion.see_draft": [[is_author]],
    "motion.see_hidden": [[is_author], [leads_year]],
    "motion.change_draft": [[is_author, is_draft, works]],
    "motion.change": [
        [is_author, waits, works],
        [is_of_committee, in_committee, works],
        [helps_year, in_committee, works],
        [leads_year, waits, works],
    ],
    "motion.withdraw": [[is_author, is_open, works]],
    "motion.give": [[leads_year, is_open, works]],
    # Those who lead can send what has no committee straight to the day.
    "motion.finish": [
        [leads_committee, in_committee, works],
        [leads_year, in_committee, works],
        [leads_year, waits, works],
    ],
    "motion.reopen": [[leads_committee, is_ready, works], [leads_year, is_ready, works]],
    "motion.merge": [[leads_committee, in_committee, works], [leads_year, is_open, works]],
    "amendment.send": [[amends, is_open, is_shown, works]],
    "amendment.argue": [[is_a_delegate, is_unsettled, motion_works]],
    "amendment.withdraw": [[is_its_author, is_unsettled, motion_works]],
    "amendment.take_in": [[settles, is_unsettled]],
}
