"""What happened to a text that somebody reported."""

from dataclasses import dataclass

from youthvoice.moderation.rules import ReportReason


@dataclass(frozen=True)
class ContentReported:
    """A text was reported, or the platform raised an alarm over it. ``is_urgent``: a human is needed now."""

    report_id: int
    kind: str
    id: int
    title: str
    reason: ReportReason
    is_urgent: bool
    is_automatic: bool


@dataclass(frozen=True)
class ContentHidden:
    """A moderator hid the text. ``reason`` is for the author; ``reporter_ids`` are those who reported signed in."""

    kind: str
    id: int
    author_id: int
    reason: str
    path: str
    title: str
    report_id: int
    reporter_ids: tuple[int, ...]


@dataclass(frozen=True)
class ContentKept:
    """A moderator let the text stand; ``was_hidden``: that turned an earlier decision, so it can be read again."""

    kind: str
    id: int
    author_id: int
    reason: str
    path: str
    title: str
    report_id: int
    reporter_ids: tuple[int, ...]
    was_hidden: bool
