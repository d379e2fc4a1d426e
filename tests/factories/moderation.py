"""Reports."""

from datetime import timedelta

import factory

from tests.factories.base import HouseFactory
from youthvoice.core.clock import now
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportReason


class ReportFactory(HouseFactory):
    """An open report of a text of the tests, due tomorrow."""

    class Meta:
        model = ContentReport

    form_key = factory.Sequence(lambda n: f"e{n:031x}")
    target_kind = "text_of_tests"
    target_id = 7
    target_title = factory.LazyAttribute(lambda r: f"Forslag {r.target_id}")
    target_path = factory.LazyAttribute(lambda r: f"/forslag/{r.target_id}")
    quoted = "Du er dum."
    reason = ReportReason.mean
    created_at = factory.LazyFunction(now)
    due_at = factory.LazyAttribute(lambda r: r.created_at + timedelta(days=1))
