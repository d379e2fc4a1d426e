"""What the council has voted, and decisions as they are typed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.grants import Town, key
from tests.factories.grants_decided import entered
from tests.web.responses.facts import whole_no
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.grants.commands.awarding import give_award
from youthvoice.grants.models import Application, Award, Motion
from youthvoice.grants.queries.motions import next_motion_number
from youthvoice.grants.rules.awarding import AwardFacts
from youthvoice.grants.rules.deciding import MotionState, MotionWay
from youthvoice.grants.rules.ledger import EntryKind

RULE = "2. Vi betaler ikke løn."
BETTER = "Søg igen med en kasserer, der er frivillig, så kan vi se på det."
COMPLAINT = "Skriv til Line Holm inden fire uger, så ser vi på sagen igen."
COUNTS: dict[MotionState, tuple[int, int, int]] = {MotionState.carried: (3, 0, 1), MotionState.lost: (1, 3, 0)}


def voted(
    session: Session, by: Person, application: Application, amount: int, state: MotionState = MotionState.carried,
    **more: Any,
) -> Motion:  # fmt: skip
    """A motion of ``amount`` øre that was counted; what was carried is held."""
    in_favour, against, abstain = COUNTS.get(state, (None, None, None))
    values: dict[str, Any] = {
        "form_key": key(),
        "application_id": application.id,
        "number": next_motion_number(session, application.id),
        "amount": amount,
        "way": MotionWay.writing,
        "closes_at": now() - timedelta(hours=1),
        "state": state,
        "quorum_percent": 50,
        "in_favour": in_favour,
        "against": against,
        "abstain": abstain,
        "entitled": 4 if in_favour is not None else None,
        "put_by_id": by.id,
        "put_at": now() - timedelta(days=2),
        "settled_at": now() if in_favour is not None else None,
    }
    if more.get("way") is MotionWay.meeting:
        values["closes_at"] = None
    motion = Motion(**(values | more))
    session.add(motion)
    session.flush()
    if amount and state in (MotionState.carried, MotionState.open):
        entered(session, application, EntryKind.reserve, amount, by)
    return motion


def award_facts(**more: Any) -> AwardFacts:
    """A decision with everything that any outcome must have; ``more`` are fields of it or of its answer."""
    mine = {name: more.pop(name) for name in ("rule", "better", "complaint") if name in more}
    answer = replace(whole_no(expected_on=today() + timedelta(days=30)), **more)
    values = {"rule": RULE, "better": BETTER, "complaint": COMPLAINT}
    return AwardFacts(answer=answer, **(values | mine))


def awarded(session: Session, place: Town, application: Application, amount: int, **more: Any) -> Award:
    """The council has voted for ``amount`` øre (0: a no), and the chair has written it."""
    motion = voted(session, place.chair, application, amount)
    return give_award(session, application, motion, place.chair, award_facts(**more), key())


def page_of(application: Application, page: str) -> str:
    """The address of one of its pages: «afgoer», «klage»."""
    return f"/puljen/ansoegninger/{application.id}/{page}"
