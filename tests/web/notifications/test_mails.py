"""Each mail, word for word. After a wanted change, look at the new text and copy it to ``golden/``."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest
from sqlalchemy.orm import Session

from tests.web.notifications.ladder_mails import LADDER_MAILS
from tests.web.notifications.town_mails import TOWN_MAILS
from youthvoice.accounts.models import Person, Unit
from youthvoice.accounts.rules import Role
from youthvoice.core.mail import OutboxMessage, enqueue
from youthvoice.councils.labels import ROLE_LABELS
from youthvoice.councils.models import Body, Meeting, Seat
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.proposals.models import Proposal
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.rules import Outcome, ReasonCode

GOLDEN = Path(__file__).parent / "golden"
UNIT = Unit(name="Center for Uddannelse og Pædagogik")
LINE = Person(display_name="Line Holm", title="Ungekonsulent", unit=UNIT, role=Role.official)
CASE = Case(unit=UNIT, receipt_due_on=date(2027, 2, 18), answer_due_on=date(2027, 3, 15))
NO = Answer(
    outcome=Outcome.no,
    reason_code=ReasonCode.budget,
    reason_detail="1,2 mio. kr.",
    reason_on=date(2028, 1, 3),
    number=1,
    written_by=LINE,
    created_at=datetime(2027, 3, 1, 9, tzinfo=UTC),
    explanation="Tak for dit gode forslag. Vi siger nej i år.\n\n"
    "En bane koster ca. 1,2 mio. kr., og de penge er ikke i budgettet.",
    next_step="Kom til vores møde den 4. marts. Så tager vi banen med, når vi laver næste budget.",
    asked_for="",
    expected_on=None,
    contact_name="Line Holm",
    contact_title="Ungekonsulent",
    contact_unit="Center for Uddannelse og Pædagogik",
)
MORE = Answer(
    outcome=Outcome.needs_more,
    number=1,
    written_by=LINE,
    created_at=NO.created_at,
    explanation="",
    next_step="",
    asked_for="Hvor i byen tænker I, at banen skal ligge?",
    contact_name="Line Holm",
    contact_title="",
    contact_unit="",
)
LATER = Answer(
    outcome=Outcome.in_progress,
    number=2,
    written_by=LINE,
    created_at=NO.created_at,
    explanation="Vi regner på, hvad den koster.",
    next_step="",
    asked_for="",
    expected_on=date(2027, 5, 3),
    contact_name="Line Holm",
    contact_title="Ungekonsulent",
    contact_unit="Center for Uddannelse og Pædagogik",
)
COUNCIL = Body(name="Elevrådet på Skovskolen")
MEETING = Meeting(
    starts_at=datetime(2027, 3, 4, 9, tzinfo=UTC),
    items_due_at=datetime(2027, 2, 25, 9, tzinfo=UTC),
    place="Biblioteket",
    link="https://video.example.test/elevraad",
    call_text="Vi skal finde på noget til skolegården.\n\nTag jeres ideer med.",
    cancel_reason="Skolen er lukket den dag.",
)
ABOUT_MEETING: dict[str, Any] = {
    "person": None,
    "meeting": MEETING,
    "body": COUNCIL,
    "items": ["Valg af ordstyrer", "En skatebane midt i byen", "Eventuelt"],
    "is_cancelled": False,
    "path": "/moeder/3",
    "calendar_path": "/raad/4/kalender.ics",
}
ASKS_AT = "/svar/7/forstaaet"
ABOUT_ANSWER: dict[str, Any] = {"is_change": False, "is_clearer": False, "asks_at": "", "path": "/forslag/7#svar"}
SEAT = Seat(starts_on=date(2027, 3, 4), ends_on=date(2028, 3, 3))
ABOUT_SEAT: dict[str, Any] = {"seat": SEAT, "body": COUNCIL, "path": "/raad/4"}
MAILS: dict[str, tuple[str, dict[str, Any]]] = {
    "meeting-called": ("meeting_called", {**ABOUT_MEETING, "is_open_for_items": True}),
    "meeting-called-late": (
        "meeting_called",
        {**ABOUT_MEETING, "items": [], "is_open_for_items": False, "calendar_path": None},
    ),
    "meeting-changed": ("meeting_changed", ABOUT_MEETING),
    "meeting-cancelled": ("meeting_changed", {**ABOUT_MEETING, "is_cancelled": True}),
    "meeting-near": ("meeting_near", ABOUT_MEETING),
    "seat-chosen": ("seat_given", {**ABOUT_SEAT, "role": ROLE_LABELS[SeatRole.deputy], "is_chosen": True}),
    "seat-appointed": ("seat_given", {**ABOUT_SEAT, "role": ROLE_LABELS[SeatRole.coordinator], "is_chosen": False}),
    "answer-no": ("answer", {**ABOUT_ANSWER, "answer": NO, "asks_at": ASKS_AT}),
    "answer-clearer": (
        "answer",
        {**ABOUT_ANSWER, "answer": NO, "is_change": True, "is_clearer": True, "asks_at": ASKS_AT},
    ),
    "answer-changed": ("answer", {**ABOUT_ANSWER, "answer": LATER, "is_change": True}),
    "answer-needs-more": ("answer", {**ABOUT_ANSWER, "answer": MORE}),
    "election-due": ("election_due", {"body": COUNCIL, "path": "/raad/4"}),
    "receipt": ("receipt", {"case": CASE, "who": LINE.byline, "path": "/forslag/7"}),
    "submitted": ("submitted", {"case": CASE, "path": "/forslag/7"}),
    **LADDER_MAILS,
    **TOWN_MAILS,
}


def made(session: Session, name: str) -> OutboxMessage:
    """The mail of that name, in Danish."""
    template, context = MAILS[name]
    values = {
        "person": Person(display_name="Ræven"),
        "proposal": Proposal(title="En skatebane midt i byen"),
        **context,
    }
    return enqueue(session, "raeven@example.test", f"notifications/{template}", "da", **values)


@pytest.mark.parametrize("name", MAILS)
def test_the_mail_reads_as_agreed(session: Session, name: str) -> None:
    mail = made(session, name)
    assert mail.body_text.endswith("\n")
    assert f"{mail.subject}\n\n{mail.body_text}" == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert mail.body_html == (GOLDEN / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MAILS)
def test_the_html_is_in_order_and_loads_nothing(session: Session, name: str) -> None:
    mail = made(session, name)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(mail.body_html)
    assert not parser.errors
    assert not [e for e in document.iter() if e.tag in ("img", "link", "script", "style", "iframe") or e.get("style")]


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(MAILS)
