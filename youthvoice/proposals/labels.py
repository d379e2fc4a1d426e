"""Words for topics and statuses, and the kind (icon and colour) of each status."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from flask_babel import LazyString, gettext, lazy_gettext

from youthvoice.core.i18n import locale_code
from youthvoice.councils.rules.bodies import SCHOOL_KINDS, BodyKind
from youthvoice.proposals.rules import OPEN_STATUSES, ProposalStatus, Topic

TOPIC_LABELS: Mapping[Topic, LazyString] = {
    Topic.leisure: lazy_gettext("Fritid"),
    Topic.school: lazy_gettext("Skole"),
    Topic.wellbeing: lazy_gettext("Trivsel"),
    Topic.traffic: lazy_gettext("Trafik"),
    Topic.climate: lazy_gettext("Klima og natur"),
    Topic.democracy: lazy_gettext("Demokrati"),
    Topic.community: lazy_gettext("Fællesskab"),
}
STATUS_LABELS: Mapping[ProposalStatus, LazyString] = {
    ProposalStatus.draft: lazy_gettext("Kladde"),
    ProposalStatus.in_council: lazy_gettext("Hos et råd"),
    ProposalStatus.council_no: lazy_gettext("Rådet sagde nej"),
    ProposalStatus.awaiting: lazy_gettext("Venter på svar"),
    ProposalStatus.in_progress: lazy_gettext("I gang"),
    ProposalStatus.needs_more: lazy_gettext("Kommunen har spurgt om mere"),
    ProposalStatus.yes: lazy_gettext("Ja"),
    ProposalStatus.partly: lazy_gettext("Delvist ja"),
    ProposalStatus.no: lazy_gettext("Nej"),
    ProposalStatus.passed_on: lazy_gettext("Sendt videre"),
    ProposalStatus.withdrawn: lazy_gettext("Trukket tilbage"),
}
STATUS_KINDS: Mapping[ProposalStatus, str] = {
    ProposalStatus.draft: "draft",
    ProposalStatus.in_council: "council",
    ProposalStatus.council_no: "no",
    ProposalStatus.awaiting: "waiting",
    ProposalStatus.in_progress: "progress",
    ProposalStatus.needs_more: "more",
    ProposalStatus.yes: "yes",
    ProposalStatus.partly: "partly",
    ProposalStatus.no: "no",
    ProposalStatus.passed_on: "passed",
    ProposalStatus.withdrawn: "withdrawn",
}
# The municipality owes the next move; in needs_more the author does.
OWED_STATUSES = OPEN_STATUSES - {ProposalStatus.needs_more}

LOCKED_TEXT = lazy_gettext(
    "Et råd eller en klasse har sagt ja til netop disse ord. Derfor kan de ikke laves om. Du kan skrive en kommentar."
)


def is_late(status: ProposalStatus, due_on: date | None, today: date) -> bool:
    """The municipality owes an answer, and its day has passed."""
    return status in OWED_STATUSES and due_on is not None and due_on < today


def status_kind(status: ProposalStatus, due_on: date | None, today: date) -> str:
    """The kind of icon and colour: that of the status, or «overdue»."""
    return "overdue" if is_late(status, due_on, today) else STATUS_KINDS[status]


@lru_cache(maxsize=8)
def _plain(_locale: str) -> tuple[dict[Topic, str], dict[ProposalStatus, str], str]:
    topics = {topic: str(label) for topic, label in TOPIC_LABELS.items()}
    statuses = {status: str(label) for status, label in STATUS_LABELS.items()}
    return topics, statuses, gettext("Hele kommunen")


def topic_labels() -> dict[Topic, str]:
    """Topics in the language of the page, looked up once a language."""
    return _plain(locale_code())[0]


def status_labels() -> dict[ProposalStatus, str]:
    """Statuses in the language of the page, looked up once a language."""
    return _plain(locale_code())[1]


def whole_municipality() -> str:
    """What stands where a proposal belongs to no school."""
    return _plain(locale_code())[2]


def body_label(kind: BodyKind, name: str, school: str | None) -> str:
    """A body's name where nothing around it tells the school: «7.B, Virum Skole», «Elevrådet på Virum Skole»."""
    return f"{name}, {school}" if kind in SCHOOL_KINDS and school and school not in name else name


def votes_line(votes_for: int, against: int, abstaining: int) -> str:
    """«Stemmer: 12 for, 1 imod, 0 undlod.»"""
    return str(
        gettext(
            "Stemmer: %(votes)d for, %(against)d imod, %(abstaining)d undlod.",
            votes=votes_for, against=against, abstaining=abstaining,
        )
    )  # fmt: skip


def hands_line(hands: int, children: int) -> str:
    """«18 af 22 rakte hånden op.»"""
    return str(gettext("%(hands)d af %(children)d rakte hånden op.", hands=hands, children=children))
