"""Class meetings on the big screen, and their ideas."""

from datetime import timedelta

import factory

from tests.factories.base import HouseFactory
from tests.factories.councils import AgendaItemFactory, ClassFactory, OpenMeetingFactory
from youthvoice.core.clock import now
from youthvoice.councils.models import ClassIdea, ClassMeeting
from youthvoice.councils.rules.meetings import ClassPhase

QUESTION = "Hvad skal der ske i vores skolegård?"


class ClassMeetingFactory(HouseFactory):
    """A class that collects ideas; no tablets may join."""

    class Meta:
        model = ClassMeeting

    meeting = factory.SubFactory(OpenMeetingFactory, body=factory.SubFactory(ClassFactory))
    question = QUESTION
    children = 24
    phase = ClassPhase.ideas
    version = 1

    @factory.post_generation
    def item(self, create: bool, extracted: object, **kwargs: object) -> None:
        """The question stands on the agenda, as when the meeting is begun in the ordinary way."""
        AgendaItemFactory(
            meeting=self.meeting, form_key=self.meeting.form_key, title=self.question, proposed_by_label="7.B"
        )


class TabletMeetingFactory(ClassMeetingFactory):
    """Tablets may join."""

    join_code = factory.Sequence(lambda n: "CDF" + "".join("34679CDFGH"[int(d)] for d in f"{n:03d}"))
    join_until = factory.LazyFunction(lambda: now() + timedelta(hours=2))


class ClassIdeaFactory(HouseFactory):
    """An idea on the screen."""

    class Meta:
        model = ClassIdea

    form_key = factory.Sequence(lambda n: f"f{n:031x}")
    class_meeting = factory.SubFactory(ClassMeetingFactory)
    text = factory.Sequence(lambda n: f"En gynge mere, nummer {n}")
    picture = "puzzle"
    hands = 0
    created_at = factory.LazyFunction(now)


class WaitingIdeaFactory(ClassIdeaFactory):
    """An idea from a tablet that the teacher has not seen."""

    from_tablet = True
    hidden_at = factory.SelfAttribute("created_at")
