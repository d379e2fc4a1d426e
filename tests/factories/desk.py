"""What the council does with an application, by the ordinary commands."""

from datetime import timedelta
from typing import Any

from youthvoice.core.clock import now
from youthvoice.grants.models import Application
from youthvoice.grants.rules.deciding import MotionWay
from youthvoice.grants.rules.motions import MotionFacts


def in_writing(application: Application, **more: Any) -> MotionFacts:
    """All that was asked for, voted on within three days."""
    values: dict[str, Any] = {
        "amount": application.asked,
        "conditions": "",
        "way": MotionWay.writing,
        "closes_at": now() + timedelta(days=3),
    }
    return MotionFacts(**(values | more))


def at_meeting(application: Application, **more: Any) -> MotionFacts:
    """The same, by hands at a meeting."""
    return in_writing(application, **({"way": MotionWay.meeting, "closes_at": None} | more))
