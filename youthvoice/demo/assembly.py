"""The years of Bytinget in the made-up municipality: one that was held, one that is prepared; ``content/assembly.json``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.queries import find_school_by_name, find_unit_by_name
from youthvoice.assembly.commands.committees import join, make_committee, put_lead
from youthvoice.assembly.commands.delegates import name_delegate
from youthvoice.assembly.commands.delegations import DelegationFacts, add_delegation
from youthvoice.assembly.commands.materials import MaterialFacts, add_material
from youthvoice.assembly.commands.years import YearFacts, announce, make_year
from youthvoice.assembly.models import AssemblyYear, Committee, Delegation
from youthvoice.assembly.motion_listeners import gather
from youthvoice.assembly.rules.motions import Writer
from youthvoice.assembly.rules.years import DayTie, DelegateWay, Majority
from youthvoice.core.clock import COPENHAGEN, local_date, today
from youthvoice.councils.commands.meetings import call_meeting
from youthvoice.councils.commands.seats import SeatFacts, give_seat
from youthvoice.councils.models import Meeting
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.demo.assembly_after import AfterDay
from youthvoice.demo.assembly_day import DayStory
from youthvoice.demo.assembly_motions import MotionStory
from youthvoice.demo.content import form_key, moment
from youthvoice.demo.play import Deed

LAST_DAYS_AGO = 250
WEDNESDAY = 2
APART = timedelta(weeks=53)
"""More than the longest year, so that the two never fall in the same one."""


def last_day(now: datetime) -> date:
    """The Wednesday on which Bytinget was last held."""
    day = local_date(now) - timedelta(days=LAST_DAYS_AGO)
    return day - timedelta(days=(day.weekday() - WEDNESDAY) % 7)


def assembly_stories(
    session: Session, secret_key: str, people: Mapping[str, Person], told: dict[str, Any], now: datetime, bodies: dict[str, int]
) -> Iterator[Iterator[Deed]]:  # fmt: skip
    """The deeds of the year that was held, and of the one to come."""
    day = last_day(now)
    on_the_day = datetime.combine(day, time(12), COPENHAGEN)
    yield YearStory(session, secret_key, people, told["last"], on_the_day, day, bodies).deeds()
    yield YearStory(session, secret_key, people, told["next"], now, day + APART, bodies).deeds()


@dataclass
class YearStory:
    """One year. ``told`` is its entry in the content file; its moments count back from ``base``."""

    session: Session
    secret_key: str
    people: Mapping[str, Person]
    told: dict[str, Any]
    base: datetime
    day: date
    bodies: dict[str, int]
    year_id: int = 0
    committees: dict[str, int] = field(default_factory=dict)
    goes_for: dict[str, int] = field(default_factory=dict)
    """Who goes -> id of their delegation."""
    motions: dict[str, MotionStory] = field(default_factory=dict)

    def deeds(self) -> Iterator[Deed]:
        """Every deed with its time, in no particular order."""
        told = self.told
        for name, do in (
            ("made", self._make), ("announced", self._announce), ("prepared", self._prepare), ("named", self._name),
            ("formed", self._form),
        ):  # fmt: skip
            yield self.at(told[name]), do
        if "gathered" in told:
            yield self.at(told["gathered"]), self._gather
        for one in told["motions"]:
            self.motions[one["key"]] = MotionStory(self, one)
            yield from self.motions[one["key"]].deeds()
        if "day" in told:
            yield from DayStory(self, told["day"]).deeds()
        for one in told.get("after", []):
            yield from AfterDay(self, one).deeds()

    def at(self, told: str) -> datetime:
        """When something that is told happens."""
        return moment(told, self.base)

    def clock(self, told: str) -> datetime:
        """That time on the day."""
        return datetime.combine(self.day, time.fromisoformat(told), COPENHAGEN)

    def key(self, *parts: object) -> str:
        """A form key of this year's own."""
        return form_key("demo", "assembly", self.told["key"], *parts)

    def year(self) -> AssemblyYear:
        """The year as it stands."""
        return self.session.get_one(AssemblyYear, self.year_id)

    def delegation(self, who: str) -> Delegation:
        """The one that somebody goes with."""
        return self.session.get_one(Delegation, self.goes_for[who])

    def writer(self, who: str) -> Writer:
        """Who writes, signed by the delegation."""
        return Writer(self.people[who].id, self.delegation(who).name)

    @property
    def coordinator_id(self) -> int:
        """The adult who prepares it."""
        return self.people[self.told["by"]].id

    def _make(self) -> None:
        told = self.told
        unit = find_unit_by_name(self.session, told["unit"])
        starts, ends = map(self.clock, told["hours"])
        facts = YearFacts(
            theme=told["theme"], about=told["about"], unit_id=unit.id if unit else 0, starts_at=starts, ends_at=ends,
            place=told["place"], motions_due_at=moment(told["due"], starts), most_motions=3, is_named=True,
            quorum_percent=50, majority=Majority.simple, tie_rule=DayTie.falls, speech_seconds=120,
        )  # fmt: skip
        body = get_body(self.session, self.bodies["byting"])
        year = make_year(self.session, body, facts, self.key(), actor_id=self.coordinator_id)
        self.year_id = year.id

    def _announce(self) -> None:
        announce(self.session, self.year_id, actor_id=self.coordinator_id)
        meeting = self.session.get_one(Meeting, self.year().meeting_id)
        call_meeting(self.session, meeting, actor_id=self.coordinator_id)

    def _prepare(self) -> None:
        for number, one in enumerate(self.told["materials"]):
            facts = MaterialFacts(title=one["title"], text=one["text"], url=one.get("url", ""))
            add_material(self.session, self.year_id, facts, self.key("material", number), actor_id=self.coordinator_id)
        for one in self.told["delegations"]:
            school = find_school_by_name(self.session, one["school"]) if "school" in one else None
            told = DelegationFacts(
                name="", school_id=school.id if school else None, places=one["places"],
                body_id=self.bodies[one["body"]] if "body" in one else None,
                way=DelegateWay(one.get("way", "appointment")),
            )  # fmt: skip
            made = add_delegation(self.session, self.year_id, told, actor_id=self.coordinator_id)
            self.goes_for |= dict.fromkeys(one["delegates"], made.id)

    def _name(self) -> None:
        for who, delegation_id in self.goes_for.items():
            way, person = DelegateWay.appointment, self.people[who]
            name_delegate(self.session, self.year_id, delegation_id, person, way, actor_id=self.coordinator_id)
        seat = SeatFacts(role=SeatRole.chair, starts_on=today(), ends_on=self.day)
        body, chair = get_body(self.session, self.bodies["byting"]), self.people[self.told["chair"]]
        give_seat(self.session, body, chair, seat, actor_id=self.coordinator_id)

    def _gather(self) -> None:
        """What a council has carried here by then becomes a motion, as the worker makes it."""
        gather(self.session)

    def _form(self) -> None:
        for told in self.told["committees"]:
            made = make_committee(self.session, self.year(), told["name"], told["about"], self.coordinator_id)
            self.committees[told["name"]] = made.id
            for who in told["members"]:
                join(self.session, made, self.people[who].id, self.people[who].id)
            put_lead(self.session, made, self.people[told["members"][0]].id, self.coordinator_id)

    def committee(self, name: str) -> Committee:
        """The committee of that name."""
        return self.session.get_one(Committee, self.committees[name])
