"""A municipality with three units: one that answers much, one that answers little, and one from the year before."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, UnitFactory
from tests.factories.responses import AnswerFactory, CaseFactory
from youthvoice.accounts.models import Unit
from youthvoice.core.clock import local_date
from youthvoice.responses.models import AnswerFeedback, Case, CaseParty
from youthvoice.responses.rules import CaseState, Outcome, ReasonCode

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)


@pytest.fixture
def units(session: Session) -> dict[str, Unit]:
    """By name. The Danish alphabet puts Å last."""
    return {name: UnitFactory(name=name) for name in ("Ældre og sundhed", "Årets projekter", "Børn og unge")}


@pytest.fixture
def ask(session: Session) -> Callable[..., Case]:
    """``ask(unit, opened, answered_after=...)``: a case of a new person, answered so many days later."""

    def asked(unit: Unit, opened: datetime, answered_after: int | None = None, outcome: Outcome = Outcome.no) -> Case:
        due = local_date(opened) + timedelta(days=30)
        case = CaseFactory(unit=unit, opened_at=opened, receipt_due_on=due, answer_due_on=due)
        session.add(CaseParty(case_id=case.id, person_id=PersonFactory().id, since=opened))
        if answered_after is not None:
            moment = opened + timedelta(days=answered_after)
            case.state, case.answered_at, case.first_answered_at, case.first_due_on = (
                CaseState.answered,
                moment,
                moment,
                due,
            )
            reason = None if outcome is Outcome.yes else ReasonCode.budget
            AnswerFactory(case=case, outcome=outcome, reason_code=reason, created_at=moment, written_by=official)
        session.flush()
        return case

    official = OfficialFactory()
    return asked


@pytest.fixture
def town(session: Session, units: dict[str, Unit], ask: Callable[..., Case]) -> dict[str, Unit]:
    """Twelve answers of one unit in 2026 and six of the year before, two of another; and what was said of them."""
    with time_machine.travel(NOW, tick=False):
        many, few, before = units["Børn og unge"], units["Årets projekter"], units["Ældre og sundhed"]
        for n in range(12):
            case = ask(many, datetime(2026, 2, 1, 12, tzinfo=UTC), 10 + n, Outcome.yes if n % 3 == 0 else Outcome.no)
            case_id, moment = case.id, case.first_answered_at
            answer_id = session.query(AnswerFactory._meta.model.id).filter_by(case_id=case_id).scalar()
            person_id = session.query(CaseParty.person_id).filter_by(case_id=case_id).scalar()
            session.add(AnswerFeedback(
                case_id=case_id, answer_id=answer_id, person_id=person_id, understood=n != 0, taken_seriously=True,
                unclear="Hvad skal der ske nu?" if n == 0 else "", at=moment,
            ))  # fmt: skip
        for n in range(2):
            ask(few, datetime(2026, 3, 1, 12, tzinfo=UTC), 40 + n)
        for _ in range(6):
            ask(before, datetime(2025, 3, 1, 12, tzinfo=UTC), 20)
            ask(before, datetime(2026, 4, 1, 12, tzinfo=UTC))
        session.commit()
    return units
