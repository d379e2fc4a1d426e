"""A proposal that was answered, with those who asked, as the real commands make it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.proposals import ProposalFactory
from tests.web.responses.facts import whole_no
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.proposals.models import Proposal, ProposalCoauthor
from youthvoice.responses.commands import give_answer
from youthvoice.responses.models import Answer, Case, CaseParty
from youthvoice.responses.queries import current_answer
from youthvoice.responses.rules import AnswerFacts
from youthvoice.responses.rules.follow_up import FeedbackFacts

CONTENT = FeedbackFacts(understood=True, taken_seriously=True)
UNCLEAR = "Jeg ved ikke, hvad et anlægsbudget er."
NOT_UNDERSTOOD = FeedbackFacts(understood=False, taken_seriously=True, unclear=UNCLEAR)


@dataclass
class Asked:
    """What was asked, by whom, and what was answered."""

    proposal: Proposal
    case: Case
    official: Person
    parties: list[Person]
    """The author first."""

    def answer(self, session: Session, facts: AnswerFacts | None = None) -> Answer:
        """Answer (again); a no without a word."""
        number = (current_answer(session, self.case.id) or Answer(number=0)).number + 1
        key = f"{self.case.id:016x}{number:016x}"
        return give_answer(session, self.case, self.official, facts or whole_no(), key)

    def current(self, session: Session) -> Answer:
        """The answer that stands."""
        found = current_answer(session, self.case.id)
        assert found is not None
        return found


def asked(session: Session, coauthors: int = 0, facts: AnswerFacts | None = None, **changes: Any) -> Asked:
    """A proposal with its parties, answered with a no (or ``facts``)."""
    proposal = ProposalFactory(**changes)
    case = session.get_one(Case, proposal.case_id)
    official = OfficialFactory(unit=case.unit, display_name="Line Holm")
    parties = [proposal.author, *(PersonFactory() for _ in range(coauthors))]
    for person in parties:
        session.add(CaseParty(case_id=case.id, person_id=person.id, since=now()))
    for person in parties[1:]:
        session.add(ProposalCoauthor(proposal_id=proposal.id, person_id=person.id, created_at=now()))
    session.flush()
    found = Asked(proposal, case, official, parties)
    found.answer(session, facts)
    session.commit()
    return found


def press_wish(client: Any, at: Asked, til: str = "1", answer_id: int | None = None) -> Any:
    """Press the reader's button as a browser does."""
    path = f"/forslag/{at.proposal.id}"
    page = client.get(path).text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    if answer_id is None:
        answer_id = int(
            page.partition(f'action="{path}/klarere"')[2].partition('name="answer" value="')[2].partition('"')[0]
        )
    return client.post(f"{path}/klarere", data={"csrf_token": token, "til": til, "answer": str(answer_id)})
