"""People, schools and units."""

import factory

from tests.factories.base import HouseFactory
from youthvoice.accounts.models import Person, School, Unit
from youthvoice.accounts.rules import Role, SchoolType
from youthvoice.core.clock import now


class SchoolFactory(HouseFactory):
    """A primary school."""

    class Meta:
        model = School

    name = factory.Sequence(lambda n: f"Skole {n}")
    kind = SchoolType.primary


class UnitFactory(HouseFactory):
    """A centre of the administration."""

    class Meta:
        model = Unit

    name = factory.Sequence(lambda n: f"Center {n}")


class PersonFactory(HouseFactory):
    """A young person of fifteen or so."""

    class Meta:
        model = Person

    display_name = factory.Sequence(lambda n: f"Ræv {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.test")
    role = Role.young_person
    birth_year = factory.LazyFunction(lambda: now().year - 15)
    created_at = factory.LazyFunction(now)


class OfficialFactory(PersonFactory):
    """An official with a title and a unit."""

    display_name = factory.Sequence(lambda n: f"Line Holm {n}")
    role = Role.official
    birth_year = None
    title = "Ungekonsulent"
    unit = factory.SubFactory(UnitFactory)


class TeacherFactory(PersonFactory):
    """A teacher at a school."""

    role = Role.teacher
    birth_year = None
    title = "Lærer"
    school = factory.SubFactory(SchoolFactory)


class ModeratorFactory(OfficialFactory):
    """Reads the reports."""

    role = Role.moderator


class AdministratorFactory(OfficialFactory):
    """Runs the platform."""

    role = Role.administrator
