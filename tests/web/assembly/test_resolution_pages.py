"""What Bytinget adopted, as everybody reads it: the list with its counts, and the way of one."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, OfficialFactory, PersonFactory
from tests.factories.assembly import LiveYearFactory
from tests.factories.councils import SeatFactory
from tests.factories.resolutions import ready_motion
from tests.factories.responses import AnswerFactory
from tests.html import CheckingClient
from tests.web.assembly.carried import counted, on_the_day
from tests.web.forms import form_fields
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import AssemblyYear, Motion, Resolution
from youthvoice.core.clock import now, today
from youthvoice.councils.models import Body
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.responses.models import Answer, Case, CaseParty
from youthvoice.responses.rules import CaseState, Outcome

WHY = (
    "Tak for jeres beslutning. Vi siger nej i år. Træerne koster mere, end der er penge til i budgettet. "
    "Vi ser på det igen, når vi laver næste års budget."
)


def resolved(session: Session, year: AssemblyYear, **changes: Any) -> Resolution:
    """A resolution as the day makes it."""
    motion: Motion = ready_motion(year_id=year.id, **changes)
    counted(session, motion)
    return session.scalars(select(Resolution).where(Resolution.motion_id == motion.id)).one()


def chair_of(session: Session, year: AssemblyYear) -> Person:
    """Somebody young who runs that Bytinget."""
    person: Person = SeatFactory(body=session.get_one(Body, year.body_id), role=SeatRole.chair).person
    return person


def case_of(session: Session, resolution: Resolution) -> Case:
    """Its case."""
    return session.get_one(Case, resolution.case_id)


def answered(session: Session, resolution: Resolution, outcome: Outcome = Outcome.no, **changes: Any) -> Answer:
    """The unit has answered."""
    case = case_of(session, resolution)
    case.state, case.answered_at, case.receipt_at = CaseState.answered, now(), now()
    case.first_answered_at, case.first_due_on = now(), case.answer_due_on
    answer: Answer = AnswerFactory(case=case, outcome=outcome, explanation=WHY, **changes)
    session.flush()
    return answer


def address(year: AssemblyYear, resolution: Resolution | None = None) -> str:
    """The list, or one."""
    return f"/bytinget/{year.year}/beslutninger" + (f"/{resolution.number}" if resolution else "")


def test_the_list_shows_where_each_stands_and_counts_them(client: CheckingClient, session: Session) -> None:
    year = LiveYearFactory()
    waiting, late, no = (resolved(session, year, title=f"Beslutning om træ {n}") for n in range(3))
    case_of(session, late).answer_due_on = today() - timedelta(days=3)
    case_of(session, late).receipt_at, case_of(session, late).clock_from = now(), today() - timedelta(days=33)
    answered(session, no)
    waiting.politician = "Formanden for Miljøudvalget"
    session.commit()
    page = client.get(address(year))
    assert page.status_code == 200
    assert "Kommunen skal svare senest" in page.text
    assert "Kommunen er 3 dage forsinket" in page.text
    assert "Vigtigste grund: Pengene" in page.text
    assert "Politisk ansvarlig: Formanden for Miljøudvalget" in page.text
    assert "1 af 3 beslutninger har fået et svar." in page.text


def test_pages_of_a_year_without_resolutions_say_so(client: CheckingClient, session: Session) -> None:
    year = LiveYearFactory()
    session.commit()
    page = client.get(address(year))
    assert "Der er ingen beslutninger endnu" in page.text
    assert client.get(f"{address(year)}/1").status_code == 404
    assert client.get(f"{address(year)}/99999").status_code == 404
    assert client.get("/bytinget/1850/beslutninger").status_code == 404


def test_the_way_of_a_resolution_is_told_from_the_motion_to_the_answer(
    client: CheckingClient, session: Session
) -> None:
    year, proposal, motion = on_the_day(session)
    counted(session, motion, hands=(31, 9, 2))
    resolution = session.scalars(select(Resolution)).one()
    case = case_of(session, resolution)
    case.receipt_by_id = OfficialFactory(display_name="Line Holm").id
    answered(session, resolution)
    session.commit()
    answer = client.get(address(year, resolution))
    assert "Set-Cookie" not in answer.headers
    page = answer.text
    told = [
        f"Forslag {motion.number} blev sendt til Bytinget", "Bytinget sagde ja", "31 for, 9 imod, 2 undlod",
        "Sendt til kommunen", "Kommunen har fået beslutningen", "Line Holm", "Svar: Nej",
    ]  # fmt: skip
    places = [page.index(words, page.index("timeline")) for words in told]
    assert places == sorted(places)
    assert WHY[:40] in page
    assert f"/forslag/{proposal.id}" in page
    assert motion.text in page


def test_whoever_asked_is_asked_whether_it_was_understood(sign_in: Any, session: Session) -> None:
    year = LiveYearFactory()
    resolution = resolved(session, year)
    answer = answered(session, resolution)
    asker = session.scalars(select(CaseParty.person_id).where(CaseParty.case_id == resolution.case_id)).one()
    client = sign_in(session.get_one(Person, asker))
    page = client.get(address(year, resolution))
    assert "Hvad synes du om svaret?" in page.text
    fields = form_fields(page.text, f"/svar/{resolution.case_id}/forstaaet")
    sent = client.post(
        f"/svar/{resolution.case_id}/forstaaet",
        data={**fields, "understood": "ja", "taken_seriously": "ja", "answer": str(answer.id)},
    )
    assert sent.status_code == 303
    assert sent.location.endswith(f"{address(year, resolution)}#forstod")
    assert "Du forstod svaret" in client.get(address(year, resolution)).text


def test_a_reader_can_wish_for_a_clearer_answer(sign_in: Any, session: Session) -> None:
    year = LiveYearFactory()
    resolution = resolved(session, year)
    answer = answered(session, resolution)
    client = sign_in(PersonFactory())
    page = client.get(address(year, resolution)).text
    fields = form_fields(page, f"{address(year, resolution)}/klarere")
    assert fields["answer"] == str(answer.id)
    assert client.post(f"{address(year, resolution)}/klarere", data=fields).status_code == 303
    assert "Fortryd mit ønske" in client.get(address(year, resolution)).text


def test_a_motion_that_is_hidden_hides_the_words_and_keeps_the_count(client: CheckingClient, session: Session) -> None:
    year = LiveYearFactory()
    resolution = resolved(session, year, title="Noget grimt om en lærer", text="Grimme ord om en lærer " * 3)
    answered(session, resolution)
    session.get_one(Motion, resolution.motion_id).hidden_at = now()
    session.commit()
    shown, one = client.get(address(year)).text, client.get(address(year, resolution)).text
    for page in (shown, one):
        assert "grimt" not in page
        assert "Grimme" not in page
        assert "Skjult af en moderator" in page
    assert WHY[:40] not in one
    assert "1 af 1 beslutninger har fået et svar." in shown


def test_the_chair_names_the_politician(sign_in: Any, session: Session) -> None:
    year = LiveYearFactory()
    resolution, chair = resolved(session, year), chair_of(session, year)
    client = sign_in(chair)
    fields = form_fields(client.get(address(year, resolution)).text, f"{address(year, resolution)}/ansvarlig")
    where = f"{address(year, resolution)}/ansvarlig"
    long = client.post(where, data={**fields, "politician": "x" * 201})
    assert long.status_code == 422
    assert "x" * 201 in long.text
    assert client.post(where, data={**fields, "politician": "Formanden for Børneudvalget"}).status_code == 303
    assert "Politisk ansvarlig: Formanden for Børneudvalget" in client.get(address(year, resolution)).text


def test_nobody_else_names_the_politician(sign_in: Any, session: Session) -> None:
    year = LiveYearFactory()
    resolution = resolved(session, year)
    client = sign_in(PersonFactory())
    assert "Hvem har ansvaret?" not in client.get(address(year, resolution)).text
    assert client.post(f"{address(year, resolution)}/ansvarlig", data={"politician": "Mig"}).status_code in (400, 403)
    session.refresh(resolution)
    assert resolution.politician == ""


def test_what_the_municipality_asks_for_can_be_told(sign_in: Any, session: Session) -> None:
    year = LiveYearFactory()
    resolution, chair = resolved(session, year), chair_of(session, year)
    case = case_of(session, resolution)
    case.state, case.paused_on, case.receipt_at = CaseState.needs_more, today(), now()
    AnswerFactory(case=case, outcome=Outcome.needs_more, asked_for="Hvor mange træer skal der være?", explanation="")
    client = sign_in(chair)
    where = f"{address(year, resolution)}/mere"
    page = client.get(where)
    assert "Hvor mange træer skal der være?" in page.text
    fields = form_fields(page.text, where)
    assert client.post(where, data={**fields, "more": "Kort"}).status_code == 422
    sent = {**fields, "more": "Vi mener tre træer ved hver skole i kommunen."}
    assert client.post(where, data=sent).status_code == 303
    assert client.post(where, data=sent).status_code == 303
    session.expire_all()
    assert case.state is CaseState.awaiting_answer
    assert case.question.count("Vi mener tre træer") == 1
    assert client.post(where, data={**fields, "more": "Endnu en ting at sige om det."}).status_code == 409


@pytest.mark.parametrize("is_proposal", [False, True])
def test_queries_stay_few(
    client: CheckingClient, sign_in: Any, session: Session, count_queries: Any, is_proposal: bool
) -> None:
    if is_proposal:
        year, _proposal, motion = on_the_day(session)
        counted(session, motion)
        resolution = session.scalars(select(Resolution)).one()
    else:
        year = LiveYearFactory()
        resolution = resolved(session, year)
    for _ in range(3):
        resolved(session, year)
    answered(session, resolution)
    session.commit()
    for path in (address(year), address(year, resolution)):
        with count_queries() as seen:
            assert client.get(path).status_code == 200
        assert len(seen) <= 6, seen
    for person in (chair_of(session, year), AdministratorFactory(), PersonFactory()):
        browser = sign_in(person)
        for path in (address(year), address(year, resolution)):
            with count_queries() as seen:
                assert browser.get(path).status_code == 200
            assert len(seen) <= 8, seen
