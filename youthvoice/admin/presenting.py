"""What an administrator reads: entries of the log in words, and what another one saved meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext

from youthvoice.accounts.models import Unit
from youthvoice.admin.deeds import DATA_LABELS, SUBJECT_LABELS, deed_label
from youthvoice.admin.forms import EditUnitForm
from youthvoice.admin.queries.log import Key
from youthvoice.core.audit import AuditEntry
from youthvoice.core.templating import cached_url_for
from youthvoice.proposals.labels import TOPIC_LABELS
from youthvoice.proposals.rules import Topic
from youthvoice.responses.deeds import actor_label

PAGES: dict[str, tuple[str, str]] = {
    "proposal": ("proposals.detail", "proposal_id"),
    "case": ("responses.show_case", "case_id"),
    "comment": ("discussions.comment", "comment_id"),
    "content_report": ("moderation.detail", "report_id"),
    "body": ("councils.body", "body_id"),
    "meeting": ("councils.meeting", "meeting_id"),
    "election": ("elections.election", "election_id"),
    "promise": ("promises.show", "promise_id"),
    "unit": ("admin.unit", "unit_id"),
    "person": ("admin.log", "person"),
}
"""Kind of subject -> (its page, the name of its id in the address). A person's is all they did."""
IDS = {
    "person_id": "person",
    "owner_id": "person",
    "unit_id": "unit",
    "school_id": "school",
    "body_id": "body",
    "case_id": "case",
}
"""How the name of an id ends -> what it is the id of."""
PEOPLE = frozenset({"from_id", "to_id"})
NOT_TOLD = frozenset({"form_key"})


@dataclass(frozen=True)
class Entry:
    """One line of the log."""

    at: datetime
    actor: str
    actor_id: int | None
    deed: str
    subject: str
    url: str | None
    facts: list[tuple[str, str]]


def keys_in(entries: list[AuditEntry]) -> Iterator[Key]:
    """Everything in the entries that may have a name."""
    for entry in entries:
        yield entry.subject_kind, entry.subject_id
        if entry.actor_id is not None:
            yield "person", entry.actor_id
        for name, value in entry.data.items():
            kind = _kind_of(name)
            if kind is not None and isinstance(value, int):
                yield kind, value


def entry_view(entry: AuditEntry, names: dict[Key, str]) -> Entry:
    """An entry in words."""
    kind, row_id = entry.subject_kind, entry.subject_id
    called = names.get((kind, row_id)) or f"#{row_id}"
    page = PAGES.get(kind)
    return Entry(
        at=entry.at,
        actor=actor_label(entry.action, _name(entry.actor_id, names)),
        actor_id=entry.actor_id,
        deed=deed_label(entry.action),
        subject=f"{SUBJECT_LABELS.get(kind, kind)}: {called}" if row_id else str(SUBJECT_LABELS.get(kind, kind)),
        url=cached_url_for(page[0], **{page[1]: row_id}) if page else None,
        facts=[
            (_label(name), _value(name, value, names)) for name, value in entry.data.items() if _is_told(name, value)
        ],
    )


def standing_values(form: EditUnitForm, unit: Unit) -> list[tuple[str, str]]:
    """(label, what stands now) of every field where that differs from what was typed."""
    found = []
    for field in (form.name, form.kind, form.school_id, form.leader_id):
        stands = getattr(unit, field.name)
        if field.data != stands:
            choices = {str(one[0]): str(one[1]) for one in field.iter_choices()} if hasattr(field, "choices") else {}
            plain = "" if stands is None else str(stands)
            found.append((str(field.label.text), choices.get(plain, plain) or gettext("Tomt")))
    return found


def _name(actor_id: int | None, names: dict[Key, str]) -> str | None:
    return (names.get(("person", actor_id)) or f"#{actor_id}") if actor_id is not None else None


def _kind_of(name: str) -> str | None:
    if name in PEOPLE:
        return "person"
    return next((kind for ending, kind in IDS.items() if name == ending or name.endswith(f"_{ending}")), None)


def _is_told(name: str, value: Any) -> bool:
    return name not in NOT_TOLD and value not in (None, [], "")


def _label(name: str) -> str:
    return str(DATA_LABELS.get(name, name))


def _value(name: str, value: Any, names: dict[Key, str]) -> str:
    kind = _kind_of(name)
    if kind is not None and isinstance(value, int):
        return names.get((kind, value)) or f"#{value}"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return gettext("Ja") if value else gettext("Nej")
    topic = next((one for one in Topic if one.value == value), None) if name == "topic" else None
    return str(TOPIC_LABELS[topic]) if topic else str(value)
