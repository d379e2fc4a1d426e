"""Threads and comments."""

import factory

from tests.factories.accounts import PersonFactory
from tests.factories.base import HouseFactory
from youthvoice.core.clock import now
from youthvoice.discussions.models import Comment, Thread


class ThreadFactory(HouseFactory):
    """An empty thread of a proposal."""

    class Meta:
        model = Thread

    subject_kind = "proposal"
    subject_id = factory.Sequence(lambda n: 1_000_000 + n)
    title = factory.Sequence(lambda n: f"Forslag {n}")
    path = factory.LazyAttribute(lambda t: f"/forslag/{t.subject_id}")


class CommentFactory(HouseFactory):
    """A comment; pass ``thread``; counts itself."""

    class Meta:
        model = Comment

    form_key = factory.Sequence(lambda n: f"c{n:031x}")
    thread = factory.SubFactory(ThreadFactory)
    author = factory.SubFactory(PersonFactory)
    body = "Det ville hjælpe mange af os."
    created_at = factory.LazyFunction(now)

    @factory.post_generation
    def _count(self, _create: bool, _extracted: object, **_kwargs: object) -> None:
        self.thread.comment_count += 1
