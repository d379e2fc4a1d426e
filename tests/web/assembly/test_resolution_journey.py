"""From a carried proposal to a promise: the counts of the year's page equal a count of the tables by hand."""

import re
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.assembly import LiveYearFactory, key
from tests.factories.resolutions import ready_motion
from tests.html import CheckingClient
from tests.web.assembly.carried import carried_to, counted, motion_of
from tests.web.proposals.ladder import fresh
from tests.web.proposals.writing import route
from tests.web.responses.facts import whole_no
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import AssemblyYear, Motion, Resolution
from youthvoice.core.clock import today
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.commands import confirm_receipt, give_answer
from youthvoice.responses.commands.marks import mark_promise
from youthvoice.responses.models import Case, CaseParty, Promise
from youthvoice.responses.rules import Outcome
from youthvoice.responses.rules.follow_up import PromiseState, Verdict


def by_hand(session: Session, year_id: int, day: date) -> dict[str, int]:
    """The same numbers by plain SQL and plain Python, in which nothing of the product takes part."""
    rows = session.execute(
        text(
            "SELECT c.state, c.answer_due_on, a.outcome, p.state FROM resolutions r JOIN cases c ON c.id = r.case_id "
            "LEFT JOIN answers a ON a.case_id = c.id AND a.replaced_at IS NULL LEFT JOIN promises p ON p.case_id = c.id "
            "WHERE r.year_id = :year"
        ),
        {"year": year_id},
    ).all()
    answered = [row for row in rows if row[0] == "answered" and row[2] in ("yes", "partly", "no")]
    late = [row for row in rows if row[0] != "answered" and str(row[1]) < day.isoformat()]
    states = [row[3] for row in rows]
    return {
        "Beslutninger": len(rows), "Besvaret": len(answered), "Svar er forsinket": len(late),
        "Løfter holdt": states.count("kept"), "Løfter brudt": states.count("broken"),
    }  # fmt: skip


def told_numbers(page: str) -> dict[str, int]:
    """The numbers at the top of the page."""
    found = re.findall(r'<div class="stat[^"]*"><dt>(.*?)</dt><dd>(\d+)</dd></div>', page)
    return {re.sub(r"<.*?>", "", label).strip(): int(number) for label, number in found}


def case_of(session: Session, motion: Motion) -> Case:
    """What its resolution asks."""
    query = select(Case).join(Resolution, Resolution.case_id == Case.id).where(Resolution.motion_id == motion.id)
    return session.scalars(query).one()


def answer(session: Session, case: Case, **changes: Any) -> None:
    """An official of the unit gives it."""
    official = OfficialFactory(unit=case.unit)
    confirm_receipt(session, case, official)
    give_answer(session, case, official, whole_no(**changes), key())
    session.flush()


def judge(session: Session, case: Case, verdict: Verdict) -> None:
    """One of those who asked says what became of it."""
    promise = session.scalars(select(Promise).where(Promise.case_id == case.id)).one()
    promise.promised_for = promise.due_on = today() - timedelta(days=1)
    session.flush()
    party = session.scalars(select(CaseParty.person_id).where(CaseParty.case_id == case.id)).first()
    mark_promise(session, promise, case, session.get_one(Person, party), verdict, "Vi så det selv på skolen.", key())
    session.flush()


def test_from_a_carried_proposal_to_a_promise_that_was_kept(client: CheckingClient, session: Session) -> None:
    route()
    year: AssemblyYear = LiveYearFactory()
    proposal = carried_to(session, year)
    carried = motion_of(session, year, proposal)
    others = [ready_motion(year_id=year.id, written_by_id=PersonFactory().id) for _ in range(5)]
    for motion in (carried, *others):
        counted(session, motion)
    own, broken, refused, late, waiting, partly = (case_of(session, motion) for motion in (carried, *others))
    answer(session, own, outcome=Outcome.yes)
    judge(session, own, Verdict.kept)
    answer(session, broken, outcome=Outcome.yes)
    judge(session, broken, Verdict.broken)
    answer(session, refused)
    answer(session, partly, outcome=Outcome.partly)
    late.receipt_at = late.opened_at
    late.answer_due_on = today() - timedelta(days=1)
    session.commit()
    assert waiting.answered_at is None
    page = client.get(f"/bytinget/{year.year}/beslutninger").text
    assert told_numbers(page) == by_hand(session, year.id, today())
    assert told_numbers(page) == {
        "Beslutninger": 6, "Besvaret": 4, "Svar er forsinket": 1, "Løfter holdt": 1, "Løfter brudt": 1,
    }  # fmt: skip
    assert "4 af 6 beslutninger har fået et svar." in page
    found = fresh(session, proposal.id)
    assert found.status is ProposalStatus.yes
    promise = session.scalars(select(Promise).where(Promise.case_id == own.id)).one()
    assert promise.state is PromiseState.kept
    number = session.scalars(select(Resolution.number).where(Resolution.motion_id == carried.id)).one()
    one = client.get(f"/bytinget/{year.year}/beslutninger/{number}").text
    order = ["blev sendt til Bytinget", "Bytinget sagde ja", "Sendt til kommunen", "Kommunen har fået", "Svar: Ja",
             "Kommunen holdt, hvad den lovede"]  # fmt: skip
    places = [one.index(words, one.index("Det er sket")) for words in order]
    assert places == sorted(places)


def test_an_official_finds_it_in_the_inbox_and_answers_it_there(sign_in: Any, session: Session) -> None:
    year = LiveYearFactory()
    motion = ready_motion(year_id=year.id)
    counted(session, motion)
    case = case_of(session, motion)
    official = OfficialFactory(unit=case.unit)
    client = sign_in(official)
    assert motion.title in client.get("/svar").text
    page = client.get(f"/svar/{case.id}")
    assert page.status_code == 200
    assert motion.text in page.text
    assert f"/bytinget/{year.year}/beslutninger/1" in page.text
