"""Routes."""

import factory

from tests.factories.accounts import UnitFactory
from tests.factories.base import HouseFactory
from youthvoice.proposals.models import Route


class RouteFactory(HouseFactory):
    """The rule for all the rest."""

    class Meta:
        model = Route

    topic = None
    school_id = None
    unit_id = factory.LazyFunction(lambda: UnitFactory().id)
