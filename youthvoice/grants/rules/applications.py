"""An application: from a draft to approved accounts, and what a pool's rules say of it while it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from youthvoice.grants.rules.pools import Excluded, Limits


class ApplicationStatus(StrEnum):
    """Where an application stands."""

    draft = "draft"
    submitted = "submitted"
    needs_more = "needs_more"
    """The council has asked for more; the applicants' turn."""
    withdrawn = "withdrawn"
    rejected = "rejected"
    granted = "granted"
    """Decided; the letter waits for the applicants' yes."""
    accepted = "accepted"
    """Conditions accepted: money can be paid, and accounts are owed by a day."""
    accounting = "accounting"
    """Accounts were sent and wait to be approved."""
    closed = "closed"
    """Accounts approved."""
    given_up = "given_up"
    """Granted, but the applicants do not do it after all."""


_S = ApplicationStatus
TRANSITIONS: dict[ApplicationStatus, frozenset[ApplicationStatus]] = {
    _S.draft: frozenset({_S.submitted, _S.withdrawn}),
    _S.submitted: frozenset({_S.needs_more, _S.withdrawn, _S.rejected, _S.granted}),
    _S.needs_more: frozenset({_S.submitted, _S.withdrawn, _S.rejected, _S.granted}),
    _S.withdrawn: frozenset(),
    # After a complaint, a no may become a yes; never the other way round.
    _S.rejected: frozenset({_S.granted}),
    _S.granted: frozenset({_S.accepted, _S.given_up}),
    _S.accepted: frozenset({_S.accounting, _S.given_up}),
    _S.accounting: frozenset({_S.accepted, _S.closed}),
    _S.closed: frozenset(),
    _S.given_up: frozenset(),
}
WAITING: frozenset[ApplicationStatus] = frozenset({_S.submitted, _S.needs_more})
"""To be decided."""
DECIDED_YES: frozenset[ApplicationStatus] = frozenset({_S.granted, _S.accepted, _S.accounting, _S.closed, _S.given_up})
WRITABLE: frozenset[ApplicationStatus] = frozenset({_S.draft, _S.needs_more})
"""The applicants may change the words."""


def allowed(before: ApplicationStatus, after: ApplicationStatus) -> bool:
    """Tell whether an application may go from one status to the other."""
    return after in TRANSITIONS[before]


class Field(StrEnum):
    """A part of an application that can be filled in, commented on and asked about."""

    headline = "headline"
    what = "what"
    group = "group"
    when_where = "when_where"
    for_whom = "for_whom"
    how_to_join = "how_to_join"
    budget = "budget"
    risks = "risks"
    adult = "adult"
    everything = "everything"


class LineKind(StrEnum):
    """What a line of a budget is spent on."""

    food = "food"
    rent = "rent"
    equipment = "equipment"
    transport = "transport"
    fees = "fees"
    """Instructors, bands, rights."""
    publicity = "publicity"
    other = "other"


class AgeBand(StrEnum):
    """Whom an activity is for."""

    under_13 = "under_13"
    from_13_to_15 = "from_13_to_15"
    from_16_to_18 = "from_16_to_18"
    over_18 = "over_18"
    mixed = "mixed"


class FileKind(StrEnum):
    """What a file of an application is."""

    picture = "picture"
    """Shows the idea; may stand instead of long text."""
    quote = "quote"
    """What something costs, as a shop or a hall offered it."""
    receipt = "receipt"
    """Of the accounts; never public."""
    invoice = "invoice"
    """To be paid by the municipality; never public."""
    result = "result"
    """A picture of what came of it, for the gallery."""


class MemberRole(StrEnum):
    """Who somebody is in a group that applies."""

    lead = "lead"
    member = "member"


TITLE_MIN = 3
TITLE_MAX = 80
TEXT_MAX = 3000
WHAT_MIN = 30
"""Characters; 0 where a picture or a video tells it."""
GROUP_MAX = 80
PLACE_MAX = 120
LINK_MAX = 300
LINE_MAX = 80
MOST_LINES = 25
MOST_MEMBERS = 30
NOTE_MAX = 1000
ADULT_AGE = 18


class Breach(StrEnum):
    """How an application does not fit the pool's rules, or is not whole."""

    title_missing = "title_missing"
    what_missing = "what_missing"
    """Too little text, and neither picture nor video."""
    group_missing = "group_missing"
    when_missing = "when_missing"
    place_missing = "place_missing"
    for_whom_missing = "for_whom_missing"
    how_to_join_missing = "how_to_join_missing"
    no_lines = "no_lines"
    too_little = "too_little"
    too_much = "too_much"
    too_soon = "too_soon"
    ends_before_it_begins = "ends_before_it_begins"
    after_the_year = "after_the_year"
    adult_missing = "adult_missing"
    too_young = "too_young"
    too_old = "too_old"
    age_unknown = "age_unknown"
    rules_not_confirmed = "rules_not_confirmed"
    """Nobody has said that it is none of what the pool does not pay for."""
    owes_accounts = "owes_accounts"
    """The lead's or the group's accounts of an earlier grant are late."""
    pool_takes_none = "pool_takes_none"


FIELD_OF: dict[Breach, Field] = {
    Breach.title_missing: Field.headline,
    Breach.what_missing: Field.what,
    Breach.group_missing: Field.group,
    Breach.when_missing: Field.when_where,
    Breach.place_missing: Field.when_where,
    Breach.too_soon: Field.when_where,
    Breach.ends_before_it_begins: Field.when_where,
    Breach.after_the_year: Field.when_where,
    Breach.for_whom_missing: Field.for_whom,
    Breach.how_to_join_missing: Field.how_to_join,
    Breach.no_lines: Field.budget,
    Breach.too_little: Field.budget,
    Breach.too_much: Field.budget,
    Breach.adult_missing: Field.adult,
    Breach.too_young: Field.group,
    Breach.too_old: Field.group,
    Breach.age_unknown: Field.group,
    Breach.rules_not_confirmed: Field.everything,
    Breach.owes_accounts: Field.everything,
    Breach.pool_takes_none: Field.everything,
}


@dataclass(frozen=True, kw_only=True)
class ApplicationFacts:
    """An application as it stands, for the check against the rules. Amounts are øre."""

    title: str = ""
    what: str = ""
    has_picture_or_video: bool = False
    group_name: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    for_whom: str = ""
    how_to_join: str = ""
    lines: tuple[int, ...] = ()
    other_income: int = 0
    lead_birth_year: int | None = None
    has_adult: bool = False
    confirmed: frozenset[Excluded] = field(default_factory=frozenset)
    """Of what the pool does not pay for: what the applicants have said it is not."""
    owes_accounts: bool = False

    @property
    def asked(self) -> int:
        """What they ask for: the budget, less other income; never below zero."""
        return max(0, sum(self.lines) - self.other_income)


def breaches(facts: ApplicationFacts, limits: Limits, today: date, last_day: date) -> list[Breach]:
    """What keeps an application from being sent, in the order of the form; empty where it fits.

    ``last_day`` is the last day on which an activity of this pool may begin.
    """
    return [
        *_words(facts),
        *_days(facts, limits, today, last_day),
        *_money(facts, limits),
        *_people(facts, limits, today),
    ]


def needs_adult(birth_year: int | None, year: int) -> bool:
    """Tell whether the lead can still be under 18, so that an adult contact is needed; an unknown year counts as yes."""
    return birth_year is None or year - birth_year <= ADULT_AGE


def _words(facts: ApplicationFacts) -> Iterator[Breach]:
    if len(facts.title.strip()) < TITLE_MIN:
        yield Breach.title_missing
    if not facts.has_picture_or_video and len(facts.what.strip()) < WHAT_MIN:
        yield Breach.what_missing
    if len(facts.group_name.strip()) < 2:
        yield Breach.group_missing
    if not facts.place.strip():
        yield Breach.place_missing
    if not facts.for_whom.strip():
        yield Breach.for_whom_missing
    if not facts.how_to_join.strip():
        yield Breach.how_to_join_missing


def _days(facts: ApplicationFacts, limits: Limits, today: date, last_day: date) -> Iterator[Breach]:
    if facts.begins_on is None:
        yield Breach.when_missing
        return
    if facts.begins_on < today + timedelta(days=limits.notice_days):
        yield Breach.too_soon
    elif facts.begins_on > last_day:
        yield Breach.after_the_year
    if facts.ends_on is not None and facts.ends_on < facts.begins_on:
        yield Breach.ends_before_it_begins


def _money(facts: ApplicationFacts, limits: Limits) -> Iterator[Breach]:
    if not facts.lines:
        yield Breach.no_lines
    elif facts.asked <= 0 or (limits.lowest is not None and facts.asked < limits.lowest):
        yield Breach.too_little
    elif limits.highest is not None and facts.asked > limits.highest:
        yield Breach.too_much


def _people(facts: ApplicationFacts, limits: Limits, today: date) -> Iterator[Breach]:
    if limits.min_age is not None or limits.max_age is not None:
        if facts.lead_birth_year is None:
            yield Breach.age_unknown
        elif limits.min_age is not None and today.year - facts.lead_birth_year < limits.min_age:
            yield Breach.too_young
        elif limits.max_age is not None and today.year - facts.lead_birth_year > limits.max_age:
            yield Breach.too_old
    if needs_adult(facts.lead_birth_year, today.year) and not facts.has_adult:
        yield Breach.adult_missing
    if limits.excluded - facts.confirmed:
        yield Breach.rules_not_confirmed
    if facts.owes_accounts:
        yield Breach.owes_accounts
