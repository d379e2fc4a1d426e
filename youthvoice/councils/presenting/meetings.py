"""From meetings, seats and decisions to what a page shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext, ngettext

from youthvoice.core.clock import COPENHAGEN
from youthvoice.core.i18n import format_day, format_moment
from youthvoice.councils.deciders import address_of
from youthvoice.councils.labels import OUTCOME_KINDS, OUTCOME_LABELS, PRESENCE_LABELS, ROLE_LABELS, STANDING_LABELS
from youthvoice.councils.models import AgendaItem, Attendee, Body, Decision, Meeting, Seat
from youthvoice.councils.rules.attendance import Came, voters_present
from youthvoice.councils.rules.bodies import Attendance
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import CLOSING, MIDDLE, ItemKind, MeetingState, Presence, Quorum, quorum
from youthvoice.councils.rules.seats import ROLE_ORDER, SeatRole
from youthvoice.responses.labels import REASON_LABELS

STATE_KINDS: dict[MeetingState, str] = {
    MeetingState.planned: "draft",
    MeetingState.called: "council",
    MeetingState.open: "progress",
    MeetingState.ended: "waiting",
    MeetingState.minutes_ready: "waiting",
    MeetingState.approved: "yes",
    MeetingState.cancelled: "withdrawn",
}
"""The status kind: icon and colour."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person at a meeting, whatever seats they hold."""

    person_id: int
    name: str
    role: str
    is_member: bool
    is_substitute: bool
    presence: Presence | None
    stands_in_for_id: int | None
    stands_in_for: str
    is_young: bool

    @property
    def presence_label(self) -> str:
        """«Er her», or nothing where nothing is noted."""
        return str(PRESENCE_LABELS[self.presence]) if self.presence else ""


@dataclass(frozen=True, slots=True)
class Hall:
    """Everyone who could come, offices first, and whether enough are here."""

    people: list[PersonRow]
    quorum: Quorum

    @property
    def away(self) -> list[PersonRow]:
        """Members in whose place a substitute may sit."""
        return [row for row in self.people if row.is_member and row.presence is not Presence.present]

    @property
    def is_noted(self) -> bool:
        """Something is noted of somebody."""
        return any(row.presence for row in self.people)

    @property
    def all_noted(self) -> bool:
        """Something is noted of every member."""
        return all(row.presence for row in self.people if row.is_member)

    def those(self, presence: Presence) -> list[PersonRow]:
        """The people of whom that is noted."""
        return [row for row in self.people if row.presence is presence]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision as it is read."""

    kind: str
    label: str
    text: str
    votes: str
    reason: str
    explanation: str
    next_step: str
    contact: str
    at: datetime
    by: str
    number: int
    outcome: DecisionOutcome
    is_added: bool
    """It came after the minutes were approved."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of the agenda with its number, and what came of it."""

    id: int
    number: int
    title: str
    text: str
    is_hidden: bool
    is_standing: bool
    can_be_reported: bool
    by: str
    by_id: int | None
    path: str
    decided_at: str
    """The page of a room above where it is decided; empty: here."""
    minutes: str
    version: int
    decision: DecisionView | None
    earlier: list[DecisionView]
    is_continued: bool
    can_go_up: bool
    can_go_down: bool

    @property
    def has_record(self) -> bool:
        """Something was written or decided: it cannot be taken off."""
        return bool(self.minutes or self.decision)


def hall_of(found: Sequence[tuple[Seat, Attendee | None]], quorum_percent: int) -> Hall:
    """The people of a meeting and its quorum, from one line for each seat."""
    seats: dict[int, list[Seat]] = {}
    notes: dict[int, Attendee] = {}
    for seat, attendee in found:
        seats.setdefault(seat.person_id, []).append(seat)
        if attendee is not None:
            notes[seat.person_id] = attendee
    names = {person_id: held[0].person.display_name for person_id, held in seats.items()}
    rows = [_person(held, notes.get(person_id), names) for person_id, held in seats.items()]
    members = {row.person_id for row in rows if row.is_member}
    came = [Came(note.person_id, note.presence, note.stands_in_for_id) for note in notes.values()]
    order = {str(ROLE_LABELS[role]): place for place, role in enumerate(ROLE_ORDER)}
    rows.sort(key=lambda row: (order[row.role], row.name.lower(), row.person_id))
    return Hall(rows, quorum(len(members), voters_present(members, came), quorum_percent))


def _person(held: Sequence[Seat], note: Attendee | None, names: dict[int, str]) -> PersonRow:
    roles = {seat.role for seat in held}
    person = held[0].person
    stands_in_for = note.stands_in_for_id if note else None
    return PersonRow(
        person_id=person.id,
        name=person.display_name,
        role=str(ROLE_LABELS[min(roles, key=ROLE_ORDER.index)]),
        is_member=SeatRole.member in roles,
        is_substitute=SeatRole.substitute in roles and SeatRole.member not in roles,
        presence=note.presence if note else None,
        stands_in_for_id=stands_in_for,
        stands_in_for=names.get(stands_in_for, "") if stands_in_for else "",
        is_young=not person.is_adult,
    )


def agenda_of(
    items: Sequence[AgendaItem], decisions: Iterable[Decision], approved_at: datetime | None = None
) -> list[ItemView]:
    """The agenda, numbered along its order. ``approved_at``: when the minutes were."""
    by_item: dict[int, list[Decision]] = {}
    for decision in decisions:
        by_item.setdefault(decision.item_id, []).append(decision)
    movable = [item.id for item in items if MIDDLE <= item.position < CLOSING]
    return [_item(item, number, by_item.get(item.id, []), movable, approved_at) for number, item in enumerate(items, 1)]


def _item(
    item: AgendaItem,
    number: int,
    decisions: Sequence[Decision],
    movable: Sequence[int],
    approved_at: datetime | None,
) -> ItemView:
    is_standing = item.kind is ItemKind.standing
    views = [decision_view(decision, approved_at) for decision in decisions]
    stands = [view for view, row in zip(views, decisions, strict=True) if row.replaced_at is None]
    return ItemView(
        id=item.id,
        number=number,
        title=str(STANDING_LABELS.get(item.title, item.title)) if is_standing else item.title,
        text=item.text,
        is_hidden=item.hidden_at is not None,
        is_standing=is_standing,
        can_be_reported=item.kind is ItemKind.member,
        by=item.proposed_by_label,
        by_id=item.proposed_by_id,
        path=item.path,
        decided_at=address_of(item.subject_kind, item.subject_id),
        minutes=item.minutes,
        version=item.minutes_version,
        decision=stands[-1] if stands else None,
        earlier=[view for view, row in zip(views, decisions, strict=True) if row.replaced_at is not None],
        is_continued=item.continues_id is not None,
        can_go_up=item.id in movable[1:],
        can_go_down=item.id in movable[:-1],
    )


def decision_view(decision: Decision, approved_at: datetime | None) -> DecisionView:
    """A decision as it is read; whoever wrote it down must be loaded. ``approved_at``: when the minutes of its meeting were."""
    reason = REASON_LABELS[decision.reason_code] if decision.reason_code else ""
    contact = (decision.contact_name, decision.contact_title, decision.contact_unit) if decision.explanation else ()
    return DecisionView(
        kind=OUTCOME_KINDS[decision.outcome],
        label=str(OUTCOME_LABELS[decision.outcome]),
        text=decision.text,
        votes=_votes(decision),
        reason=str(reason),
        explanation=decision.explanation,
        next_step=decision.next_step,
        contact=", ".join(part for part in contact if part),
        at=decision.recorded_at,
        by=decision.recorded_by.display_name,
        number=decision.number,
        outcome=decision.outcome,
        is_added=approved_at is not None and decision.recorded_at > approved_at,
    )


def _votes(decision: Decision) -> str:
    if decision.votes_for is None:
        return ""
    return gettext(
        "%(yes)d for, %(no)d imod, %(none)d undlod",
        yes=decision.votes_for,
        no=decision.votes_against,
        none=decision.votes_abstaining,
    )


def quorum_line(there: Quorum) -> str:
    """«5 af 11 er her. I skal være 6 for at kunne beslutte.»"""
    here = gettext("%(here)d af %(all)d er her.", here=there.present, all=there.members)
    if not there.needed:
        return here
    if there.is_met:
        return f"{here} {gettext('Det er nok til at beslutte.')}"
    return f"{here} {gettext('I skal være %(needed)d for at kunne beslutte.', needed=there.needed)}"


def title_of(meeting: Meeting) -> str:
    """What the meeting is called: its title, or its day."""
    return meeting.title or gettext("Møde %(day)s", day=format_day(meeting.starts_at))


def time_of(meeting: Meeting) -> str:
    """«14. marts 2027 kl. 16.00-18.00», in Danish time."""
    ends = meeting.ends_at.astimezone(COPENHAGEN)
    return f"{format_moment(meeting.starts_at)}–{ends:%H.%M}"  # an en dash between two times


def attendance_line(body: Body) -> str:
    """Who may come, in words."""
    lines = {
        Attendance.members: gettext("Kun for medlemmerne."),
        Attendance.represented: gettext("For medlemmerne. Alle, de taler for, må komme og lytte."),
        Attendance.everyone: gettext("Alle må komme og lytte."),
    }
    return lines[body.attendance]


def deadline_line(days: int) -> str:
    """How long before a meeting items must be there, as the body has it."""
    if days == 0:
        return gettext("Punkter kan komme, til mødet begynder.")
    return ngettext(
        "Punkter skal være der %(num)d dag før mødet.", "Punkter skal være der %(num)d dage før mødet.", days
    )
