"""A case as its record tells it: one shape for the file, the paper and the bulk export (docs/records.md, record.schema.json).

Always in Danish: it is the municipality's own document. Moments and days are still values; ``plain`` makes text of them.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from youthvoice.core.clock import COPENHAGEN, local_date
from youthvoice.responses import deeds, labels
from youthvoice.responses.queries.records import CaseRows, Rows
from youthvoice.responses.rules.records import record_number
from youthvoice.settings import Settings

SCHEMA_VERSION = 1
"""Raised when a field changes its meaning or goes away; a new field alone raises nothing."""
Told = dict[str, Any]


def record_of(rows: CaseRows, settings: Settings) -> Told:
    """The whole record of a case. Call it within ``speaking("da")``."""
    return {
        "schema": "youthvoice.case-record",
        "schema_version": SCHEMA_VERSION,
        **_head(rows.case, settings),
        "parties": [{"name": one.name, "since": one.since, "until": one.until} for one in rows.parties],
        **_holder(rows.case),
        "deadline": _deadline(rows),
        "handovers": [_move(one) for one in rows.moves],
        "answers": [_answer(one, rows) for one in rows.answers],
        "promise": _promise(rows),
        "log": [_deed(one) for one in rows.deeds],
    }


def _head(case: Row[Any], settings: Settings) -> Told:
    """What the case is called, and what was asked."""
    registered_on = local_date(case.opened_at)
    return {
        "number": record_number(settings.municipality_code, registered_on, case.id),
        "municipality": {"code": settings.municipality_code, "name": settings.municipality_name},
        "registered_on": registered_on,
        "registered_at": case.opened_at,
        "subject": case.title,
        "about": {"kind": case.subject_kind, "id": case.subject_id, "url": f"{settings.base_url}{case.path}"},
        "state": _coded(case.state, labels.STATE_LABELS),
        "withdrawn_at": case.closed_at,
        "question": case.question,
        "asked_by": case.asked_by,
    }


def _holder(case: Row[Any]) -> Told:
    """Who owes the answer, and who said that the case has come."""
    receiver = _person(case.receiver_name, case.receiver_title)
    return {
        "unit": {"id": case.unit_id, "name": case.unit_name},
        "assignee": _person(case.assignee_name, case.assignee_title),
        "receipt": {"due_on": case.receipt_due_on, "at": case.receipt_at, "by": receiver},
    }


def plain(value: Any) -> Any:
    """For ``json.dumps(default=plain)``: moments in Danish time with their offset, days as they are. Raises TypeError."""
    if isinstance(value, datetime):
        return value.astimezone(COPENHAGEN).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no part of a record: {type(value).__name__}")


def _coded(code: StrEnum | None, words: Mapping[Any, Any]) -> Told | None:
    return None if code is None else {"code": code.value, "label": str(words[code])}


def _person(name: str | None, title: str | None) -> Told | None:
    return None if name is None else {"name": name, "title": title or ""}


def _deadline(rows: CaseRows) -> Told:
    case = rows.case
    return {
        "due_on": case.answer_due_on,
        "counted_from": case.clock_from,
        "paused_on": case.paused_on,
        "paused_days": case.paused_days,
        "answered_at": case.answered_at,
        "first_answered_at": case.first_answered_at,
        "first_due_on": case.first_due_on,
        "first_paused_days": case.first_paused_days if case.first_answered_at is not None else None,
        "extension": _extension(rows.extension),
        "reopening": _reopening(rows.reopening),
    }


def _extension(row: Row[Any] | None) -> Told | None:
    if row is None:
        return None
    return {
        "at": row.at,
        "by": row.by_label,
        "reason": row.reason,
        "before_on": row.before_on,
        "until_on": row.until_on,
    }


def _reopening(row: Row[Any] | None) -> Told | None:
    if row is None:
        return None
    cause = _coded(row.cause, deeds.CAUSE_LABELS)
    return {"at": row.at, "cause": cause, "answer_number": row.answer_number, "due_on": row.due_on}


def _move(row: Row[Any]) -> Told:
    return {
        "at": row.at,
        "by": row.by_name,
        "from_unit": row.from_unit,
        "to_unit": row.to_unit,
        "from_person": row.from_person,
        "to_person": row.to_person,
        "word": row.word,
    }


def _answer(row: Row[Any], rows: CaseRows) -> Told:
    return {
        "number": row.number,
        "outcome": _coded(row.outcome, labels.OUTCOME_LABELS),
        "reason": _coded(row.reason_code, labels.REASON_LABELS),
        "reason_detail": row.reason_detail,
        "reason_on": row.reason_on,
        "explanation": row.explanation,
        "next_step": row.next_step,
        "asked_for": row.asked_for,
        "expected_on": row.expected_on,
        "contact": {"name": row.contact_name, "title": row.contact_title, "unit": row.contact_unit},
        "lix": row.lix,
        "written_by": {"name": row.writer_name, "title": row.writer_title or "", "unit": row.writer_unit or ""},
        "created_at": row.created_at,
        "replaced_at": row.replaced_at,
        "feedback": _feedback([one for one in rows.feedback if one.answer_id == row.id], rows.wishes.get(row.id, 0)),
    }


def _feedback(said: Rows, wishes: int) -> Told:
    """As the unit reads it on the case's page: counted, and the words without who and when; hidden words are left out."""
    return {
        "said": len(said),
        "understood": sum(one.understood for one in said),
        "taken_seriously": sum(one.taken_seriously for one in said),
        "unclear": [one.unclear for one in said if one.unclear and not one.is_hidden],
        "clearer_wished": wishes,
    }


def _promise(rows: CaseRows) -> Told | None:
    row = rows.promise
    if row is None:
        return None
    return {
        "words": row.words,
        "state": _coded(row.state, labels.PROMISE_LABELS),
        "is_public": row.hidden_at is None,
        "unit": row.unit_name,
        "owner": _person(row.owner_name, row.owner_title),
        "promised_at": row.promised_at,
        "promised_for": row.promised_for,
        "due_on": row.due_on,
        "done_at": row.done_at,
        "settled_at": row.settled_at,
        "milestones": [_milestone(one) for one in rows.milestones],
        "reports": [_report(one) for one in rows.reports],
        "checks": [{"months": one.months, "due_on": one.due_on, "asked_at": one.asked_at} for one in rows.checks],
        "marks": [{"at": one.at, "verdict": _coded(one.verdict, labels.VERDICT_LABELS)} for one in rows.marks],
    }


def _milestone(row: Row[Any]) -> Told:
    return {
        "words": row.words,
        "owner": row.owner_name,
        "due_on": row.due_on,
        "first_due_on": row.first_due_on,
        "done_at": row.done_at,
    }


def _report(row: Row[Any]) -> Told:
    return {"at": row.at, "by": row.by_name, "words": row.words, "picture": row.alt_text or None}


def _deed(row: Row[Any]) -> Told:
    is_young = row.action in deeds.BY_THE_YOUNG
    return {
        "at": row.at,
        "actor": None if is_young else row.actor_name,
        "action": row.action,
        "label": deeds.deed_label(row.action),
        "about": {"kind": row.subject_kind, "id": row.subject_id},
        "data": row.data,
    }
