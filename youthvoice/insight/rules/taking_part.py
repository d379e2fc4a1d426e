"""How many take part, and what comes of it, in a period of Danish days. Page and report of participation are made of it.

======================= ==========================================================================================
people                  young people (accounts of young roles) who did at least one thing of ``Deed`` in the period; each is
                        counted once, by their school today and the age they reach in the period's last year
proposals               proposals sent, withdrawn ones too; of these ``from_classes``: those a class or council sent as one
comments, supports      written, given; what was taken back is left out
carried                 times a council carried a proposal on
council_yes, council_no decisions of councils that stand
meetings                meetings that were held, of everything but classes; ``class_meetings``: of classes
minutes                 minutes that were made public
seats                   seats with a vote that are held on the period's last day, of everything but classes
contests                elections and votes that were counted; ``roll``: who could vote in them; ``ballots``: who did
applications            applications for money that were sent
granted, paid, returned øre in the ledger, without what was undone; ``granted`` less what was given up
hearings                hearings that opened; ``hearings_late``: those that asked after the decision
hearing_responses       answers that stand; ``hearing_people``: how many stand behind them
summaries               hearings that were finished with what was heard; ``summaries_owed``: those whose summary was due in
                        the period and came late or not at all
assemblies              days of Bytinget; ``delegates``: who came; ``motions``: sent in; ``resolutions``: adopted
======================= ==========================================================================================
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from youthvoice.core.suppressing import Group, to_hide
from youthvoice.insight.rules.measures import FEW, Figure


class Deed(StrEnum):
    """A way of taking part."""

    proposal = "proposal"
    """Alone or together."""
    comment = "comment"
    support = "support"
    seat = "seat"
    """In a council, for some of the period."""
    candidacy = "candidacy"
    application = "application"
    hearing = "hearing"
    assembly = "assembly"


class AgeBand(StrEnum):
    """How old, in whole years."""

    child = "0-11"
    young_teen = "12-14"
    teen = "15-17"
    young_adult = "18-20"
    adult = "21+"
    unknown = "unknown"


class Sum(StrEnum):
    """A number of things; its value is its name in storage and in the file."""

    proposals = "proposals"
    from_classes = "from_classes"
    supports = "supports"
    comments = "comments"
    carried = "carried"
    council_yes = "council_yes"
    council_no = "council_no"
    meetings = "meetings"
    class_meetings = "class_meetings"
    minutes = "minutes"
    seats = "seats"
    contests = "contests"
    roll = "roll"
    ballots = "ballots"
    applications = "applications"
    granted = "granted"
    paid = "paid"
    returned = "returned"
    hearings = "hearings"
    hearings_late = "hearings_late"
    hearing_responses = "hearing_responses"
    hearing_people = "hearing_people"
    summaries = "summaries"
    summaries_owed = "summaries_owed"
    assemblies = "assemblies"
    delegates = "delegates"
    motions = "motions"
    resolutions = "resolutions"


MONEY: frozenset[Sum] = frozenset({Sum.granted, Sum.paid, Sum.returned})
"""In øre."""
Sums = dict[str, int]
"""By the value of their ``Sum``."""


class Chapter(StrEnum):
    """A part of the report."""

    participation = "participation"
    councils = "councils"
    votes = "votes"
    answers = "answers"
    money = "money"
    hearings = "hearings"
    assembly = "assembly"


CHAPTERS: dict[Chapter, tuple[Sum, ...]] = {
    Chapter.participation: (Sum.proposals, Sum.from_classes, Sum.supports, Sum.comments),
    Chapter.councils: (
        Sum.meetings, Sum.class_meetings, Sum.minutes, Sum.seats, Sum.council_yes, Sum.council_no, Sum.carried,
    ),
    Chapter.votes: (Sum.contests, Sum.roll, Sum.ballots),
    Chapter.answers: (),
    Chapter.money: (Sum.applications, Sum.granted, Sum.paid, Sum.returned),
    Chapter.hearings: (
        Sum.hearings, Sum.hearings_late, Sum.hearing_responses, Sum.hearing_people, Sum.summaries, Sum.summaries_owed,
    ),
    Chapter.assembly: (Sum.assemblies, Sum.delegates, Sum.motions, Sum.resolutions),
}  # fmt: skip


@dataclass(frozen=True)
class PersonFacts:
    """Somebody young who did something in the period."""

    person_id: int
    deeds: frozenset[Deed]
    school_id: int | None
    birth_year: int | None


@dataclass
class People:
    """Who took part, counted by school, by age and by what they did."""

    everyone: Group = field(default_factory=Group)
    schools: defaultdict[int | None, Group] = field(default_factory=lambda: defaultdict(Group))
    ages: defaultdict[AgeBand, Group] = field(default_factory=lambda: defaultdict(Group))
    deeds: defaultdict[Deed, Group] = field(default_factory=lambda: defaultdict(Group))


def age_band(birth_year: int | None, year: int) -> AgeBand:
    """The band of the age that is reached in that year."""
    if birth_year is None:
        return AgeBand.unknown
    for top, band in ((11, AgeBand.child), (14, AgeBand.young_teen), (17, AgeBand.teen), (20, AgeBand.young_adult)):
        if year - birth_year <= top:
            return band
    return AgeBand.adult


def count_people(found: Iterable[PersonFacts], year: int) -> People:
    """Everybody once wherever they belong; ``year`` is the period's last."""
    people = People()
    for one in found:
        themselves = [one.person_id]
        people.everyone.add(themselves)
        people.schools[one.school_id].add(themselves)
        people.ages[age_band(one.birth_year, year)].add(themselves)
        for deed in one.deeds:
            people.deeds[deed].add(themselves)
    return people


def published_people(people: People) -> dict[str, dict[str, Figure]]:
    """The numbers as they are shown: ``all``, ``schools`` (by id, «none» without one), ``ages`` and ``deeds``."""
    schools, hides_whole = _kept_back({str(key or "none"): group for key, group in people.schools.items()}, people)
    ages, hides_too = _kept_back({key.value: group for key, group in people.ages.items()}, people)
    whole = FEW if hides_whole or hides_too else people.everyone.count
    deeds: dict[str, Figure] = {
        key.value: FEW if group.is_few else group.count for key, group in sorted(people.deeds.items())
    }
    return {"all": {"all": whole}, "schools": schools, "ages": ages, "deeds": deeds}


def _kept_back(groups: Mapping[str, Group], people: People) -> tuple[dict[str, Figure], bool]:
    hidden, hides_whole = to_hide(groups, people.everyone)
    return {key: FEW if key in hidden else group.count for key, group in sorted(groups.items())}, hides_whole


class PeriodProblem(StrEnum):
    """Why no report can be made of a period."""

    backwards = "backwards"
    not_over = "not_over"
    """It ends after today."""
    too_long = "too_long"


MOST_YEARS = 10


def check_period(first: date, last: date, today: date) -> PeriodProblem | None:
    """Say what is wrong with a period from the first to the last day, or None."""
    if last < first:
        return PeriodProblem.backwards
    if last > today:
        return PeriodProblem.not_over
    return PeriodProblem.too_long if last.year - first.year > MOST_YEARS else None
