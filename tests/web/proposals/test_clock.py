"""What the young read of the municipality's time: on the card, and beneath the deadline on the page."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, UnitFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.responses import AnswerFactory
from youthvoice.core.clock import now, today
from youthvoice.core.i18n import format_day
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.commands.whose import extend_case, hand_over
from youthvoice.responses.models import Case
from youthvoice.responses.presenting import due_line, follow_up_line
from youthvoice.responses.rules import CaseState, Outcome, ReasonCode

DAY = date(2027, 3, 15)
REASON = "Vi venter på en måling af støjen, og den kommer først til sommer."


def told(day: date) -> str:
    """As the page writes a day."""
    return format_day(day, year=day.year != today().year)


def both(client: Any, proposal: Proposal) -> tuple[str, str]:
    """(the page, the list with its cards)."""
    return client.get(f"/forslag/{proposal.id}").text, client.get("/forslag").text


def case_of(session: Session, proposal: Proposal) -> Case:
    return session.get_one(Case, proposal.case_id)


@pytest.mark.parametrize(
    ("days", "started", "is_reopened", "line"),
    [
        (1, 30, False, "Kommunen skal svare senest 16. marts"),
        (1, 30, True, "Kommunen skal svare bedre senest 16. marts"),
        (0, 30, True, "Kommunen skal svare bedre i dag"),
        (-1, 30, True, "Kommunen er 1 dag forsinket"),
        (-30, 30, False, "Kommunen er 30 dage forsinket"),
        (-31, 30, False, "Kommunen er meget forsinket: 31 dage"),
        (-14, 14, True, "Kommunen er 14 dage forsinket"),
        (-15, 14, True, "Kommunen er meget forsinket: 15 dage"),
    ],
)
def test_the_line_on_the_card(
    app: Any, session: Session, days: int, started: int, is_reopened: bool, line: str
) -> None:
    due_on = DAY + timedelta(days=days)
    started_on = due_on - timedelta(days=started)
    assert due_line(due_on, True, DAY, started_on=started_on, is_reopened=is_reopened) == line


def test_while_others_decide(app: Any, session: Session) -> None:
    assert follow_up_line(DAY, DAY) == "Kommunen følger op senest 15. marts"
    assert follow_up_line(DAY, DAY + timedelta(days=1)) == "Kommunen skulle have fulgt op 15. marts"


def test_a_deadline_that_was_moved_tells_why_and_who_owes_it_now(client: Any, session: Session) -> None:
    proposal = ProposalFactory()
    case = case_of(session, proposal)
    official, before = OfficialFactory(unit=case.unit), case.unit.name
    traffic = OfficialFactory(unit=UnitFactory(name="Center for Trafik")).unit
    hand_over(session, case, official, traffic, "Det er en sag om veje og stier.")
    was_due = case.answer_due_on
    extension = extend_case(session, case, official, was_due + timedelta(days=20), REASON)
    session.commit()
    page, _ = both(client, proposal)
    assert f"Kommunen har flyttet fristen fra {told(was_due)} til {told(extension.until_on)}." in page
    assert REASON in page
    assert official.display_name in page
    assert f"{before} har givet forslaget videre. Nu skal Center for Trafik svare." in page
    assert "Det er en sag om veje" not in page


def test_a_clock_that_stands_still(client: Any, session: Session) -> None:
    proposal = ProposalFactory(status=ProposalStatus.needs_more)
    case = case_of(session, proposal)
    case.state, case.paused_on = CaseState.needs_more, today() - timedelta(days=3)
    session.commit()
    line = f"Kommunen venter på svar fra forfatteren siden {told(case.paused_on)}"
    page, cards = both(client, proposal)
    assert f"{line}. Så længe står fristen stille." in page
    assert line in cards


def test_passed_on_waits_for_others(client: Any, session: Session) -> None:
    proposal = ProposalFactory(status=ProposalStatus.passed_on, answered_at=now())
    case = case_of(session, proposal)
    case.state = CaseState.passed_on
    AnswerFactory(case=case, outcome=Outcome.passed_on, reason_code=ReasonCode.not_our_decision, reason_detail="Movia.")
    session.commit()
    line = f"Kommunen følger op senest {told(case.answer_due_on)}"
    page, cards = both(client, proposal)
    assert f"Venter på svar fra: Movia. {line}." in page
    assert line in cards
    proposal.answer_due_on, proposal.version = today() - timedelta(days=2), proposal.version + 1
    session.commit()
    assert "Kommunen skulle have fulgt op" in client.get(f"/forslag/{proposal.id}").text
    # Answered before others' answers had to be recorded: nobody follows anything up.
    case.state, case.answered_at, proposal.version = CaseState.answered, now(), proposal.version + 1
    session.commit()
    page, cards = both(client, proposal)
    assert "Kommunen følger op" not in cards
    assert "have fulgt op" not in page


def test_more_than_twice_the_time(client: Any, session: Session) -> None:
    proposal = ProposalFactory()
    case = case_of(session, proposal)
    case.clock_from, case.receipt_at = today() - timedelta(days=70), now()
    case.answer_due_on = proposal.answer_due_on = today() - timedelta(days=40)
    session.commit()
    page, cards = both(client, proposal)
    assert "Kommunen har brugt mere end dobbelt så lang tid, som den måtte." in page
    assert "Kommunen er meget forsinket: 40 dage" in cards
