"""A case in which everything has happened, as the real commands make it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory
from tests.web.responses.asked import CONTENT, NOT_UNDERSTOOD, Asked, asked
from tests.web.responses.facts import whole_no
from youthvoice.accounts.models import Person
from youthvoice.responses.commands import calendar, confirm_receipt, whose
from youthvoice.responses.commands.drafts import save_draft
from youthvoice.responses.commands.marks import mark_promise
from youthvoice.responses.commands.understood import give_feedback
from youthvoice.responses.models import Promise
from youthvoice.responses.queries.promises import find_promise
from youthvoice.responses.rules import Outcome
from youthvoice.responses.rules.follow_up import Verdict

WORD = "Det er jer, der passer stierne. Vi har ikke med dem at gøre."
REASON = "Vi venter på en pris fra Vejdirektoratet. Den kommer efter ferien."
DRAFTED = "En kladde, som ingen uden for enheden skal læse."


@dataclass
class Recorded:
    """What was asked, and those who worked on it."""

    at: Asked
    colleague: Person
    promise: Promise


def everything(session: Session) -> Recorded:
    """Given more time, answered with a no, reopened, handed on, answered with a yes that was kept."""
    at = asked(session, coauthors=1)
    case, official = at.case, at.official
    colleague = OfficialFactory(unit=case.unit, display_name="Bo Berg")
    confirm_receipt(session, case, official)
    give_feedback(session, case, at.current(session).id, at.parties[1], CONTENT)
    give_feedback(session, case, at.current(session).id, at.parties[0], NOT_UNDERSTOOD)
    whose.assign(session, case, official, colleague)
    until = calendar().next_working_day(case.answer_due_on + timedelta(days=5))
    whose.extend_case(session, case, official, until, REASON)
    save_draft(session, case, colleague, whole_no(explanation=DRAFTED), 0)
    at.answer(session, whole_no(outcome=Outcome.yes))
    promise = find_promise(session, case.id)
    assert promise is not None
    mark_promise(session, promise, case, at.parties[0], Verdict.kept, "Den er god", "a" * 32)
    session.commit()
    return Recorded(at, colleague, promise)
