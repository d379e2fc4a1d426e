"""Applications further on their way than sent: decided, accepted, paid, accounted for. Rows and money as the commands leave them."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.grants import key
from tests.factories.responses import AnswerFactory
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.grants.commands.ledger import Movement, move
from youthvoice.grants.commands.status import count_award, put_status
from youthvoice.grants.models import AccountReport, Application, Award, Motion
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.deciding import ANSWER_OF, AwardOutcome, MotionState, MotionWay, award_outcome
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.paying import ReportState
from youthvoice.grants.rules.timeline import Step
from youthvoice.responses.models import Case
from youthvoice.responses.rules import CaseState, ReasonCode

RULE = "2. Vi betaler ikke løn."
BETTER = "Søg igen med en kasserer, der er frivillig, så kan vi se på det."
LEARNED = "Vi lærte, at det tager tid at finde et sted, og at mange gerne vil hjælpe."
STEP_OF = {
    AwardOutcome.granted: Step.granted,
    AwardOutcome.reduced: Step.reduced,
    AwardOutcome.rejected: Step.rejected,
}


def entered(session: Session, application: Application, kind: EntryKind, amount: int, by: Person) -> None:
    """One entry of the application's."""
    movement = Movement(
        kind=kind,
        amount=amount,
        why="Ungerådets beslutning",
        document="Ungerådet, møde 4, punkt 2",
        key=f"{kind.value}:test:{key()}",
        application_id=application.id,
    )
    move(session, application.pool_id, movement, by_id=by.id)


def decided(session: Session, application: Application, amount: int, by: Person, **more: Any) -> Award:
    """The council grants ``amount`` øre of what was asked for; 0 is a no. ``more`` are fields of the award."""
    outcome = award_outcome(application.asked, amount)
    case = session.get_one(Case, application.case_id)
    motion = Motion(
        form_key=key(), application_id=application.id, number=1, amount=amount, way=MotionWay.meeting,
        state=MotionState.carried, quorum_percent=50, in_favour=3, against=0, abstain=1, entitled=4, put_by_id=by.id,
        put_at=now(), settled_at=now(),
    )  # fmt: skip
    reason = None if outcome is AwardOutcome.granted else ReasonCode.law_or_rules
    answer = AnswerFactory(case=case, outcome=ANSWER_OF[outcome], written_by=by, reason_code=reason)
    session.add(motion)
    session.flush()
    owed = {} if outcome is AwardOutcome.granted else {"rule": RULE, "better": BETTER, "complaint": BETTER}
    values = {"asked": application.asked, "amount": amount, "by_id": by.id, "at": now(), **owed, **more}
    award = Award(
        form_key=key(), application_id=application.id, number=1, motion_id=motion.id, outcome=outcome,
        answer_id=answer.id, answer_outcome=answer.outcome, **values,
    )  # fmt: skip
    session.add(award)
    case.state, case.answered_at = CaseState.answered, now()
    if amount:
        entered(session, application, EntryKind.reserve, amount, by)
        entered(session, application, EntryKind.grant, amount, by)
        count_award(session, application, amount)
    status = ApplicationStatus.granted if amount else ApplicationStatus.rejected
    put_status(session, application, status, STEP_OF[outcome], now(), amount=amount or None)
    return award


def accepted(session: Session, application: Application) -> None:
    """The group has said yes; accounts are due in seventy days."""
    application.accounts_due_on = today() + timedelta(days=70)
    due = application.accounts_due_on
    put_status(session, application, ApplicationStatus.accepted, Step.accepted, now(), day=due)


def closed(session: Session, application: Application, amount: int, by: Person, unused: int = 0) -> AccountReport:
    """An accepted grant of ``amount`` øre is paid, accounted for and closed; ``unused`` øre came back."""
    entered(session, application, EntryKind.pay, amount, by)
    put_status(session, application, ApplicationStatus.accounting, Step.accounts_sent, now())
    if unused:
        entered(session, application, EntryKind.give_back, unused, by)
        count_award(session, application, -unused, awards=0)
    entered(session, application, EntryKind.close_out, amount - unused, by)
    report = AccountReport(
        application_id=application.id, pool_id=application.pool_id, state=ReportState.approved, learned=LEARNED,
        participants=40, shows_in_gallery=True, gives_back=unused, given_back_on=today() if unused else None,
        sent_at=now(), approved_at=now(), approved_by_id=by.id,
    )  # fmt: skip
    session.add(report)
    put_status(session, application, ApplicationStatus.closed, Step.closed, now())
    return report
