"""Proposals in the states that tests need. A submitted one comes with its case, its thread and its counter."""

import factory

from tests.factories.accounts import PersonFactory
from tests.factories.base import HouseFactory
from tests.factories.discussions import ThreadFactory
from tests.factories.responses import CaseFactory
from youthvoice.core.clock import now
from youthvoice.discussions.models import Thread
from youthvoice.proposals.models import Proposal, ProposalCounter
from youthvoice.proposals.rules import ProposalStatus, Topic
from youthvoice.responses.models import Case


class DraftFactory(HouseFactory):
    """A draft that only its author sees."""

    class Meta:
        model = Proposal

    form_key = factory.Sequence(lambda n: f"d{n:031x}")
    author = factory.SubFactory(PersonFactory)
    title = factory.Sequence(lambda n: f"En skatebane midt i byen {n}")
    what = "De fleste af os skater på parkeringspladser og bliver sendt væk. Giv os en lille bane."
    why = "Der er ikke noget sted at være."
    who = "Kommunen kan finde en plads."
    topic = Topic.leisure
    created_at = factory.LazyFunction(now)
    changed_at = factory.LazyFunction(now)


class ProposalFactory(DraftFactory):
    """A submitted proposal that waits for an answer."""

    status = ProposalStatus.awaiting
    submitted_at = factory.LazyFunction(now)
    listed_at = factory.LazyAttribute(lambda p: p.submitted_at)
    case_id = factory.LazyFunction(lambda: CaseFactory().id)
    thread_id = factory.LazyFunction(lambda: ThreadFactory().id)

    @factory.post_generation
    def _wire(self, create: bool, _extracted: object, **_kwargs: object) -> None:
        """Let case and thread name the proposal, as submitting does, and count it."""
        session = ProposalFactory._meta.sqlalchemy_session
        case, thread = session.get_one(Case, self.case_id), session.get_one(Thread, self.thread_id)
        for owned in (case, thread):
            owned.subject_id, owned.title, owned.path = self.id, self.title, f"/forslag/{self.id}"
        self.answer_due_on = case.answer_due_on
        counter = session.get(ProposalCounter, self.status)
        if counter is None:
            session.add(ProposalCounter(status=self.status, total=1))
        else:
            counter.total += 1
        session.flush()
